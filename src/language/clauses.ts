import type { Stretch } from './types.ts';

/** A part of a sentence between two marks. `mark` is the one that ends it, empty at the end of the text. */
export interface Clause extends Stretch {
  readonly mark: string;
}

const MARKS = /[,;:.!?\n]+|\s[-–—]+\s|[—–]{2,}/g;
const ABBREVIATION = /(?:^|[^a-z])(?:mr|mrs|ms|dr|prof|st|no|vs|e\.g|i\.e|inc|ltd|co|corp|approx|a\.m|p\.m)$/;
const LETTER_OR_DIGIT = /[a-z0-9]/;

/**
 * The clauses of a folded text, in order. `typed` is the same text as typed: 、 joins names there and divides nothing.
 * Offsets are of the text; marks belong to no clause.
 */
export function splitClauses(folded: string, typed: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of folded.matchAll(MARKS)) {
    const end = match.index;
    const mark = match[0];
    if (mark.length === 1 && joins(folded, typed, end, mark)) continue;
    pushClause(clauses, folded, start, end, mark);
    start = end + mark.length;
  }
  pushClause(clauses, folded, start, folded.length, '');
  return clauses;
}

function pushClause(clauses: Clause[], folded: string, from: number, to: number, mark: string): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(folded.charAt(start))) start++;
  while (end > start && /\s/.test(folded.charAt(end - 1))) end--;
  if (end > start) clauses.push({ start, end, mark });
}

/** A mark inside a number, a time, an address or an abbreviation divides nothing. */
function joins(folded: string, typed: string, at: number, mark: string): boolean {
  const before = folded.charAt(at - 1);
  const after = folded.charAt(at + 1);
  if (typed.charAt(at) === '、') return true;
  if (mark === ',' || mark === ':') return /[0-9]/.test(before) && /[0-9]/.test(after);
  if (mark === '!') return before === '<';
  if (mark !== '.') return false;
  if (LETTER_OR_DIGIT.test(before) && LETTER_OR_DIGIT.test(after)) return true;
  return typed.charAt(at) !== '。' && ABBREVIATION.test(folded.slice(Math.max(0, at - 8), at));
}

/** Whether a mark ends the sentence, not just the clause. */
export function endsSentence(mark: string): boolean {
  return mark === '' || /[.;!?\n]/.test(mark);
}
