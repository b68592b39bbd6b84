import { describe, expect, test } from 'vitest';
import { festivalDay } from '../../../src/domain/calendar/festival-days.ts';
import {
  FESTIVAL_SETS,
  festivalSetsOf,
  festivalsBetween,
  isFestivalSet,
  isFestive,
} from '../../../src/domain/calendar/festivals.ts';
import { weekdayOf } from '../../../src/domain/days.ts';
import { FESTIVALS, type FestivalKey } from '../../../src/domain/vocabulary.ts';
import fixture from '../../fixtures/festivals-2024-2029.json' with { type: 'json' };
import { state } from '../account-builder.ts';

const NAMES: readonly (readonly [string, FestivalKey])[] = [
  ['元旦', 'new-year'],
  ['除夕', 'eve'],
  ['春节', 'spring'],
  ['元宵', 'lantern'],
  ['清明', 'qingming'],
  ['劳动节', 'labour'],
  ['端午', 'dragon-boat'],
  ['中秋', 'mid-autumn'],
  ['国庆节', 'national'],
  ['重阳', 'double-ninth'],
  ['教师节', 'teachers'],
  ['Christmas', 'christmas'],
  ['Thanksgiving_US', 'thanksgiving'],
  ['New_Year', 'new-year'],
];

describe.each(Object.entries(fixture.years))('%s against days computed from new moons', (year, days) => {
  test.each(NAMES)('%s', (name, key) => {
    expect(festivalDay(key, Number(year))).toBe((days as Record<string, string>)[name]);
  });

  test('the China set is on these days, and on no other', () => {
    const found = festivalsBetween(['china-education'], `${year}-01-01`, `${year}-12-31`);
    const china = NAMES.slice(0, 11).map(([name, key]) => ({ key, day: (days as Record<string, string>)[name] }));
    expect(found).toHaveLength(11);
    expect(found).toEqual(expect.arrayContaining(china));
  });
});

// Published: bank holidays, the gazettes of India, Korea and Vietnam.
test.each<readonly [FestivalKey, number, string]>([
  ['easter', 2024, '2024-03-31'],
  ['easter', 2025, '2025-04-20'],
  ['easter', 2026, '2026-04-05'],
  ['easter', 2027, '2027-03-28'],
  ['easter', 2038, '2038-04-25'],
  ['thanksgiving', 2030, '2030-11-28'],
  ['kings-day', 2024, '2024-04-27'],
  ['kings-day', 2025, '2025-04-26'],
  ['seollal', 2026, '2026-02-17'],
  ['seollal', 2027, '2027-02-07'],
  ['seollal', 2028, '2028-01-27'],
  ['chuseok', 2024, '2024-09-17'],
  ['chuseok', 2025, '2025-10-06'],
  ['tet', 2027, '2027-02-06'],
  ['tet', 2030, '2030-02-02'],
  ['diwali', 2024, '2024-10-31'],
  ['diwali', 2025, '2025-10-20'],
  ['diwali', 2026, '2026-11-08'],
  ['diwali', 2031, '2031-11-14'],
  ['spring', 2030, '2030-02-03'],
])('%s in %i is on %s', (key, year, day) => {
  expect(festivalDay(key, year)).toBe(day);
});

test('every festival has a day in every year of a century, and none outside the years asked about', () => {
  for (const key of FESTIVALS) {
    for (let year = 2000; year <= 2100; year++) expect(festivalDay(key, year)?.slice(0, 4)).toBe(String(year));
    expect(festivalDay(key, 1899)).toBeNull();
    expect(festivalDay(key, 2200)).toBeNull();
  }
  expect(weekdayOf(festivalDay('easter', 2026) ?? '')).toBe(7);
});

describe('festivalsBetween', () => {
  test('both ends count, over the turn of a year, sorted, each once though it is in two sets', () => {
    expect(festivalsBetween(['china', 'united-states', 'singapore'], '2026-12-25', '2027-01-01')).toEqual([
      { key: 'christmas', day: '2026-12-25' },
      { key: 'new-year', day: '2027-01-01' },
    ]);
  });

  test('two festivals of one day are both there: one greeting is made of them later', () => {
    expect(festivalsBetween(['china'], '2031-10-01', '2031-10-01').map(({ key }) => key)).toEqual([
      'mid-autumn',
      'national',
    ]);
  });

  test('an unknown set brings nothing', () => {
    expect(festivalsBetween(['atlantis', 'toString'], '2026-01-01', '2026-12-31')).toEqual([]);
    expect(isFestivalSet('atlantis')).toBe(false);
  });

  test('every key belongs to a set, so that it can ever come up', () => {
    const used = new Set(Object.values(FESTIVAL_SETS).flat());
    expect(FESTIVALS.filter((key) => !used.has(key))).toEqual([]);
  });
});

test('清明 alone is not festive', () => {
  expect(FESTIVALS.filter((key) => !isFestive(key))).toEqual(['qingming']);
});

test.each([
  [null, null, 'Asia/Shanghai', ['china']],
  [null, 'Europe/Berlin', 'Asia/Shanghai', ['germany']],
  [null, 'Asia/Taipei', 'Asia/Shanghai', ['chinese-traditional']],
  [null, 'Africa/Lagos', 'Asia/Shanghai', ['international']],
  [['japan', 'china'], 'Europe/Berlin', 'Asia/Shanghai', ['japan', 'china']],
  [[], null, 'Asia/Shanghai', []],
])('sets %j of an account in %s, of an organisation in %s: %j', (festivalSets, timeZone, zone, sets) => {
  expect(festivalSetsOf({ ...state().account, festivalSets, timeZone }, zone)).toEqual(sets);
});
