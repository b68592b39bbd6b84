import { lastBeforeNextWorkday } from '../../domain/calendar/workdays.ts';
import { dayOf } from '../../domain/days.ts';
import { hasLeft } from '../../domain/links.ts';
import { createDayPlanner, type DayPlan, type Skipped } from '../../domain/nudges/plan-day.ts';
import { isWorkingHour, type SpeakingSlot, slotNow } from '../../domain/nudges/speaking-time.ts';
import { groupBy } from '../../domain/order.ts';
import type { Account, Day, Instant, Member } from '../../domain/records.ts';
import type { NudgeRule } from '../../domain/vocabulary.ts';
import type { Said, Store } from '../../ports/store.ts';
import { adminsAmong } from '../permissions.ts';
import { nudgesOf } from './account-nudges.ts';
import { accountsFor } from './accounts-for.ts';
import type { Calendars } from './calendars.ts';
import { type Address, dailyKey, dailyLetter, dailyLetterDay, saidIn, urgentLetter } from './letters.ts';
import { calendarsAt, type PlanParts, planOptions } from './plan-options.ts';
import { post, type Saying, unsayWhatWasNotSent } from './post.ts';
import { scheduleNotices } from './schedule-notices.ts';
import { lookAtWritten } from './urgent-pass.ts';

/** What a pass did, or would have done, about one member. */
export interface MemberPlan {
  readonly memberId: string;
  readonly key: string;
  readonly day: Day;
  /** `not-yet`: before their hour; `already`: planned before; `nowhere`: no place to write to. */
  readonly state: DayPlan['state'] | 'not-yet' | 'already' | 'nowhere';
  readonly items: readonly { readonly rule: NudgeRule; readonly accountId: string; readonly keys: readonly string[] }[];
  readonly more: number;
  readonly skipped: readonly Skipped[];
}

export interface PassOptions {
  readonly now: Instant;
  /** Nothing is written. */
  readonly isDry: boolean;
  /** Members already seen to on that local day in this process: a reminder that saves work, not the record of what was said. */
  readonly seen?: Map<string, Day>;
}

/**
 * Looks once at everybody: whose daily message is due and not yet planned gets one, with what cannot wait beside it. Running it
 * twice, late, or on several machines says nothing twice: letters and what they say are unique in the database.
 */
export async function planPass(parts: PlanParts, options: PassOptions): Promise<readonly MemberPlan[]> {
  const plans = await planDue(parts, options);
  if (!options.isDry) await lookAtWritten(parts, options.now);
  return plans;
}

async function planDue(parts: PlanParts, options: PassOptions): Promise<readonly MemberPlan[]> {
  const { views } = parts.store;
  const { now, isDry, seen } = options;
  const members = await views.all('member');
  const pending = members.filter((one) => {
    const day = dayOf(now, one.timeZone);
    return !hasLeft(one, day) && seen?.get(one.id) !== day;
  });
  if (pending.length === 0) return [];
  const calendars = await calendarsAt(parts, members, now);
  const looked = await Promise.all(pending.map((member) => lookAt(parts, member, calendars, now)));
  for (const { member, day, state } of looked) if (state === 'already') seen?.set(member.id, day);
  const due = looked.filter((one) => one.state === 'due');
  const others = looked.filter((one) => one.state !== 'due').map(toIdlePlan);
  if (due.length === 0) return others;
  if (!isDry) await unsayWhatWasNotSent(parts.store, now);
  const plans = await planAll(parts, due, members, calendars, { now, isDry });
  if (!isDry) for (const { member, day } of due) seen?.set(member.id, day);
  return [...others, ...plans];
}

async function planAll(
  parts: PlanParts,
  due: readonly Due[],
  members: readonly Member[],
  calendars: Calendars,
  { now, isDry }: Pick<PassOptions, 'now' | 'isDry'>,
): Promise<readonly MemberPlan[]> {
  const { views } = parts.store;
  const mutes = groupBy(await views.all('mute'), ({ memberId }) => memberId);
  const saidTo = await views.saidTo(due.map(({ member }) => member.id));
  const adminIds = new Set(adminsAmong(members, parts.organisation.adminEmails).map(({ id }) => id));
  const planned = due.map((each) => {
    const { member, day } = each;
    const said = saidTo.get(member.id) ?? new Set<string>();
    const planner = createDayPlanner({
      memberId: member.id,
      day,
      isOn: calendars.preferenceOf(member).isOn,
      workdays: calendars.workdaysOf(member.id),
      said,
      mutes: mutes.get(member.id) ?? [],
    });
    return { ...each, said, planner };
  });
  const planners = new Map(planned.map(({ member, planner }) => [member.id, planner]));
  const atWork = new Set(due.flatMap(({ member }) => (isWorking(member, calendars, now) ? member.id : [])));
  const options = await planOptions(parts, members, calendars, furthest(due, calendars));
  /** Accounts about which something urgent waits: for somebody who is not due now, or not at work. */
  const waiting = new Set<string>();
  for await (const nudges of nudgesOf(views, await accountsOf(parts, due, members), members, now, options)) {
    for (const [memberId, own] of groupBy(nudges, (nudge) => nudge.memberId)) planners.get(memberId)?.add(own);
    for (const { isUrgent, memberId, accountId } of nudges)
      if (isUrgent && !atWork.has(memberId)) waiting.add(accountId);
  }
  if (!isDry && waiting.size > 0) await forgetStates(parts.store, now, [...waiting]);
  const plans: MemberPlan[] = [];
  for (const { member, slot, said, planner } of planned) {
    const carrying = { slot, calendars, said, isAdmin: adminIds.has(member.id), now, isDry };
    plans.push(await carryOut(parts, member, planner.plan(), carrying));
  }
  return plans;
}

