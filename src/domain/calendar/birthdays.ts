import { LunarMonth, LunarYear } from 'tyme4ts';
import { addDays, isDay } from '../days.ts';
import type { Birthday, Day } from '../records.ts';

/** A birthday as it is kept in one year. */
export interface Celebration {
  readonly on: Day;
  /** Years turned that day, counted in the birthday's own calendar from 0 at birth; `null`: the year of birth is not known. */
  readonly turns: number | null;
}

/** Lunar dates of so many years are worth asking for; beyond them a birthday has no celebration. */
const FIRST_LUNAR_YEAR = 1900;
const LAST_LUNAR_YEAR = 2199;

/**
 * The first celebration on or after a day; `null` for a date no year has (31 June, lunar month 13). Whoever was born on 29
 * February is congratulated on 28 February in common years (°); the thirtieth of a lunar month of 29 days is kept on the 29th; a
 * birthday in a leap month is kept in that leap month where the year has it, else in the month it repeats.
 */
export function nextCelebration(birthday: Birthday, from: Day): Celebration | null {
  const year = Number(from.slice(0, 4));
  // A lunar year reaches into the common year after its own.
  for (const each of [year - 1, year, year + 1]) {
    const on = celebrationIn(birthday, each);
    if (on === null || on < from) continue;
    return { on, turns: birthday.year === null || each < birthday.year ? null : each - birthday.year };
  }
  return null;
}

/** The day a birthday is kept in a year of its own calendar; `null` when it is no date of that calendar. */
export function celebrationIn({ calendar, month, day, leap }: Birthday, year: number): Day | null {
  return calendar === 'solar' ? solarDay(year, month, day) : lunarDay(year, month, day, leap);
}

function solarDay(year: number, month: number, day: number): Day | null {
  const text = textOf(year, month, day);
  const isPlain = month >= 1 && month <= 12 && day >= 1 && day <= 28;
  if (isPlain || isDay(text)) return text;
  return month === 2 && day === 29 ? textOf(year, 2, 28) : null;
}

function lunarDay(year: number, month: number, day: number, leap: boolean): Day | null {
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 30;
  if (!isDate || year < FIRST_LUNAR_YEAR || year > LAST_LUNAR_YEAR) return null;
  const { first, length } = lunarMonth(year, month, leap);
  return addDays(first, Math.min(day, length) - 1);
}

interface MonthOf {
  readonly first: Day;
  readonly length: number;
}

/** A memo, not state: the same for ever, thirteen months of a few years. */
const months = new Map<string, MonthOf>();

function lunarMonth(year: number, month: number, leap: boolean): MonthOf {
  const name = `${year} ${month} ${leap}`;
  const known = months.get(name);
  if (known !== undefined) return known;
  const isLeap = leap && LunarYear.fromYear(year).getLeapMonth() === month;
  const found = LunarMonth.fromYm(year, isLeap ? -month : month); // the library counts a leap month below zero
  const first = found.getFirstDay().getSolarDay();
  const made = { first: textOf(first.getYear(), first.getMonth(), first.getDay()), length: found.getDayCount() };
  months.set(name, made);
  return made;
}

function textOf(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
