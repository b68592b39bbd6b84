import { Temporal } from 'temporal-polyfill';
import type { Day, Instant } from './records.ts';

/**
 * Calendar days and time zones (docs/method.md §0). Arithmetic on days needs no zone and is exact on the proleptic Gregorian
 * calendar. Zone questions are asked thousands of times per answer while Temporal takes some 15 µs each, so between 1990 and
 * 2100 they go through `Intl`, which Temporal itself rests on, and fall back to Temporal wherever an offset changes nearby.
 */

const DAY_MS = 86_400_000;
const FAST_FROM = Date.UTC(1990, 0, 1);
const FAST_TO = Date.UTC(2100, 0, 1);
const FOUR_DIGITS_FROM = Date.UTC(1000, 0, 1);
const FOUR_DIGITS_TO = Date.UTC(10_000, 0, 1);
const ZERO = '0'.charCodeAt(0);
const DASH = '-'.charCodeAt(0);
const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const TIME_SHAPE = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!DAY_SHAPE.test(text)) return false;
  const at = Date.parse(text);
  // V8 reads 30 February as 1 March: only a day that comes back as it went in exists.
  return !Number.isNaN(at) && dayOfUtc(at) === text;
}

/** The day `n` days after (negative: before). */
export function addDays(day: Day, n: number): Day {
  return dayOfUtc(utcOf(day) + n * DAY_MS);
}

