import type { Context, Meaning, Rule } from './day-pieces.ts';
import { dayFrom, dayOfYear, type When } from './day-sums.ts';

/** Days and times in figures alone, the same in both languages. */

const YEAR_FIRST = /(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)/g;
const YEAR_LAST = /(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2})(?!\d|[-/.]\d)/g;
const SLASHED =
  /(?<![\d./\p{Script=Latin}#$€£¥-])(\d{1,2})\/(\d{1,2})(?![\d/%\p{Script=Latin}]|\.\d|-(?!\d{1,2}\/\d))/gu;
const DASHED = /(?<![\d./\p{L}#$€£¥%-])(\d{1,2})-(\d{1,2})(?![\d/%-]|\.\d)/gu;
const DOTTED = /^(\d{1,2})\.(\d{1,2})(?=$|\s*\p{Script=Han})/gu;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|\s*\p{Script=Han})/gu;
const CLOCK = /(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?![\d:%])/g;

/** 2-3 weeks, 3-5人 and 10-20% are ranges: a dash makes a date only where nothing is counted after it. */
const COUNTED =
  /^\s*(?:[\p{Script=Latin}%]|[个人天周月年次家万亿千百元块岁点号楼层期分小台套款种条项名位倍成轮版分秒斤公平号寸季折米米吨])/u;
const FRACTION_OF = /^\s*(?:的|(?:of|rating|stars?|score|points?)\b)/;

function yearFirst(match: readonly (string | undefined)[]): Meaning {
  const [, year, , month, day] = match;
  return { day: dayFrom(Number(year), Number(month), Number(day)) };
}

/** 11/12/2026 is month first unless only the other order exists; with dots (12.11.2026) the day is first. */
function yearLast(match: readonly (string | undefined)[]): Meaning {
  const [, first, mark, second, year] = match;
  const dayFirst = mark === '.' || (Number(first) > 12 && Number(second) <= 12);
  const [month, day] = dayFirst ? [second, first] : [first, second];
  return { day: dayFrom(Number(year), Number(month), Number(day)) };
}

function slashed(
  match: readonly (string | undefined)[],
  when: When,
  { text, at, end, alone }: Context,
): Meaning | null {
  const first = Number(match[1]);
  const second = Number(match[2]);
  if (!alone && isFraction(first, second, text.slice(0, at), text.slice(end))) return null;
  const [month, day] = first > 12 && second <= 12 ? [second, first] : [first, second];
  if (alone) return { day: dayOfYear(month, day, when) };
  if (month >= 1 && month <= 12 && day >= 1 && day <= 31) return { day: dayOfYear(month, day, when) };
  // "By 13/45" can only be a day, though there is none such.
  return LIMIT.test(text.slice(0, at)) ? { day: null } : null;
}

const LIMIT = /\b(?:by|before|until|till|due)\s+$/;

/** 1/3, 3/4 of something; 24/7. */
function isFraction(first: number, second: number, before: string, after: string): boolean {
  if (first === 24 && second === 7) return true;
  if (FRACTION_OF.test(after)) return true;
  return first < second && second <= 5 && /[\p{L}]$/u.test(before);
}

function dashed(match: readonly (string | undefined)[], when: When, { text, end, alone }: Context): Meaning | null {
  const month = Number(match[1]);
  const day = Number(match[2]);
  if (alone) return { day: dayOfYear(month, day, when) };
  if (COUNTED.test(text.slice(end)) || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return { day: dayOfYear(month, day, when) };
}

/** 11.3 or 20261103 is a day only when nothing else is there, or Chinese words follow: 11.3拜访华为, but 11.3万, 3.1版. */
function dotted(match: readonly (string | undefined)[], when: When, context: Context): Meaning | null {
  return dashed([match[0], match[1], match[2]], when, context);
}

function compact(match: readonly (string | undefined)[], _when: When, { text, end, alone }: Context): Meaning | null {
  const day = dayFrom(Number(match[1]), Number(match[2]), Number(match[3]));
  if (alone) return { day };
  return day === null || !/^(?:19|20)/.test(match[1] ?? '') || COUNTED.test(text.slice(end)) ? null : { day };
}

/** 3:30 in one figure is the afternoon, as working people mean it; 03:30 is what it says. */
function clock(match: readonly (string | undefined)[]): Meaning {
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  return match[1]?.length === 2 && hour !== 12 && hour < 10
    ? { time: match[0]?.slice(0, 5) ?? null, hour, minute }
    : { hour, minute };
}

export const NUMERIC_RULES: readonly Rule[] = [
  { pattern: YEAR_FIRST, means: yearFirst },
  { pattern: YEAR_LAST, means: yearLast },
  { pattern: SLASHED, means: slashed },
  { pattern: DASHED, means: dashed },
  { pattern: DOTTED, means: dotted },
  { pattern: COMPACT, means: compact },
  { pattern: CLOCK, means: clock },
];
