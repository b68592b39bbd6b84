import { type AccountOn, accountOn } from '../account-on.ts';
import { stepHeld } from '../conditions.ts';
import { addDays } from '../days.ts';
import { type ActiveLink, hasLeft } from '../links.ts';
import { endOf } from '../moment.ts';
import { compareText } from '../order.ts';
import type { Day } from '../records.ts';
import type { ConditionKey } from '../relationship-step.ts';
import type { RelationshipStep } from '../vocabulary.ts';
import { LOOK_BACK_DAYS } from './plan-state.ts';
import type { Planning } from './planning.ts';

/** The days of the last 30 on which a step was lost that is not won back (docs/method.md §3). */
export function slipDays(planning: Planning): readonly Day[] {
  const { on, state } = planning;
  const days = daysOfChange(planning);
  if (days.length === 0) return [];
  const now = stepHeld(on);
  if (highestSince(planning) <= now) return [];
  const known = new Map<Day, RelationshipStep>();
  const stepOn = (day: Day) => {
    const step = known.get(day) ?? stepHeld(accountOn(state, endOf(day, on.moment.zone), on.thresholds));
    known.set(day, step);
    return step;
  };
  return days.filter((day) => {
    const before = stepOn(addDays(day, -1));
    return before > now && before > stepOn(day);
  });
}

/**
 * The days of the last 30 on which a step can have been lost: something ended, aged or was said otherwise. On all others each
 * condition holds as the day before, so that nothing need be computed.
 */
function daysOfChange(planning: Planning): readonly Day[] {
  const { on, state, day } = planning;
  const days = new Set([...daysOfPeople(planning), ...daysOfShares(planning)]);
  const within = lately(day);
  for (const { lastTwoWay } of on.links) {
    if (lastTwoWay === null) continue;
    const cold = addDays(lastTwoWay.on, on.thresholds.activeDays + 1);
    if (within(cold)) days.add(cold);
  }
  for (const { to } of state.facts) {
    const over = to === null ? null : addDays(to, 1);
    if (over !== null && within(over)) days.add(over);
  }
  return [...days].sort(compareText);
}

/** What was told of contacts; no step asks what somebody thinks of us. Whoever of ours left. */
function daysOfPeople({ state, day }: Planning): readonly Day[] {
  const told = state.traits.flatMap(({ field, on }) => (field === 'attitude' || on === null ? [] : [on]));
  const gone = state.members.flatMap(({ state: is, leavesOn }) =>
    is === 'left' && leavesOn !== null ? [addDays(leavesOn, 1)] : [],
  );
  return [...told, ...gone].filter(lately(day));
}

/** A share is measured against that of a year before: what was entered then begins to count now. */
function daysOfShares({ on: { thresholds }, state, day }: Planning): readonly Day[] {
  return state.shares.flatMap((share) => [share.on, addDays(share.on, thresholds.growthDays)]).filter(lately(day));
}

function lately(day: Day): (each: Day) => boolean {
  const from = addDays(day, -LOOK_BACK_DAYS);
  return (each) => each >= from && each <= day;
}

const OF_SHARES: ReadonlySet<ConditionKey> = new Set(['first-order', 'share-known', 'share-grown']);
const NONE: ReadonlySet<ConditionKey> = new Set();

/**
 * A step the account was not above on any of these days: that of a day which never was, with every link that was active and every
 * fact that was in force on one of them, and the shares as good as can be. More of these never breaks a condition. Where the
 * people were others meanwhile nothing is known. It costs as much as one day, and mostly spares looking at them all.
 */
function highestSince(planning: Planning): RelationshipStep {
  const { on, state, day } = planning;
  if (daysOfPeople(planning).length > 0) return 5;
  const earliest = addDays(day, -LOOK_BACK_DAYS - 1);
  const facts = state.facts.map((fact) => (fact.to !== null && fact.to >= earliest ? { ...fact, to: null } : fact));
  const best = { ...on, state: { ...state, facts }, active: activeSince(on, earliest) };
  return stepHeld(best, daysOfShares(planning).length > 0 ? OF_SHARES : NONE);
}

/** Links that were active on a day since, if the people are who they were. */
function activeSince({ links, moment, thresholds }: AccountOn, earliest: Day): readonly ActiveLink[] {
  const since = addDays(earliest, -thresholds.activeDays);
  return links.flatMap((link) => {
    const { contact, member, lastTwoWay } = link;
    const isHere = contact.inPost && !hasLeft(member, moment.day);
    return isHere && lastTwoWay !== null && lastTwoWay.on >= since ? [{ ...link, isActive: true, lastTwoWay }] : [];
  });
}
