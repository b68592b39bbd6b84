import type { Day, Instant, Member } from '../../domain/records.ts';
import type { Said } from '../../ports/store.ts';
import type { Calendars } from './calendars.ts';

/** From this day of a year on the schedule of the next is asked for: it is published in November or later (docs/method.md §15). */
const ASKED_FROM = '11-01';

/**
 * What a member is told beside the items of a day, that a year's days off are not known: each reader once for the year they
 * live in; each admin once a month, from November on for the next year too. `said`: keys told before.
 */
export function scheduleNotices(
  member: Member,
  isAdmin: boolean,
  day: Day,
  { schedule, preferenceOf }: Calendars,
  said: ReadonlySet<string>,
  letter: { readonly key: string; readonly at: Instant },
): readonly Said[] {
  const year = Number(day.slice(0, 4));
  const { calendar } = preferenceOf(member);
  const years = isAdmin && day.slice(5) >= ASKED_FROM ? [year, year + 1] : [year];
  return years
    .filter((one) => !schedule.isPublished(calendar, one))
    .map((one, i) => ({
      memberId: member.id,
      key: `no-schedule/${one}/${isAdmin ? day.slice(0, 7) : ''}/${member.id}`,
      rule: 'no-schedule' as const,
      subject: String(one),
      accountId: '',
      letterKey: letter.key,
      position: -1 - i,
      at: letter.at,
    }))
    .filter(({ key }) => !said.has(key));
}
