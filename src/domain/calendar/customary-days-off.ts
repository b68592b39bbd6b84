import { addDays } from '../days.ts';
import type { Day } from '../records.ts';
import { festivalDay } from './festival-days.ts';

/** Statutory days off of China in a year whose schedule is not published: those the law fixes by date, moon or solar term. */
export function customaryDaysOff(year: number): ReadonlySet<Day> {
  let days = known.get(year);
  if (days === undefined) {
    days = new Set(statutoryDays(year));
    known.set(year, days);
  }
  return days;
}

/** A memo, not state: thirteen days for each of a few years. */
const known = new Map<number, ReadonlySet<Day>>();

/** As amended from 2025 on: thirteen days, New Year's Eve and 2 May among them. */
function statutoryDays(year: number): readonly Day[] {
  const runs = [
    { first: festivalDay('new-year', year), length: 1 },
    { first: festivalDay('eve', year), length: 4 },
    { first: festivalDay('qingming', year), length: 1 },
    { first: festivalDay('labour', year), length: 2 },
    { first: festivalDay('dragon-boat', year), length: 1 },
    { first: festivalDay('mid-autumn', year), length: 1 },
    { first: festivalDay('national', year), length: 3 },
  ];
  return runs.flatMap(({ first, length }) =>
    first === null ? [] : Array.from({ length }, (_each, n) => addDays(first, n)),
  );
}
