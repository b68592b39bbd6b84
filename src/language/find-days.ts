import { foldText } from './characters.ts';
import { CHINESE_RULES, simplifyDayWords } from './chinese-days.ts';
import { chronoPieces } from './chrono-days.ts';
import { timeOf } from './clock-times.ts';
import { fitsOf, leftmostLongest, type Piece, piecesOf, type Source } from './day-pieces.ts';
import type { When } from './day-sums.ts';
import { ENGLISH_RULES } from './english-days.ts';
import { NUMERIC_RULES } from './numeric-days.ts';
import type { DayMention } from './types.ts';

export type { When } from './day-sums.ts';

/** Rules, and what there must be in a text for any of them to fit. */
const RULES = [
  { hint: /\p{Script=Han}/u, rules: CHINESE_RULES },
  { hint: /[a-z]/, rules: ENGLISH_RULES },
  { hint: /\d/, rules: NUMERIC_RULES },
];
/** Without one of these nothing can be a day. */
const HINT = /[\d天日周期拜月年季晚早夜刚儿q点时分午号初]|[a-z]{3}/;
/** What may stand between a day and its time, or a weekday and its date. */
const BETWEEN = /^(?:\s|,|的|@|\(|t(?=\d))*(?:(?:at|on|around|about|t) ?)?\s*$/;
const RANGE = /^\s*(?:-|~|到|至|to|until)\s*$/;
const LEADING = /^(?:(?:on|by|at|in|due|before|until|till|since|from)\s+|[于在到自从])/;
const TRAILING = /(?:之前|以前|前|之内|内|起|[.,!?])$/;
const LONGEST_GAP = 12;

/**
 * Every day a text names, in either language, in order, none overlapping. Stretches cover the words of the day and its time,
 * not the "on", "by" or 前 around them. What is incomplete leans to the side of the bias, the words for last and next do not.
 */
export function findDays(text: string, when: When): readonly DayMention[] {
  return dayFinder(text)(when);
}

/** `findDays` of one text, asked with several biases. */
export function dayFinder(text: string): (when: When) => readonly DayMention[] {
  return mentionsIn(text, false);
}

/** The one day that all of the text is; an "on" or 前 may stand beside it. `null` when it is none, or more than a day. */
export function parseDay(text: string, when: When): DayMention | null {
  const offset = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const lead = LEADING.exec(foldText(trimmed))?.[0].length ?? 0;
  return alone(trimmed, offset, lead, when) ?? alone(trimmed.slice(lead), offset + lead, 0, when);
}

function alone(text: string, offset: number, lead: number, when: When): DayMention | null {
  const [mention, ...others] = mentionsIn(text, true)(when);
  if (mention === undefined || others.length > 0 || (mention.start !== 0 && mention.start !== lead)) return null;
  if (foldText(text.slice(mention.end)).trim().replace(TRAILING, '') !== '') return null;
  return { ...mention, start: offset + mention.start, end: offset + mention.end };
}

function mentionsIn(text: string, isAlone: boolean): (when: When) => readonly DayMention[] {
  const folded = simplifyDayWords(foldText(text));
  if (!HINT.test(folded)) return () => [];
  const source: Source = { text: folded, typed: text, alone: isAlone };
  const fits = fitsOf(
    folded,
    RULES.flatMap(({ hint, rules }) => (hint.test(folded) ? rules : [])),
  );
  return (when) => {
    const own = leftmostLongest(piecesOf(source, fits, when));
    const rest = chronoPieces({ ...source, text: masked(folded, own) }, when);
    const pieces = rest.length === 0 ? own : leftmostLongest([...own, ...rest]);
    return joined(folded, pieces).flatMap((group) => toMention(text, group, when));
  };
}

function masked(text: string, pieces: readonly Piece[]): string {
  let result = text;
  for (const { start, end } of pieces)
    result = `${result.slice(0, start)}${'_'.repeat(end - start)}${result.slice(end)}`;
  return result;
}

/** Pieces that say one thing together, in a row. */
function joined(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const groups: Piece[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    const together = last === undefined ? null : join(text, last, piece);
    if (together === null) groups.push(piece);
    else groups[groups.length - 1] = together;
  }
  return groups;
}

function join(text: string, one: Piece, next: Piece): Piece | null {
  const gap = text.slice(one.end, next.start);
  if (gap.length > LONGEST_GAP) return null;
  if (one.hour !== undefined && next.hour !== undefined && next.day === undefined && RANGE.test(gap)) {
    return { ...one, end: next.end, needsNeighbour: false };
  }
  if (!BETWEEN.test(gap) || clash(one, next)) return null;
  const closing = gap.includes('(') && text.charAt(next.end) === ')' ? 1 : 0;
  const merged = one.isWeekday === true ? { ...one, ...next } : { ...next, ...one };
  const half = one.half ?? next.half;
  return {
    ...merged,
    ...(half === undefined ? {} : { half }),
    start: one.start,
    end: next.end + closing,
    isWeekday: one.isWeekday === true && next.day === undefined,
    needsNeighbour: false,
  };
}

function clash(one: Piece, next: Piece): boolean {
  if (one.hour !== undefined && next.hour !== undefined) return true;
  if (one.day === undefined || next.day === undefined) return false;
  return one.isWeekday === next.isWeekday || (one.isWeekday !== true && next.isWeekday !== true);
}

function toMention(text: string, piece: Piece, when: When): DayMention[] {
  const { start, end, day, hour, minute, half } = piece;
  if (day === undefined && (hour === undefined || piece.needsNeighbour === true)) return [];
  const exact = half === undefined ? piece.time : undefined;
  const time =
    exact !== undefined || hour === undefined ? (exact ?? piece.time ?? null) : timeOf(hour, minute ?? 0, half);
  if (day === undefined && time === null) return [];
  return [{ start, end, day: day === undefined ? when.today : day, time, text: text.slice(start, end) }];
}
