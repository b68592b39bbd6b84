import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { BackupError, type BackupReport } from '../../src/ports/care.ts';
import { appliedToPostgres, MIGRATING_LOCK } from '../postgres-migrate.ts';
import { endLine, headerFor, tableLine } from './dump-format.ts';
import { asFileFault, finishPart, freeName, openPart, refuseExisting, removePart } from './files.ts';
import { quoted, tablesThere } from './postgres-tables.ts';

const ROWS_AT_ONCE = 500;

/** Waits for a migration, as a snapshot would see its rows but not its tables. Not within one, whose own copy this may be. */
export async function backupPostgres(pool: pg.Pool, file: string, replace: boolean): Promise<BackupReport> {
  const client = await pool.connect();
  let isLost = true;
  try {
    await client.query('SELECT pg_advisory_lock_shared($1)', [MIGRATING_LOCK]);
    const report = await dumpPostgres(client, file, replace);
    await client.query('SELECT pg_advisory_unlock_shared($1)', [MIGRATING_LOCK]);
    isLost = false;
    return report;
  } finally {
    // A connection that failed may still be in its transaction or hold the lock: both end with it.
    client.release(isLost);
  }
}

/** A copy before a migration, by a connection of its own; whoever migrates holds the lock and has changed nothing yet. */
export async function copyInto(folder: string | null, version: number, pool: pg.Pool): Promise<string | null> {
  if (folder === null) return null;
  const name = (n: number) => join(folder, `before-migration-${version + 1}${n === 0 ? '' : `-${n}`}.ndjson.gz`);
  const client = await pool.connect();
  let isLost = true;
  try {
    const { file } = await dumpPostgres(client, freeName(name), false);
    isLost = false;
    return file;
  } finally {
    client.release(isLost);
  }
}

/** Every table of ours, all as they are at one moment. */
export async function dumpPostgres(client: pg.ClientBase, file: string, replace: boolean): Promise<BackupReport> {
  refuseExisting(file, replace);
  try {
    const part = openPart(file);
    try {
      await pipeline(Readable.from(linesOf(client, file)), createGzip(), createWriteStream(part, { flags: 'r+' }));
      return { file, bytes: finishPart(part, file, replace) };
    } finally {
      removePart(part);
    }
  } catch (error) {
    throw asFileFault(error, file);
  }
}

async function* linesOf(client: pg.ClientBase, file: string): AsyncGenerator<string> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // A slow disk here must not make the server lose its patience; and figures are written so that they come back the same.
  await client.query(
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL extra_float_digits = 1; SET LOCAL TimeZone = 'UTC'",
  );
  const applied = await appliedToPostgres(client);
  if (applied.length === 0) throw new BackupError('nothing', file);
  yield `${JSON.stringify(headerFor(applied, Date.now()))}\n`;
  let rows = 0;
  for (const table of await tablesThere(client)) {
    yield `${tableLine(table)}\n`;
    // A line break can stand in JSON only where a blank could.
    await client.query(
      `DECLARE kam_rows NO SCROLL CURSOR FOR SELECT replace(row_to_json(r)::text, E'\\n', ' ') AS line FROM ${quoted(table.name)} r`,
    );
    for (;;) {
      const found = await client.query<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM kam_rows`);
      if (found.rows.length === 0) break;
      rows += found.rows.length;
      yield `${found.rows.map(({ line }) => line).join('\n')}\n`;
    }
    await client.query('CLOSE kam_rows');
  }
  await client.query('COMMIT');
  yield `${endLine(rows)}\n`;
}
