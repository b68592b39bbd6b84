import { compareText } from '../order.ts';
import type { Account, Day } from '../records.ts';
import type { FestivalKey } from '../vocabulary.ts';
import { festivalDay } from './festival-days.ts';

/** A festival on its day. */
export interface FestivalOn {
  readonly key: FestivalKey;
  readonly day: Day;
}

const CHINA = [
  'new-year',
  'eve',
  'spring',
  'lantern',
  'qingming',
  'labour',
  'dragon-boat',
  'mid-autumn',
  'national',
  'double-ninth',
] as const satisfies readonly FestivalKey[];
const WEST = ['new-year', 'easter', 'christmas'] as const satisfies readonly FestivalKey[];

/**
 * Days on which it is customary to greet a business partner, by set. An account may have several; what is in two of them is one.
 * Teachers' Day is for education alone, and nothing else on record tells a university from a court, so it is a set of its own.
 */
export const FESTIVAL_SETS = {
  china: CHINA,
  'china-education': [...CHINA, 'teachers'],
  'chinese-traditional': ['new-year', 'eve', 'spring', 'lantern', 'dragon-boat', 'mid-autumn', 'double-ninth'],
  international: ['new-year', 'christmas'],
  'united-states': ['new-year', 'independence-us', 'thanksgiving', 'christmas'],
  'united-kingdom': WEST,
  ireland: [...WEST, 'st-patrick'],
  france: [...WEST, 'labour', 'bastille'],
  germany: [...WEST, 'german-unity'],
  netherlands: [...WEST, 'kings-day', 'st-nicholas'],
  norway: [...WEST, 'constitution-norway'],
  spain: [...WEST, 'epiphany', 'national-spain'],
  switzerland: [...WEST, 'national-swiss'],
  mexico: ['new-year', 'independence-mexico', 'christmas'],
  japan: ['new-year', 'ochugen', 'oseibo'],
  'south-korea': ['new-year', 'seollal', 'chuseok'],
  vietnam: ['new-year', 'tet', 'national-vietnam'],
  singapore: ['new-year', 'eve', 'spring', 'mid-autumn', 'national-singapore', 'christmas'],
  malaysia: ['new-year', 'spring', 'national-malaysia', 'christmas'],
  india: ['new-year', 'republic-india', 'independence-india', 'diwali'],
} as const satisfies Readonly<Record<string, readonly FestivalKey[]>>;

export type FestivalSet = keyof typeof FESTIVAL_SETS;

/** Where an account lives tells its customs well enough until somebody chooses (°); elsewhere `international`. */
const SET_OF_ZONE: ReadonlyMap<string, FestivalSet> = new Map(
  Object.entries({
    china: 'Asia/Shanghai Asia/Urumqi Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Kashgar PRC',
    'chinese-traditional': 'Asia/Hong_Kong Hongkong Asia/Macau Asia/Macao Asia/Taipei ROC',
    'united-states':
      'America/New_York America/Detroit America/Chicago America/Denver America/Boise America/Phoenix America/Los_Angeles America/Anchorage Pacific/Honolulu',
    'united-kingdom': 'Europe/London',
    ireland: 'Europe/Dublin',
    france: 'Europe/Paris',
    germany: 'Europe/Berlin Europe/Busingen',
    netherlands: 'Europe/Amsterdam',
    norway: 'Europe/Oslo',
    spain: 'Europe/Madrid Atlantic/Canary',
    switzerland: 'Europe/Zurich',
    mexico: 'America/Mexico_City America/Monterrey America/Tijuana America/Cancun America/Merida',
    japan: 'Asia/Tokyo Japan',
    'south-korea': 'Asia/Seoul ROK',
    vietnam: 'Asia/Ho_Chi_Minh Asia/Saigon',
    singapore: 'Asia/Singapore Singapore',
    malaysia: 'Asia/Kuala_Lumpur Asia/Kuching',
    india: 'Asia/Kolkata Asia/Calcutta',
  } satisfies Partial<Record<FestivalSet, string>>).flatMap(([set, zones]) =>
    zones.split(' ').map((zone) => [zone, set as FestivalSet]),
  ),
);

/** Whether there is a set of that name; an account may carry others, which then bring nothing. */
export function isFestivalSet(name: string): name is FestivalSet {
  return Object.hasOwn(FESTIVAL_SETS, name);
}

/** An account's sets: its own (an empty list: none), else one by its time zone, else by the organisation's. */
export function festivalSetsOf({ festivalSets, timeZone }: Account, organisationZone: string): readonly string[] {
  return festivalSets ?? [SET_OF_ZONE.get(timeZone ?? organisationZone) ?? 'international'];
}

/** Whether greetings are in place. 清明 is for remembrance: nothing festive is suggested (§17). */
export function isFestive(key: FestivalKey): boolean {
  return key !== 'qingming';
}

/** Every festival of the sets from one day to another, both included, by day; each once, whichever sets it is in. */
export function festivalsBetween(sets: readonly string[], from: Day, to: Day): readonly FestivalOn[] {
  const keys = new Set<FestivalKey>(sets.flatMap((set) => (isFestivalSet(set) ? FESTIVAL_SETS[set] : [])));
  const found: FestivalOn[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    for (const key of keys) {
      const day = festivalDay(key, year);
      if (day !== null && day >= from && day <= to) found.push({ key, day });
    }
  }
  return found.sort((a, b) => compareText(a.day, b.day) || compareText(a.key, b.key));
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}
