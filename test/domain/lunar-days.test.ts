import { expect, test } from 'vitest';
import { lunarDayOf } from '../../src/domain/lunar-days.ts';

// Spring Festival 2027 and 2030 are days on which the calendar of ICU is wrong; the rest are month ends and leap months.
test.each([
  ['2024-02-10', 2024, 1, 1, false],
  ['2027-02-06', 2027, 1, 1, false],
  ['2030-02-03', 2030, 1, 1, false],
  ['2026-02-16', 2025, 12, 29, false],
  ['2026-09-25', 2026, 8, 15, false],
  ['2025-07-25', 2025, 6, 1, true],
  ['2025-08-22', 2025, 6, 29, true],
  ['2028-06-23', 2028, 5, 1, true],
  ['2020-06-06', 2020, 4, 15, true],
])('%s', (day, year, month, date, isLeap) => {
  expect(lunarDayOf(day)).toEqual({ year, month, day: date, isLeap });
});
