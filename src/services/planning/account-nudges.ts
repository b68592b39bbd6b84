import { setImmediate as breathe } from 'node:timers/promises';
import { addDays, dayOf, endOfDay, startOfDay } from '../../domain/days.ts';
import type { Nudge } from '../../domain/nudges/nudge.ts';
import { planAccount } from '../../domain/nudges/plan-account.ts';
import { LAST_YEAR_DAYS, LOOK_BACK_DAYS, type PlanOptions, type PlanState } from '../../domain/nudges/plan-state.ts';
import { PROMISE_DAYS } from '../../domain/nudges/promises.ts';
import { groupBy } from '../../domain/order.ts';
import type { Account, Day, Instant, Member } from '../../domain/records.ts';
import type { PlanWindow, PromiseWindow, Views } from '../../ports/store.ts';

const AT_ONCE = 64;
/** No record is dated later. */
const LAST_DAY: Day = '9999-12-31';

/**
 * What is known of these accounts for planning at an instant, some dozens at a time, so that few states are alive at once; between
 * them other work has its turn. With all open promises, and those given up in the last `LAST_YEAR_DAYS`; or (`through`) what nudges up to that day need.
 */
export async function* planStates(
  views: Views,
  accounts: readonly Account[],
  members: readonly Member[],
  now: Instant,
  zone: string,
  through?: Day,
): AsyncGenerator<readonly { readonly state: PlanState; readonly day: Day }[]> {
  const present = accounts.filter(({ archived }) => !archived);
  for (const [place, group] of groupBy(present, ({ timeZone }) => timeZone ?? zone)) {
    const day = dayOf(now, place);
    const window = windowOf(day, place, now, through);
    for (let from = 0; from < group.length; from += AT_ONCE) {
      const states = await views.planStates(group.slice(from, from + AT_ONCE), members, window);
      yield states.map((state) => ({ state, day }));
      await breathe();
    }
  }
}

/** Every nudge there is for these accounts, whoever it is for, account by account: of a large book they do not fit side by side. */
export async function* nudgesOf(
  views: Views,
  accounts: readonly Account[],
  members: readonly Member[],
  now: Instant,
  options: PlanOptions,
): AsyncGenerator<readonly Nudge[]> {
  for await (const batch of planStates(views, accounts, members, now, options.zone, options.through)) {
    for (const { state, day } of batch) yield planAccount(state, day, options);
  }
}

/** The same with what it was planned from, by account: for some accounts, not for all there are. */
export async function nudgesAndStates(
  views: Views,
  accounts: readonly Account[],
  members: readonly Member[],
  now: Instant,
  options: PlanOptions,
): Promise<{ readonly nudges: readonly Nudge[]; readonly states: ReadonlyMap<string, PlanState> }> {
  const nudges: Nudge[] = [];
  const states = new Map<string, PlanState>();
  for await (const batch of planStates(views, accounts, members, now, options.zone, options.through)) {
    for (const { state, day } of batch) {
      states.set(state.account.id, state);
      nudges.push(...planAccount(state, day, options));
    }
  }
  return { nudges, states };
}

function windowOf(day: Day, zone: string, now: Instant, through: Day | undefined): PlanWindow {
  const yearAgo = addDays(day, -LAST_YEAR_DAYS);
  return {
    at: Math.min(now, endOfDay(day, zone)),
    recentFrom: startOfDay(addDays(day, -LOOK_BACK_DAYS - 1), zone) - 1,
    occasionsFrom: startOfDay(yearAgo, zone),
    greetingsFrom: yearAgo,
    promises: through === undefined ? allOpen(yearAgo) : near(day, through),
  };
}

const allOpen = (brokenFrom: Day): PromiseWindow => ({
  ...{ dueFrom: '', dueTo: LAST_DAY, brokenFrom, withInteractions: false },
});

const near = (day: Day, through: Day): PromiseWindow => ({
  dueFrom: addDays(day, -PROMISE_DAYS.late),
  dueTo: addDays(through, PROMISE_DAYS.early),
  ...{ brokenFrom: LAST_DAY, withInteractions: true },
});
