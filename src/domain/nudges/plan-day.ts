import { lastBeforeNextWorkday, type Workdays } from '../calendar/workdays.ts';
import { lazily } from '../lazily.ts';
import { groupBy } from '../order.ts';
import type { Day, Mute } from '../records.ts';
import {
  byWeight,
  type DayItem,
  festivalDayOfAll,
  groupsOf,
  type Judged,
  judge,
  type Merged,
  mergedOf,
  type Placed,
  placeOf,
  type Skip,
} from './day-items.ts';
import { createFestivalCrowd, type FestivalCrowd } from './festival-crowd.ts';
import type { Nudge } from './nudge.ts';

/** At most so many items in one daily message (docs/method.md §15). */
export const ITEMS_AT_MOST = 8;
/** Greetings of a festival at more accounts than these are one item where there is no room for all (°). */
const FESTIVAL_ITEMS = 3;

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
  /** Greetings by festival day, until it is known whether there is room for all accounts. */
  const crowds = new Map<string, FestivalCrowd<readonly Judged[]>>();

  const isFull = (placed: Placed) => {
    const last = chosen.at(-1);
    return last !== undefined && chosen.length === ITEMS_AT_MOST && byWeight(placed, last.item) > 0;
  };
  const choose = (merged: Merged) => {
    const before = chosen.findIndex(({ item }) => byWeight(merged.item, item) < 0);
    chosen.splice(before < 0 ? chosen.length : before, 0, merged);
    const over = chosen.length > ITEMS_AT_MOST ? chosen.pop() : undefined;
    if (over) rest.push({ keys: over.own, weight: over.item.weight, dueOn: over.item.dueOn });
  };
  /** Most of a large book finds no room: of that nothing is worked out but its place. */
  const place = (group: readonly Judged[]) => {
    const placed = placeOf(group);
    if (isFull(placed)) rest.push(placed);
    else choose(mergedOf(group, placed, day));
  };
  const gather = (group: readonly Judged[], subject: string) => {
    const crowd = crowds.get(subject) ?? createFestivalCrowd<readonly Judged[]>(ITEMS_AT_MOST);
    crowds.set(subject, crowd);
    crowd.add(
      group,
      group.map(({ nudge }) => nudge),
      group.flatMap(({ ofDay }) => ofDay?.key ?? []),
    );
  };
  const settle = lazily(() => {
    const all = [...crowds.values()].reduce((sum, { accounts }) => sum + accounts, chosen.length + rest.length);
    for (const [subject, crowd] of crowds) {
      const groups = crowd.groups();
      if (groups !== null && (all <= ITEMS_AT_MOST || crowd.accounts <= FESTIVAL_ITEMS)) groups.forEach(place);
      else {
        const { item, stoodFor } = crowd.joined(subject);
        choose({ item, stoodFor, own: stoodFor });
      }
    }
  });
  const put = (group: readonly Judged[]) => {
    const subject = festivalDayOfAll(group);
    if (subject === null) place(group);
    else gather(group, subject);
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
      const isUrgent = ({ nudge }: Judged) => nudge.isUrgent;
      for (const group of groupsOf(sayable.filter(isUrgent))) urgent.push(mergedOf(group, placeOf(group), day));
      for (const group of groupsOf(sayable.filter((each) => !isUrgent(each)))) put(group);
    },
    plan() {
      if (silence !== null) return { day, state: silence, items: [], more: 0, urgent: [], skipped };
      settle();
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
