import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type Prepared, type Queries, slot } from '../queries.ts';

/**
 * How many rows one statement takes. A few sizes serve lists of any length without being prepared anew; the largest stays far
 * below what either engine binds at once (SQLite 32,766 values, PostgreSQL 65,535) for any of our tables.
 */
const SIZES = [128, 32, 8, 1] as const;

type Row = Readonly<Record<string, unknown>>;

interface Statement {
  readonly statement: Prepared<unknown>;
  /** The names of its slots, row by row. */
  readonly slots: readonly string[][];
  /** Filled anew for each execution: a connection runs one at a time, and a thousand names are dear to put together. */
  readonly values: Record<string, unknown>;
}

export interface InsertOptions {
  /** A row that is there already is left as it is; by default it is a conflict. */
  readonly isQuiet?: boolean;
}

/**
 * Inserts rows of one table, many to a statement: on PostgreSQL each statement costs a way there and back. Rows are taken as they
 * are needed, so that whoever makes them one by one never holds them all.
 */
export function createInsert(
  queries: Queries,
  table: PgTable,
  name: string,
  { isQuiet = false }: InsertOptions = {},
): (rows: Iterable<Row>) => Promise<void> {
  const statements = new Map<number, Statement>();
  const columns = Object.keys(getTableColumns(table));

  const preparedFor = (size: number) => {
    const known = statements.get(size);
    if (known) return known;
    const slots = Array.from({ length: size }, (_, at) => columns.map((column) => `${column}${at}`));
    const rows = slots.map((names) => Object.fromEntries(columns.map((column, at) => [column, slot(names[at] ?? '')])));
    const insert = queries.insert(table).values(rows);
    const statement = (isQuiet ? insert.onConflictDoNothing() : insert).prepare(`${name}_insert_${size}`);
    const fresh: Statement = { statement, slots, values: {} };
    statements.set(size, fresh);
    return fresh;
  };

  const execute = async (rows: readonly Row[]): Promise<void> => {
    const { statement, slots, values } = preparedFor(rows.length);
    for (const [at, names] of slots.entries()) {
      const row = rows[at];
      for (const [place, column] of columns.entries()) values[names[place] ?? ''] = row?.[column] ?? null;
    }
    await statement.execute(values);
  };

  return async (rows) => {
    let some: Row[] = [];
    for (const row of rows) {
      some.push(row);
      if (some.length < SIZES[0]) continue;
      await execute(some);
      some = [];
    }
    let from = 0;
    for (const size of SIZES) {
      for (; some.length - from >= size; from += size) await execute(some.slice(from, from + size));
    }
  };
}
