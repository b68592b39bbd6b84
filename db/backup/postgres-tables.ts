import type pg from 'pg';
import { shippedMigrations } from '../migrations.ts';
import type { DumpedTable } from './dump-format.ts';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Our tables that are there, with their columns. The database may be of an earlier version and be shared with other programs, so
 * the names come from every table our migrations ever made.
 */
export async function tablesThere(client: pg.ClientBase): Promise<readonly DumpedTable[]> {
  const made = shippedMigrations('postgres').flatMap(({ sql }) =>
    sql.flatMap((statement) =>
      [...statement.matchAll(/(?:CREATE TABLE(?: IF NOT EXISTS)?|RENAME TO) "([^"]+)"/g)].map(([, name = '']) => name),
    ),
  );
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT own AS name, array_agg(attname::text ORDER BY attnum) AS columns
     FROM unnest($1::text[]) AS own JOIN pg_attribute ON attrelid = to_regclass(quote_ident(own))
     WHERE attnum > 0 AND NOT attisdropped GROUP BY own ORDER BY own`,
    [[...new Set(made)]],
  );
  return rows;
}
