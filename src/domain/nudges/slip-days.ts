import { type AccountOn, accountOn } from '../account-on.ts';
import { conditionHolds, conditionsOf, stepHeld } from '../conditions.ts';
import { assessCooperation } from '../cooperation-stage.ts';
import { addDays, dayOf } from '../days.ts';
import { lazily } from '../lazily.ts';
import { type ActiveLink, hasLeft, isActive, type Link } from '../links.ts';
import { endOf } from '../moment.ts';
import { compareText } from '../order.ts';
import type { Day, Fact, Touch } from '../records.ts';
import type { ConditionKey } from '../relationship-step.ts';
import type { RelationshipStep } from '../vocabulary.ts';
import { LOOK_BACK_DAYS } from './plan-state.ts';
import type { Planning } from './planning.ts';

/** The days of the last 30 on which a step was lost that is not won back (docs/method.md §3). */
export function slipDays(planning: Planning): readonly Day[] {
  const { on, state } = planning;
  const ofPeople = daysOfPeople(planning);
  const days = daysOfChange(planning, ofPeople);
  if (days.length === 0) return [];
  const now = stepHeld(on);
  const isSettled = ofPeople.length === 0;
  if (now === HIGHEST || (isSettled && !wasPerhapsAbove(planning, now))) return [];
  const seen = isSettled
    ? settledOn(planning)
    : (day: Day) => accountOn(state, endOf(day, on.moment.zone), on.thresholds);
  const known = new Map<Day, RelationshipStep>();
  const stepOn = (day: Day) => {
    const step = known.get(day) ?? stepHeld(seen(day));
    known.set(day, step);
    return step;
  };
  return days.filter((day) => {
    const before = stepOn(addDays(day, -1));
    return before > now && before > stepOn(day);
  });
}

const HIGHEST: RelationshipStep = 5;

/**
 * The days of the last 30 on which a step can have been lost: something ended, aged or was said otherwise. On all others each
 * condition holds as the day before, so that nothing need be computed.
 */
function daysOfChange(planning: Planning, ofPeople: readonly Day[]): readonly Day[] {
  const { on, state, day } = planning;
  const days = new Set([...ofPeople, ...daysOfShares(planning)]);
  const coldAfter = on.thresholds.activeDays + 1;
  const [earliest, latest] = [addDays(day, -LOOK_BACK_DAYS - coldAfter), addDays(day, -coldAfter)];
  for (const { lastTwoWay } of on.links) {
    if (lastTwoWay === null || lastTwoWay.on < earliest || lastTwoWay.on > latest) continue;
    days.add(addDays(lastTwoWay.on, coldAfter));
  }
  const within = lately(day);
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
const OF_FACTS: ReadonlySet<ConditionKey> = new Set(['integration', 'alliance']);

/**
 * Whether the account can have been above its step on one of these days, if its people are who they were: whether all that keeps it
 * from the next step can have held, with every link that was active and every fact that was in force on one of the days, and the
 * shares as good as can be. More of these never breaks a condition. It mostly spares looking at the days.
 */
function wasPerhapsAbove(planning: Planning, now: RelationshipStep): boolean {
  const { on, state, day } = planning;
  const earliest = addDays(day, -LOOK_BACK_DAYS - 1);
  const isEnding = ({ to }: Fact) => to !== null && to >= earliest;
  const linked = lazily(() => {
    const coldBefore = addDays(earliest, -on.thresholds.activeDays);
    const isNewer = (link: Link) => link.lastTwoWay !== null && link.lastTwoWay.on >= coldBefore;
    return { ...on, active: on.links.flatMap((link) => (isNewer(link) ? activeHere(on, link) : [])) };
  });
  const bound = lazily(() => {
    const facts = state.facts.map((fact) => (isEnding(fact) ? { ...fact, to: null } : fact));
    return { ...on, state: { ...state, facts } };
  });
  const canHaveHeld = (key: ConditionKey) => {
    if (OF_SHARES.has(key)) return daysOfShares(planning).length > 0;
    if (OF_FACTS.has(key)) return state.facts.some(isEnding) && conditionHolds(bound(), key);
    return linked().active.length > on.active.length && conditionHolds(linked(), key);
  };
  const next = conditionsOf((now + 1) as RelationshipStep);
  return next.every((key) => conditionHolds(on, key) || canHaveHeld(key));
}

/**
 * The account on days of the last 30 on which its people were who they are: what a step asks for, and that alone. Only links grow
 * cold or warm, and shares and facts come and go.
 */
function settledOn({ on, state }: Planning): (day: Day) => AccountOn {
  const { zone } = on.moment;
  const links = linksHere(on).map((link) => ({ link, days: twoWayDays(state.touches, link, zone) }));
  return (day) => {
    const since = addDays(day, -on.thresholds.activeDays);
    const active = links.filter(({ days }) => days.some((each) => each >= since && each <= day));
    const cooperation = assessCooperation(state.shares, day);
    return { ...on, moment: { ...on.moment, day }, cooperation, active: active.map(({ link }) => link) };
  };
}

/** Every link between people who are here that ever was active. */
function linksHere(on: AccountOn): readonly ActiveLink[] {
  return on.links.flatMap((link) => activeHere(on, link));
}

/** A link as it was while active, if both are here still. */
function activeHere({ moment }: AccountOn, link: Link): readonly ActiveLink[] {
  if (isActive(link)) return [link];
  const { contact, member, lastTwoWay } = link;
  const isHere = contact.inPost && !hasLeft(member, moment.day);
  return isHere && lastTwoWay !== null ? [{ ...link, isActive: true, lastTwoWay }] : [];
}

function twoWayDays(touches: readonly Touch[], { contact, member }: ActiveLink, zone: string): readonly Day[] {
  return touches.flatMap((touch) =>
    touch.twoWay && touch.contactId === contact.contact.id && touch.memberId === member.id
      ? [touch.day ?? dayOf(touch.at, zone)]
      : [],
  );
}
