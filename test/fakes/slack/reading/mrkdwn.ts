import { type Reader, readDate } from './dates.ts';

/** What somebody sees, and what in it is alive. */
export interface Read {
  readonly text: string;
  /** Who is pinged: user ids, `!channel`, `!here`, `!everyone`, ids of groups. */
  readonly pings: readonly string[];
  /** What a click opens: addresses and `#CHANNEL`. */
  readonly links: readonly string[];
}

/** What the workspace knows: names for what is spoken of by id. */
export interface Names {
  user(id: string): string | null;
  channel(id: string): string | null;
  channelNamed(name: string): string | null;
}

export interface Eyes {
  readonly reader: Reader;
  readonly names: Names;
}

/**
 * In a text object with `verbatim` nothing; in a message's own text addresses (`parse` is none: docs formatting-message-text); in
 * a text object without it `#channel` and `@here` as well [T MrkdwnElement.verbatim].
 */
export type Alive = 'nothing' | 'addresses' | 'names';

export const read = (text: string, pings: readonly string[] = [], links: readonly string[] = []): Read => ({
  text,
  pings,
  links,
});

export function joined(parts: readonly Read[], between: string): Read {
  return read(
    parts.map((one) => one.text).join(between),
    parts.flatMap((one) => one.pings),
    parts.flatMap((one) => one.links),
  );
}

/**
 * Slack's own markup as its reader sees it (docs formatting-message-text): `<…>` are people, channels, links and dates; `&amp;`,
 * `&lt;` and `&gt;` the three characters; `*`, `_`, `~` and backquotes around whole words are formatting and disappear; an emoji is
 * read as `{name}`. `alive`: what comes alive without angle brackets.
 */
export function readMrkdwn(source: string, eyes: Eyes, alive: Alive): Read {
  const held: Read[] = [];
  const hold = (one: Read): string => {
    held.push(one);
    return `${OPEN}${held.length - 1}${CLOSE}`;
  };
  const entities = source.replace(/<([^<>\n]+)>/g, (whole, inside: string) => {
    const entity = readEntity(inside, eyes);
    return hold(entity ?? read(whole));
  });
  const addressed = alive === 'nothing' ? entities : withAddresses(entities, hold);
  const linked = alive === 'names' ? withNames(addressed, eyes, hold) : addressed;
  const shown = unescaped(withEmoji(unformatted(linked)));
  const text = shown.replace(HELD, (_, index: string) => held[Number(index)]?.text ?? '');
  return read(
    withoutZeroWidth(text),
    held.flatMap((one) => one.pings),
    held.flatMap((one) => one.links),
  );
}

export const withoutZeroWidth = (text: string): string => text.replace(/[\u200b\u2060\ufeff]/g, '');

// Characters of the private use area stand for what was read already, so that formatting reaches over it.
const OPEN = '\ue000';
const CLOSE = '\ue001';
const HELD = /\ue000(\d+)\ue001/g;

function readEntity(inside: string, eyes: Eyes): Read | null {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? null : unescaped(inside.slice(bar + 1));
  const rest = target.slice(1);
  if (/^@[UW]\w+$/.test(target)) return read(`@${eyes.names.user(rest) ?? label ?? rest}`, [rest]);
  if (/^#[CGD]\w+$/.test(target)) return read(`#${eyes.names.channel(rest) ?? label ?? rest}`, [], [target]);
  if (/^!(channel|here|everyone)$/.test(target)) return read(`@${rest}`, [target]);
  if (target.startsWith('!subteam^')) return read(label ?? `@${target.slice(9)}`, [target.slice(9)]);
  if (target.startsWith('!date^')) return dateEntity(target, label, eyes.reader);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return read(label ?? unescaped(target), [], [unescaped(target)]);
  return null;
}

/** `!date^EPOCH^FORMAT^LINK`, and what is shown where that fails. */
function dateEntity(target: string, fallback: string | null, reader: Reader): Read | null {
  const [, seconds = '', format = '', link] = target.split('^');
  const text = readDate(Number(seconds), unescaped(format), reader) ?? fallback;
  return text === null ? null : read(text, [], link === undefined ? [] : [link]);
}

/** "This message contains a URL http://foo.com/" and "so does this one: www.foo.com" (docs formatting-message-text). */
function withAddresses(source: string, hold: (one: Read) => string): string {
  return source.replace(
    /\bhttps?:\/\/[^\s<>\ue000\ue001]+|\bwww\.[^\s<>\ue000\ue001]+\.[^\s<>\ue000\ue001]+/gi,
    (url) => hold(read(unescaped(url), [], [unescaped(url)])),
  );
}

function withNames(source: string, { names }: Eyes, hold: (one: Read) => string): string {
  return source
    .replace(/(?<![\p{L}\p{N}])@(channel|here|everyone)(?![\p{L}\p{N}])/gu, (whole, range: string) =>
      hold(read(whole, [`!${range}`])),
    )
    .replace(/(?<![\p{L}\p{N}&])#([\p{L}\p{N}_-]+)/gu, (whole, name: string) => {
      const id = names.channelNamed(name);
      return id === null ? whole : hold(read(whole, [], [`#${id}`]));
    });
}

/** `:name:`, where the name has a letter; an unseen character between breaks it. */
export const withEmoji = (text: string): string => text.replace(/:(?=[\w+'-]*[a-z+])([\w+'-]+):/g, '{$1}');

/** A space, or what nobody sees and Slack takes for one: the usual way to begin or break formatting within a word. */
const SPACE = '\\s\\u200b\\u2060\\ufeff';
const MARKS: readonly RegExp[] = ['*', '_', '~', '`'].map((mark) => {
  const word = `\\p{L}\\p{N}${mark}`;
  const inside = `[^${SPACE}${mark}]|[^${SPACE}${mark}][^\\n${mark}]*[^${SPACE}${mark}]`;
  return new RegExp(`(?<![${word}])[${mark}](${inside})[${mark}](?![${word}])`, 'gu');
});

/** Formatting begins and ends at the edge of a word and stays in its line; a quote is marked at the start of its line. */
function unformatted(source: string): string {
  const code: string[] = [];
  const kept = source.replace(/```([\s\S]*?)```/g, (_, inside: string) => {
    code.push(inside);
    return `\ue002${code.length - 1}\ue003`;
  });
  const quoted = kept.replace(/^(&gt;|>)+ ?/gm, '');
  const plain = MARKS.reduce((text, mark) => text.replace(mark, '$1'), quoted);
  return plain.replace(/\ue002(\d+)\ue003/g, (_, index: string) => code[Number(index)] ?? '');
}

function unescaped(source: string): string {
  return source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
