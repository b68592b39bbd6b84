import { addDays, dayOf } from '../../domain/days.ts';
import { ofFestivalDay } from '../../domain/nudges/festival-days.ts';
import { keyAfterSnooze, silenceOf } from '../../domain/nudges/mutes.ts';
import type { Nudge } from '../../domain/nudges/nudge.ts';
import { nextSlot } from '../../domain/nudges/speaking-time.ts';
import { compareText, groupBy } from '../../domain/order.ts';
import type { Day, Instant, Member } from '../../domain/records.ts';
import type { NudgeRule } from '../../domain/vocabulary.ts';
import { nudgesAndStates } from './account-nudges.ts';
import { accountsFor } from './accounts-for.ts';
import { wordingOf } from './compose-nudges.ts';
import { dailyKey } from './letters.ts';
import { wordNudges } from './nudge-words.ts';
import { calendarsAt, type PlanParts, planOptions } from './plan-options.ts';

/** What is scheduled to be said to somebody. */
export interface Scheduled {
  readonly isOn: boolean;
  /** Their hour, and the next day it comes. */
  readonly time: string;
  readonly nextOn: Day;
  readonly isSaidToday: boolean;
  readonly items: readonly ScheduledItem[];
}

export interface ScheduledItem {
  readonly rule: NudgeRule;
  readonly subject: string;
  readonly account: string;
  readonly what: string;
  readonly why: string;
  readonly dueOn: Day;
  readonly expiresOn: Day;
}

/** So many days ahead it is looked. */
const AHEAD_DAYS = 14;

/** What there is to say to a member in the coming days and was not said or muted yet, the heaviest of each day first. */
export async function scheduledFor(parts: PlanParts, member: Member, now: Instant): Promise<Scheduled> {
  const { views, outbox } = parts.store;
  const members = await views.all('member');
  const calendars = await calendarsAt(parts, members, now);
  const today = dayOf(now, member.timeZone);
  const { isOn, time } = calendars.preferenceOf(member);
  const options = await planOptions(parts, members, calendars, addDays(today, AHEAD_DAYS));
  const { nudges, states } = await nudgesAndStates(
    views,
    await accountsFor(parts, [member], members),
    members,
    now,
    options,
  );
  const said = (await views.saidTo([member.id])).get(member.id) ?? new Set<string>();
  const mutes = (await views.all('mute')).filter((one) => one.memberId === member.id);
  const isOpen = (nudge: Nudge) => {
    if (nudge.memberId !== member.id || nudge.expiresOn < today) return false;
    const ofDay = ofFestivalDay(nudge, said, mutes, later(nudge.dueOn, today));
    return (
      !said.has(keyAfterSnooze(nudge, mutes, today).key) &&
      silenceOf(nudge, mutes, later(nudge.dueOn, today)) === undefined &&
      !(ofDay?.isSaid || ofDay?.isSilent)
    );
  };
  const open = nudges
    .filter(isOpen)
    .sort((a, b) => compareText(later(a.dueOn, today), later(b.dueOn, today)) || b.weight - a.weight);
  const isSaidToday = (await outbox.byKey(dailyKey(member.id, today))) !== undefined;
  const speaking = { time, zone: member.timeZone, workdays: calendars.workdaysOf(member.id) };
  const nextOn = nextSlot({ ...speaking, lastOn: isSaidToday ? today : null }, now)?.day ?? today;
  return {
    isOn,
    time,
    nextOn,
    isSaidToday,
    items: [...groupBy(open, togetherWith).values()].flatMap((group) => {
      const [first] = group;
      const state = states.get(first?.accountId ?? '');
      if (!first || !state) return [];
      const { rule, subject, dueOn, expiresOn } = first;
      const worded = wordNudges(group, wordingOf(state, member, today));
      return [{ rule, subject, account: state.account.name, ...worded, dueOn: later(dueOn, today), expiresOn }];
    }),
  };
}

/** Greetings of one account on one day are one line, as in the message itself. */
function togetherWith({ key, rule, accountId, facts }: Nudge): string {
  return facts.rule === 'festival' || facts.rule === 'birthday' ? `${rule}/${accountId}/${facts.on}` : key;
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);
