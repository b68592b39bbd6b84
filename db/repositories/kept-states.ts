import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { LOOK_BACK_DAYS, type PlanState } from '../../src/domain/nudges/plan-state.ts';
import { partsOf } from '../../src/domain/order.ts';
import type { Account, Day, Instant, Member } from '../../src/domain/records.ts';
import type { PlanWindow } from '../../src/ports/store.ts';
import { atMost, lazily, overList, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createInsert } from './inserts.ts';
import { FORM, fromKept, toKept } from './kept-form.ts';
import { namedIn, ownersOf, type PlanStates, withManagers } from './plan-states.ts';
import type { RecordRows } from './records.ts';

/** The form of no state (`FORM`): the account is looked at, or something about it waits. */
const LOOKED = 0;

/** What is kept is of touches since longer ago: otherwise by a clock that was ahead. */
const LOOK_BACK_MS = LOOK_BACK_DAYS * 86_400_000;

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
  const lookedAt = sql`case when ${keptStates.form} = ${LOOKED} and ${keptStates.since} <= ${slot('now')} then ${keptStates.since} else 0 end`;
  const unkept = lazily(() =>
    queries
      .select({ id: accounts.id })
      .from(accounts)
      .leftJoin(keptStates, eq(keptStates.accountId, accounts.id))
      .where(
        and(
          eq(accounts.archived, false),
          or(
            isNull(keptStates.accountId),
            ne(keptStates.form, slot('form')),
            gt(keptStates.since, slot('latestSince')),
          ),
        ),
      )
      .orderBy(asc(lookedAt), asc(accounts.id))
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
    async unkeptAccounts(limit: number, now: Instant): Promise<readonly string[]> {
      const latestSince = now - LOOK_BACK_MS;
      return (await unkept().execute({ form: FORM, now, latestSince, limit })).map(({ id }) => id);
    },
  };
}

/** A look at accounts of which nothing is kept yet. */
export interface Look {
  readonly id: string;
  readonly at: Instant;
}

/** Later than any record. */
const LAST_INSTANT: Instant = 8.64e15;
const LAST_DAY: Day = '9999-12-31';

/** See `Repositories.keepStates` and `beginLook`; `forget`: of accounts whose records are written nothing is kept any more. */
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
      for (const some of partsOf(accountIds, AT_ONCE))
        await queries.delete(keptStates).where(inArray(keptStates.accountId, some));
  };
  const standing = overList((ids, length) =>
    queries
      .select({ accountId: keptStates.accountId })
      .from(keptStates)
      .where(
        and(inArray(keptStates.accountId, ids), eq(keptStates.form, slot('form')), eq(keptStates.state, slot('look'))),
      )
      .prepare(`kept_states_looked_${length}`),
  );
  return {
    async keepStates(wanted: readonly string[], window: PlanWindow, lookId?: string): Promise<void> {
      // What was written since the look began took its row away.
      const looked = lookId === undefined ? undefined : await standing(wanted, { form: LOOKED, look: lookId });
      const accountIds = looked?.map(({ accountId }) => accountId) ?? wanted;
      if (accountIds.length === 0) return;
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
    async beginLook(accountIds: readonly string[], { id, at }: Look): Promise<void> {
      await forget(accountIds);
      await insert(accountIds.map((accountId) => ({ accountId, form: LOOKED, since: at, state: id })));
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
