import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidaySchedule, workdaysOf } from '../../../src/domain/calendar/workdays.ts';
import { dayOf, localTime } from '../../../src/domain/days.ts';
import { isWorkingHour, nextSlot, type Speaking, slotNow } from '../../../src/domain/nudges/speaking-time.ts';
import { CHINA } from './plan-builder.ts';

const EVERY_DAY = workdaysOf(holidaySchedule([]), [1, 2, 3, 4, 5, 6, 7], 'none');
const at = (text: string) => Date.parse(text);
const speaking = (changes: Partial<Speaking> = {}): Speaking => ({
  ...{ time: '09:00', zone: 'Asia/Shanghai', workdays: CHINA, lastOn: null },
  ...changes,
});

test.each([
  ['2026-11-23T08:59:59+08:00', null, null],
  ['2026-11-23T09:00:00+08:00', null, '2026-11-23'],
  ['2026-11-23T23:59:59+08:00', null, '2026-11-23'],
  ['2026-11-23T09:00:00+08:00', '2026-11-23', null],
  ['2026-11-23T09:00:00+08:00', '2026-11-20', '2026-11-23'],
  ['2026-11-22T09:00:00+08:00', null, null],
  ['2026-02-14T09:00:00+08:00', null, '2026-02-14'],
])('at %s, the last one on %s: %s', (now, lastOn, day) => {
  expect(slotNow(speaking({ lastOn }), at(now))?.day ?? null).toBe(day);
});

describe('clocks that jump', () => {
  test.each([
    // Gaps: the hour moves on.
    ['America/New_York', '02:30', '2026-03-08', '2026-03-08T07:30:00Z', '03:30'],
    ['Africa/Cairo', '00:30', '2026-04-24', '2026-04-23T22:30:00Z', '01:30'],
    ['Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:45:00Z', '02:45'],
    // Overlaps: the first of the two.
    ['America/New_York', '01:30', '2026-11-01', '2026-11-01T05:30:00Z', '01:30'],
    ['Africa/Cairo', '23:30', '2026-10-29', '2026-10-29T20:30:00Z', '23:30'],
    ['Australia/Lord_Howe', '01:45', '2026-04-05', '2026-04-04T14:45:00Z', '01:45'],
  ])('%s %s on %s is %s', (zone, time, day, instant, shown) => {
    const someone = speaking({ zone, time, workdays: EVERY_DAY, lastOn: null });
    expect(slotNow(someone, at(instant) - 1)?.day).not.toBe(day);
    const slot = slotNow(someone, at(instant));
    expect([slot?.day, slot?.at, localTime(slot?.at ?? 0, zone)]).toEqual([day, at(instant), shown]);
    expect(slotNow({ ...someone, lastOn: day }, at(instant) + 3_600_000)?.day).toBeUndefined();
  });
});

describe('who moves', () => {
  test('west, past a message of that date: no second one for it', () => {
    const moved = speaking({ zone: 'America/New_York', lastOn: '2026-11-24' });
    expect(slotNow(moved, at('2026-11-24T14:30:00Z'))).toBeNull();
    expect(slotNow(moved, at('2026-11-25T14:30:00Z'))?.day).toBe('2026-11-25');
  });

  test('east, past the hour: at once, so that the day has one', () => {
    const moved = speaking({ lastOn: '2026-11-23' });
    expect(slotNow(moved, at('2026-11-24T21:00:00+08:00'))?.day).toBe('2026-11-24');
  });

  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'America/New_York',
    'Pacific/Auckland',
    'Pacific/Honolulu',
    'Africa/Cairo',
    'Australia/Lord_Howe',
  );
  const times = fc.constantFrom('00:00', '02:30', '09:00', '23:45');

  const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), zones), { minLength: 1, maxLength: 6 });

  test('law: however often, at most one message a local date, and one for every date a zone stays through', () => {
    fc.assert(
      fc.property(times, moves, (time, stays) => {
        const { sent, lived } = hourByHour(time, stays);
        expect(new Set(sent).size).toBe(sent.length);
        expect([...sent].sort()).toEqual(sent);
        // 23:45 has no full hour after it: such a day may be missed here, which asks by the hour.
        if (time !== '23:45') expect(sent).toEqual(expect.arrayContaining(lived));
      }),
    );
  });
});

/** What is sent to somebody who stays so many hours in one zone after the other, and the days they lived through whole. */
function hourByHour(time: string, stays: readonly (readonly [number, string])[]) {
  let now = at('2026-03-01T00:00:00Z');
  const sent: string[] = [];
  const lived: string[] = [];
  for (const [hours, zone] of stays) {
    const arrived = dayOf(now, zone);
    for (let hour = 0; hour < hours; hour++, now += 3_600_000) {
      const slot = slotNow({ time, zone, workdays: EVERY_DAY, lastOn: sent.at(-1) ?? null }, now);
      if (slot !== null) sent.push(slot.day);
    }
    lived.push(...daysInside(arrived, dayOf(now, zone)));
  }
  return { sent, lived };
}

test('the next message: today if it may still go out, else the next working day', () => {
  expect(nextSlot(speaking(), at('2026-11-20T08:00:00+08:00'))?.at).toBe(at('2026-11-20T09:00:00+08:00'));
  expect(nextSlot(speaking({ lastOn: '2026-11-20' }), at('2026-11-20T10:00:00+08:00'))?.day).toBe('2026-11-23');
  expect(
    nextSlot(speaking({ workdays: workdaysOf(holidaySchedule([]), [], 'none') }), at('2026-11-20T10:00:00Z')),
  ).toBeNull();
});

test.each([
  ['2026-11-23T08:59:00+08:00', false],
  ['2026-11-23T09:00:00+08:00', true],
  ['2026-11-23T17:59:59+08:00', true],
  ['2026-11-23T18:00:00+08:00', false],
  ['2026-11-22T12:00:00+08:00', false],
])('working hours at %s: %s', (now, isIt) => {
  expect(isWorkingHour(speaking(), at(now))).toBe(isIt);
});

/** The whole days between two, neither included. */
function daysInside(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day < to; ) {
    day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    if (day < to) days.push(day);
  }
  return days;
}
