import { customaryDaysOff } from '../domain/calendar/customary-days-off.ts';
import { festivalsBetween } from '../domain/calendar/festivals.ts';
import { SEEDED_FROM, SEEDED_TO, seededDays } from '../domain/calendar/seeded-days.ts';
import { holidaySchedule } from '../domain/calendar/workdays.ts';
import { addDays } from '../domain/days.ts';
import type { Day } from '../domain/records.ts';
import type { CommandContext } from './context.ts';

/** One day that is not as its weekday says. */
export interface ScheduledDay {
  readonly on: Day;
  readonly off: boolean;
  readonly name: string;
}

export interface Schedule {
  /** Where it comes from; `missing`: that year is not published, and what holds until then is told. */
  readonly source: 'imported' | 'seeded' | 'missing' | 'country' | 'none';
  /** By day. */
  readonly items: readonly ScheduledDay[];
  /** Every year that is on record for this calendar, as `2024` or `2002–2026`. */
  readonly years: readonly string[];
}

/** The days off of one calendar in one year, and whether they are published (docs/method.md §15). */
export async function scheduleOf(
  calendar: string,
  year: number,
  { views, messages }: CommandContext,
): Promise<Schedule> {
  const imported = (await views.all('holiday')).filter((one) => one.calendar === calendar);
  const own = imported.filter(({ on }) => Number(on.slice(0, 4)) === year).sort((a, b) => (a.on < b.on ? -1 : 1));
  const told = own.map(({ on, isOff, name }): ScheduledDay => ({ on, off: isOff, name }));
  const years = yearsOf(
    calendar,
    imported.map(({ on }) => Number(on.slice(0, 4))),
  );
  const isPublished = holidaySchedule(imported).isPublished(calendar, year);
  const seeded = calendar === 'china' ? seededDays(year) : null;
  if (calendar === 'none') return { source: 'none', items: [], years };
  const names = festivalNames(year, messages.words.festival);
  const known = new Set(told.map(({ on }) => on));
  const withTold = (days: readonly ScheduledDay[]): readonly ScheduledDay[] =>
    [...days.filter(({ on }) => !known.has(on)), ...told].sort((a, b) => (a.on < b.on ? -1 : 1));
  if (isPublished && seeded === null) return { source: 'imported', items: told, years };
  // Days of December that were imported belong to the notice for the year after: the seed still holds.
  const isReplaced = own.some(({ on }) => on.slice(5, 7) !== '12');
  if (seeded !== null && isReplaced) return { source: 'imported', items: told, years };
  if (seeded !== null) {
    const items = [...seeded].map(([on, off]): ScheduledDay => ({ on, off, name: off ? (names.get(on) ?? '') : '' }));
    return { source: 'seeded', items: withTold(items), years };
  }
  if (calendar !== 'china') return { source: 'country', items: told, years };
  const customary = [...customaryDaysOff(year)].sort();
  return {
    source: 'missing',
    items: withTold(customary.map((on) => ({ on, off: true, name: names.get(on) ?? '' }))),
    years,
  };
}

export interface Run {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly name: string;
}

/** Days that follow each other, as one stretch under all their names. */
export function runsOf(days: readonly ScheduledDay[]): readonly Run[] {
  const runs: { from: Day; to: Day; days: number; names: Set<string> }[] = [];
  for (const { on, name } of days) {
    const run = runs.at(-1);
    const current = run !== undefined && addDays(run.to, 1) === on ? run : undefined;
    if (current) Object.assign(current, { to: on, days: current.days + 1 });
    const into = current ?? { from: on, to: on, days: 1, names: new Set<string>() };
    if (name !== '') into.names.add(name);
    if (!current) runs.push(into);
  }
  return runs.map(({ names, ...run }) => ({ ...run, name: [...names].join(' · ') }));
}

function festivalNames(year: number, words: Readonly<Record<string, string>>): ReadonlyMap<Day, string> {
  const found = festivalsBetween(['china'], `${year}-01-01`, `${year}-12-31`);
  return new Map(found.map(({ key, day }) => [day, words[key] ?? key]));
}

function yearsOf(calendar: string, imported: readonly number[]): readonly string[] {
  const isSeeded = (year: number): boolean => calendar === 'china' && year >= SEEDED_FROM && year <= SEEDED_TO;
  const others = [...new Set(imported)].filter((year) => !isSeeded(year)).sort((a, b) => a - b);
  return [...(calendar === 'china' ? [`${SEEDED_FROM}–${SEEDED_TO}`] : []), ...others.map(String)];
}
