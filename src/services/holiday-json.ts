import type { HolidayProblem, ReadDays, ToldDays } from './holiday-file.ts';
import { bareName, tellsOfWork, toDayText, toOffMark } from './holiday-words.ts';

type Entry = Readonly<Record<string, unknown>>;

/**
 * A list of days, alone or under `days`: `{"on"|"date", "off"|"isOffDay", "name"}`, or with `from` and `to`. What says nothing about
 * off or worked is off. Entries are counted from 1.
 */
export function readJsonDays(text: string): ReadDays {
  const book = parsed(text);
  const list = Array.isArray(book) ? book : isEntry(book) && Array.isArray(book['days']) ? book['days'] : undefined;
  if (list === undefined) return { calendar: null, told: [], problems: [{ line: 0, fault: 'shape', text: 'days' }] };
  const told: ToldDays[] = [];
  const problems: HolidayProblem[] = [];
  for (const [index, entry] of list.entries()) {
    const read = toTold(entry, index + 1);
    if ('fault' in read) problems.push(read);
    else told.push(read);
  }
  const calendar = isEntry(book) && typeof book['calendar'] === 'string' ? book['calendar'] : null;
  return { calendar, told, problems };
}

function toTold(entry: unknown, line: number): ToldDays | HolidayProblem {
  if (!isEntry(entry)) return { line, fault: 'shape', text: JSON.stringify(entry).slice(0, 60) };
  const { on, date, day, from, to, off, isOff, isOffDay, name } = entry;
  const first = [from, on, date, day].find((value) => typeof value === 'string');
  if (typeof first !== 'string') return { line, fault: 'no-day', text: JSON.stringify(entry).slice(0, 60) };
  const label = typeof name === 'string' ? name : '';
  const mark = [off, isOff, isOffDay].find((value) => value !== undefined);
  const isDayOff =
    mark === undefined ? !tellsOfWork(label) : typeof mark === 'boolean' ? mark : toOffMark(String(mark));
  if (isDayOff === undefined) return { line, fault: 'mark', text: String(mark) };
  const start = toDayText(first);
  const end = typeof to === 'string' ? toDayText(to) : start;
  return { line, from: start, to: end, isOff: isDayOff, name: bareName(label) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