/** From so large a part of everybody on, whom an account may concern is not worth asking. */
const MOST = 0.5;

async function accountsOf(
  parts: PlanParts,
  due: readonly Due[],
  members: readonly Member[],
): Promise<readonly Account[]> {
  if (due.length >= members.length * MOST) return parts.store.views.all('account');
  const some = due.map(({ member }) => member);
  return accountsFor(parts, some, members);
}

const toIdlePlan = ({ member, day, state }: Idle): MemberPlan => ({
  memberId: member.id,
  key: dailyKey(member.id, day),
  day,
  state,
  items: [],
  more: 0,
  skipped: [],
});

interface Due {
  readonly member: Member;
  readonly day: Day;
  readonly state: 'due';
  readonly slot: SpeakingSlot;
}

interface Idle {
  readonly member: Member;
  readonly day: Day;
  readonly state: 'not-yet' | 'already' | 'day-off' | 'switched-off';
}

/** So many letters of a member are looked at for the day of the last daily one: urgent ones and notes lie between. */
const LETTERS_BACK = 40;

/** Whether it is time for a member's message, and none of that day, or of a later one elsewhere, is there. */
async function lookAt({ store }: PlanParts, member: Member, calendars: Calendars, now: Instant): Promise<Due | Idle> {
  const day = dayOf(now, member.timeZone);
  const { isOn, time } = calendars.preferenceOf(member);
  const workdays = calendars.workdaysOf(member.id);
  if (!isOn) return { member, day, state: 'switched-off' };
  if (workdays.isDayOff(day)) return { member, day, state: 'day-off' };
  if (slotNow({ time, zone: member.timeZone, workdays, lastOn: null }, now) === null)
    return { member, day, state: 'not-yet' };
  const letters = await store.outbox.ofMember(member.id, LETTERS_BACK);
  const lastOn = letters.reduce<Day | null>((last, letter) => later(last, dailyLetterDay(letter)), null);
  const slot = slotNow({ time, zone: member.timeZone, workdays, lastOn }, now);
  return slot === null ? { member, day, state: 'already' } : { member, day, slot, state: 'due' };
}

const later = (a: Day | null, b: Day | null): Day | null => (b !== null && (a === null || b > a) ? b : a);

async function carryOut(
  parts: PlanParts,
  member: Member,
  plan: DayPlan,
  { slot, calendars, said, isAdmin, now, isDry }: Carrying,
): Promise<MemberPlan> {
  const letter = { key: dailyKey(member.id, plan.day), at: now };
  const isOpen = plan.state === 'send' || plan.state === 'nothing';
  const notices = isOpen ? scheduleNotices(member, isAdmin, plan.day, calendars, said, letter) : [];
  // A reader hears of a missing schedule beside something else; an admin is written to for it.
  const hasMessage = plan.state === 'send' || (isAdmin && notices.length > 0);
  const hasSomething = hasMessage || plan.urgent.length > 0;
  const address = hasSomething ? await parts.addressOf(member) : null;
  if (address && !isDry)
    await post(parts.store, now, lettersOf(member, plan, { hasMessage, notices, slot, calendars, address, now }));
  return {
    memberId: member.id,
    key: letter.key,
    day: plan.day,
    state: hasSomething && address === null ? 'nowhere' : hasMessage ? 'send' : plan.state,
    items: plan.items.map(({ rule, accountId, keys }) => ({ rule, accountId, keys })),
    more: plan.more,
    skipped: plan.skipped,
  };
}

interface LetterParts {
  readonly hasMessage: boolean;
  readonly notices: readonly Said[];
  readonly slot: SpeakingSlot;
  readonly calendars: Calendars;
  readonly address: Address;
  readonly now: Instant;
}

function lettersOf(
  member: Member,
  plan: DayPlan,
  { hasMessage, notices, slot, calendars, address, now }: LetterParts,
): readonly Saying[] {
  const daily = dailyLetter(member, slot, address, plan.more);
  const urgent = isWorking(member, calendars, now) ? plan.urgent : [];
  return [
    ...(hasMessage ? [{ letter: daily, said: [...saidIn(daily, member.id, plan.items, now), ...notices] }] : []),
    ...urgent.map((item) => {
      const letter = urgentLetter(member, item, now, address);
      return { letter, said: saidIn(letter, member.id, [item], now) };
    }),
  ];
}

const isWorking = (member: Member, calendars: Calendars, now: Instant): boolean =>
  isWorkingHour({ zone: member.timeZone, workdays: calendars.workdaysOf(member.id) }, now);

/** So that `lookAtWritten` looks at them until it is said. */
async function forgetStates(store: Store, now: Instant, accountIds: readonly string[]): Promise<void> {
  await store.transaction({ command: 'nudges', input: {}, memberId: null, at: now }, (repositories) =>
    repositories.forgetStates(accountIds),
  );
}

interface Carrying {
  readonly slot: SpeakingSlot;
  readonly calendars: Calendars;
  readonly said: ReadonlySet<string>;
  readonly isAdmin: boolean;
  readonly now: Instant;
  readonly isDry: boolean;
}

/** Planning looks as far ahead as the longest run of days off that follows for anybody. */
function furthest(due: readonly Due[], calendars: Calendars): Day {
  let last: Day = '';
  for (const { member, day } of due) {
    const eve = lastBeforeNextWorkday(calendars.workdaysOf(member.id), day);
    if (eve > last) last = eve;
  }
  return last;
}
