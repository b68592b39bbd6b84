import { and, asc, desc, eq, inArray, isNull, notExists, notInArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Change, ChangeRow, Views } from '../../src/ports/store.ts';
import { lazily, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';

type ChangeViews = Pick<Views, 'change' | 'changeRows' | 'latestChange' | 'undoneBy' | 'recentChanges' | 'allChanges'>;

/** What a plain undo does not mean: a choice of names, and an erasure, which nothing can take back. */
const UNDO_PASSES_OVER = ['teach', 'erase'];

/** Questions about the audit. */
export function createChangeViews(queries: Queries, { changes, changeRows }: Tables): ChangeViews {
  const read = () => queries.select().from(changes);
  const one = lazily(() =>
    read()
      .where(eq(changes.id, slot('id')))
      .prepare('changes_one'),
  );
  const rows = lazily(() =>
    queries
      .select()
      .from(changeRows)
      .where(eq(changeRows.changeId, slot('changeId')))
      .orderBy(asc(changeRows.position))
      .prepare('change_rows_of'),
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
      .limit(1)
      .prepare('changes_latest');
  });
  const undoing = lazily(() =>
    read()
      .where(eq(changes.undoes, slot('id')))
      .orderBy(desc(changes.id))
      .limit(1)
      .prepare('changes_undoing'),
  );
  const recent = lazily(() => read().orderBy(desc(changes.id)).limit(slot('limit')).prepare('changes_recent'));
  const recentOf = lazily(() => {
    const touching = queries
      .select({ id: changeRows.changeId })
      .from(changeRows)
      .where(eq(changeRows.accountId, slot('accountId')));
    return read()
      .where(inArray(changes.id, touching))
      .orderBy(desc(changes.id))
      .limit(slot('limit'))
      .prepare('changes_recent_of');
  });
  const all = lazily(() => read().orderBy(asc(changes.id)).prepare('changes_all'));

  return {
    change: async (id) => (await one().execute({ id }))[0],
    // `before` and `after` were written as records of `kind`.
    changeRows: async (changeId) => (await rows().execute({ changeId })) as unknown as ChangeRow[],
    latestChange: async (memberId) => (await latest().execute({ memberId }))[0],
    undoneBy: async (id) => (await undoing().execute({ id }))[0],
    recentChanges: (limit, accountId) =>
      accountId === undefined ? recent().execute({ limit }) : recentOf().execute({ limit, accountId }),
    allChanges: () => all().execute(),
  };
}

/** Adds to the audit. */
export function createChangeKeeper(queries: Queries, { changes, changeRows }: Tables) {
  const insert = lazily(() =>
    queries
      .insert(changes)
      .values({
        id: slot('id'),
        command: slot('command'),
        input: slot('input'),
        memberId: slot('memberId'),
        at: slot('at'),
        undoes: slot('undoes'),
      })
      .prepare('changes_insert'),
  );
  const insertRow = lazily(() =>
    queries
      .insert(changeRows)
      .values({
        changeId: slot('changeId'),
        position: slot('position'),
        kind: slot('kind'),
        recordId: slot('recordId'),
        accountId: slot('accountId'),
        before: slot('before'),
        after: slot('after'),
      })
      .prepare('change_rows_insert'),
  );
  return {
    async insert(change: Change): Promise<void> {
      await insert().execute({ ...change });
    },
    async insertRow(row: ChangeRow): Promise<void> {
      await insertRow().execute({ ...row });
    },
  };
}
