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

/** The stretches that begin at one place and could be names. Each begins with the shorter ones. */
export interface Beginning {
  /** The key of the longest. */
  readonly longest: string;
  /** Those whose key is no longer than that, the shortest first. */
  upTo(length: number): readonly Candidate[];
}

/** Every stretch of the first 600 characters that could be a name: from word to word in Latin, anywhere among Han characters. */
export function candidatesIn(text: string): readonly Candidate[] {
  return beginningsIn(text).flatMap((beginning) => beginning.upTo(LONGEST_KEY));
}

/** The same by where they begin: a sentence has a hundred stretches, and most need not be put together to know they are no names. */
export function beginningsIn(text: string): readonly Beginning[] {
  const parts = partsOf(text.slice(0, MOST_TEXT));
  // Keyed piece by piece: the key of a stretch is that of its parts in a row, and making each anew would cost a hundredfold.
  const plain = simplifiedInPlace(text.slice(0, MOST_TEXT));
  const keys = parts.map(({ start, end }) => nameKey(plain.slice(start, end)));
  return parts.flatMap((first, index) => {
    const alone = isAmidHan(text, first) ? 1 : 0;
    const upTo = (length: number): readonly Candidate[] => {
      const candidates: Candidate[] = [];
      let key = '';
      for (let at = index; at < parts.length; at++) {
        key += keys[at] ?? '';
        if (key.length > length || !goesOn(parts, index, at)) break;
        if (at >= index + alone) candidates.push({ start: first.start, end: parts[at]?.end ?? 0, key });
      }
      return candidates;
    };
    let longest = '';
    let end = index;
    for (; end < parts.length && goesOn(parts, index, end); end++) {
      const key = longest + (keys[end] ?? '');
      if (key.length > LONGEST_KEY) break;
      longest = key;
    }
    return end - index > alone ? [{ longest, upTo }] : [];
  });
}

/** Whether a stretch may go from one part to another. */
const goesOn = (parts: readonly Part[], from: number, to: number): boolean =>
  to < from + MOST_PARTS && parts[from]?.run === parts[to]?.run;

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
  return longestFound(candidates, (candidate) => candidate);
}

/** As `longestApart`, of what is found at the candidates; where something longer is found already nothing is looked for. */
export function longestFound<C extends Candidate, T extends Stretch>(
  candidates: readonly C[],
  find: (candidate: C) => T | null,
): readonly T[] {
  const chosen: T[] = [];
  const longestFirst = candidates.toSorted(
    (a, b) => b.key.length - a.key.length || Number(swallows(a)) - Number(swallows(b)) || a.start - b.start,
  );
  for (const candidate of longestFirst) {
    if (chosen.some((other) => candidate.start < other.end && other.start < candidate.end)) continue;
    const found = find(candidate);
    if (found !== null) chosen.push(found);
  }
  return chosen.sort((a, b) => a.start - b.start);
}
