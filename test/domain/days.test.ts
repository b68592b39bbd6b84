import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  endOfDay,
  instantOf,
  isDay,
  localTime,
  startOfDay,
  weekdayOf,
} from '../../src/domain/days.ts';

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Europe/London',
  'UTC',
];
const zones = fc.constantFrom(...ZONES);
const days = fc
  .integer({ min: Date.UTC(1985, 0, 1) / 864e5, max: Date.UTC(2104, 0, 1) / 864e5 })
  .map((n) => new Date(n * 864e5).toISOString().slice(0, 10));
const instants = fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2104, 0, 1) });
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

/** Every day around which a zone of the list changes its offset, over some years: where fast paths go wrong. */
const changes = ZONES.flatMap((zone) => {
  const found: [string, string][] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`2008-01-01T00:00[${zone}]`);
  while (at !== null && at.year < 2030) {
    at = at.getTimeZoneTransition('next');
    if (at !== null) found.push([zone, at.toPlainDate().toString()]);
  }
  return found;
});

describe('days without a zone', () => {
  test.each(['2024-02-29', '1990-01-01', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each(['2023-02-29', '2024-02-30', '2024-13-01', '2024-00-10', '2024-1-1', '20240101', '2024-01-01T00:00', ''])(
    '%s is none',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  test('arithmetic agrees with Temporal', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        const plain = Temporal.PlainDate.from(day);
        expect(addDays(day, n)).toBe(plain.add({ days: n }).toString());
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(weekdayOf(day)).toBe(plain.dayOfWeek);
      }),
    );
  });
});

describe('days in a zone agree with Temporal', () => {
  const zoned = (instant: number, zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const startBy = (day: string, zone: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;

  test('day and clock time of any instant', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const expected = zoned(instant, zone);
        expect(dayOf(instant, zone)).toBe(expected.toPlainDate().toString());
        expect(localTime(instant, zone)).toBe(expected.toPlainTime().toString().slice(0, 5));
      }),
      { numRuns: 500 },
    );
  });

  test('start and end of any day, instant of any clock time', () => {
    fc.assert(
      fc.property(days, times, zones, (day, time, zone) => {
        expect(startOfDay(day, zone)).toBe(startBy(day, zone));
        expect(endOfDay(day, zone)).toBe(startBy(addDays(day, 1), zone) - 1);
        const plain = Temporal.PlainDateTime.from(`${day}T${time}`);
        expect(instantOf(day, time, zone)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  test('around every change of offset from 2008 to 2030', () => {
    for (const [zone, changed] of changes) {
      for (const day of [-2, -1, 0, 1, 2].map((n) => addDays(changed, n))) {
        const start = startOfDay(day, zone);
        expect([zone, day, start]).toEqual([zone, day, startBy(day, zone)]);
        for (const time of ['00:00', '00:30', '01:45', '02:15', '02:30', '03:00', '23:59']) {
          const plain = Temporal.PlainDateTime.from(`${day}T${time}`);
          expect(instantOf(day, time, zone)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
        }
        expect(dayOf(start, zone)).toBe(zoned(start, zone).toPlainDate().toString());
        expect(dayOf(start - 1, zone)).toBe(
          zoned(start - 1, zone)
            .toPlainDate()
            .toString(),
        );
      }
    }
  });

  test('a skipped midnight: Cairo, 26 April 2024', () => {
    const start = startOfDay('2024-04-26', 'Africa/Cairo');
    expect(localTime(start, 'Africa/Cairo')).toBe('01:00');
    expect(dayOf(start - 1, 'Africa/Cairo')).toBe('2024-04-25');
  });

  test('gaps move on, overlaps take the first', () => {
    expect(new Date(instantOf('2024-03-10', '02:30', 'America/New_York')).toISOString()).toBe(
      '2024-03-10T07:30:00.000Z',
    );
    expect(new Date(instantOf('2024-11-03', '01:30', 'America/New_York')).toISOString()).toBe(
      '2024-11-03T05:30:00.000Z',
    );
  });

  test.each(['24:00', '9:00', '12:60', 'noon'])('%s is no clock time', (time) => {
    expect(() => instantOf('2024-01-01', time, 'UTC')).toThrow(RangeError);
  });
});
