import { setImmediate as breathe } from 'node:timers/promises';
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Queries } from '../queries.ts';
import type { SearchedTable } from './free-text.ts';

export type Row = Readonly<Record<string, unknown>>;

const ROWS_AT_ONCE = 500;

/** The rows of a table, some at a time, so that neither memory nor other work suffers. Rows may be changed in between. */
export async function* pagesOf(queries: Queries, searched: SearchedTable, where?: SQL): AsyncGenerator<readonly Row[]> {
  const { table, keys, keyNames } = searched;
  let last: Row | undefined;
  do {
    const beyond =
      last &&
      isBeyond(
        keys,
        keyNames.map((name) => last?.[name]),
      );
    const rows: readonly Row[] = await queries
      .select()
      .from(table)
      .where(and(where, beyond))
      .orderBy(...keys.map((key) => asc(key)))
      .limit(ROWS_AT_ONCE);
    yield rows;
    last = rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1);
    await breathe();
  } while (last);
}

function isBeyond(keys: readonly PgColumn[], values: readonly unknown[]): SQL {
  const columns = sql.join([...keys], sql`, `);
  const given = sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
  return sql`(${columns}) > (${given})`;
}

/** The one row with these keys. */
export function isRow({ keys, keyNames }: SearchedTable, row: Row): SQL | undefined {
  return and(...keys.map((key, i) => eq(key, row[keyNames[i] ?? ''])));
}

/**
 * Whether one of the columns may hold one of the forms (`searchForms`); to be looked at again with `Words`. Nothing of the key is
 * put after the text, for its collation: by its own, PostgreSQL folds the case of more letters in JSON than we know of.
 */
export function mayHold(
  { keys: [key] }: SearchedTable,
  columns: readonly PgColumn[],
  forms: readonly string[],
): SQL | undefined {
  return or(
    ...columns.flatMap((column) =>
      forms.map((form) => {
        const pattern = `%${form.replace(/[\\%_]/g, '\\$&')}%`;
        return sql`lower(cast(${column} as text) || substr(${key}, 1, 0)) like ${pattern} escape '\\'`;
      }),
    ),
  );
}
