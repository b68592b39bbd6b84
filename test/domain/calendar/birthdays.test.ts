import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { celebrationIn, nextCelebration } from '../../../src/domain/calendar/birthdays.ts';
import { addDays, daysBetween } from '../../../src/domain/days.ts';
import { lunarDayOf } from '../../../src/domain/lunar-days.ts';
import type { Birthday } from '../../../src/domain/records.ts';

const solar = (month: number, day: number, year: number | null = null): Birthday => ({
  ...{ calendar: 'solar', month, day, year, leap: false },
});
const lunar = (month: number, day: number, changes: Partial<Birthday> = {}): Birthday => ({
  ...{ calendar: 'lunar', month, day, year: null, leap: false },
  ...changes,
});

describe('solar', () => {
  test.each([
    [solar(9, 25), '2026-09-25', '2026-09-25'],
    [solar(9, 25), '2026-09-26', '2027-09-25'],
    [solar(1, 3), '2026-12-31', '2027-01-03'],
    // Born on 29 February: 28 February in common years.
    [solar(2, 29), '2026-01-01', '2026-02-28'],
    [solar(2, 29), '2026-03-01', '2027-02-28'],
    [solar(2, 29), '2028-02-01', '2028-02-29'],
    [solar(2, 29), '2028-02-29', '2028-02-29'],
  ])('%j from %s: %s', (birthday, from, on) => {
    expect(nextCelebration(birthday, from)).toEqual({ on, turns: null });
  });

  test('the age turned, and none for who is not born yet', () => {
    expect(nextCelebration(solar(9, 25, 1980), '2026-09-01')?.turns).toBe(46);
    expect(nextCelebration(solar(9, 25, 2026), '2026-09-01')?.turns).toBe(0);
    expect(nextCelebration(solar(9, 25, 2030), '2026-09-01')?.turns).toBeNull();
  });

  test.each([solar(6, 31), solar(13, 1), solar(2, 30), solar(0, 5), lunar(13, 1), lunar(5, 31), lunar(5, 0)])(
    'no date: %j',
    (birthday) => {
      expect(nextCelebration(birthday, '2026-01-01')).toBeNull();
    },
  );
});

describe('lunar', () => {
  test.each([
    [2024, '2025-01-28'],
    [2025, '2026-02-16'],
    [2026, '2027-02-05'],
    [2027, '2028-01-25'],
    [2028, '2029-02-12'],
    [2029, '2030-02-02'],
    [2030, '2031-01-22'],
  ])('腊月三十 of lunar %i', (year, on) => {
    expect(celebrationIn(lunar(12, 30), year)).toBe(on);
    expect(nextCelebration(lunar(12, 30), addDays(on, -40))?.on).toBe(on);
  });

  test.each([
    ['2020-01-01', '2020-06-06'],
    ['2024-01-01', '2024-05-22'],
    ['2025-01-01', '2025-05-12'],
    ['2026-01-01', '2026-05-31'],
  ])('闰四月十五 from %s', (from, on) => {
    expect(nextCelebration(lunar(4, 15, { leap: true }), from)?.on).toBe(on);
  });

  test('born in the plain month, in a year with that leap month: kept in the plain one', () => {
    expect(nextCelebration(lunar(4, 15), '2020-01-01')?.on).toBe('2020-05-07');
  });

  test('a lunar year reaches into the next common year, and a common year may hold two of one birthday', () => {
    expect(nextCelebration(lunar(12, 1), '2026-01-01')?.on).toBe('2026-01-19');
    expect(nextCelebration(lunar(12, 1), '2026-01-20')?.on).toBe('2027-01-08');
    expect(nextCelebration(lunar(12, 1), '2027-01-09')?.on).toBe('2027-12-28');
  });

  test('age by lunar years; unknown without a year', () => {
    expect(nextCelebration(lunar(12, 1, { year: 1980 }), '2027-01-01')).toEqual({ on: '2027-01-08', turns: 46 });
    expect(nextCelebration(lunar(12, 1), '2027-01-01')?.turns).toBeNull();
  });
});

describe('laws', () => {
  const birthdays = fc
    .record({
      calendar: fc.constantFrom('solar' as const, 'lunar' as const),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 29 }),
      leap: fc.boolean(),
    })
    .map((birthday): Birthday => ({ ...birthday, leap: birthday.leap && birthday.calendar === 'lunar', year: null }));
  const starts = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));

  test('never before the day, always within thirteen lunar months, and the same from any day up to it', () => {
    fc.assert(
      fc.property(birthdays, starts, fc.nat({ max: 400 }), (birthday, from, n) => {
        const on = nextCelebration(birthday, from)?.on ?? '';
        const wait = daysBetween(from, on);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(385);
        if (n <= wait) expect(nextCelebration(birthday, addDays(from, n))?.on).toBe(on);
      }),
    );
  });

  test('a lunar birthday falls on its lunar month and day, as another reckoning has it', () => {
    fc.assert(
      fc.property(birthdays, starts, (birthday, from) => {
        const on = nextCelebration(birthday, from)?.on ?? '';
        if (birthday.calendar === 'solar') return;
        expect(lunarDayOf(on)).toMatchObject({ month: birthday.month, day: birthday.day });
      }),
      { numRuns: 300 },
    );
  });
});
