import type { Instant, Member, Preference } from '../domain/records.ts';

/** The daily message comes at this clock time unless its reader says another. */
export const DEFAULT_TIME = '09:00';

/**
 * Zones whose people, for want of a better guess, keep the days off of this country; whoever keeps others says so with
 * `/kam me holidays=…`. Zones that several countries share are left out.
 */
const CALENDARS: Readonly<Record<string, string>> = {
  'Asia/Shanghai': 'china',
  'Asia/Urumqi': 'china',
  'Asia/Chongqing': 'china',
  'Asia/Harbin': 'china',
  PRC: 'china',
  'Asia/Hong_Kong': 'HK',
  'Asia/Macau': 'MO',
  'Asia/Taipei': 'TW',
  'Asia/Tokyo': 'JP',
  'Asia/Seoul': 'KR',
  'Asia/Singapore': 'SG',
  'Asia/Kuala_Lumpur': 'MY',
  'Asia/Bangkok': 'TH',
  'Asia/Jakarta': 'ID',
  'Asia/Manila': 'PH',
  'Asia/Ho_Chi_Minh': 'VN',
  'Asia/Saigon': 'VN',
  'Africa/Cairo': 'EG',
  'Africa/Johannesburg': 'ZA',
  'America/New_York': 'US',
  'America/Detroit': 'US',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Phoenix': 'US',
  'America/Los_Angeles': 'US',
  'America/Anchorage': 'US',
  'Pacific/Honolulu': 'US',
  'America/Toronto': 'CA',
  'America/Vancouver': 'CA',
  'America/Mexico_City': 'MX',
  'America/Sao_Paulo': 'BR',
  'America/Argentina/Buenos_Aires': 'AR',
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'Europe/Paris': 'FR',
  'Europe/Berlin': 'DE',
  'Europe/Vienna': 'AT',
  'Europe/Zurich': 'CH',
  'Europe/Amsterdam': 'NL',
  'Europe/Brussels': 'BE',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'Europe/Warsaw': 'PL',
  'Europe/Stockholm': 'SE',
  'Australia/Sydney': 'AU',
  'Australia/Melbourne': 'AU',
  'Australia/Brisbane': 'AU',
  'Australia/Perth': 'AU',
  'Australia/Lord_Howe': 'AU',
  'Pacific/Auckland': 'NZ',
};

/** Whose days off somebody in that zone keeps, unless they say so: `china`, the code of a country, or `none`. */
export const calendarOfZone = (zone: string): string => CALENDARS[zone] ?? 'none';

/** How a member wants to be spoken to: as recorded, else the defaults. */
export function preferenceOf(member: Member, recorded: Preference | undefined, at: Instant): Preference {
  return (
    recorded ?? {
      id: member.id,
      memberId: member.id,
      isOn: true,
      time: DEFAULT_TIME,
      workdays: [1, 2, 3, 4, 5],
      calendar: calendarOfZone(member.timeZone),
      platform: null,
      recordedAt: at,
    }
  );
}
