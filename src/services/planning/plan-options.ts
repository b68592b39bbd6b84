import { dayOf } from '../../domain/days.ts';
import type { PlanOptions } from '../../domain/nudges/plan-state.ts';
import type { Day, Instant, Member } from '../../domain/records.ts';
import type { Store } from '../../ports/store.ts';
import { giftPolicyOf } from '../gift-policy.ts';
import { adminsAmong } from '../permissions.ts';
import { readSettings, thresholdsOf } from '../settings.ts';
import { type Calendars, loadCalendars } from './calendars.ts';
import type { CountryDaysOff } from './country-days-off.ts';
import type { Address } from './letters.ts';

export interface PlanParts {
  readonly store: Store;
  readonly organisation: { readonly timeZone: string; readonly adminEmails: readonly string[] };
  readonly countryDaysOff: CountryDaysOff;
  /** Where a member is written to now; `null`: nowhere. */
  readonly addressOf: (member: Member) => Promise<Address | null>;
}

/** Who works when, as of an instant; also in these zones (`Calendars.workdaysIn`). */
export async function calendarsAt(
  { store: { views }, organisation, countryDaysOff }: PlanParts,
  members: readonly Member[],
  now: Instant,
  zones: readonly string[] = [],
): Promise<Calendars> {
  return loadCalendars(
    members,
    await views.all('preference'),
    await views.all('holiday'),
    dayOf(now, organisation.timeZone),
    countryDaysOff,
    zones,
  );
}

/** What planning is told beside the accounts. `through`: as in `PlanOptions`. */
export async function planOptions(
  { store: { views }, organisation }: PlanParts,
  members: readonly Member[],
  calendars: Calendars,
  through: Day,
): Promise<PlanOptions> {
  const settings = await readSettings(views);
  return {
    zone: organisation.timeZone,
    thresholds: thresholdsOf(settings),
    giftPolicy: giftPolicyOf(settings),
    through,
    workdaysOf: calendars.workdaysOf,
    adminIds: adminsAmong(members, organisation.adminEmails).map(({ id }) => id),
  };
}
