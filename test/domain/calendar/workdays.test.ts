import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkdays,
  holidaySchedule,
  lastBeforeNextWorkday,
  lastWorkdayBefore,
  nextWorkday,
  workdaysOf,
} from '../../../src/domain/calendar/workdays.ts';
import { addDays, daysBetween } from '../../../src/domain/days.ts';
import type { Holiday } from '../../../src/domain/records.ts';

const WEEK = [1, 2, 3, 4, 5];
const off = (on: string, calendar = 'china', isOff = true): Holiday => ({ id: on, calendar, on, isOff, name: '' });
const china = workdaysOf(holidaySchedule([]), WEEK, 'china');

describe('the seed', () => {
  test.each([
    ['2026-02-14', false, 'a Saturday that is worked'],
    ['2026-02-15', true, 'Spring Festival, which began on a Sunday'],
    ['2026-02-23', true, 'its last day'],
    ['2026-02-24', false, 'back at work'],
    ['2026-02-28', false, 'a Saturday that is worked'],
    ['2026-09-25', true, '中秋'],
    ['2026-10-07', true, '国庆, last day'],
    ['2026-10-08', false, 'a Thursday'],
    ['2026-10-10', false, 'a Saturday that is worked'],
    ['2025-10-08', true, '国庆 and 中秋 together: eight days'],
    ['2002-10-01', true, 'the first year of the seed'],
    ['2026-11-21', true, 'a Saturday'],
    ['2026-11-23', false, 'a Monday'],
  ])('%s: off is %s (%s)', (day, isOff) => {
    expect(china.isDayOff(day)).toBe(isOff);
  });

  test.each([
    ['china', 2002, true],
    ['china', 2026, true],
    ['china', 2027, false],
    ['china', 2001, false],
    ['germany', 2026, false],
    ['none', 2050, true],
  ])('%s %i published: %s', (calendar, year, published) => {
    expect(holidaySchedule([]).isPublished(calendar, year)).toBe(published);
  });
});

describe('a year without a schedule', () => {
  test.each([
    ['2027-01-01', true],
    ['2027-02-05', true], // 除夕, a Friday
    ['2027-02-08', true], // 初三, a Monday
    ['2027-02-09', false],
    ['2027-04-05', true],
    ['2027-06-09', true],
    ['2027-09-15', true],
    ['2027-10-01', true],
    ['2027-10-04', false],
    ['2027-05-08', true], // a Saturday: nobody can know whether it is worked
  ])('%s: off is %s', (day, isOff) => {
    expect(china.isDayOff(day)).toBe(isOff);
  });
});

describe('imported days', () => {
  test('a year of which a day was imported is as imported, whole', () => {
    const schedule = holidaySchedule([off('2027-02-10'), off('2027-02-13', 'china', false)]);
    const days = workdaysOf(schedule, WEEK, 'china');
    expect(days.isDayOff('2027-02-10')).toBe(true);
    expect(days.isDayOff('2027-02-13')).toBe(false);
    expect(days.isDayOff('2027-10-01')).toBe(false);
    expect(schedule.isPublished('china', 2027)).toBe(true);
    expect(schedule.isPublished('china', 2028)).toBe(false);
  });

  test('a seeded year can be corrected the same way', () => {
    const days = workdaysOf(holidaySchedule([off('2026-10-01')]), WEEK, 'china');
    expect(days.isDayOff('2026-10-01')).toBe(true);
    expect(days.isDayOff('2026-10-02')).toBe(false);
  });

  test('days of December that come with the notice for the next year take nothing from their own', () => {
    const schedule = holidaySchedule([off('2026-12-31'), off('2027-01-01')]);
    const days = workdaysOf(schedule, WEEK, 'china');
    expect(days.isDayOff('2026-12-31')).toBe(true);
    expect(days.isDayOff('2026-10-01')).toBe(true);
    expect(holidaySchedule([off('2027-12-31')]).isPublished('china', 2027)).toBe(false);
  });

  test('another calendar takes no part', () => {
    const schedule = holidaySchedule([off('2026-07-14', 'france')]);
    expect(workdaysOf(schedule, WEEK, 'france').isDayOff('2026-07-14')).toBe(true);
    expect(workdaysOf(schedule, WEEK, 'germany').isDayOff('2026-07-14')).toBe(false);
    expect(workdaysOf(schedule, WEEK, 'none').isDayOff('2026-10-01')).toBe(false);
  });
});

