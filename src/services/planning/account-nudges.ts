import { setImmediate as breathe } from 'node:timers/promises';
import { addDays, dayOf, endOfDay, startOfDay } from '../../domain/days.ts';
import type { Nudge } from '../../domain/nudges/nudge.ts';
import { planAccount } from '../../domain/nudges/plan-account.ts';
import { LAST_YEAR_DAYS, LOOK_BACK_DAYS, type PlanOptions, type PlanState } from '../../domain/nudges/plan-state.ts';
import { PROMISE_DAYS } from '../../domain/nudges/promises.ts';
import { groupBy, partsOf } from '../../domain/order.ts';
import type { Account, Day, Instant, Member } from '../../domain/records.ts';
import type { PlanWindow, PromiseWindow, Store, Views } from '../../ports/store.ts';

const AT_ONCE = 64;
/** No record is dated later. */
const LAST_DAY: Day = '9999-12-31';

/** Accounts that are planned together: their local day, and how far back is looked. */
interface Batch<T> {
  readonly some: readonly T[];
  readonly day: Day;
  readonly window: PlanWindow;
}

/** These accounts, archived ones left out, some dozens of one zone at a time. */
function* batchesOf(
  accounts: readonly Account[],
  zone: string,
  now: Instant,
  through?: Day,
): Generator<Batch<Account>> {
  const present = accounts.filter(({ archived }) => !archived);
  for (const [place, group] of groupBy(present, ({ timeZone }) => timeZone ?? zone)) {
    const day = dayOf(now, place);
    const window = windowOf(day, place, now, through);
    for (const some of partsOf(group, AT_ONCE)) yield { some, day, window };
  }
}

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
  for (const { some, day, window } of batchesOf(accounts, zone, now, through)) {
    const states = await views.planStates(some, members, window);
    yield states.map((state) => ({ state, day }));
    await breathe();
  }
}

/**
 * Every nudge there is for these accounts, whoever it is for, account by account: of a large book they do not fit side by side. From
 * what is kept of an account where it is, which has no words; they come when a message is composed.
 */
export async function* nudgesOf(
  views: Views,
  accounts: readonly Account[],
  members: readonly Member[],
  now: Instant,
  options: PlanOptions,
): AsyncGenerator<readonly Nudge[]> {
  for (const { some, day, window } of batchesOf(accounts, options.zone, now, options.through)) {
    const kept = await views.keptStates(some, members, window);
    const others = some.filter(({ id }) => !kept.has(id));
    const states = others.length === 0 ? [] : await views.planStates(others, members, window);
    const read = new Map(states.map((state) => [state.account.id, state]));
    for (const { id } of some) {
      const state = kept.get(id)?.() ?? read.get(id);
      if (state) yield planAccount(state, day, options);
    }
    await breathe();
  }
}

/** Keeps what planning needs of these accounts, some dozens in a transaction: others write between two of them. `lookId`: see `Repositories`. */
export async function keepStates(
  store: Store,
  zone: string,
  now: Instant,
  accountIds: readonly string[],
  lookId?: string,
): Promise<void> {
  const accounts = await store.views.some('account', accountIds);
  for (const { some, window } of batchesOf(accounts, zone, now, dayOf(now, zone))) {
    const ids = some.map(({ id }) => id);
    await store.transaction({ command: 'nudges', input: {}, memberId: null, at: now }, (repositories) =>
      repositories.keepStates(ids, window, lookId),
    );
    await breathe();
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
  ...{ brokenFrom: null, withInteractions: true },
});
