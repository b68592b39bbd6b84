import { type Encoding, encodingOf, textOf } from './encodings.ts';

const QUOTED_PRINTABLE = /^[^:]*QUOTED-PRINTABLE[^:]*:/i;

/** One property of a visiting card; its value is still bytes, one to a character. */
export interface CardProperty {
  readonly line: number;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly raw: string;
}

/** The properties of a file of visiting cards, line breaks inside them undone. */
export function propertiesOf(bytes: Uint8Array): CardProperty[] {
  // One byte, one character: a break may stand inside a character, so text is made only of whole properties.
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  const found: CardProperty[] = [];
  let isOld = false;
  let at = 0;
  while (at < lines.length) {
    const { text, end } = unfolded(lines, at, isOld);
    const property = toProperty(text, at + 1);
    at = end;
    if (property === null) continue;
    if (property.name === 'VERSION') isOld = property.raw.trim() === '2.1';
    found.push(property);
  }
  return found;
}

/** A line that goes on in the next: that begins with a blank, or this ends with = in quoted-printable. */
function unfolded(lines: readonly string[], start: number, isOld: boolean): { text: string; end: number } {
  const pieces = [lines[start] ?? ''];
  const isQuoted = QUOTED_PRINTABLE.test(pieces[0] ?? '');
  let end = start + 1;
  for (; end < lines.length; end += 1) {
    const next = lines[end] ?? '';
    const last = pieces.at(-1) ?? '';
    if (isQuoted && last.endsWith('=')) {
      pieces[pieces.length - 1] = last.slice(0, -1);
      pieces.push(next);
    }
    // From 3.0 on the blank is dropped.
    else if (/^[ \t]/.test(next)) pieces.push(isOld ? next : next.slice(1));
    else break;
  }
  return { text: pieces.join(''), end };
}

function toProperty(text: string, line: number): CardProperty | null {
  const colon = colonOf(text);
  if (colon <= 0) return null;
  const [head = '', ...given] = text.slice(0, colon).split(';');
  const parameters = new Map<string, string>();
  for (const parameter of given) {
    const [key = '', ...rest] = parameter.split('=');
    // 2.1 names kinds and encodings without saying that they are such.
    const [name, value] = rest.length > 0 ? [key, rest.join('=')] : [bareName(key), key];
    const known = parameters.get(name.toUpperCase());
    const bare = value.replaceAll('"', '').toUpperCase();
    parameters.set(name.toUpperCase(), known === undefined ? bare : `${known},${bare}`);
  }
  const name = head.replace(/^.*\./, '').trim().toUpperCase();
  return { line, name, parameters, raw: text.slice(colon + 1) };
}

function bareName(word: string): string {
  return /^(?:quoted-printable|base64|b|8bit|7bit)$/i.test(word) ? 'ENCODING' : 'TYPE';
}

/** The first colon that stands in no quotation marks. */
function colonOf(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === ':' && !isQuoted) return at;
  }
  return -1;
}

/** What the properties that do not say so themselves are written in. */
export function cardEncoding(properties: readonly CardProperty[], bytes: Uint8Array): Encoding {
  const silent = properties
    .filter(({ parameters }) => !parameters.has('CHARSET'))
    .map((property) => ({ line: property.line, bytes: bytesOf(property) }));
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return encodingOf(silent, isMarked);
}

/** UTF-16 made UTF-8, and without its mark, so that everything after is a matter of bytes. */
export function asBytes(bytes: Uint8Array): Uint8Array {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) {
    const text = textOf(bytes);
    return new TextEncoder().encode(new TextDecoder(text.encoding).decode(text.bytes));
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** The value as text; `null` when it is not what it says it is. */
export function decodedValue(property: CardProperty, encoding: Encoding): string | null {
  const charset = property.parameters.get('CHARSET');
  try {
    return new TextDecoder(labelOf(charset) ?? encoding, { fatal: true }).decode(bytesOf(property));
  } catch {
    return null;
  }
}

/** GB18030 holds everything GB2312 and GBK do, and files say the smaller for the larger. */
function labelOf(charset: string | undefined): string | undefined {
  return charset !== undefined && /^(?:gb|x-gbk|cp936)/i.test(charset) ? 'gb18030' : charset?.toLowerCase();
}

function bytesOf({ parameters, raw }: CardProperty): Buffer {
  const encoding = parameters.get('ENCODING') ?? '';
  if (encoding.includes('QUOTED-PRINTABLE')) {
    const plain = raw.replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(plain, 'latin1');
  }
  if (/^B(?:ASE64)?$/.test(encoding)) return Buffer.from(raw, 'base64');
  return Buffer.from(raw, 'latin1');
}
