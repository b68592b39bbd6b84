import { LegalHoliday } from 'tyme4ts';
import { addDays } from '../days.ts';
import type { Day } from '../records.ts';

/** China's schedules that come with the program: as the State Council published them, from the library's table. */
export const SEEDED_FROM = 2002;
export const SEEDED_TO = 2026;

/** Days off (true) and working weekend days (false) of China in a year; `null` when that year is not seeded. */
export function seededDays(year: number): ReadonlyMap<Day, boolean> | null {
  if (year < SEEDED_FROM || year > SEEDED_TO) return null;
  let days = seeded.get(year);
  if (days === undefined) {
    days = readYear(year);
    seeded.set(year, days);
  }
  return days;
}

/** A memo, not state: the same for ever, 25 years at most. */
const seeded = new Map<number, ReadonlyMap<Day, boolean>>();

function readYear(year: number): ReadonlyMap<Day, boolean> {
  const days = new Map<Day, boolean>();
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    const [, month = 0, date = 0] = day.split('-').map(Number);
    const told = LegalHoliday.fromYmd(year, month, date);
    if (told !== null) days.set(day, !told.isWork());
  }
  return days;
}
