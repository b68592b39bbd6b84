import { addDays, weekdayOf } from '../domain/days.ts';
import { clockShift } from './clock-times.ts';
import type { Context, Meaning, Rule } from './day-pieces.ts';
import {
  bareWeekday,
  edgeOf,
  edgeOfNamedMonth,
  mondayOf,
  monthStart,
  nearestEdge,
  shifted,
  thisWeek,
  type Unit,
  type When,
  workdaysLater,
  yearOf,
} from './day-sums.ts';
import { MONTH_NAME, monthNumber } from './english-months.ts';

/** English days reckoned from today (2 days ago, in three weeks) and the edges of weeks, months, quarters and years. */

type Match = readonly (string | undefined)[];
type Edge = 'start' | 'middle' | 'end';

const COUNTS: ReadonlyMap<string, number> = new Map([
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, index) => [word, index + 1] as const,
  ),
  ['a', 1],
  ['an', 1],
  ['a couple of', 2],
  ['couple of', 2],
  ['half a', 0.5],
  ['half an', 0.5],
]);
const COUNT = `(\\d{1,4}|half an?|a couple of|couple of|an?|${[...COUNTS.keys()].filter((word) => word.length > 2 && !word.includes(' ')).join('|')})`;
const UNIT = '(business |working |work )?(day|week|fortnight|month|year|hour|hr|minute|min)s?';
const AGO = new RegExp(`(?<![\\d.-])\\b${COUNT}\\s+${UNIT}\\s+(ago|from now|from today|back)\\b`, 'g');
const AHEAD = new RegExp(
  `(?<!\\b(?:once|twice|times) )\\b(?:in|within)\\s+(?:the next\\s+)?${COUNT}\\s+${UNIT}(?:'s?)?(?: time)?\\b(?!\\s+ago|-)`,
  'g',
);

function ago([, count, kind, unit, side]: Match, when: When): Meaning | null {
  return reckoned(count, kind, unit, side === 'ago' || side === 'back' ? -1 : 1, when);
}

function ahead([, count, kind, unit]: Match, when: When): Meaning | null {
  return reckoned(count, kind, unit, 1, when);
}

function reckoned(
  text: string | undefined,
  kind: string | undefined,
  unit: string | undefined,
  sign: 1 | -1,
  when: When,
): Meaning | null {
  const count = COUNTS.get(text ?? '') ?? Number(text);
  if (unit === 'minute' || unit === 'min') return clockShift(when, sign * Math.round(count));
  if (unit === 'hour' || unit === 'hr') return clockShift(when, sign * Math.round(count * 60));
  if (kind !== undefined) return sign < 0 ? null : toMeaning(workdaysLater(when.today, Math.ceil(count)));
  if (unit === 'fortnight') return toMeaning(shifted(when.today, sign * count * 2, 'week'));
  if (count === 0.5) return toMeaning(halfAway(unit ?? '', sign, when));
  return toMeaning(shifted(when.today, sign * count, (unit ?? 'day') as Unit));
}

function halfAway(unit: string, sign: 1 | -1, { today }: When): string | null {
  if (unit === 'year') return shifted(today, sign * 6, 'month');
  return addDays(today, sign * (unit === 'month' ? 15 : unit === 'week' ? 3 : 0));
}

function toMeaning(day: string | null): Meaning | null {
  return day === null ? null : { day };
}

const AWAY: ReadonlyMap<string, number> = new Map([
  ['last', -1],
  ['this', 0],
  ['current', 0],
  ['next', 1],
]);
const SPAN = /\b(?:the )?(?:(last|this|next) (week|wk|month)|(week after next)|next (quarter))\b(?!\s*(?:-|end\b))/g;

function span([, which, unit, afterNext, quarter]: Match, when: When): Meaning | null {
  if (afterNext !== undefined) return { day: mondayOf(when.today, 2) };
  if (quarter !== undefined) return { day: edgeOf('quarter', 1, 'start', when.today) };
  const away = AWAY.get(which ?? '') ?? 0;
  if (unit === 'week' || unit === 'wk') return { day: away === 0 ? thisWeek(when) : mondayOf(when.today, away) };
  return away === 0 ? null : { day: edgeOf('month', away, 'start', when.today) };
}

