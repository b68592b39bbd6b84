import { asc, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { RecordKind, Records } from '../../src/domain/records.ts';
import type { AccountRecordKind } from '../../src/ports/store.ts';
import { lazily, overList, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createInsert } from './inserts.ts';

/** The tables whose rows have every field of the record, with its type: a schema that does not fit does not compile. */
type TableOf<K extends RecordKind> = {
  [N in keyof Tables]: Tables[N]['$inferSelect'] extends Pick<Records[K], keyof Records[K]> ? N : never;
}[keyof Tables];

const TABLES = {
  member: 'members',
  identity: 'identities',
  account: 'accounts',
  contact: 'contacts',
  trait: 'traits',
  level: 'levels',
  interaction: 'interactions',
  nextStep: 'nextSteps',
  share: 'shares',
  order: 'orders',
  fact: 'facts',
  pin: 'pins',
  taughtName: 'taughtNames',
  greeting: 'greetings',
  giftApproval: 'giftApprovals',
  mute: 'mutes',
  digest: 'digests',
  binding: 'bindings',
  preference: 'preferences',
  holiday: 'holidays',
  setting: 'settings',
} as const satisfies { [K in RecordKind]: TableOf<K> };

/** Columns that are derived from the record and no part of it. */
const DERIVED: ReadonlySet<string> = new Set(['foldedKey', 'foldedEmail']);

type AnyTable = PgTable & { readonly id: PgColumn; readonly accountId?: PgColumn };
type Row = Record<string, unknown>;

/** Folds a member's key or e-mail for comparison without regard to case. */
export const foldKey = (key: string): string => key.toLowerCase();

/** Reads and writes the rows of all kinds of record, and nothing derived from them. */
export function createRecords(queries: Queries, tables: Tables) {
  const kinds = new Map<RecordKind, ReturnType<typeof createStatements>>();
  const of = (kind: RecordKind) => {
    const known = kinds.get(kind);
    if (known) return known;
    const fresh = createStatements(queries, kind, tables[TABLES[kind]] as unknown as AnyTable);
    kinds.set(kind, fresh);
    return fresh;
  };
  return {
    async get<K extends RecordKind>(kind: K, id: string): Promise<Records[K] | undefined> {
      return (await toRecords<K>(of(kind).get().execute({ id })))[0];
    },
    some: <K extends RecordKind>(kind: K, ids: readonly string[]): Promise<readonly Records[K][]> =>
      toRecords<K>(of(kind).some(ids)),
    all: <K extends RecordKind>(kind: K): Promise<readonly Records[K][]> => toRecords<K>(of(kind).all().execute()),
    ofAccount: <K extends AccountRecordKind>(kind: K, accountId: string): Promise<readonly Records[K][]> =>
      toRecords<K>(of(kind).ofAccount().execute({ accountId })),
    ofAccounts: <K extends AccountRecordKind>(kind: K, accountIds: readonly string[]): Promise<readonly Records[K][]> =>
      toRecords<K>(of(kind).ofAccounts(accountIds)),
    async insert<K extends RecordKind>(kind: K, record: Records[K]): Promise<void> {
      await of(kind).insert([toRow(kind, record)]);
    },
    async insertAll<K extends RecordKind>(kind: K, records: readonly Records[K][]): Promise<void> {
      await of(kind).insert(records.map((record) => toRow(kind, record)));
    },
    async update<K extends RecordKind>(kind: K, record: Records[K]): Promise<void> {
      await of(kind).update().execute(toRow(kind, record));
    },
    async remove(kind: RecordKind, id: string): Promise<void> {
      await of(kind).remove().execute({ id });
    },
  };
}

export type RecordRows = ReturnType<typeof createRecords>;

function createStatements(queries: Queries, kind: RecordKind, table: AnyTable) {
  const columns = getTableColumns(table);
  const fields = Object.fromEntries(Object.entries(columns).filter(([name]) => !DERIVED.has(name)));
  const slots = Object.fromEntries(Object.keys(columns).map((name) => [name, slot(name)]));
  const { id: _id, ...settable } = slots;
  const read = () => queries.select(fields).from(table);
  return {
    get: lazily(() =>
      read()
        .where(eq(table.id, slot('id')))
        .prepare(`${kind}_get`),
    ),
    some: overList((ids, length) =>
      read().where(inArray(table.id, ids)).orderBy(asc(table.id)).prepare(`${kind}_some_${length}`),
    ),
    all: lazily(() => read().orderBy(asc(table.id)).prepare(`${kind}_all`)),
    ofAccount: lazily(() => {
      if (!table.accountId) throw new Error(`A ${kind} belongs to no account.`);
      return read()
        .where(eq(table.accountId, slot('accountId')))
        .orderBy(asc(table.id))
        .prepare(`${kind}_of_account`);
    }),
    ofAccounts: overList((ids, length) => {
      if (!table.accountId) throw new Error(`A ${kind} belongs to no account.`);
      return read()
        .where(inArray(table.accountId, ids))
        .orderBy(asc(table.id))
        .prepare(`${kind}_of_accounts_${length}`);
    }),
    insert: createInsert(queries, table, kind),
    update: lazily(() =>
      queries
        .update(table)
        .set(settable)
        .where(eq(table.id, slot('id')))
        .prepare(`${kind}_update`),
    ),
    remove: lazily(() =>
      queries
        .delete(table)
        .where(eq(table.id, slot('id')))
        .prepare(`${kind}_remove`),
    ),
  };
}

/** Rows carry exactly the fields of their record (`TableOf`); TypeScript cannot follow that through `K`. */
const toRecords = <K extends RecordKind>(rows: Promise<readonly Row[]>): Promise<readonly Records[K][]> =>
  rows as unknown as Promise<Records[K][]>;

function toRow<K extends RecordKind>(kind: K, record: Records[K]): Row {
  const row: Row = { ...(record as object) };
  if (kind !== 'member') return row;
  const { key, email } = row as { key: string; email: string | null };
  return Object.assign(row, { foldedKey: foldKey(key), foldedEmail: email === null ? null : foldKey(email) });
}
