import { by, compareText, firstBy, groupBy } from '../order.ts';
import type { Day, Mute } from '../records.ts';
import { type OfFestivalDay, ofFestivalDay } from './festival-days.ts';
import { keyAfterSnooze, silenceOf } from './mutes.ts';
import { inOrder, type Nudge, type SpokenRule } from './nudge.ts';

/** One line of the daily message: one nudge, or several of one kind that coincide. */
export interface DayItem {
  readonly rule: SpokenRule;
  readonly accountId: string;
  /** The heaviest first; each of another subject. Of a festival day at many accounts one for all, `accountId` one of theirs. */
  readonly nudges: readonly Nudge[];
  /** What is noted as said with this item: the keys of its nudges, and of those they stand for. */
  readonly keys: readonly string[];
  readonly weight: number;
  /** The earliest and the latest of its nudges. */
  readonly dueOn: Day;
  readonly expiresOn: Day;
}

/** Why a nudge is not in the message of the day. */
export type Skip = 'said' | 'muted' | 'not-yet' | 'passed' | 'superseded' | 'full' | 'day-off' | 'switched-off';

/** An item, and the keys of what it says by saying something else. */
export interface Merged {
  readonly item: DayItem;
  readonly stoodFor: readonly string[];
  /** The keys of all nudges in it. */
  readonly own: readonly string[];
}

/** What the order of items needs. */
export type Placed = Pick<DayItem, 'keys' | 'weight' | 'dueOn'>;

export interface Judged {
  /** Under its own key, or that of being said again after a snooze. */
  readonly nudge: Nudge;
  /** `null`: to be said. */
  readonly why: Skip | null;
  readonly ofDay: OfFestivalDay | null;
}

/** Whether a nudge is to be said on a day that speaks for all days up to `covered`. */
export function judge(
  nudge: Nudge,
  { day, said, mutes }: { readonly day: Day; readonly said: ReadonlySet<string>; readonly mutes: readonly Mute[] },
  covered: Day,
): Judged {
  const { key, dueOn } = keyAfterSnooze(nudge, mutes, day);
  const told = key === nudge.key ? nudge : { ...nudge, key };
  const ofDay = ofFestivalDay(nudge, said, mutes, day);
  const skip = (why: Skip | null): Judged => ({ nudge: told, why, ofDay });
  const isDue = dueOn <= day || (nudge.isForeseen && !nudge.isUrgent && dueOn <= covered);
  if (nudge.expiresOn < day) return skip('passed');
  if (!isDue) return skip('not-yet');
  if (said.has(key) || ofDay?.isSaid) return skip('said');
  return skip(silenceOf(nudge, mutes, day) || ofDay?.isSilent ? 'muted' : null);
}

/** What is one item together. */
export function groupsOf(judged: readonly Judged[]): Iterable<readonly Judged[]> {
  return judged.length === 1 ? [judged] : groupBy(judged, ({ nudge }) => togetherWith(nudge)).values();
}

/** Where an item of these stands in the message. */
export function placeOf(group: readonly Judged[]): Placed {
  const [first, ...others] = group;
  if (first === undefined) throw new Error('A group of nudges is never empty');
  let { weight, dueOn } = first.nudge;
  for (const { nudge } of others) {
    if (nudge.weight > weight) weight = nudge.weight;
    if (nudge.dueOn < dueOn) dueOn = nudge.dueOn;
  }
  return { weight, dueOn, keys: group.map(({ nudge }) => nudge.key).sort(compareText) };
}

/** The item of these, placed. */
export function mergedOf(group: readonly Judged[], placed: Placed, day: Day): Merged {
  const item = itemOf(group, placed, day);
  const spoken = new Set(item.nudges);
  return { item, own: item.keys, stoodFor: group.flatMap(({ nudge }) => (spoken.has(nudge) ? [] : [nudge.key])) };
}

function itemOf(group: readonly Judged[], placed: Placed, day: Day): DayItem {
  const all = group.map(({ nudge }) => nudge);
  const nudges = [...groupBy(all, ({ subject }) => subject).values()]
    .flatMap((each) => spokesman(each, day) ?? [])
    .sort(inOrder);
  const [first] = nudges;
  if (first === undefined) throw new Error('A group of nudges is never empty');
  return {
    ...{ rule: first.rule, accountId: first.accountId, nudges, ...placed },
    expiresOn: all.reduce((last, { expiresOn }) => (expiresOn > last ? expiresOn : last), first.expiresOn),
  };
}

/** The one festival day these are part of, by its subject; `null`: of none or of several, or a birthday is among them. */
export function festivalDayOfAll(group: readonly Judged[]): string | null {
  const [subject, ...others] = new Set(group.map(({ ofDay }) => ofDay?.subject ?? null));
  return others.length > 0 ? null : (subject ?? null);
}

/** Of several nudges about one thing the one that fits the day: the latest that is due, else the first to come. */
function spokesman(nudges: readonly Nudge[], day: Day): Nudge | undefined {
  const due = nudges.filter(({ dueOn }) => dueOn <= day);
  const ahead = by<Nudge>((a, b) => compareText(a.dueOn, b.dueOn), inOrder);
  return due.length > 0
    ? firstBy(due, (a, b) => compareText(b.dueOn, a.dueOn) || inOrder(a, b))
    : firstBy(nudges, ahead);
}

/** Nudges of one such key make one item: greetings of an account on one day, its layers, its posts; anything else by itself. */
function togetherWith({ rule, accountId, subject, facts }: Nudge): string {
  switch (facts.rule) {
    case 'festival':
    case 'birthday':
      return `${rule}/${accountId}/${facts.on}`;
    case 'touch-overdue':
    case 'vacancy':
    case 'blind-department':
    case 'opposed-key-person':
      return `${rule}/${accountId}`;
    default:
      return `${rule}/${accountId}/${subject}`;
  }
}

export const byWeight = by<Placed>(
  (a, b) => b.weight - a.weight,
  (a, b) => compareText(a.dueOn, b.dueOn),
  (a, b) => compareText(a.keys[0] ?? '', b.keys[0] ?? ''),
);
