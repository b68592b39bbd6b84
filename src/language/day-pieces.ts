import type { Day } from '../domain/records.ts';
import type { When } from './day-sums.ts';
import type { Stretch } from './types.ts';

/** Which half of the day a word puts a bare hour into. */
export type Half = 'morning' | 'noon' | 'afternoon' | 'night';

/** What one stretch says by itself; neighbours are put together afterwards. */
export interface Meaning {
  /** `undefined`: says nothing of a day; `null`: names one that does not exist. */
  readonly day?: Day | null;
  /** Said as a weekday: beside a full date it adds nothing. */
  readonly isWeekday?: boolean;
  readonly hour?: number;
  readonly minute?: number;
  readonly half?: Half;
  /** Only an hour when a day or a part of one stands beside it: 3点 may be three points. */
  readonly needsNeighbour?: boolean;
  /** The clock, already exact. */
  readonly time?: string | null;
}

export interface Piece extends Stretch, Meaning {}

/** A pattern (sticky or global, on folded text) and what a match of it means; `null`: nothing after all. */
export interface Rule {
  readonly pattern: RegExp;
  readonly means: (match: readonly (string | undefined)[], when: When, context: Context) => Meaning | null;
}

export interface Context {
  /** All of the text, folded. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** As typed, to see capitals. */
  readonly typed: string;
  /** The whole text is given as a day: less guarding is needed. */
  readonly alone: boolean;
}

export interface Source {
  readonly text: string;
  readonly typed: string;
  readonly alone: boolean;
}

/** Where a rule's pattern fits. What it means is another question, asked for each way of leaning. */
export interface Fit {
  readonly rule: Rule;
  readonly match: RegExpExecArray;
}

/** Every fit of every rule. */
export function fitsOf(text: string, rules: readonly Rule[]): readonly Fit[] {
  const fits: Fit[] = [];
  for (const rule of rules) {
    // Most rules fit nowhere, and that is found out cheapest so.
    if (text.search(rule.pattern) < 0) continue;
    for (const match of text.matchAll(rule.pattern)) fits.push({ rule, match });
  }
  return fits;
}

/** All pieces the fits mean; they may overlap. */
export function piecesOf(source: Source, fits: readonly Fit[], when: When): readonly Piece[] {
  const pieces: Piece[] = [];
  const forward: When = { ...when, bias: 'future' };
  for (const { rule, match } of fits) {
    const start = match.index;
    const end = start + match[0].length;
    const leaning = isDeadline(source.text, start, end) ? forward : when;
    const meaning = rule.means(match, leaning, { ...source, at: start, end });
    if (meaning !== null && end > start) pieces.push({ ...meaning, start, end });
  }
  return pieces;
}

const BY = /\b(?:by|due(?: on)?|no later than)\s+(?:the\s+)?$/;
const LONGEST_BY = 20;
const BEFORE = /^\s*(?:之|以)?前(?![往来去台期景提端面沿瞻几两三后])/;

/** "by Friday", 周五前: whoever says so looks forward, even in a report. */
function isDeadline(text: string, start: number, end: number): boolean {
  return BY.test(text.slice(Math.max(0, start - LONGEST_BY), start)) || BEFORE.test(text.slice(end, end + 5));
}

/** From the left, at each place the longest, none overlapping. */
export function leftmostLongest<T extends Stretch>(pieces: readonly T[]): readonly T[] {
  const chosen: T[] = [];
  let free = 0;
  for (const piece of pieces.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (piece.start < free) continue;
    chosen.push(piece);
    free = piece.end;
  }
  return chosen;
}
