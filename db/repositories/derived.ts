import { eq } from 'drizzle-orm';
import type { Account, Contact, Interaction, Member, RecordKind, Records } from '../../src/domain/records.ts';
import type { NameKeysOf } from '../../src/ports/store.ts';
import { lazily, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createInsert } from './inserts.ts';
import { createNameKeeper } from './names.ts';
import { createTouchKeeper } from './touches.ts';

/** What is kept in step with the records of one kind. */
interface Keeper<R> {
  inserted(records: readonly R[]): Promise<void>;
  updated(before: R, after: R): Promise<void>;
  removing(record: R): Promise<void>;
}

/** Keeps the tables derived from records: names, touches, links and teams. */
export function createDerived(queries: Queries, tables: Tables, keysOf: NameKeysOf) {
  const names = createNameKeeper(queries, tables, keysOf);
  const touches = createTouchKeeper(queries, tables);
  const teams = createTeamKeeper(queries, tables);

  const keepers: { readonly [K in RecordKind]?: Keeper<Records[K]> } = {
    member: {
      inserted: (records: readonly Member[]) => names.insertAll('member', records),
      updated: (before: Member, after: Member) => names.update('member', before, after),
      removing: (record: Member) => names.remove('member', record.id),
    },
    account: {
      async inserted(records: readonly Account[]) {
        await names.insertAll('account', records);
        await teams.insertAll(records);
      },
      async updated(before: Account, after: Account) {
        await names.update('account', before, after);
        await teams.update(before, after);
      },
      async removing(record: Account) {
        await names.remove('account', record.id);
        await teams.remove(record.id);
        await touches.removeLinks(record.id);
      },
    },
    contact: {
      inserted: (records: readonly Contact[]) => names.insertAll('contact', records),
      updated: (before: Contact, after: Contact) => names.update('contact', before, after),
      removing: (record: Contact) => names.remove('contact', record.id),
    },
    interaction: {
      inserted: (records: readonly Interaction[]) => touches.insertAll(records),
      updated: (before: Interaction, after: Interaction) => touches.update(before, after),
      removing: (record: Interaction) => touches.remove(record.id),
    },
  };
  return {
    names,
    of: <K extends RecordKind>(kind: K): Keeper<Records[K]> | undefined => keepers[kind],
  };
}

function createTeamKeeper(queries: Queries, { teams }: Tables) {
  const insert = createInsert(queries, teams, 'teams');
  const clear = lazily(() =>
    queries
      .delete(teams)
      .where(eq(teams.accountId, slot('accountId')))
      .prepare('teams_clear'),
  );
  const insertAll = (accounts: readonly Account[]): Promise<void> =>
    insert(
      accounts.flatMap(({ id: accountId, teamIds }) =>
        [...new Set(teamIds)].map((memberId) => ({ accountId, memberId })),
      ),
    );
  const remove = async (accountId: string): Promise<void> => {
    await clear().execute({ accountId });
  };
  return {
    insertAll,
    async update(before: Account, after: Account): Promise<void> {
      if (before.teamIds.join('\n') === after.teamIds.join('\n')) return;
      await remove(after.id);
      await insertAll([after]);
    },
    remove,
  };
}
