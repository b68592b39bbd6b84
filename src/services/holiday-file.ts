import { addDays, daysBetween, isDay } from '../domain/days.ts';
import type { Day } from '../domain/records.ts';
import { readCsvDays } from './holiday-csv.ts';
import { readIcsDays } from './holiday-ics.ts';
import { readJsonDays } from './holiday-json.ts';

/** One stretch of a schedule as a file tells it; `line` counts from 1 (in JSON: the how-manyth entry). */
export interface ToldDays {
  readonly line: number;
  readonly from: string;
  /** Included; the same as `from` for one day. */
  readonly to: string;
  readonly isOff: boolean;
  readonly name: string;
}

export type HolidayFault =
  | 'no-day'
  | 'order'
  | 'long'
  | 'year'
  | 'twice'
  | 'mark'
  | 'timed'
  | 'repeated'
  | 'shape'
  | 'empty';
export interface HolidayProblem {
  /** 0: the file as a whole. */
  readonly line: number;
  readonly fault: HolidayFault;
  /** What stands there. */
  readonly text: string;
}

export interface HolidayDay {
  readonly on: Day;
  readonly isOff: boolean;
  readonly name: string;
}

export type HolidayFile =
  | { readonly ok: true; readonly calendar: string | null; readonly days: readonly HolidayDay[] }
  | { readonly ok: false; readonly problems: readonly HolidayProblem[] };

/** What a reader of one format gives: stretches, and what it could make nothing of. */
export interface ReadDays {
  readonly calendar: string | null;
  readonly told: readonly ToldDays[];
  readonly problems: readonly HolidayProblem[];
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
/** No holiday lasts longer; a range that does is a mistyped year. */
const LONGEST = 31;

/** A schedule of days off from JSON, CSV or iCalendar, told apart by how it begins. All of it, or every problem by its line. */
export function parseHolidayFile(text: string): HolidayFile {
  const plain = text.replace(/^\uFEFF/, '');
  const start = plain.trimStart();
  const read = /^BEGIN:VCALENDAR/i.test(start)
    ? readIcsDays(plain)
    : /^[[{]/.test(start)
      ? readJsonDays(start)
      : readCsvDays(plain);
  const { days, problems } = spread(read);
  if (problems.length === 0 && days.length === 0) problems.push({ line: 0, fault: 'empty', text: '' });
  if (problems.length > 0) return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
  return { ok: true, calendar: read.calendar, days: days.sort((a, b) => (a.on < b.on ? -1 : 1)) };
}

/** Stretches as single days; the same day may be told twice, but not both ways. */
function spread(read: ReadDays): { readonly days: HolidayDay[]; readonly problems: HolidayProblem[] } {
  const problems = [...read.problems];
  const days = new Map<Day, HolidayDay>();
  for (const told of read.told) {
    const fault = faultOf(told);
    const { line, from, to } = told;
    if (fault) problems.push({ line, fault, text: from === to ? from : `${from} – ${to}` });
    else problems.push(...add(told, days));
  }
  return { days: [...days.values()], problems };
}

function add({ line, from, to, isOff, name }: ToldDays, days: Map<Day, HolidayDay>): readonly HolidayProblem[] {
  const all = Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));
  const torn = all.filter((on) => (days.get(on)?.isOff ?? isOff) !== isOff);
  for (const on of all) if (!days.has(on)) days.set(on, { on, isOff, name });
  return torn.map((on) => ({ line, fault: 'twice', text: on }));
}

function faultOf({ from, to }: ToldDays): HolidayFault | undefined {
  if (!isDay(from) || !isDay(to)) return 'no-day';
  if (to < from) return 'order';
  if (daysBetween(from, to) >= LONGEST) return 'long';
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return first < FIRST_YEAR || last > LAST_YEAR ? 'year' : undefined;
}
