import { nameKey, simplifiedInPlace } from './names.ts';
import type { Stretch } from './types.ts';

/** A stretch of a sentence that could be a name. */
export interface Candidate extends Stretch {
  readonly key: string;
}

const MOST_TEXT = 600;
const LONGEST_KEY = 40;
const MOST_PARTS = 48;
/** Scripts without spaces: a name may start and end anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** No name goes across these. */
const BREAK = /[\n\t;!?，。；！？：、…“”「」『』《》]/u;
const HAN_ONE = /^\p{Script=Han}$/u;
const HAN_SIDE = /\p{Script=Han}/u;

interface Part extends Stretch {
  readonly run: number;
}

/**
 * Every stretch of the first 600 characters that could be a name: from word to word in Latin, anywhere among Han characters. Of
 * those that begin at one place the longest comes last.
 */
export function candidatesIn(text: string): readonly Candidate[] {
  const parts = partsOf(text.slice(0, MOST_TEXT));
  // Keyed piece by piece: the key of a stretch is that of its parts in a row, and making each anew would cost a hundredfold.
  const plain = simplifiedInPlace(text.slice(0, MOST_TEXT));
  const keys = parts.map(({ start, end }) => nameKey(plain.slice(start, end)));
  const candidates: Candidate[] = [];
  parts.forEach((first, index) => {
    let key = '';
    for (let at = index; at < Math.min(parts.length, index + MOST_PARTS); at++) {
      const last = parts[at];
      if (last === undefined || last.run !== first.run) break;
      key += keys[at] ?? '';
      if (key.length > LONGEST_KEY) break;
      if (at > index || !isAmidHan(text, first)) candidates.push({ start: first.start, end: last.end, key });
    }
  });
  return candidates;
}

/** Words, and single characters of unspaced scripts; a run is what lies between two breaks. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let run = 0;
  let start = -1;
  let at = 0;
  const close = () => {
    if (start >= 0) parts.push({ start, end: at, run });
    start = -1;
  };
  for (const character of text) {
    if (UNSPACED.test(character)) {
      close();
      parts.push({ start: at, end: at + character.length, run });
    } else if (LETTER.test(character)) {
      if (start < 0) start = at;
    } else {
      close();
      if (BREAK.test(character) || (character === ',' && besideHan(text, at))) run += 1;
    }
    at += character.length;
  }
  close();
  return parts;
}

/** One character within a word or a sentence is nobody's name. */
function isAmidHan(text: string, { start, end }: Stretch): boolean {
  return (
    HAN_ONE.test(text.slice(start, end)) && (HAN_SIDE.test(text.charAt(start - 1)) || HAN_SIDE.test(text.charAt(end)))
  );
}

function besideHan(text: string, at: number): boolean {
  return HAN_SIDE.test(text.charAt(at - 1)) || HAN_SIDE.test(text.charAt(at + 1));
}

/** 刚和菱联谈了: of two names that overlap, the one that begins with a word for "with" or "at" is likelier made by chance. */
const swallows = ({ key }: Candidate): boolean => /^[和跟与同在给对向从到]/.test(key);

/** The longest of those given, none overlapping, in the order of the text. */
export function longestApart<T extends Candidate>(candidates: readonly T[]): readonly T[] {
  const chosen: T[] = [];
  const longestFirst = candidates.toSorted(
    (a, b) => b.key.length - a.key.length || Number(swallows(a)) - Number(swallows(b)) || a.start - b.start,
  );
  for (const candidate of longestFirst) {
    if (chosen.every((other) => candidate.end <= other.start || other.end <= candidate.start)) chosen.push(candidate);
  }
  return chosen.sort((a, b) => a.start - b.start);
}
