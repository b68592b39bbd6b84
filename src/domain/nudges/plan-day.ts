import { lastBeforeNextWorkday, type Workdays } from '../calendar/workdays.ts';
import { by, compareText, firstBy, groupBy } from '../order.ts';
import type { Day, Mute } from '../records.ts';
import { keyAfterSnooze, silenceOf } from './mutes.ts';
import { inOrder, type Nudge, type SpokenRule } from './nudge.ts';

/** At most so many items in one daily message (docs/method.md §15). */
export const ITEMS_AT_MOST = 8;

/** One line of the daily message: one nudge, or several of one kind that coincide. */
export interface DayItem {
  readonly rule: SpokenRule;
  readonly accountId: string;
  /** The heaviest first; each of another subject. */
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

export interface Skipped {
  readonly key: string;
  readonly why: Skip;
}

export interface DayPlan {
  readonly day: Day;
  /** `day-off`, `switched-off`: nothing is sent; `nothing`: there is nothing to say. */
  readonly state: 'send' | 'nothing' | 'day-off' | 'switched-off';
  readonly items: readonly DayItem[];
  /** Items that found no room; they come another day as long as they are worth saying. */
  readonly more: number;
  /** To be said at once in working hours, outside the message. */
  readonly urgent: readonly DayItem[];
  readonly skipped: readonly Skipped[];
}

export interface DayInput {
  readonly memberId: string;
  /** The member's own local day. */
  readonly day: Day;
  /** Whether the member wants to be spoken to at all. */
  readonly isOn: boolean;
  readonly workdays: Workdays;
  /** Planned for the day, looking ahead at least to the eve of the member's next working day. Those of others are ignored. */
  readonly nudges: readonly Nudge[];
  /** Keys said before. */
  readonly said: ReadonlySet<string>;
  /** Those of others are ignored. */
  readonly mutes: readonly Mute[];
}

/**
 * The daily message of one person: what is due and was not said, and what falls on the days off that follow, merged, the heaviest
 * eight. Nothing on a day off. Whatever was missed is in it while it is still worth saying, once. A pure function of its input,
 * whatever the order of its lists.
 */
export function planDay(input: DayInput): DayPlan {
  const planner = createDayPlanner(input);
  for (const nudges of groupBy(input.nudges, ({ accountId }) => accountId).values()) planner.add(nudges);
  return planner.plan();
}

/** The same, told account by account, so that of a large book only what is said is kept, and of the rest its keys. */
export interface DayPlanner {
  /** All nudges of an account, at once: what is merged is of one account. */
  add(nudges: readonly Nudge[]): void;
  plan(): DayPlan;
}

export function createDayPlanner(input: Omit<DayInput, 'nudges'>): DayPlanner {
  const { memberId, day, isOn, workdays } = input;
  const silence = isOn ? (workdays.isDayOff(day) ? 'day-off' : null) : 'switched-off';
  const covered = silence === null ? lastBeforeNextWorkday(workdays, day) : day;
  const mutes = input.mutes.filter((mute) => mute.memberId === memberId);
  const skipped: Skipped[] = [];
  const urgent: Merged[] = [];
  /** The heaviest, in order. */
  const chosen: Merged[] = [];
  const rest: Placed[] = [];

  /** Most of a large book finds no room: of that nothing is worked out but its place. */
  const place = (group: readonly Judged[]) => {
    const placed = placeOf(group);
    const last = chosen.at(-1);
    if (last !== undefined && chosen.length === ITEMS_AT_MOST && byWeight(placed, last.item) > 0) {
      rest.push(placed);
      return;
    }
    const merged = mergedOf(group, placed, day);
    const before = chosen.findIndex(({ item }) => byWeight(placed, item) < 0);
    chosen.splice(before < 0 ? chosen.length : before, 0, merged);
    const over = chosen.length > ITEMS_AT_MOST ? chosen.pop() : undefined;
    if (over) rest.push({ keys: over.item.keys, weight: over.item.weight, dueOn: over.item.dueOn });
  };
  return {
    add(nudges) {
      const own = nudges.filter((nudge) => nudge.memberId === memberId);
      if (silence !== null) {
        for (const { key } of own) skipped.push({ key, why: silence });
        return;
      }
      const sayable: Judged[] = [];
      for (const nudge of own) {
        const judged = judge(nudge, { ...input, mutes }, covered);
        if (judged.why === null) sayable.push(judged);
        else skipped.push({ key: judged.nudge.key, why: judged.why });
      }
      if (sayable.length === 0) return;
      for (const group of groupsOf(sayable.filter(({ nudge }) => nudge.isUrgent)))
        urgent.push(mergedOf(group, placeOf(group), day));
      for (const group of groupsOf(sayable.filter(({ nudge }) => !nudge.isUrgent))) place(group);
    },
    plan() {
      if (silence !== null) return { day, state: silence, items: [], more: 0, urgent: [], skipped };
      const items = chosen.map(({ item }) => item);
      const atOnce = [...urgent].sort((a, b) => byWeight(a.item, b.item));
      return {
        ...{ day, state: items.length === 0 ? 'nothing' : 'send', items, more: rest.length },
        urgent: atOnce.map(({ item }) => item),
        skipped: [
          ...skipped,
          ...[...chosen, ...atOnce].flatMap(({ stoodFor }) =>
            stoodFor.map((key) => ({ key, why: 'superseded' as const })),
          ),
          ...rest.sort(byWeight).flatMap(({ keys }) => keys.map((key) => ({ key, why: 'full' as const }))),
        ],
      };
    },
  };
}

/** An item, and the keys of what it says by saying something else. */
interface Merged {
  readonly item: DayItem;
  readonly stoodFor: readonly string[];
}

/** What the order of items needs. */
type Placed = Pick<DayItem, 'keys' | 'weight' | 'dueOn'>;

interface Judged {
  /** Under its own key, or that of being said again after a snooze. */
  readonly nudge: Nudge;
  /** `null`: to be said. */
  readonly why: Skip | null;
}

function judge(nudge: Nudge, { day, said, mutes }: Omit<DayInput, 'nudges'>, covered: Day): Judged {
  const { key, dueOn } = keyAfterSnooze(nudge, mutes, day);
  const told = key === nudge.key ? nudge : { ...nudge, key };
  const isDue = dueOn <= day || (nudge.isForeseen && !nudge.isUrgent && dueOn <= covered);
  if (nudge.expiresOn < day) return { nudge: told, why: 'passed' };
  if (!isDue) return { nudge: told, why: 'not-yet' };
  if (said.has(key)) return { nudge: told, why: 'said' };
  return { nudge: told, why: silenceOf(nudge, mutes, day) ? 'muted' : null };
}

/** What is one item together. */
function groupsOf(judged: readonly Judged[]): Iterable<readonly Judged[]> {
  return judged.length === 1 ? [judged] : groupBy(judged, ({ nudge }) => togetherWith(nudge)).values();
}

function placeOf(group: readonly Judged[]): Placed {
  const [first, ...others] = group;
  if (first === undefined) throw new Error('A group of nudges is never empty');
  let { weight, dueOn } = first.nudge;
  for (const { nudge } of others) {
    if (nudge.weight > weight) weight = nudge.weight;
    if (nudge.dueOn < dueOn) dueOn = nudge.dueOn;
  }
  return { weight, dueOn, keys: group.map(({ nudge }) => nudge.key).sort(compareText) };
}

function mergedOf(group: readonly Judged[], placed: Placed, day: Day): Merged {
  const item = itemOf(group, placed, day);
  const spoken = new Set(item.nudges);
  return { item, stoodFor: group.flatMap(({ nudge }) => (spoken.has(nudge) ? [] : [nudge.key])) };
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

const byWeight = by<Placed>(
  (a, b) => b.weight - a.weight,
  (a, b) => compareText(a.dueOn, b.dueOn),
  (a, b) => compareText(a.keys[0] ?? '', b.keys[0] ?? ''),
);
