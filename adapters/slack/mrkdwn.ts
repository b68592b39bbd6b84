import { cut } from '../../src/reply/cut.ts';
import { printable } from '../../src/reply/printable.ts';

/**
 * Slack has no escape for what formats. A mark with this on both sides touches neither a space nor the end of a word, and so
 * formats nothing; nobody sees it.
 */
const UNSEEN = '\u200b';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A literal where mrkdwn stands: it pings nobody, links nowhere, formats nothing, and reads as it was typed. */
export function escapeMrkdwn(text: string): string {
  return printable(text)
    .replace(/[*_~`]/g, (mark) => `${UNSEEN}${mark}${UNSEEN}`)
    .replace(/:(?=[\w+'-]+:)/g, `:${UNSEEN}`)
    .replace(/^>/gm, `${UNSEEN}>`)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

/** The same of as much of the text as comes to at most so many UTF-16 units; one that was cut ends in `…`. */
export function escapedWithin(text: string, limit: number): string {
  const whole = escapeMrkdwn(cut(text, limit));
  if (whole.length <= limit) return whole;
  let fits = 0;
  let tooMuch = Math.min(text.length, limit) + 1;
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2);
    if (escapeMrkdwn(cut(text, middle)).length <= limit) fits = middle;
    else tooMuch = middle;
  }
  return escapeMrkdwn(cut(text, fits));
}

/** A link in mrkdwn; the address in normal form. */
export function mrkdwnLink(label: string, address: string): string {
  return `<${address.replaceAll('|', '%7C').replaceAll('&', '&amp;')}|${escapeMrkdwn(label).replaceAll('\n', ' ')}>`;
}

/** An instant in mrkdwn, which each reader sees in their own zone. */
export function mrkdwnDate(seconds: number, format: string, fallback: string): string {
  return `<!date^${seconds}^${format}|${fallback}>`;
}