/** How many days `b` lies after `a`; negative when before. */
export function daysBetween(a: Day, b: Day): number {
  return (utcOf(b) - utcOf(a)) / DAY_MS;
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const sinceThursday = Math.floor(utcOf(day) / DAY_MS) + 3; // 1970-01-01 was a Thursday
  return ((((sinceThursday % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** The local day an instant falls on in a zone. */
export function dayOf(instant: Instant, zone: string): Day {
  if (!isFast(instant)) return zoned(instant, zone).toPlainDate().toString();
  const offset = steadyOffset(instant, zone);
  if (offset !== null) return dayOfUtc(instant + offset);
  const text = formatsOf(zone).day.format(instant); // MM/DD/YYYY
  return `${text.slice(6, 10)}-${text.slice(0, 2)}-${text.slice(3, 5)}`;
}

/** Local clock time of an instant, `HH:MM` on 24 hours. */
export function localTime(instant: Instant, zone: string): string {
  if (!isFast(instant)) return zoned(instant, zone).toPlainTime().toString().slice(0, 5);
  return formatsOf(zone).clock.format(instant).slice(12, 17);
}

/** First instant of a day in a zone; where midnight is skipped, the first there is. */
export function startOfDay(day: Day, zone: string): Instant {
  return fastInstant(utcOf(day), zone) ?? Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}

/** Last instant (millisecond) of a day in a zone. */
export function endOfDay(day: Day, zone: string): Instant {
  return startOfDay(addDays(day, 1), zone) - 1;
}

/**
 * The instant of a clock time (`HH:MM`) on a day. A time the clocks skip moves on by the gap, one they show twice is the
 * first. Throws a RangeError on a text that is no such time.
 */
export function instantOf(day: Day, time: string, zone: string): Instant {
  const parts = TIME_SHAPE.exec(time);
  if (parts === null) throw new RangeError(`Not a clock time: ${time}`);
  const wall = utcOf(day) + Number(parts[1]) * 3_600_000 + Number(parts[2]) * 60_000;
  const fast = fastInstant(wall, zone);
  if (fast !== undefined) return fast;
  const plain = Temporal.PlainDateTime.from(`${day}T${time}`);
  return plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** By arithmetic where the text is plainly a day from 1970 on: `Date.parse` takes ten times as long, and days are counted by the million. */
function utcOf(day: Day): number {
  const year = numberAt(day, 0) * 100 + numberAt(day, 2);
  const month = numberAt(day, 5);
  const date = numberAt(day, 8);
  const isPlain = day.length === 10 && day.charCodeAt(4) === DASH && day.charCodeAt(7) === DASH;
  // The days every month has, so that what no month has stays what `Date.parse` makes of it.
  if (!isPlain || !(year >= 1970 && month >= 1 && month <= 12 && date >= 1 && date <= 28)) return Date.parse(day);
  // The counterpart of `dayOfUtc`: a year that begins in March ends with the day that comes and goes.
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return (marchYear * 365 + leapDays + dayOfYear - 719_468) * DAY_MS;
}

/** Two digits as a number; NaN where there are none. */
function numberAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** By arithmetic where a year has four digits: `toISOString` takes three times as long, and days are counted by the million. */
function dayOfUtc(at: number): Day {
  if (!(at >= FOUR_DIGITS_FROM && at < FOUR_DIGITS_TO)) return new Date(at).toISOString().slice(0, 10);
  // Days since 1 March of the year 0, by eras of 400 years: after H. Hinnant, "chrono-compatible low-level date algorithms".
  const days = Math.floor(at / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

function isFast(at: number): boolean {
  return at >= FAST_FROM && at < FAST_TO;
}

function zoned(instant: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

/** Undefined when the offset changes within a day and a half of that wall time, or it lies outside the fast range. */
function fastInstant(wall: number, zone: string): Instant | undefined {
  const before = wall - 1.5 * DAY_MS;
  const after = wall + 1.5 * DAY_MS;
  if (!isFast(before) || !isFast(after)) return undefined;
  const offset = offsetOn(before, zone);
  if (offsetOn(after, zone) !== offset || offsetOn(wall - offset, zone) !== offset) return undefined;
  return wall - offset;
}

/** As `offsetAt`; most days have one offset, which is remembered. */
function offsetOn(instant: Instant, zone: string): number {
  return steadyOffset(instant, zone) ?? offsetAt(instant, zone);
}

/** The offset of the whole day of UTC an instant is in; `null` where it changes in it. Nowhere does it change and change back within a day. */
function steadyOffset(instant: Instant, zone: string): number | null {
  const { steady } = formatsOf(zone);
  const day = Math.floor(instant / DAY_MS);
  const known = steady.get(day);
  if (known !== undefined) return known;
  const first = offsetAt(day * DAY_MS, zone);
  const offset = offsetAt((day + 1) * DAY_MS, zone) === first ? first : null;
  steady.set(day, offset);
  return offset;
}

function offsetAt(instant: Instant, zone: string): number {
  const text = formatsOf(zone).clock.format(instant); // MM/DD/YYYY, HH:MM:SS
  const [month, day, year] = [text.slice(0, 2), text.slice(3, 5), text.slice(6, 10)];
  const local = Date.parse(`${year}-${month}-${day}T${text.slice(12, 20)}Z`);
  return local - Math.floor(instant / 1000) * 1000;
}

interface Formats {
  readonly day: Intl.DateTimeFormat;
  readonly clock: Intl.DateTimeFormat;
  /** What `steadyOffset` says, by days since 1970: a format takes ten times as long, and a book has thousands of instants on a day. */
  readonly steady: Map<number, number | null>;
}

/** A memo, not state: building a formatter costs fifty times what using it does, and there are some 600 zones at most, and 40,000 days. */
const formats = new Map<string, Formats>();

function formatsOf(zone: string): Formats {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const date = { timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', year: 'numeric' } as const;
  const twoDigits = { month: '2-digit', day: '2-digit' } as const;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  // American English because its numeric order (MM/DD/YYYY, HH:MM:SS) has never changed between ICU versions.
  const made = {
    day: new Intl.DateTimeFormat('en-US', { ...date, ...twoDigits }),
    clock: new Intl.DateTimeFormat('en-US', { ...date, ...twoDigits, ...time }),
    steady: new Map<number, number | null>(),
  };
  formats.set(zone, made);
  return made;
}
