import { instantOf, isDay, startOfDay } from '../../domain/days.ts';
import type { Day, Instant } from '../../domain/records.ts';

const SHAPE =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

interface Told {
  readonly day: Day;
  readonly time: string | null;
  readonly seconds: string;
  readonly fraction: string;
  /** `Z`, `±HH:MM`, or `null` for the clock on the wall. */
  readonly offset: string | null;
}

/** The moment an interaction happened as a record keeps it. */
export interface BookMoment {
  readonly at: Instant;
  readonly day: Day | null;
}

/** Whether the text is a day that exists, alone or with a time that does. */
export function isMoment(text: string): boolean {
  const told = read(text);
  // Only an offset can still be out of range; the shape has seen to the rest.
  return told !== null && (told.offset === null || !Number.isNaN(Date.parse(isoOf(told))));
}

/** The moment told by such a text; a bare day is the start of it in that zone, a time without an offset is read there. */
export function momentOf(text: string, zone: string): BookMoment {
  const told = read(text);
  if (told === null) throw new RangeError(`Not a moment: ${text}`);
  if (told.time === null) return { at: startOfDay(told.day, zone), day: told.day };
  if (told.offset !== null) return { at: Date.parse(isoOf(told)), day: null };
  const beyondMinute = Number(told.seconds) * 1000 + Number(told.fraction);
  return { at: instantOf(told.day, told.time, zone) + beyondMinute, day: null };
}

function read(text: string): Told | null {
  const [, day, time, seconds, fraction, offset] = SHAPE.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return null;
  return {
    day,
    time: time ?? null,
    seconds: seconds ?? '00',
    fraction: (fraction ?? '').slice(0, 3).padEnd(3, '0'),
    offset: offset === undefined ? null : standard(offset),
  };
}

function standard(offset: string): string {
  if (offset.length === 1) return 'Z';
  const digits = offset.replace(':', '').padEnd(5, '0');
  return `${digits.slice(0, 3)}:${digits.slice(3)}`;
}

function isoOf({ day, time, seconds, fraction, offset }: Told): string {
  return `${day}T${time}:${seconds}.${fraction}${offset ?? 'Z'}`;
}
