import { addDays, isDay, weekdayOf } from '../domain/days.ts';
import type { Day } from '../domain/records.ts';
import type { DayBias } from './types.ts';

/** What a sentence is said on. */
export interface When {
  readonly today: Day;
  readonly bias: DayBias;
  /** The speaker's clock, `HH:MM`; with it "two hours ago" is told exactly, without it just the day is. */
  readonly now?: string;
}

export type Unit = 'day' | 'week' | 'month' | 'year';

/** Farther than this from today nobody reckons in a chat. */
const MOST_DAYS = 40_000;

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

/** The day of these numbers, `null` when there is none such. */
export function dayFrom(year: number, month: number, day: number): Day | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) ? text : null;
}

/** First day of a month; months beyond 1 to 12 run over into other years. */
export function monthStart(year: number, month: number): Day {
  const index = year * 12 + month - 1;
  return dayFrom(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1) ?? '1970-01-01';
}

/** Last day of a month; as `monthStart`. */
function monthEnd(year: number, month: number): Day {
  return addDays(monthStart(year, month + 1), -1);
}

/** So many units later (negative: earlier); a month later than January 31 is the last of February. `null` when out of reach. */
export function shifted(day: Day, count: number, unit: Unit): Day | null {
  const days = unit === 'week' ? count * 7 : count;
  if (unit === 'day' || unit === 'week') return Math.abs(days) > MOST_DAYS ? null : addDays(day, days);
  const months = unit === 'year' ? count * 12 : count;
  if (Math.abs(months) > MOST_DAYS / 31) return null;
  const start = monthStart(yearOf(day), monthOf(day) + months);
  const date = Number(day.slice(8, 10));
  return dayFrom(yearOf(start), monthOf(start), date) ?? monthEnd(yearOf(start), monthOf(start));
}

/** So many working days (Monday to Friday) later. */
export function workdaysLater(day: Day, count: number): Day | null {
  if (count > 400) return null;
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (weekdayOf(at) <= 5) left -= 1;
  }
  return at;
}

/** Monday of the week so many weeks away. */
export function mondayOf(day: Day, weeks: number): Day {
  return addDays(day, 1 - weekdayOf(day) + weeks * 7);
}

/** The weekday (Monday 1) without "last" or "next": back to today at the latest, or forward to tomorrow at the earliest. */
export function bareWeekday(weekday: number, when: When): Day {
  const ahead = (weekday - weekdayOf(when.today) + 7) % 7;
  if (when.bias === 'past') return addDays(when.today, ahead === 0 ? 0 : ahead - 7);
  return addDays(when.today, ahead === 0 ? 7 : ahead);
}

/** This week, said alone: its Monday looking back, its Friday (over: its Sunday) looking forward. */
export function thisWeek(when: When): Day {
  const monday = mondayOf(when.today, 0);
  if (when.bias === 'past') return monday;
  return addDays(monday, weekdayOf(when.today) <= 5 ? 4 : 6);
}

/** Of days that come again and again, one per step from `make`, the nearest on the side of the bias, today included. */
function nearest(when: When, steps: readonly number[], make: (step: number) => Day | null): Day | null {
  const days = steps.map(make).filter((day) => day !== null);
  return days.find((day) => (when.bias === 'past' ? day <= when.today : day >= when.today)) ?? null;
}

function stepsOf(when: When, most: number): readonly number[] {
  const sign = when.bias === 'past' ? -1 : 1;
  return Array.from({ length: most + 1 }, (_, index) => index * sign);
}

/** Month and day without a year. `null` when no year has it. February 29 may be years away. */
export function dayOfYear(month: number, day: number, when: When): Day | null {
  return nearest(when, stepsOf(when, 8), (step) => dayFrom(yearOf(when.today) + step, month, day));
}

/** "The 31st": a day of this month or the nearest one that has it. */
export function dayOfMonth(day: number, when: When): Day | null {
  return nearest(when, stepsOf(when, 2), (step) => {
    const start = monthStart(yearOf(when.today), monthOf(when.today) + step);
    return dayFrom(yearOf(start), monthOf(start), day);
  });
}

export type Span = 'month' | 'quarter' | 'year';
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** First, fifteenth or last day of the month, quarter, year so many away. */
export function edgeOf(span: Span, away: number, edge: 'start' | 'middle' | 'end', today: Day): Day {
  const length = MONTHS_IN[span];
  const first = Math.floor((monthOf(today) - 1) / length) * length + 1 + away * length;
  const year = yearOf(today);
  if (edge === 'end') return monthEnd(year, first + length - 1);
  if (edge === 'start') return monthStart(year, first);
  return span === 'month' ? addDays(monthStart(year, first), 14) : monthStart(year, first + Math.floor(length / 2));
}

/** The nearest such edge on the side of the bias. */
export function nearestEdge(span: Span, edge: 'start' | 'middle' | 'end', when: When): Day {
  const day = nearest(when, stepsOf(when, 1), (step) => edgeOf(span, step, edge, when.today));
  return day ?? edgeOf(span, 0, edge, when.today);
}

/** The same of a named month. */
export function edgeOfNamedMonth(month: number, edge: 'start' | 'middle' | 'end', when: When): Day | null {
  const inYear = (year: number) => edgeOf('month', 0, edge, monthStart(year, month));
  return nearest(when, stepsOf(when, 1), (step) => inYear(yearOf(when.today) + step));
}
