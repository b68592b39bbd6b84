import { getTableName } from 'drizzle-orm';
import type { MigrationMeta } from 'drizzle-orm/migrator';
import type pg from 'pg';
import type { MigrationReport } from '../src/ports/store.ts';
import { pgKit } from './kit.ts';
import { MIGRATIONS_TABLE, pendingMigrations, shippedMigrations } from './migrations.ts';
import { defineTables } from './schema.ts';

/** Another number than that of the writers: a migration waits for migrations only, and for backups. */
export const MIGRATING_LOCK = 5_260_002;

/** References are made deferrable, so that an import may have them checked at its end; drizzle-kit cannot write that. */
const NOT_DEFERRABLE = `
SELECT conrelid::regclass::text AS holder, quote_ident(conname) AS name FROM pg_constraint
WHERE contype = 'f' AND NOT condeferrable
  AND conrelid IN (SELECT to_regclass(quote_ident(own)) FROM unnest($1::text[]) AS own)`;

/** Throws when the database has been through migrations of a newer version. */
export async function checkPostgresVersion(pool: pg.Pool): Promise<void> {
  pendingMigrations(shippedMigrations('postgres'), await appliedToPostgres(pool));
}

/**
 * Brings the database up to date, all or nothing. Processes that do this at once take turns. `copyFirst` makes a backup of a
 * database that holds something and answers with its name.
 */
export async function migratePostgres(
  pool: pg.Pool,
  copyFirst: (version: number) => Promise<string | null>,
  shipped = shippedMigrations('postgres'),
): Promise<MigrationReport> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATING_LOCK]);
    const before = await appliedToPostgres(client);
    const pending = pendingMigrations(shipped, before);
    const backup = before.length > 0 && pending.length > 0 ? await copyFirst(before.length) : null;
    await applyToPostgres(client, pending);
    await client.query('COMMIT');
    return { applied: pending.length, backup };
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Inside a transaction of the caller. */
export async function applyToPostgres(client: pg.ClientBase, pending: readonly MigrationMeta[]): Promise<void> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (written_at bigint PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  for (const { sql, folderMillis } of pending) {
    for (const statement of sql) await client.query(statement);
    await client.query(`INSERT INTO ${MIGRATIONS_TABLE} (written_at) VALUES ($1)`, [folderMillis]);
  }
  const references = await client.query<{ holder: string; name: string }>(NOT_DEFERRABLE, [ownTables()]);
  for (const { holder, name } of references.rows) {
    await client.query(`ALTER TABLE ${holder} ALTER CONSTRAINT ${name} DEFERRABLE INITIALLY IMMEDIATE`);
  }
}

const ownTables = (): string[] => Object.values(defineTables(pgKit)).map((table) => getTableName(table));

/** The migrations a database has been through, by their moment of writing. */
export async function appliedToPostgres(asked: pg.Pool | pg.ClientBase): Promise<readonly number[]> {
  const found = await asked.query<{ table: string | null }>('SELECT to_regclass($1)::text AS "table"', [
    MIGRATIONS_TABLE,
  ]);
  if (!found.rows[0]?.table) return [];
  const applied = await asked.query<{ written_at: string }>(`SELECT written_at FROM ${MIGRATIONS_TABLE}`);
  return applied.rows.map((row) => Number(row.written_at));
}
