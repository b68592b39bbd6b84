import { printable } from '../../src/reply/printable.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** A literal for an element's content or a quoted attribute; control and direction characters do not pass. */
export function escapeHtml(text: string): string {
  return escaped(printable(text));
}

/** A value as JSON for a quoted attribute: nothing is lost, what must not be shown is written as `\uXXXX`. */
export function jsonAttribute(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  return escaped(
    json.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    }),
  );
}
