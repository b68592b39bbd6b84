import { isAscii, isUtf8 } from 'node:buffer';
import type { Reason } from './reason.ts';
import { TableRefusal } from './table.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface TextOf {
  readonly encoding: Encoding;
  /** The bytes after the byte order mark. */
  readonly bytes: Uint8Array;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];
const LINE_FEED = 10;
const CHUNK = 1 << 16;
const MOST_LINES_NAMED = 20;

/**
 * What a text is written in: its byte order mark, else UTF-8, else GB18030, looked at line by line, for a file mixing the two
 * would pass as GB18030 and come out as nonsense. Throws a refusal that names the lines.
 */
export function textOf(all: Uint8Array): TextOf {
  const mark = MARKS.find(([, start]) => start.every((byte, at) => all[at] === byte));
  const bytes = mark === undefined ? all : all.subarray(mark[1].length);
  if (mark !== undefined && mark[0] !== 'utf-8') {
    if (!isValid(bytes, mark[0])) throw new TableRefusal({ code: 'unreadable-text', encodings: [mark[0]] });
    return { encoding: mark[0], bytes };
  }
  if (isUtf8(bytes)) return { encoding: 'utf-8', bytes };
  return { encoding: encodingOf(linesOf(bytes), mark !== undefined), bytes };
}

export interface NumberedLine {
  readonly line: number;
  readonly bytes: Uint8Array;
}

/** The one encoding all these lines can be read in; `marked` when the file itself says that it is UTF-8. */
export function encodingOf(lines: Iterable<NumberedLine>, marked = false): Encoding {
  const utf8 = new Lines();
  const gb = new Lines();
  const neither = new Lines();
  const into = { 'utf-8': utf8, gb18030: gb, neither };
  for (const { line, bytes } of lines) {
    const kind = kindOf(bytes, marked);
    if (kind !== 'either') into[kind].add(line);
  }
  if (neither.count > 0) throw new TableRefusal({ code: 'unreadable-text', lines: neither.first });
  if (gb.count > 0 && (marked || utf8.count > 0)) throw new TableRefusal(twoEncodings(utf8, gb, marked));
  return gb.count > 0 ? 'gb18030' : 'utf-8';
}

function kindOf(bytes: Uint8Array, marked: boolean): 'utf-8' | 'gb18030' | 'either' | 'neither' {
  if (isAscii(bytes)) return 'either';
  if (!isUtf8(bytes)) return isValid(bytes, 'gb18030') ? 'gb18030' : 'neither';
  // Two or four bytes of GB18030 can happen to be UTF-8 of two bytes each: Greek, Cyrillic, accents. That says nothing.
  return marked || hasLongCharacters(bytes) || !isValid(bytes, 'gb18030') ? 'utf-8' : 'either';
}

/** The rarer ones are the ones to mend. */
function twoEncodings(utf8: Lines, gb: Lines, marked: boolean): Reason {
  return marked || gb.count <= utf8.count
    ? { code: 'two-encodings', lines: gb.first, encodings: ['GB18030', 'UTF-8'] }
    : { code: 'two-encodings', lines: utf8.first, encodings: ['UTF-8', 'GB18030'] };
}

class Lines {
  readonly first: number[] = [];
  count = 0;

  add(line: number): void {
    this.count += 1;
    if (this.first.length < MOST_LINES_NAMED) this.first.push(line);
  }
}

function hasLongCharacters(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0xe0);
}

function isValid(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    // In pieces, so that a whole file is never held as text.
    for (const _ of decoded({ bytes, encoding }));
    return true;
  } catch {
    return false;
  }
}

/** The text in pieces. Throws a TypeError where it is not valid. */
export function* decoded({ bytes, encoding }: TextOf): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true });
  }
  yield decoder.decode();
}

/** The lines of a file as bytes. No byte of a character of UTF-8 or GB18030 looks like a line feed. */
export function* linesOf(bytes: Uint8Array): Generator<NumberedLine> {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    yield { line, bytes: bytes.subarray(start, end) };
    line += 1;
    start = end + 1;
  }
}
