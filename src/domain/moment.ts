import { dayOf, endOfDay } from './days.ts';
import type { Day, Instant } from './records.ts';

/** What a question is asked about: an instant, and the local day it falls on in the account's zone (docs/method.md §0). */
export interface Moment {
  readonly at: Instant;
  readonly day: Day;
  /** The account's own time zone, or the organisation's. */
  readonly zone: string;
}

/** The moment of an instant, for an account that lives in that zone. */
export function momentAt(instant: Instant, zone: string): Moment {
  return { at: instant, day: dayOf(instant, zone), zone };
}

/** A bare date as a moment: the end of that day. */
export function endOf(day: Day, zone: string): Moment {
  return { at: endOfDay(day, zone), day, zone };
}
