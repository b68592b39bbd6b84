import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm';
import type { PlanState } from '../../src/domain/nudges/plan-state.ts';
import type { Account, Day, Instant, Member } from '../../src/domain/records.ts';
import type { PlanWindow } from '../../src/ports/store.ts';
import { atMost, lazily, overList, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createInsert } from './inserts.ts';
import { FORM, fromKept, toKept } from './kept-form.ts';
import { namedIn, ownersOf, type PlanStates, withManagers } from './plan-states.ts';
import type { RecordRows } from './records.ts';

/** See `Views.keptStates` and `Views.unkeptAccounts`. */
export function createKeptViews(queries: Queries, { accounts, keptStates }: Tables) {
  const keptOf = overList((ids, length) =>
    queries
      .select({ accountId: keptStates.accountId, state: keptStates.state })
      .from(keptStates)
      .where(
        and(
          inArray(keptStates.accountId, ids),
          eq(keptStates.form, slot('form')),
          lte(keptStates.since, slot('since')),
        ),
      )
      .prepare(`kept_states_${length}`),
  );
  const unkept = lazily(() =>
    queries
      .select({ id: accounts.id })
      .from(accounts)
      .leftJoin(keptStates, and(eq(keptStates.accountId, accounts.id), eq(keptStates.form, slot('form'))))
      .where(and(isNull(keptStates.accountId), eq(accounts.archived, false)))
      .orderBy(asc(accounts.id))
      .limit(atMost(slot('limit')))
      .prepare('kept_states_lacking'),
  );
  return {
    async keptStates(
      all: readonly Account[],
      members: readonly Member[],
      { at, recentFrom }: PlanWindow,
    ): Promise<ReadonlyMap<string, () => PlanState>> {
      const byId = new Map(members.map((member) => [member.id, member]));
      const own = new Map(all.map((account) => [account.id, account]));
      const rows = await keptOf([...own.keys()], { form: FORM, since: recentFrom });
      return new Map(
        rows.flatMap(({ accountId, state }) => {
          const account = own.get(accountId);
          if (!account) return [];
          const membersOf = (named: readonly string[]) => withManagers([...ownersOf(account), ...named], byId);
          return [[accountId, () => fromKept(state, account, at, membersOf)]];
        }),
      );
    },
    async unkeptAccounts(limit: number): Promise<readonly string[]> {
      return (await unkept().execute({ form: FORM, limit })).map(({ id }) => id);
    },
  };
}

/** Later than any record. */
const LAST_INSTANT: Instant = 8.64e15;
const LAST_DAY: Day = '9999-12-31';

/** See `Repositories.keepStates`; `forget`: of accounts whose records are written nothing is kept any more. */
export function createStateKeeper(
  queries: Queries,
  { keptStates }: Tables,
  records: RecordRows,
  planStates: PlanStates,
) {
  const insert = createInsert(queries, keptStates, 'kept_states');
  const forgetOne = lazily(() =>
    queries
      .delete(keptStates)
      .where(eq(keptStates.accountId, slot('accountId')))
      .prepare('kept_states_forget'),
  );
  const forget = async (accountIds: readonly string[]): Promise<void> => {
    const [only] = accountIds;
    if (only !== undefined && accountIds.length === 1) await forgetOne().execute({ accountId: only });
    else
      for (const some of parts(accountIds)) await queries.delete(keptStates).where(inArray(keptStates.accountId, some));
  };
  return {
    async keepStates(accountIds: readonly string[], window: PlanWindow): Promise<void> {
      const accounts = await records.some('account', accountIds);
      const { dueFrom } = window.promises;
      const promises = { dueFrom, dueTo: LAST_DAY, brokenFrom: null, withInteractions: true };
      const states = await planStates(accounts, [], { ...window, at: LAST_INSTANT, promises });
      await forget(accountIds);
      await insert(
        states.map((state) => ({
          ...{ accountId: state.account.id, form: FORM, since: window.recentFrom },
          state: toKept(state, namedIn(state)),
        })),
      );
    },
    forget,
    /** Of every account. */
    async forgetAll(): Promise<void> {
      await queries.delete(keptStates);
    },
  };
}

export type StateKeeper = ReturnType<typeof createStateKeeper>;

const AT_ONCE = 500;

function* parts<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += AT_ONCE) yield list.slice(from, from + AT_ONCE);
}
