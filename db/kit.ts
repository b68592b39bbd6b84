import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';

/**
 * The only column types the schema may use; each yields the same JavaScript type on both engines. The codecs are our own where
 * Drizzle's would turn a `null` given through a placeholder into `'null'` or `0`, or read the text "12" out of JSON as a number.
 */
const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Sorted and compared by bytes, as SQLite does: the database's own collation would order and search differently. */
const pgText = pg.customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });
/** `json`, not `jsonb`: it is only carried, and comes back exactly as it went in. */
const pgJson = pg.customType<{ data: unknown; driverData: unknown }>({ dataType: () => 'json', toDriver: toJson });
const liteJson = lite.customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => toJson(value) as string,
  fromDriver: (text) => JSON.parse(text),
});
const liteBool = lite.customType<{ data: boolean; driverData: number }>({
  dataType: () => 'integer',
  toDriver: (value: boolean | null) => (value === null ? null : Number(value)) as number,
  fromDriver: (value) => value === 1,
});

export const pgKit = {
  table: pg.pgTable,
  text: (name: string) => pgText(name),
  integer: (name: string) => pg.integer(name),
  /** Milliseconds since 1970 UTC. */
  instant: (name: string) => pg.bigint(name, { mode: 'number' }),
  real: (name: string) => pg.doublePrecision(name),
  bool: (name: string) => pg.boolean(name),
  json: (name: string) => pgJson(name),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
};

export type Kit = typeof pgKit;

/** SQLite answers to the PostgreSQL types: the first of two casts in the data layer, held to by the contract test of the store. */
export const sqliteKit = {
  table: lite.sqliteTable,
  text: (name: string) => lite.text(name),
  integer: (name: string) => lite.integer(name),
  instant: (name: string) => lite.integer(name),
  real: (name: string) => lite.real(name),
  bool: (name: string) => liteBool(name),
  json: (name: string) => liteJson(name),
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
} satisfies Record<keyof Kit, unknown> as unknown as Kit;
