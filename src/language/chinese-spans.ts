import { addDays } from '../domain/days.ts';
import { clockShift } from './clock-times.ts';
import type { Meaning, Rule } from './day-pieces.ts';
import {
  bareWeekday,
  edgeOf,
  edgeOfNamedMonth,
  mondayOf,
  monthStart,
  nearestEdge,
  type Span,
  shifted,
  thisWeek,
  type Unit,
  type When,
  workdaysLater,
  yearOf,
} from './day-sums.ts';
import { wholeNumber } from './han-numbers.ts';

/** Chinese days reckoned from today (3天前, 两周内) and the edges of weeks, months, quarters and years. */

type Match = readonly (string | undefined)[];
type Edge = 'start' | 'middle' | 'end';

/** How many weeks, months, quarters 上, 本, 下 lead away. */
export const AWAY: ReadonlyMap<string, number> = new Map([
  ['上上', -2],
  ['上', -1],
  ['本', 0],
  ['这', 0],
  ['下', 1],
  ['下下', 2],
]);
const EDGES: ReadonlyMap<string, Edge> = new Map([
  ['底', 'end'],
  ['末', 'end'],
  ['初', 'start'],
  ['中', 'middle'],
]);
const WHICH = '(上上|上|下下|下|本|这)一?个?';
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['天', 'day'],
  ['日', 'day'],
  ['周', 'week'],
  ['星期', 'week'],
  ['礼拜', 'week'],
  ['月', 'month'],
  ['年', 'year'],
]);

const COUNTED =
  /(?<![\d.第前每零一二两三四五六七八九十百])(\d{1,4}|[零一二两三四五六七八九十百]{1,5}|半)(个半|个)?(工作日|天|日|周|星期|礼拜|月|年|小时|钟头|分钟)(半)?(?:以|之)?(前(?![往来去台期景提端面沿瞻])|后(?![续面台悔])|内(?![部容存网]))/gu;

function counted([, amount, piece, unit = '', more, side]: Match, when: When): Meaning | null {
  const whole = amount === '半' ? 0.5 : wholeNumber(amount ?? '');
  if (whole === null) return null;
  const count = whole + (piece === '个半' || more !== undefined ? 0.5 : 0);
  // 3月前 is before March, 2026年前 before 2026, 3日前 in a promise by the 3rd.
  if ((unit === '月' && piece === undefined) || (unit === '年' && count >= 100)) return null;
  if (unit === '日' && side === '前' && when.bias === 'future') return null;
  return reckoned(count, unit, side === '前' ? -1 : 1, when);
}

function reckoned(count: number, unit: string, sign: 1 | -1, when: When): Meaning | null {
  if (unit === '工作日') return sign < 0 ? null : toMeaning(workdaysLater(when.today, Math.ceil(count)));
  if (unit === '分钟') return clockShift(when, sign * Math.round(count));
  if (unit === '小时' || unit === '钟头') return clockShift(when, sign * Math.round(count * 60));
  const of = UNITS.get(unit) ?? 'day';
  if (Number.isInteger(count)) return toMeaning(shifted(when.today, sign * count, of));
  if (of === 'year') return toMeaning(shifted(when.today, sign * count * 12, 'month'));
  const base = shifted(when.today, sign * Math.floor(count), of);
  if (base === null) return null;
  return { day: of === 'month' ? addDays(base, sign * 15) : addDays(base, of === 'week' ? sign * 3 : 0) };
}

function toMeaning(day: string | null): Meaning | null {
  return day === null ? null : { day };
}

const WEEK = new RegExp(
  `${WHICH}(周|星期|礼拜)(?![期年边围转到刊])(末)?|(?<![每个\\d一二两三])周末(?!愉快|快乐)`,
  'gu',
);

