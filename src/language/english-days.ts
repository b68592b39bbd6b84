import { addDays } from '../domain/days.ts';
import type { Context, Meaning, Rule } from './day-pieces.ts';
import { bareWeekday, dayFrom, dayOfMonth, dayOfYear, mondayOf, type When } from './day-sums.ts';
import { MONTH_NAME, monthNumber } from './english-months.ts';
import { ENGLISH_SPAN_RULES } from './english-spans.ts';
import { ENGLISH_TIME_RULES } from './english-times.ts';

/** Days as English says them, on folded text. */

type Match = readonly (string | undefined)[];

const NEAR_DAY =
  /\b(?:(?:the )?(day before yesterday)|(?:the )?(day after tomorrow)|(yesterday|y'?day|ystd|yest|last (?:night|evening))|(today|tdy|tonight|just now|this (?:morning|afternoon|evening|am|pm))|(tomorrow|tmrw|tmr|tmw|2moro))\b/g;
const NEAR = [-2, 2, -1, 0, 1];

function nearDay(match: Match, { today }: When): Meaning {
  const index = match.slice(1).findIndex((words) => words !== undefined);
  const day = addDays(today, NEAR[index] ?? 0);
  const words = match[0] ?? '';
  if (/night|evening/.test(words)) return { day, half: 'night' };
  if (/(?:morning| am)$/.test(words)) return { day, half: 'morning' };
  return /(?:afternoon| pm)$/.test(words) ? { day, half: 'afternoon' } : { day };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY_NAME =
  '(monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)';
const WEEKDAY = new RegExp(
  `(?<!\\b(?:every|each) )\\b(?:(last|past|this past|this coming|coming|this|next)\\s+)?${WEEKDAY_NAME}\\b(?:\\.(?=\\s))?(?:,?\\s+(last|this|next) w(?:ee)?k\\b|\\s+(?:the )?(week after next)\\b)?`,
  'g',
);
const WEEK_AND_WEEKDAY = new RegExp(`\\b(last|this|next) week(?:,|'s)?\\s+(?:on\\s+)?${WEEKDAY_NAME}\\b`, 'g');
const WEEKS: ReadonlyMap<string, number> = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);
/** sat, sun, wed and mon are words or names too: as days they need something that leads to a day. */
const UNSURE = /^(?:sat|sun|wed|mon)$/;
const LEADS_TO_DAY = /(?:\b(?:on|by|before|until|till|since|from|due|to|and)|[(,/-])\s*$/;
const ENDS = /^\s*(?:[.,;!?)]|$)/;
const DATE_FOLLOWS = new RegExp(`^,?\\s+(?:\\d|(?:${MONTH_NAME})\\b)`);

function indexOf(name: string | undefined): number {
  return WEEKDAYS.indexOf((name ?? '').slice(0, 3)) + 1;
}

function weekday([, which, name, week, afterNext]: Match, when: When, context: Context): Meaning | null {
  const index = indexOf(name);
  const inWeek = afterNext === undefined ? WEEKS.get(week ?? '') : 2;
  if (inWeek !== undefined) return { day: addDays(mondayOf(when.today, inWeek), index - 1), isWeekday: true };
  if (which === undefined) {
    return isSurelyDay(name ?? '', context) ? { day: bareWeekday(index, when), isWeekday: true } : null;
  }
  return { day: qualified(which, index, when), isWeekday: true };
}

function isSurelyDay(name: string, { alone, text, at, end }: Context): boolean {
  if (alone || !UNSURE.test(name)) return true;
  // "on Sun Li's desk": another capital after it makes it a name, but the text here is folded, so any word does.
  const after = text.slice(end);
  if (DATE_FOLLOWS.test(after) || (name === 'wed' && ENDS.test(after))) return true;
  return LEADS_TO_DAY.test(text.slice(Math.max(0, at - 10), at)) && !/^\s+[a-z]+'s\b/.test(after);
}

/** "last Friday" is the one before today, "next Wednesday" that of next week, "this Friday" that of this week. */
function qualified(which: string, weekday: number, when: When): string {
  if (which === 'next') return addDays(mondayOf(when.today, 1), weekday - 1);
  if (which === 'last' || which.endsWith('past'))
    return bareWeekday(weekday, { today: addDays(when.today, -1), bias: 'past' });
  if (which.endsWith('coming')) return bareWeekday(weekday, { ...when, bias: 'future' });
  const day = addDays(mondayOf(when.today, 0), weekday - 1);
  return when.bias === 'future' && day < when.today ? addDays(day, 7) : day;
}

function weekAndWeekday([, week, name]: Match, { today }: When): Meaning {
  return { day: addDays(mondayOf(today, WEEKS.get(week ?? '') ?? 0), indexOf(name) - 1), isWeekday: true };
}

const YEAR_AFTER = '(?:,?\\s+((?:19|20)\\d{2})\\b(?!\\s*%|[.,]\\d))?';
const MONTH_FIRST = new RegExp(
  `\\b(${MONTH_NAME})\\b\\.?\\s*(?:the\\s+)?(\\d{1,2})(st|nd|rd|th)?(?![\\d%:]|[.,]\\d)\\b(?:\\s?-\\s?\\d{1,2}(?:st|nd|rd|th)?\\b(?!-))?${YEAR_AFTER}`,
  'g',
);
const DAY_FIRST = new RegExp(
  `(?<![\\d.:$€£¥-])\\b(\\d{1,2})(st|nd|rd|th)?(?:\\s+of)?(?:\\s+|-)?(${MONTH_NAME})\\b\\.?(?:-((?:19|20)\\d{2})\\b)?${YEAR_AFTER}`,
  'g',
);

function monthFirst([, name, day, ordinal, year]: Match, when: When, context: Context): Meaning | null {
  return namedDay(name, day, ordinal, year, when, context);
}

function dayFirst([, day, ordinal, name, dashed, year]: Match, when: When, context: Context): Meaning | null {
  return namedDay(name, day, ordinal, dashed ?? year, when, context);
}

function namedDay(
  name: string | undefined,
  text: string | undefined,
  ordinal: string | undefined,
  year: string | undefined,
  when: When,
  context: Context,
): Meaning | null {
  const day = Number(text);
  if (day > 39) return null;
  if (name === 'may' && ordinal === undefined && year === undefined && !isMonthOfMay(context)) return null;
  const month = monthNumber(name ?? '');
  return { day: year === undefined ? dayOfYear(month, day, when) : dayFrom(Number(year), month, day) };
}

/** "may 5 people come": without a capital or something that leads to a date it is the verb. */
function isMonthOfMay({ typed, alone, at, end, text }: Context): boolean {
  if (alone || typed.slice(at, end).includes('M')) return true;
  return /\b(?:on|by|before|until|till|since|from|due|for)\s+$/.test(text.slice(Math.max(0, at - 10), at));
}

const NOTHING_ELSE =
  'floor|anniversary|visit|meeting|time|call|day|round|attempt|quarter|version|street|avenue|item|point|place|page|of|order|year';
const ORDINAL_DAY = new RegExp(
  `(?<=\\b(?:on|by|before|until|till|since|from) the )(\\d{1,2})(?:st|nd|rd|th)\\b(?!\\s+(?:${NOTHING_ELSE})\\b)`,
  'g',
);

function ordinalDay([, text]: Match, when: When): Meaning | null {
  const day = Number(text);
  return day >= 1 && day <= 31 ? { day: dayOfMonth(day, when) } : null;
}

export const ENGLISH_RULES: readonly Rule[] = [
  { pattern: NEAR_DAY, means: nearDay },
  { pattern: WEEKDAY, means: weekday },
  { pattern: WEEK_AND_WEEKDAY, means: weekAndWeekday },
  { pattern: MONTH_FIRST, means: monthFirst },
  { pattern: DAY_FIRST, means: dayFirst },
  { pattern: ORDINAL_DAY, means: ordinalDay },
  { pattern: /^now$/g, means: (_match, { today }) => ({ day: today }) },
  ...ENGLISH_SPAN_RULES,
  ...ENGLISH_TIME_RULES,
];
