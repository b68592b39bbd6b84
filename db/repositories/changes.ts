import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, notExists, notInArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Change, ChangeRow, Views } from '../../src/ports/store.ts';
import { atMost, lazily, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createInsert } from './inserts.ts';

type ChangeViews = Pick<
  Views,
  | 'change'
  | 'changeRows'
  | 'accountsChangedBy'
  | 'changeCausedBy'
  | 'latestChange'
  | 'undoneBy'
  | 'recentChanges'
  | 'allChanges'
>;

/** What a plain undo does not mean: a choice of names, and an erasure, which nothing can take back. */
const UNDO_PASSES_OVER = ['teach', 'erase'];

/** Questions about the audit. */
export function createChangeViews(queries: Queries, { changes, changeRows }: Tables): ChangeViews {
  // What caused it is of this database only, and no part of what is told or carried elsewhere.
  const { causeId: _causeId, ...told } = getTableColumns(changes);
  const read = () => queries.select(told).from(changes);
  const one = lazily(() =>
    read()
      .where(eq(changes.id, slot('id')))
      .prepare('changes_one'),
  );
  const causedBy = lazily(() =>
    read()
      .where(eq(changes.causeId, slot('causeId')))
      .prepare('changes_caused_by'),
  );
  const rows = lazily(() =>
    queries
      .select()
      .from(changeRows)
      .where(eq(changeRows.changeId, slot('changeId')))
      .orderBy(asc(changeRows.position))
      .prepare('change_rows_of'),
  );
  const touched = lazily(() =>
    queries
      .selectDistinct({ accountId: changeRows.accountId })
      .from(changeRows)
      .where(and(eq(changeRows.changeId, slot('changeId')), isNotNull(changeRows.accountId)))
      .prepare('changes_accounts'),
  );
  const latest = lazily(() => {
    const later = alias(changes, 'later');
    const isTakenBack = queries.select({ id: later.id }).from(later).where(eq(later.undoes, changes.id));
    return read()
      .where(
        and(
          eq(changes.memberId, slot('memberId')),
          isNull(changes.undoes),
          notInArray(changes.command, UNDO_PASSES_OVER),
          notExists(isTakenBack),
        ),
      )
      .orderBy(desc(changes.id))
      .limit(atMost(1))
      .prepare('changes_latest');
  });
  const undoing = lazily(() =>
    read()
      .where(eq(changes.undoes, slot('id')))
      .orderBy(desc(changes.id))
      .limit(atMost(1))
      .prepare('changes_undoing'),
  );
  const recent = lazily(() =>
    read()
      .orderBy(desc(changes.id))
      .limit(atMost(slot('limit')))
      .prepare('changes_recent'),
  );
  const recentOf = lazily(() => {
    const touching = queries
      .select({ id: changeRows.changeId })
      .from(changeRows)
      .where(eq(changeRows.accountId, slot('accountId')));
    return read()
      .where(inArray(changes.id, touching))
      .orderBy(desc(changes.id))
      .limit(atMost(slot('limit')))
      .prepare('changes_recent_of');
  });
  const all = lazily(() => read().orderBy(asc(changes.id)).prepare('changes_all'));

  return {
    change: async (id) => (await one().execute({ id }))[0],
    // `before` and `after` were written as records of `kind`.
    changeRows: async (changeId) => (await rows().execute({ changeId })) as unknown as ChangeRow[],
    accountsChangedBy: async (changeId) =>
      (await touched().execute({ changeId })).flatMap(({ accountId }) => accountId ?? []),
    changeCausedBy: async (causeId) => (await causedBy().execute({ causeId }))[0],
    latestChange: async (memberId) => (await latest().execute({ memberId }))[0],
    undoneBy: async (id) => (await undoing().execute({ id }))[0],
    recentChanges: (limit, accountId) =>
      accountId === undefined ? recent().execute({ limit }) : recentOf().execute({ limit, accountId }),
    allChanges: () => all().execute(),
  };
}

/** Adds to the audit. */
export function createChangeKeeper(queries: Queries, { changes, changeRows }: Tables) {
  const insert = createInsert(queries, changes, 'changes');
  const insertRows = createInsert(queries, changeRows, 'change_rows');
  return {
    async insert(change: Change, causeId: string | null = null): Promise<void> {
      await insert([{ ...change, causeId }]);
    },
    async insertAll(all: readonly Change[]): Promise<void> {
      await insert(all.map((change) => ({ ...change, causeId: null })));
    },
    async insertRow(row: ChangeRow): Promise<void> {
      await insertRows([{ ...row }]);
    },
    async insertRows(rows: readonly ChangeRow[]): Promise<void> {
      await insertRows(rows.map((row) => ({ ...row })));
    },
  };
}
