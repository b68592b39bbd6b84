import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { RecordKind } from '../../src/domain/records.ts';
import type { Tables } from '../schema.ts';

/**
 * Columns and fields that hold no words of people: ids, keys, closed lists, days. Everything else is taken for free text, so that
 * a table added later is searched and masked without being named here.
 */
const CLOSED = new Set(
  `id key kind kinds field value level target attitude state role function language timeZone recipientClass signals currency
  festivalSets optOut cadence on at day due doneOn from until to command undoes platform tenant externalId foldedKey foldedEmail
  birthday leavesOn reviewedOn rule subject way over why every calendar dedupeKey sendKey letterKey deliveryKey destination
  conversation place sentAs causeId`.split(/\s+/),
);
const isClosed = (name: string): boolean => CLOSED.has(name) || /Ids?$/.test(name);

type Named = keyof Tables;

/** Names and addresses by which others are known: never masked, even where they are the same as the erased person's. */
const OTHERS: { readonly [N in Named]?: readonly string[] | 'all' } = {
  members: 'all',
  identities: 'all',
  nameKeys: 'all',
  meta: 'all',
  // Of people of ours to be, for a quarter of an hour.
  linkRequests: 'all',
  accounts: ['name', 'aliases'],
  contacts: ['name', 'email', 'phone'],
  // The key of a festival, not what somebody wrote.
  greetings: ['occasion'],
};
/** The same for a record within the audit. */
const OTHERS_OF: { readonly [K in RecordKind]?: readonly string[] | 'all' } = {
  member: 'all',
  identity: 'all',
  account: OTHERS.accounts ?? [],
  contact: OTHERS.contacts ?? [],
};

const KEYS: { readonly [N in Named]?: readonly string[] } = {
  changeRows: ['changeId', 'position'],
  touches: ['interactionId', 'position'],
  teams: ['accountId', 'memberId'],
  links: ['accountId', 'contactId', 'memberId'],
  nameKeys: ['kind', 'subjectId', 'key'],
  meta: ['key'],
  consoleReads: ['memberId', 'place'],
  saidNudges: ['memberId', 'key'],
  keptStates: ['accountId'],
  linkRequests: ['codeHash'],
};

export interface SearchedTable {
  readonly name: Named;
  /** As the database calls it. */
  readonly sqlName: string;
  readonly table: PgTable;
  readonly columns: Readonly<Record<string, PgColumn>>;
  /** By which a row is found. */
  readonly keys: readonly PgColumn[];
  readonly keyNames: readonly string[];
  /** Names of the columns that hold free text. */
  readonly free: readonly string[];
}

/** Every table, and where in it free text can stand. */
export function searchedTables(tables: Tables): readonly SearchedTable[] {
  return (Object.entries(tables) as [Named, PgTable][]).map(([name, table]) => {
    const columns = getTableColumns(table);
    const keyNames = 'id' in columns ? ['id'] : (KEYS[name] ?? []);
    const keys = keyNames.flatMap((key) => columns[key] ?? []);
    if (keys.length === 0) throw new Error(`It is not said by what a row of ${name} is found.`);
    const free = Object.keys(columns).filter((column) => !isClosed(column) && !belongsToOthers(OTHERS[name], column));
    return { name, sqlName: getTableName(table), table, columns, keys, keyNames, free };
  });
}

const belongsToOthers = (others: readonly string[] | 'all' | undefined, name: string): boolean =>
  others === 'all' || (others?.includes(name) ?? false);

export function searchedTable(tables: Tables, name: Named): SearchedTable {
  const found = searchedTables(tables).find((one) => one.name === name);
  if (!found) throw new Error(`There is no table ${name}.`);
  return found;
}

/** The same value with every free text in it changed. `kind`: it is a record of that kind. */
export function mapTexts(value: unknown, change: (text: string) => string, kind?: string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const others = kind === undefined ? [] : OTHERS_OF[kind as RecordKind];
  const entries = Object.entries(value).map(([name, item]) => {
    const isKept = kind !== undefined && (isClosed(name) || belongsToOthers(others, name));
    return [name, isKept ? item : mapTexts(item, change)];
  });
  return Object.fromEntries(entries);
}

/** Every text in a value. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
