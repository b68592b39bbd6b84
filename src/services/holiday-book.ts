import type { Holiday } from '../domain/records.ts';
import type { NewId } from '../ports/ids.ts';
import type { Repositories } from '../ports/store.ts';
import type { HolidayDay } from './holiday-file.ts';

/** What an import did to one year of a calendar. */
export interface ReplacedYear {
  readonly year: number;
  /** Days imported earlier that were there before. */
  readonly before: number;
  readonly after: number;
}

const yearOf = ({ on }: Pick<Holiday, 'on'>): number => Number(on.slice(0, 4));

/** Puts a schedule into the book: of each year in it, what was imported before goes. */
export async function putHolidays(
  calendar: string,
  days: readonly HolidayDay[],
  repositories: Repositories,
  newId: NewId,
): Promise<readonly ReplacedYear[]> {
  const known = (await repositories.all('holiday')).filter((one) => one.calendar === calendar);
  const replaced: ReplacedYear[] = [];
  for (const year of new Set(days.map(yearOf))) {
    const wanted = days.filter((one) => yearOf(one) === year);
    const before = known.filter((one) => yearOf(one) === year);
    await replaceYear(calendar, wanted, before, repositories, newId);
    replaced.push({ year, before: before.length, after: wanted.length });
  }
  return replaced;
}

/** What a file says of December alone belongs to the notice for the year after: it is added, and nothing goes. */
async function replaceYear(
  calendar: string,
  days: readonly HolidayDay[],
  before: readonly Holiday[],
  repositories: Repositories,
  newId: NewId,
): Promise<void> {
  const isWhole = days.some(({ on }) => on.slice(5, 7) !== '12');
  const wanted = new Set(days.map(({ on }) => on));
  for (const { id, on } of before) if (isWhole && !wanted.has(on)) await repositories.remove('holiday', id);
  for (const { on, isOff, name } of days) {
    const known = before.find((one) => one.on === on);
    const record = { id: known?.id ?? newId(), calendar, on, isOff, name };
    await (known ? repositories.update('holiday', record) : repositories.insert('holiday', record));
  }
}