const WEEKEND = /\b(?:(last|this|next)|(?:over |by |before )?the) weekend\b/g;

function weekend([, which]: Match, when: When): Meaning {
  const saturday = addDays(mondayOf(when.today, 0), 5);
  if (which !== undefined) return { day: addDays(saturday, (AWAY.get(which) ?? 0) * 7) };
  if (when.bias === 'past') return { day: when.today >= saturday ? saturday : addDays(saturday, -7) };
  return { day: when.today > saturday ? bareWeekday(6, when) : saturday };
}

const EDGES: ReadonlyMap<string, Edge> = new Map([
  ['end', 'end'],
  ['start', 'start'],
  ['beginning', 'start'],
  ['middle', 'middle'],
]);
const EDGE = new RegExp(
  `\\b(?:the )?(end|start|beginning|middle) of (?:the )?(?:(this|next|last|current) )?(?:(day|business)|(week|month|quarter|year)|q([1-4])|(${MONTH_NAME}))\\b(?:,? ((?:19|20)\\d{2})\\b)?`,
  'g',
);
const SHORT_EDGE = /\b(?:eo([wmqyd])|(month|quarter|year)[ -]end|close of business|cob)\b/g;
const SHORT_SPANS: ReadonlyMap<string, string> = new Map([
  ['w', 'week'],
  ['m', 'month'],
  ['q', 'quarter'],
  ['y', 'year'],
]);

function edge([, side, which, today, unit, quarter, month, year]: Match, when: When): Meaning | null {
  const at = EDGES.get(side ?? '') ?? 'end';
  if (today !== undefined) return at === 'end' ? { day: when.today } : null;
  const fromYear = year === undefined ? yearOf(when.today) : Number(year);
  if (quarter !== undefined) return { day: edgeOf('quarter', 0, at, monthStart(fromYear, Number(quarter) * 3)) };
  if (month === undefined) return { day: edgeAway(unit ?? 'month', at, AWAY.get(which ?? ''), when) };
  const number = monthNumber(month);
  return {
    day: year === undefined ? edgeOfNamedMonth(number, at, when) : edgeOf('month', 0, at, monthStart(fromYear, number)),
  };
}

function shortEdge([, letter, unit]: Match, when: When): Meaning {
  const name = unit ?? SHORT_SPANS.get(letter ?? '');
  const forward: When = unit === undefined ? { ...when, bias: 'future' } : when;
  return { day: name === undefined ? when.today : edgeAway(name, 'end', undefined, forward) };
}

function edgeAway(unit: string, side: Edge, away: number | undefined, when: When): string {
  if (unit === 'week') return weekEdge(side, away, when);
  const spanned = unit === 'year' || unit === 'quarter' ? unit : 'month';
  return away === undefined ? nearestEdge(spanned, side, when) : edgeOf(spanned, away, side, when.today);
}

/** A working week: Monday, Wednesday, Friday. */
function weekEdge(side: Edge, away: number | undefined, when: When): string {
  const weekday = side === 'start' ? 1 : side === 'middle' ? 3 : 5;
  if (away !== undefined) return addDays(mondayOf(when.today, away), weekday - 1);
  return weekdayOf(when.today) === weekday ? when.today : bareWeekday(weekday, when);
}

/** A pattern match that is whole words and nothing more is what every rule here means. */
export const ENGLISH_SPAN_RULES: readonly Rule[] = [
  { pattern: AGO, means: ago },
  { pattern: AHEAD, means: (match, when, context) => (isDuration(context, when) ? null : ahead(match, when)) },
  { pattern: SPAN, means: span },
  { pattern: WEEKEND, means: weekend },
  { pattern: EDGE, means: edge },
  { pattern: SHORT_EDGE, means: shortEdge },
];

/** "closed 5 deals in 3 days", looking back, is how long it took. */
function isDuration({ text, at, end }: Context, { bias }: When): boolean {
  return (
    bias === 'past' &&
    text.startsWith('in', at) &&
    /\b(?:deals|visits|calls|meetings|times|sites|orders)\s+$/.test(text.slice(0, at)) &&
    end > at
  );
}
