import { addDays, daysBetween, weekdayOf } from '../days.ts';
import { groupBy } from '../order.ts';
import type { Day, Holiday } from '../records.ts';
import { customaryDaysOff } from './customary-days-off.ts';
import { seededDays } from './seeded-days.ts';

/** Days off of each calendar, as far as they are published: `china` is seeded, every other one is what was imported. */
export interface HolidaySchedule {
  /** True: off whatever the weekday; false: worked, though it be a weekend; `null`: as the weekday has it. */
  readonly isOff: (calendar: string, day: Day) => boolean | null;
  /** Whether that year's days off are on record. Of `none` always: it has none. */
  readonly isPublished: (calendar: string, year: number) => boolean;
}

/** Somebody's working days: a working week and a calendar of days off. */
export interface Workdays {
  readonly isDayOff: (day: Day) => boolean;
}

/** Nobody is away longer: a bound for looking for the next working day, and an end where a week has none. */
const LONGEST_DAYS = 400;

/**
 * The schedule of the days imported, over the seed of China. A year of which a day was imported is as imported, whole: an import
 * replaces what was known. Days of December alone replace nothing and publish nothing: they belong to the notice for the year
 * after, and are added. A year of China not published has Monday to Friday less the statutory days whose date the calendar or the
 * moon fixes; no make-up days (docs/method.md §15).
 */
export function holidaySchedule(imported: readonly Holiday[]): HolidaySchedule {
  const years = groupBy(imported, ({ calendar, on }) => yearName(calendar, on.slice(0, 4)));
  const days = new Map(imported.map(({ calendar, on, isOff }) => [`${calendar} ${on}`, isOff]));
  const isImported = (calendar: string, year: number) =>
    years.get(yearName(calendar, String(year)))?.some(({ on }) => on.slice(5, 7) !== '12') ?? false;
  const seed = (calendar: string, year: number) => (calendar === 'china' ? seededDays(year) : null);
  return {
    isOff(calendar, day) {
      const told = days.get(`${calendar} ${day}`);
      const year = Number(day.slice(0, 4));
      if (told !== undefined) return told;
      if (calendar !== 'china' || isImported(calendar, year)) return null;
      const seeded = seed(calendar, year);
      if (seeded !== null) return seeded.get(day) ?? null;
      return customaryDaysOff(year).has(day) ? true : null;
    },
    isPublished: (calendar, year) => calendar === 'none' || isImported(calendar, year) || seed(calendar, year) !== null,
  };
}

/** A person's working days; `week`: Monday 1 to Sunday 7. Weekends that are worked are so for those who work Monday to Friday. */
export function workdaysOf(schedule: HolidaySchedule, week: readonly number[], calendar: string): Workdays {
  const worked = new Set(week);
  const isFullWeek = [1, 2, 3, 4, 5].every((day) => worked.has(day));
  return {
    isDayOff(day) {
      const isOff = calendar === 'none' ? null : schedule.isOff(calendar, day);
      if (isOff === true || (isOff === false && isFullWeek)) return isOff;
      return !worked.has(weekdayOf(day));
    },
  };
}

/** The last working day before a day; `null` when there is none in a year. */
export function lastWorkdayBefore(workdays: Workdays, day: Day): Day | null {
  return seek(workdays, addDays(day, -1), -1);
}

/** The first working day after a day; `null` when there is none in a year. */
export function nextWorkday(workdays: Workdays, day: Day): Day | null {
  return seek(workdays, addDays(day, 1), 1);
}

/** The n-th working day after a day, `n` 1 or more; `null` when there are not so many in a year. */
export function addWorkdays(workdays: Workdays, day: Day, n: number): Day | null {
  let reached: Day | null = day;
  for (let count = 0; count < n && reached !== null; count++) reached = nextWorkday(workdays, reached);
  return reached;
}

/** The last of the days off that follow a day: the eve of the next working day; the day itself when the morrow is worked. */
export function lastBeforeNextWorkday(workdays: Workdays, day: Day): Day {
  const next = nextWorkday(workdays, day);
  return next === null ? day : addDays(next, -1);
}

function seek(workdays: Workdays, from: Day, step: 1 | -1): Day | null {
  for (let day = from; Math.abs(daysBetween(from, day)) <= LONGEST_DAYS; day = addDays(day, step)) {
    if (!workdays.isDayOff(day)) return day;
  }
  return null;
}

function yearName(calendar: string, year: string): string {
  return `${calendar} ${year}`;
}
