import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { BackupError, type RestoreOptions, type RestoreReport } from '../../src/ports/care.ts';
import { MIGRATIONS_TABLE, pendingMigrations, shippedMigrations } from '../migrations.ts';
import { WRITING_LOCK } from '../postgres.ts';
import { appliedToPostgres, applyToPostgres, MIGRATING_LOCK } from '../postgres-migrate.ts';
import { migrationsOf } from './dump-format.ts';
import { freeName } from './files.ts';
import { dumpPostgres } from './postgres-backup.ts';
import { loadRows } from './postgres-load.ts';
import { quoted, tablesThere } from './postgres-tables.ts';
import { readLines } from './read-lines.ts';

/** Fills the database in one transaction: the schema of the dump, its rows, and the migrations since. */
export async function restorePostgres(options: RestoreOptions): Promise<RestoreReport> {
  const client = new pg.Client({ connectionString: options.url, application_name: APPLICATION });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await restoreInto(client, options);
  } finally {
    // Ends the transaction too, where it was not committed.
    await client.end();
  }
}

/** As every connection of the program is called, so that those at work can be seen. */
const APPLICATION = 'kam-assistant';

async function restoreInto(client: pg.Client, options: RestoreOptions): Promise<RestoreReport> {
  const { file, force = false } = options;
  const shipped = shippedMigrations('postgres');
  const lines = readLines(file);
  try {
    const had = migrationsOf((await lines.next()).value, file, shipped);
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1), pg_advisory_xact_lock($2)', [MIGRATING_LOCK, WRITING_LOCK]);
    await refuseWhileUsed(client, file);
    const isFilled = await holdsSomething(client);
    if (isFilled && !force) throw new BackupError('not-empty', file);
    const kept = isFilled ? await keep(options) : null;
    await dropTables(client);
    await applyToPostgres(client, had);
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    await loadRows(client, lines, file);
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    const since = shipped.slice(had.length);
    await applyToPostgres(client, since);
    await client.query('COMMIT');
    return { kept, migrated: since.length };
  } finally {
    await lines.return(undefined);
  }
}

/** A process at work would go on with what it remembers of the old book. */
async function refuseWhileUsed(client: pg.Client, file: string): Promise<void> {
  const isUsed = async (): Promise<boolean> => {
    // Within a transaction the list stays as it was first seen, unless told otherwise.
    await client.query('SELECT pg_stat_clear_snapshot()');
    const { rowCount } = await client.query(
      'SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database() AND pid <> pg_backend_pid()',
      [APPLICATION],
    );
    return Boolean(rowCount);
  };
  // The server lists a connection for a moment after it was closed.
  for (let waited = 0; await isUsed(); waited += ASK_MS) {
    if (waited >= GONE_MS) throw new BackupError('in-use', file);
    await pause(ASK_MS);
  }
}

const ASK_MS = 100;
const GONE_MS = 2000;

async function holdsSomething(client: pg.Client): Promise<boolean> {
  // Throws for a database of a newer version: what it holds cannot be told.
  pendingMigrations(shippedMigrations('postgres'), await appliedToPostgres(client));
  for (const { name } of await tablesThere(client)) {
    if (name === 'meta') continue;
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount) return true;
  }
  return false;
}

/** By a second connection, which sees the database as it was. */
async function keep({ url, file, copiesFolder = dirname(file) }: RestoreOptions): Promise<string> {
  const kept = freeName((n) => join(copiesFolder, `before-restore-${n + 1}.ndjson.gz`));
  const client = new pg.Client({ connectionString: url, application_name: APPLICATION });
  await client.connect();
  try {
    return (await dumpPostgres(client, kept, false)).file;
  } finally {
    await client.end();
  }
}

async function dropTables(client: pg.Client): Promise<void> {
  const names = [...(await tablesThere(client)).map(({ name }) => quoted(name)), MIGRATIONS_TABLE];
  await client.query(`DROP TABLE IF EXISTS ${names.join(', ')}`);
}
