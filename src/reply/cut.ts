/** Beyond this a cut goes through the middle of one character on the screen: somebody piled up marks. In UTF-16 units. */
const LONGEST_CHARACTER = 64;

/** A text of at most so many UTF-16 units; one that was cut ends in `…`, and no character is cut in two. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${head(text, limit - 1)}…`;
}

/** As much of the beginning as fits, in whole characters. */
export function head(text: string, limit: number): string {
  if (limit <= 0) return '';
  return text.length <= limit ? text : text.slice(0, boundary(text, limit));
}

/** The text in pieces of at most so many UTF-16 units, more than a character has; nothing is lost, an empty one has none. */
export function split(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  for (let rest = text; rest !== ''; rest = rest.slice(pieces.at(-1)?.length)) {
    pieces.push(rest.length <= limit ? rest : head(rest, limit));
  }
  return pieces;
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The last place up to the limit where a character ends. */
function boundary(text: string, limit: number): number {
  const near = text.slice(0, limit + 2);
  const start = GRAPHEMES.segment(near).containing(limit)?.index ?? limit;
  if (limit - start <= LONGEST_CHARACTER) return start;
  const isInPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(limit - 1, limit + 1));
  return isInPair ? limit - 1 : limit;
}
