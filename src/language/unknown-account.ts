import type { Clause } from './clauses.ts';
import { saysNothing, trimmedSmallWords } from './function-words.ts';
import type { Sentence } from './sentence.ts';
import { gapsIn, matchesOf } from './stretches.ts';
import type { Stretch } from './types.ts';

const HOUSE =
  /\b(?:at|from|of|visited|@)\s+((?:[\p{Lu}\p{N}][\p{L}\p{N}&.'’-]*)(?:\s+(?:[\p{Lu}\p{N}][\p{L}\p{N}&.'’-]*|&|and(?=\s\p{Lu})))*)/u;
const SMALL = /[了过的在去到和与跟同向给]|一起|今天|昨天|我们?/g;

/** Where a typed log seems to name an account that nobody knows: behind the verb or "at", in the clause that tells the kind. */
export function findUnknownAccount(sentence: Sentence, clause: Clause | undefined): Stretch | undefined {
  if (!clause) return undefined;
  const typed = sentence.text.slice(clause.start, clause.end);
  const house = HOUSE.exec(typed);
  if (house?.[1] !== undefined) {
    const start = clause.start + house.index + house[0].length - house[1].length;
    const stretch = { start, end: start + house[1].replace(/[.'’-]+$/u, '').length };
    if (
      ![...sentence.past, ...sentence.contacts, ...sentence.members].some(
        (one) => one.start < stretch.end && stretch.start < one.end,
      )
    ) {
      return stretch;
    }
  }
  const small = matchesOf(sentence.folded.slice(clause.start, clause.end), SMALL).map((one) => ({
    start: clause.start + one.start,
    end: clause.start + one.end,
  }));
  const known = [...sentence.contacts, ...sentence.members, ...sentence.past, ...sentence.kinds, ...small];
  const gap = gapsIn(clause, known).find((one) => isNameLike(sentence, one));
  return gap && trimmed(sentence.text, gap);
}

function isNameLike(sentence: Sentence, gap: Stretch): boolean {
  if (saysNothing(sentence.folded, gap)) return false;
  const words = sentence.text.slice(gap.start, gap.end).trim();
  if (words.length < 2 || words.length > 24) return false;
  return /^\p{Script=Han}{2,12}$/u.test(words) || /^\p{Lu}[\p{L}\p{N}&.'’ -]*$/u.test(words);
}

function trimmed(text: string, gap: Stretch): Stretch {
  const words = text.slice(gap.start, gap.end);
  const name = trimmedSmallWords(words);
  const start = gap.start + Math.max(0, words.indexOf(name));
  return { start, end: start + name.length };
}
