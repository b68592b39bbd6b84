import type { Workdays } from '../../domain/calendar/workdays.ts';
import { addDays, dayOf } from '../../domain/days.ts';
import { hasLeft } from '../../domain/links.ts';
import type { DayItem } from '../../domain/nudges/day-items.ts';
import type { Nudge } from '../../domain/nudges/nudge.ts';
import { createDayPlanner } from '../../domain/nudges/plan-day.ts';
import { isWorkingHour } from '../../domain/nudges/speaking-time.ts';
import { groupBy } from '../../domain/order.ts';
import type { Account, Instant, Member } from '../../domain/records.ts';
import { keepStates, nudgesOf } from './account-nudges.ts';
import { saidIn, urgentLetter } from './letters.ts';
import { calendarsAt, type PlanParts, planOptions } from './plan-options.ts';
import { post } from './post.ts';

/** Of so many accounts at most a pass makes anew what is kept for planning: less than a second's work, once a minute. */
const AT_MOST = 512;

/**
 * Looks at the accounts that were written to since the pass before, of which nothing is kept: what cannot wait is said at once, to
 * whoever is at work. Then what planning needs of them is kept, but of those that were written to meanwhile, and those about which
 * something urgent waits for somebody's working hours: another pass looks at them again, after those nobody looked at yet.
 */
export async function lookAtWritten(parts: PlanParts, now: Instant): Promise<void> {
  const { views } = parts.store;
  const ids = await views.unkeptAccounts(AT_MOST, now);
  if (ids.length === 0) return;
  const about = { command: 'nudges', input: {}, memberId: null, at: now };
  const { value: lookId } = await parts.store.transaction(about, (repositories) => repositories.beginLook(ids));
  const waiting = await sayUrgent(parts, await views.some('account', ids), now);
  const settled = ids.filter((id) => !waiting.has(id));
  await keepStates(parts.store, parts.organisation.timeZone, now, settled, lookId);
}

/** Answers with the accounts about which something waits. */
async function sayUrgent(parts: PlanParts, accounts: readonly Account[], now: Instant): Promise<ReadonlySet<string>> {
  const { views } = parts.store;
  const members = await views.all('member');
  const calendars = await calendarsAt(parts, members, now);
  // Somewhere it is tomorrow already.
  const through = addDays(dayOf(now, parts.organisation.timeZone), 1);
  const options = await planOptions(parts, members, calendars, through);
  const urgent: Nudge[] = [];
  for await (const nudges of nudgesOf(views, accounts, members, now, options))
    urgent.push(...nudges.filter(({ isUrgent }) => isUrgent));
  const waiting = new Set<string>();
  if (urgent.length === 0) return waiting;
  const toMember = groupBy(urgent, ({ memberId }) => memberId);
  const saidTo = await views.saidTo([...toMember.keys()]);
  const mutes = await views.all('mute');
  for (const member of members) {
    const day = dayOf(now, member.timeZone);
    const nudges = toMember.get(member.id);
    if (nudges === undefined || hasLeft(member, day)) continue;
    const { isOn } = calendars.preferenceOf(member);
    const said = saidTo.get(member.id) ?? new Set();
    const planner = createDayPlanner({ memberId: member.id, day, isOn, workdays: ANY_DAY, said, mutes });
    for (const own of groupBy(nudges, ({ accountId }) => accountId).values()) planner.add(own);
    const items = planner.plan().urgent;
    const isAtWork = isWorkingHour({ zone: member.timeZone, workdays: calendars.workdaysOf(member.id) }, now);
    if (isAtWork) await say(parts, member, items, now);
    else for (const { accountId } of items) waiting.add(accountId);
  }
  return waiting;
}

/** What is said on which day is settled by the hours of work. */
const ANY_DAY: Workdays = { isDayOff: () => false };

async function say(parts: PlanParts, member: Member, items: readonly DayItem[], now: Instant): Promise<void> {
  const address = items.length === 0 ? null : await parts.addressOf(member);
  if (address === null) return;
  await post(
    parts.store,
    now,
    items.map((item) => {
      const letter = urgentLetter(member, item, now, address);
      return { letter, said: saidIn(letter, member.id, [item], now) };
    }),
  );
}
