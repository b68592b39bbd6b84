import { followable } from '../../src/reply/link.ts';
import { printable } from '../../src/reply/printable.ts';
import { FEISHU_LIMITS } from './limits.ts';

/** Everything that can begin, end or be a part of markup, `.` where it could make a list or an address. */
const MARKS = /[!"#$&'()*+/:<=>@[\\\]^_`{|}~-]|\.(?!\d)/g;

/**
 * A literal where markdown stands: it pings nobody, links nowhere, formats nothing, and reads as it was typed. Entities, as Feishu asks
 * for them (content-components/rich-text).
 */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(MARKS, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** Spaces a line begins with would make code of it. */
export const keepIndents = (markdown: string): string =>
  markdown.replace(/^ +/gm, (indent) => '\u00a0'.repeat(indent.length));

/** An address in normal form where a link of Feishu can lead to it (http and https only), safe inside its brackets; else `null`. */
export function linkAddress(href: string): string | null {
  const url = followable(href);
  if (url === undefined || !/^https?:/.test(url)) return null;
  const safe = url
    .replace(
      /[()*_~`[\]|\\'"<>!$^{}\s]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    // What looks like an entity would be read as one.
    .replace(/&(?=#?\w+;)/g, '%26');
  return safe.length <= FEISHU_LIMITS.url ? safe : null;
}

/**
 * Words for a message of the type text, whose markup has no escapes: what would be a tag or a link there is none, with a character
 * nobody sees in its middle.
 */
export function harmless(text: string): string {
  return printable(text)
    .replace(/<(?=[a-z/!])/gi, '<\u200b')
    .replace(/\](?=\()/g, ']\u200b');
}