describe('other weeks', () => {
  test('a working weekend is for those who work Monday to Friday', () => {
    const partTime = workdaysOf(holidaySchedule([]), [1, 2, 3], 'china');
    expect(partTime.isDayOff('2026-02-14')).toBe(true);
    expect(partTime.isDayOff('2026-11-26')).toBe(true);
    expect(workdaysOf(holidaySchedule([]), [1, 2, 3, 4, 5, 6], 'china').isDayOff('2026-02-14')).toBe(false);
    expect(workdaysOf(holidaySchedule([]), [7, 1, 2, 3, 4], 'none').isDayOff('2026-11-22')).toBe(false);
  });

  test('a week without working days has no next one', () => {
    const never = workdaysOf(holidaySchedule([]), [], 'none');
    expect([nextWorkday(never, '2026-01-01'), lastWorkdayBefore(never, '2026-01-01')]).toEqual([null, null]);
    expect(addWorkdays(never, '2026-01-01', 2)).toBeNull();
    expect(lastBeforeNextWorkday(never, '2026-01-01')).toBe('2026-01-01');
  });
});

test.each([
  ['2026-02-13', '2026-02-14', '2026-02-12', '2026-02-13'],
  ['2026-02-14', '2026-02-24', '2026-02-13', '2026-02-23'],
  ['2026-02-18', '2026-02-24', '2026-02-14', '2026-02-23'],
  ['2026-11-20', '2026-11-23', '2026-11-19', '2026-11-22'],
])('around %s: next %s, before %s, covered to %s', (day, next, before, covered) => {
  expect(nextWorkday(china, day)).toBe(next);
  expect(lastWorkdayBefore(china, day)).toBe(before);
  expect(lastBeforeNextWorkday(china, day)).toBe(covered);
});

describe('laws', () => {
  const days = fc.integer({ min: 0, max: 12_000 }).map((n) => addDays('2001-06-01', n));
  const weeks = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
  const imported = fc.array(
    fc.tuple(days, fc.boolean()).map(([on, isOff]) => off(on, 'china', isOff)),
    { maxLength: 30 },
  );
  const people = fc
    .tuple(imported, weeks, fc.constantFrom('china', 'none'))
    .map(([holidays, week, calendar]) => workdaysOf(holidaySchedule(holidays), week, calendar));

  test('the next working day is one, and there is none between', () => {
    fc.assert(
      fc.property(people, days, (workdays, day) => {
        const next = nextWorkday(workdays, day) ?? '';
        expect(workdays.isDayOff(next)).toBe(false);
        for (let each = addDays(day, 1); each < next; each = addDays(each, 1))
          expect(workdays.isDayOff(each)).toBe(true);
        expect(lastBeforeNextWorkday(workdays, day)).toBe(addDays(next, -1));
      }),
    );
  });

  test('there and back: before the next working day of a working day is that day', () => {
    fc.assert(
      fc.property(people, days, (workdays, day) => {
        const start = nextWorkday(workdays, day) ?? '';
        expect(lastWorkdayBefore(workdays, nextWorkday(workdays, start) ?? '')).toBe(start);
      }),
    );
  });

  test('counting on by parts is counting on at once', () => {
    fc.assert(
      fc.property(people, days, fc.nat({ max: 8 }), fc.nat({ max: 8 }), (workdays, day, a, b) => {
        const halfway = addWorkdays(workdays, day, a) ?? '';
        expect(addWorkdays(workdays, halfway, b)).toBe(addWorkdays(workdays, day, a + b));
      }),
    );
  });

  test('in China nobody who works Monday to Friday is off for more than ten days on end', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(daysBetween(day, nextWorkday(china, day) ?? '')).toBeLessThanOrEqual(11);
      }),
    );
  });
});
