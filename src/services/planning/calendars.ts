import { type HolidaySchedule, holidaySchedule, type Workdays, workdaysOf } from '../../domain/calendar/workdays.ts';
import type { Day, Holiday, Member, Preference } from '../../domain/records.ts';
import { calendarOfZone, preferenceOf } from '../preferences.ts';
import type { CountryDaysOff } from './country-days-off.ts';

/** Who works when. */
export interface Calendars {
  readonly schedule: HolidaySchedule;
  preferenceOf(member: Member): Preference;
  workdaysOf(memberId: string): Workdays;
  /** Monday to Friday with the days off of that zone's country; of the zones it was loaded for. */
  workdaysIn(zone: string): Workdays;
}

const COUNTRY = /^[A-Z]{2}$/;
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];
const ALWAYS: Workdays = { isDayOff: () => false };

/** The working days of these members around a day: what was imported, and of countries nobody imported, what is statutory there. */
export async function loadCalendars(
  members: readonly Member[],
  preferences: readonly Preference[],
  imported: readonly Holiday[],
  day: Day,
  countryDaysOff: CountryDaysOff,
  zones: readonly string[] = [],
): Promise<Calendars> {
  const recorded = new Map(preferences.map((one) => [one.memberId, one]));
  const wanted = new Map(members.map((member) => [member.id, preferenceOf(member, recorded.get(member.id), 0)]));
  const year = Number(day.slice(0, 4));
  const years = [year - 1, year, year + 1];
  const kept = [...[...wanted.values()].map(({ calendar }) => calendar), ...zones.map(calendarOfZone)];
  const countries = new Set(kept.filter((one) => COUNTRY.test(one)));
  const known = new Set(imported.map(({ calendar, on }) => `${calendar} ${on.slice(0, 4)}`));
  const statutory: Holiday[] = [];
  for (const country of countries) {
    const days = await countryDaysOff(country, years);
    statutory.push(...days.filter(({ on }) => !known.has(`${country} ${on.slice(0, 4)}`)));
  }
  const schedule = holidaySchedule([...imported, ...statutory]);
  const workdays = new Map(
    [...wanted].map(([id, preference]) => [id, workdaysOf(schedule, preference.workdays, preference.calendar)]),
  );
  return {
    schedule,
    preferenceOf: (member) => wanted.get(member.id) ?? preferenceOf(member, undefined, 0),
    workdaysOf: (memberId) => workdays.get(memberId) ?? ALWAYS,
    workdaysIn: (zone) => workdaysOf(schedule, MONDAY_TO_FRIDAY, calendarOfZone(zone)),
  };
}
