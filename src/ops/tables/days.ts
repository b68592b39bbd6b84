import { isDay } from '../../domain/days.ts';
import type { Day } from '../../domain/records.ts';
import { isMoment } from '../book/moment.ts';

/** Which comes first in 03/04/2026. */
export type DayOrder = 'day-first' | 'month-first';

/** A day, or a moment as a book writes it; why not, when it is none. */
export type CellDay = { readonly at: string } | 'invalid-day' | 'unclear-day';

/** Reads a day in other words; only asked for texts that name their year, for "yesterday" is another day at the next import. */
export type ParseDay = (text: string) => Day | null;

const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})$/;
const DAY_MONTH = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})$/i;
const MONTH_DAY = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;
const TIME = /(?:\s*,?\s+|T)(上午|下午|晚上)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?$/i;
const WEEKDAY = /\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/gi;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Days of a column in one order, seen from those that can be read in one order only; `null` when none or both can. */
export function orderOf(cells: Iterable<string>): DayOrder | null {
  let isDayFirst = false;
  let isMonthFirst = false;
  for (const cell of cells) {
    const [, first, separator, second] = YEAR_LAST.exec(cell.trim().replace(TIME, '')) ?? [];
    if (separator === undefined || separator === '.') continue;
    if (Number(first) > 12) isDayFirst = true;
    if (Number(second) > 12) isMonthFirst = true;
  }
  if (isDayFirst === isMonthFirst) return null;
  return isDayFirst ? 'day-first' : 'month-first';
}

/** Reads a cell as a day, with a time where one stands. Nothing here depends on what day it is today. */
export function readDay(cell: string, order: DayOrder | null, parseDay?: ParseDay): CellDay {
  const text = cell.normalize('NFKC').trim();
  if (isMoment(text)) return { at: text.replace(' ', 'T') };
  const bare = text.replace(WEEKDAY, '').trim();
  const time = TIME.exec(bare);
  const written = time === null ? bare : bare.slice(0, time.index).trim();
  const day = dayIn(written, order) ?? (/\d{4}/.test(written) ? parseDay?.(written) : null);
  if (day === 'unclear-day') return day;
  if (day === null || day === undefined || !isDay(day)) return 'invalid-day';
  const at = time === null ? day : `${day}T${clockOf(time)}`;
  return isMoment(at) ? { at } : 'invalid-day';
}

function dayIn(text: string, order: DayOrder | null): string | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? COMPACT.exec(text) ?? [];
  if (year !== undefined) return written(year, month, day);
  const [, first, separator, second, last] = YEAR_LAST.exec(text) ?? [];
  if (last !== undefined) return yearLast(first ?? '', second ?? '', last, separator === '.' ? 'day-first' : order);
  const [, number, name, itsYear] = DAY_MONTH.exec(text) ?? [];
  if (name !== undefined) return named(itsYear, name, number);
  const [, monthName, dayNumber, yearNumber] = MONTH_DAY.exec(text) ?? [];
  return monthName === undefined ? null : named(yearNumber, monthName, dayNumber);
}

function yearLast(first: string, second: string, year: string, order: DayOrder | null): string {
  if (order === null && Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)) {
    return 'unclear-day';
  }
  const isDayFirst = order === null ? Number(first) > 12 : order === 'day-first';
  return isDayFirst ? written(year, second, first) : written(year, first, second);
}

function named(year = '', name = '', day = ''): string | null {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? null : written(year, String(month), day);
}

function written(year: string, month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function clockOf([, part, hours = '', minutes = '', seconds, half]: RegExpExecArray): string {
  const isLate = /^p/i.test(half ?? '') || part === '下午' || part === '晚上';
  const isEarly = /^a/i.test(half ?? '') || part === '上午';
  let hour = Number(hours);
  if (isLate && hour < 12) hour += 12;
  if (isEarly && hour === 12) hour = 0;
  const clock = `${String(hour).padStart(2, '0')}:${minutes}`;
  return seconds === undefined || seconds === '00' ? clock : `${clock}:${seconds}`;
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?$/i;

/** A clock time in a cell of its own, `HH:MM`. */
export function readClock(cell: string): string | null {
  const [, hours = '', minutes = '', half = ''] = CLOCK.exec(cell.normalize('NFKC').trim()) ?? [];
  if (hours === '') return null;
  const hour = (Number(hours) % (half === '' ? 24 : 12)) + (/^p/i.test(half) ? 12 : 0);
  return Number(minutes) > 59 || Number(hours) > 24 ? null : `${String(hour).padStart(2, '0')}:${minutes}`;
}
