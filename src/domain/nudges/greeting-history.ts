import { addDays } from '../days.ts';
import { by, compareText, firstBy } from '../order.ts';
import type { Day, Greeting } from '../records.ts';
import type { GreetingWay, InteractionKind } from '../vocabulary.ts';
import type { EarlierGreeting } from './greeting-facts.ts';
import type { GreetingDue } from './occasions.ts';
import { dayOfInteraction, isHere, type Planning } from './planning.ts';

/** A card sent so many days before, or after, was for the occasion. */
const EARLY_DAYS = 21;
const LATE_DAYS = 7;
/** The year before, in either calendar: more than half a year ago, and not two. */
const LAST_YEAR = { from: 420, to: 180 } as const;

const WAYS: { readonly [K in InteractionKind]?: GreetingWay } = {
  gift: 'gift',
  call: 'call',
  visit: 'visit',
  meeting: 'visit',
  meal: 'visit',
};

/** Whether a greeting is marked as done, or an interaction tells of it, for any of its occasions. */
export function isDone(planning: Planning, contactId: string, { on, occasions }: GreetingDue): boolean {
  const isMarked = planning.state.greetings.some(
    (greeting) => greeting.doneOn !== null && isFor(greeting, contactId, occasions),
  );
  const last = occasions.at(-1)?.on ?? on;
  return (
    isMarked || madeBetween(planning, contactId, occasions, addDays(on, -EARLY_DAYS), addDays(last, LATE_DAYS)) !== null
  );
}

/** The greeting somebody who is with us took on and has not done yet: the one recorded last. */
export function plannedFor(planning: Planning, contactId: string, { occasions }: GreetingDue): Greeting | null {
  const open = planning.state.greetings.filter(
    (greeting) =>
      greeting.doneOn === null && isFor(greeting, contactId, occasions) && isHere(planning, greeting.memberId),
  );
  const newest = by<Greeting>(
    (a, b) => b.recordedAt - a.recordedAt,
    (a, b) => compareText(a.id, b.id),
  );
  return firstBy(open, newest) ?? null;
}

/** What was done for the same occasions the year before: as marked, or as an interaction tells, whichever is later. */
export function lastYearOf(
  planning: Planning,
  contactId: string,
  { on, occasions }: GreetingDue,
): EarlierGreeting | null {
  const [from, to] = [addDays(on, -LAST_YEAR.from), addDays(on, -LAST_YEAR.to)];
  const keys = new Set(occasions.map(({ key }) => key));
  const marked = planning.state.greetings.flatMap((each): EarlierGreeting[] => {
    const isSame = each.contactId === contactId && keys.has(each.occasion) && each.on >= from && each.on <= to;
    if (!isSame || each.doneOn === null) return [];
    return [{ on: each.doneOn, way: each.way, memberIds: [each.memberId], interactionId: each.interactionId }];
  });
  const made = madeBetween(planning, contactId, occasions, from, to);
  const all = made === null ? marked : [...marked, made];
  return firstBy(all, latest) ?? null;
}

/** The latest interaction with the contact that names one of the occasions. */
function madeBetween(
  planning: Planning,
  contactId: string,
  occasions: GreetingDue['occasions'],
  from: Day,
  to: Day,
): EarlierGreeting | null {
  const keys = new Set(occasions.map(({ key }) => key));
  const made = planning.state.interactions.flatMap((each): EarlierGreeting[] => {
    if (each.occasion === null || !keys.has(each.occasion) || !each.contactIds.includes(contactId)) return [];
    const on = dayOfInteraction(planning, each);
    if (on < from || on > to || on > planning.day) return [];
    return [{ on, way: WAYS[each.kind] ?? 'greeting', memberIds: each.memberIds, interactionId: each.id }];
  });
  return firstBy(made, latest) ?? null;
}

function isFor(greeting: Greeting, contactId: string, occasions: GreetingDue['occasions']): boolean {
  return (
    greeting.contactId === contactId && occasions.some(({ key, on }) => greeting.occasion === key && greeting.on === on)
  );
}

const latest = by<EarlierGreeting>(
  (a, b) => compareText(b.on, a.on),
  (a, b) => compareText(a.interactionId ?? '', b.interactionId ?? ''),
  (a, b) => compareText(a.memberIds.join(), b.memberIds.join()),
  (a, b) => compareText(a.way, b.way),
);
