import { addDays, dayOf, instantOf, startOfDay, weekdayOf } from '../../domain/days.ts';
import type { Day, Digest, Instant } from '../../domain/records.ts';

const MONDAY = 1;
/** So long after its hour a digest may still come. */
const PATIENCE_MS = 10 * 3_600_000;

/** One digest that may be due. */
export interface DigestDue {
  readonly day: Day;
  readonly from: Instant;
  readonly to: Instant;
  /** It tells of the days after this one … */
  readonly since: Day;
  /** … up to this one: yesterday, so that nothing is told of half and again on the morrow. */
  readonly until: Day;
}

/**
 * The digest of the local day, if one is due by then: a daily one on each working day, a weekly one on the first working day of
 * the week. It reaches back to the digest before, so that a holiday loses nothing.
 */
export function digestDue(digest: Digest, now: Instant, isDayOff: (day: Day) => boolean): DigestDue | null {
  const day = dayOf(now, digest.timeZone);
  if (isDayOff(day) || (digest.every === 'week' && firstOfWeek(day, isDayOff) !== day)) return null;
  const from = instantOf(day, digest.time, digest.timeZone);
  const to = Math.min(from + PATIENCE_MS, startOfDay(addDays(day, 1), digest.timeZone));
  return now < from || now >= to
    ? null
    : { day, from, to, since: sinceOf(digest, day, isDayOff), until: addDays(day, -1) };
}

/** What a digest asked for now tells of: what the next one will, and today. */
export function digestSince(
  digest: Digest,
  now: Instant,
  isDayOff: (day: Day) => boolean,
): Pick<DigestDue, 'day' | 'since' | 'until'> {
  const day = dayOf(now, digest.timeZone);
  return { day, since: sinceOf(digest, day, isDayOff), until: day };
}

export const digestKey = (id: string, day: Day): string => `digest/${id}/${day}`;

/** The first day of its week that is worked; Sunday's own when none is. */
function firstOfWeek(day: Day, isDayOff: (day: Day) => boolean): Day {
  let first = addDays(day, MONDAY - weekdayOf(day));
  while (weekdayOf(first) !== 7 && isDayOff(first)) first = addDays(first, 1);
  return first;
}

const FURTHEST_DAYS = 30;

function sinceOf(digest: Digest, day: Day, isDayOff: (day: Day) => boolean): Day {
  if (digest.every === 'week') return addDays(day, -8);
  let before = addDays(day, -1);
  for (let back = 1; back < FURTHEST_DAYS && isDayOff(before); back++) before = addDays(before, -1);
  return addDays(before, -1);
}