function week(
  [, which, , end]: Match,
  when: When,
  { text, end: at }: { readonly text: string; readonly end: number },
): Meaning {
  const weekend = which === undefined ? bareWeekend(when) : addDays(mondayOf(when.today, AWAY.get(which) ?? 0), 5);
  // Before the weekend is on its Friday at the latest.
  if (which === undefined || end !== undefined)
    return { day: /^(?:之|以)?前/.test(text.slice(at)) ? addDays(weekend, -1) : weekend };
  const away = AWAY.get(which) ?? 0;
  return { day: away === 0 ? thisWeek(when) : mondayOf(when.today, away) };
}

function bareWeekend(when: When): string {
  const saturday = addDays(mondayOf(when.today, 0), 5);
  if (when.bias === 'past') return when.today >= saturday ? saturday : addDays(saturday, -7);
  return when.today > saturday ? bareWeekday(6, when) : saturday;
}

const MONTH = new RegExp(
  `(?<![\\d一二三四五六七八九十])(?:${WHICH})?月([底末初])|${WHICH}月(中)?(?![\\d一二三四五六七八九十份的])`,
  'gu',
);

function month([, which, edge, named, middle]: Match, when: When): Meaning | null {
  const side = EDGES.get(edge ?? middle ?? '');
  const away = which ?? named;
  if (side !== undefined) {
    return {
      day:
        away === undefined ? nearestEdge('month', side, when) : edgeOf('month', AWAY.get(away) ?? 0, side, when.today),
    };
  }
  const months = AWAY.get(away ?? '') ?? 0;
  return months === 0 ? null : { day: edgeOf('month', months, 'start', when.today) };
}

const NAMED_MONTH =
  /(?<![\d.个一二三四五六七八九十])(?:(\d{4})年|(去|今|明|后)年的?)?(\d{1,2}|[一二三四五六七八九十]{1,2})月份?(底|末|初|中)(?![国间])/gu;
const YEARS: ReadonlyMap<string, number> = new Map([
  ['前', -2],
  ['去', -1],
  ['今', 0],
  ['明', 1],
  ['后', 2],
]);

function namedMonth([, figures, word, text, edge]: Match, when: When): Meaning | null {
  const number = wholeNumber(text ?? '');
  const side = EDGES.get(edge ?? '');
  if (number === null || number < 1 || number > 12 || side === undefined) return null;
  if (figures === undefined && word === undefined) return { day: edgeOfNamedMonth(number, side, when) };
  return { day: edgeOf('month', 0, side, monthStart(yearSaid(figures, word, when), number)) };
}

function yearSaid(figures: string | undefined, word: string | undefined, when: When): number {
  return figures === undefined ? yearOf(when.today) + (YEARS.get(word ?? '今') ?? 0) : Number(figures);
}

const YEAR = /(?:(\d{4})年年?|(去|今|明|后|前)年年?|(?<![\d一二两三四五六七八九十近])年)([底末初])/gu;

function year([, figures, word, edge]: Match, when: When): Meaning | null {
  const side = EDGES.get(edge ?? '') ?? 'end';
  if (figures === undefined && word === undefined) return { day: nearestEdge('year', side, when) };
  return { day: edgeOf('year', yearSaid(figures, word, when) - yearOf(when.today), side, when.today) };
}

const QUARTER = new RegExp(`(?:${WHICH}|第?([一二三四1-4]))?季度?([底末初])|q([1-4])[底末]`, 'gu');

function quarter([, which, ordinal, edge, latin]: Match, when: When): Meaning {
  const side = EDGES.get(edge ?? '') ?? 'end';
  const index = wholeNumber(ordinal ?? latin ?? '');
  if (index !== null) return { day: edgeOf('quarter', 0, side, monthStart(yearOf(when.today), index * 3)) };
  const span: Span = 'quarter';
  return {
    day: which === undefined ? nearestEdge(span, side, when) : edgeOf(span, AWAY.get(which) ?? 0, side, when.today),
  };
}

export const CHINESE_SPAN_RULES: readonly Rule[] = [
  { pattern: COUNTED, means: counted },
  { pattern: WEEK, means: week },
  { pattern: MONTH, means: month },
  { pattern: NAMED_MONTH, means: namedMonth },
  { pattern: YEAR, means: year },
  { pattern: QUARTER, means: quarter },
];
