import { LunarDay, Phase, SolarTerm } from 'tyme4ts';
import { addDays, weekdayOf } from '../days.ts';
import type { Day } from '../records.ts';
import type { FestivalKey } from '../vocabulary.ts';

/** Years the calendar is asked about; beyond them nothing is planned. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

type Rule = (year: number) => Day;

/** When each festival is, in a year of the common calendar (docs/method.md §17). */
const RULES: { readonly [K in FestivalKey]: Rule } = {
  'new-year': fixed(1, 1),
  eve: (year) => addDays(lunar(1, 1)(year), -1),
  spring: lunar(1, 1),
  lantern: lunar(1, 15),
  qingming: (year) => dayOfParts(SolarTerm.fromName(year, '清明').getSolarDay()),
  labour: fixed(5, 1),
  'dragon-boat': lunar(5, 5),
  'mid-autumn': lunar(8, 15),
  national: fixed(10, 1),
  'double-ninth': lunar(9, 9),
  teachers: fixed(9, 10),
  epiphany: fixed(1, 6),
  easter,
  thanksgiving: nth(4, 4, 11),
  christmas: fixed(12, 25),
  'independence-us': fixed(7, 4),
  'st-patrick': fixed(3, 17),
  bastille: fixed(7, 14),
  'german-unity': fixed(10, 3),
  'kings-day': (year) => notSunday(dayText(year, 4, 27)),
  'st-nicholas': fixed(12, 5),
  'constitution-norway': fixed(5, 17),
  'national-spain': fixed(10, 12),
  'national-swiss': fixed(8, 1),
  'independence-mexico': fixed(9, 16),
  ochugen: fixed(7, 1),
  oseibo: fixed(12, 10),
  seollal: lunarSeenFrom(9, 1, 1),
  chuseok: lunarSeenFrom(9, 8, 15),
  tet: lunarSeenFrom(7, 1, 1),
  'national-vietnam': fixed(9, 2),
  'national-singapore': fixed(8, 9),
  'national-malaysia': fixed(8, 31),
  'republic-india': fixed(1, 26),
  'independence-india': fixed(8, 15),
  diwali,
};

/** The day of a festival in a year, 1900 to 2199; `null` outside. */
export function festivalDay(key: FestivalKey, year: number): Day | null {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return null;
  const name = `${key} ${year}`;
  let day = known.get(name);
  if (day === undefined) {
    day = RULES[key](year);
    known.set(name, day);
  }
  return day;
}

/** A memo, not state: the same for ever, and at most some ten thousand short texts. */
const known = new Map<string, Day>();

function fixed(month: number, day: number): Rule {
  return (year) => dayText(year, month, day);
}

/** The n-th of a weekday (Monday 1 to Sunday 7) in a month. */
function nth(n: number, weekday: number, month: number): Rule {
  return (year) => {
    const first = dayText(year, month, 1);
    return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7);
  };
}

/** A day of the Chinese calendar, never of a leap month. */
function lunar(month: number, day: number): Rule {
  return (year) => dayOfParts(LunarDay.fromYmd(year, month, day).getSolarDay());
}

/**
 * The same reckoned from midnight of another zone, hours ahead of UTC: where the new moon falls on another date there (Seoul
 * 2027, 2028, Hanoi 2030), so does the month.
 */
function lunarSeenFrom(hours: number, month: number, day: number): Rule {
  return (year) => addDays(localDay(newMoon(year, month), hours * 60), day - 1);
}

/** The instant of the new moon that opens a month of the Chinese calendar. */
function newMoon(lunarYear: number, month: number): number {
  const time = Phase.fromIndex(lunarYear, month, 0).getSolarTime();
  const midnight = Date.parse(`${dayOfParts(time.getSolarDay())}T00:00:00+08:00`);
  return midnight + ((time.getHour() * 60 + time.getMinute()) * 60 + time.getSecond()) * 1000;
}

function localDay(instant: number, offsetMinutes: number): Day {
  return new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** Easter Sunday of the Gregorian calendar (the anonymous computus as Meeus gives it). */
function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((8 * b + 13) / 25);
  const e = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const h = e + f - 7 * g + 114;
  return dayText(year, Math.floor(h / 31), (h % 31) + 1);
}

/**
 * The evening of the new moon while the sun is in Libra (sidereal: from 17 October): the day of the new moon if it
 * comes after dusk in India, else the day before.
 */
function diwali(year: number): Day {
  const moons = [9, 10, 11].map((month) => newMoon(year, month));
  const from = Date.parse(`${year}-10-17T00:00:00+05:30`);
  const moon = moons.find((each) => each >= from) ?? from;
  const dusk = 18 * 60 + 40;
  // Shifted so that a day begins at dusk: before it, the new moon still belongs to the evening before.
  return localDay(moon, 330 - dusk);
}

function notSunday(day: Day): Day {
  return weekdayOf(day) === 7 ? addDays(day, -1) : day;
}

function dayOfParts(day: { getYear(): number; getMonth(): number; getDay(): number }): Day {
  return dayText(day.getYear(), day.getMonth(), day.getDay());
}

function dayText(year: number, month: number, day: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
