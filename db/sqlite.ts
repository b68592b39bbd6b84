import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { NameKeysOf } from '../src/ports/store.ts';
import { copiesBeside } from './backup/copies.ts';
import { backupSqlite } from './backup/sqlite-backup.ts';
import { sqliteStorage } from './erasing/sqlite-storage.ts';
import { sqliteKit } from './kit.ts';
import type { Queries } from './queries.ts';
import { createConnection, createQueueRows, createViews } from './repositories/index.ts';
import { defineTables } from './schema.ts';
import { sqliteFaults } from './sqlite-faults.ts';
import { checkSqliteVersion, migrateSqlite } from './sqlite-migrate.ts';
import { planned } from './sqlite-session.ts';
import { createSync, type Sync } from './sqlite-sync.ts';
import type { Engine, Session, Unsynced } from './store.ts';

/** How long to wait for another process that writes, in milliseconds. */
const PATIENCE_MS = 5000;

export interface SqliteOptions {
  readonly file: string;
  /** Pages the file may grow to: a full disk, for tests. */
  readonly pageLimit?: number | undefined;
}

/** Opens the file, creating it and its folder where needed. One connection writes, one only reads and sees committed rows. */
export function openSqlite({ file, pageLimit }: SqliteOptions, nameKeys: NameKeysOf): Engine {
  const toFault = sqliteFaults(file);
  const opened: Database.Database[] = [];
  try {
    mkdirSync(dirname(file), { recursive: true });
    const writer = connect(file, {});
    opened.push(writer);
    if (pageLimit !== undefined) writer.pragma(`max_page_count = ${pageLimit}`);
    checkSqliteVersion(writer, file);
    const reader = connect(file, { readonly: true });
    return engineOn(file, writer, reader, nameKeys);
  } catch (error) {
    for (const connection of opened) connection.close();
    throw toFault(error, 'open');
  }
}

function engineOn(file: string, writer: Database.Database, reader: Database.Database, nameKeys: NameKeysOf): Engine {
  const tables = defineTables(sqliteKit);
  const connection = createConnection(asQueries(writer), tables, nameKeys);
  const begin = createBegin(writer);
  const commit = writer.prepare('COMMIT');
  const session: Session = {
    connection,
    async commit() {
      commit.run();
    },
    async rollback() {
      // A full disk or a damaged file ends the transaction by itself.
      if (writer.inTransaction) writer.exec('ROLLBACK');
    },
  };
  const trivial = reader.prepare('SELECT count(*) FROM sqlite_schema');
  // Only a log can be made durable from outside; file systems without shared memory have none.
  const sync = writer.pragma('journal_mode', { simple: true }) === 'wal' ? createSync(file) : undefined;
  return {
    name: 'sqlite',
    views: createViews(asQueries(reader), tables),
    queues: createQueueRows(asQueries(reader), tables),
    toFault: sqliteFaults(file),
    async begin(isDeferred) {
      await begin();
      if (isDeferred) writer.pragma('defer_foreign_keys = ON');
      return session;
    },
    ...(sync && { unsynced: unsynced(writer, begin, session, sync) }),
    migrate: () => waiting(writer, () => migrateSqlite(writer, file)),
    backup: (target, replace) => backupSqlite(file, target, replace),
    copies: copiesBeside(file),
    storage: sqliteStorage(file, writer),
    reading: { queries: asQueries(reader), tables },
    async ping() {
      trivial.get();
    },
    async close() {
      await sync?.close();
      reader.close();
      writer.close();
    },
  };
}

/** Its commits do not wait for the disk. For that transaction only: every other is durable when it is committed. */
function unsynced(
  writer: Database.Database,
  begin: () => Promise<void>,
  { connection, commit, rollback }: Session,
  { sync }: Sync,
): Unsynced {
  const waitForDisk = (isWaiting: boolean): void => {
    writer.pragma(`synchronous = ${isWaiting ? 'FULL' : 'NORMAL'}`);
  };
  return {
    async begin() {
      waitForDisk(false);
      try {
        await begin();
      } catch (error) {
        waitForDisk(true);
        throw error;
      }
      return {
        connection,
        async commit() {
          await commit();
          waitForDisk(true);
        },
        async rollback() {
          try {
            await rollback();
          } finally {
            waitForDisk(true);
          }
        },
      };
    },
    sync,
  };
}

/** The second cast: a SQLite query builder, awaited, answers like the PostgreSQL one. The contract test of the store holds it to that. */
const asQueries = (connection: Database.Database) => planned(connection) as unknown as Queries;

function connect(file: string, options: Database.Options): Database.Database {
  const connection = new Database(file, { ...options, timeout: PATIENCE_MS });
  try {
    if (!options.readonly) connection.pragma('journal_mode = WAL');
    // Here the default in WAL is NORMAL, under which a power cut can take back what was answered.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Takes the write lock at once: a transaction that first reads could not be allowed to write later. SQLite's own waiting would
 * stop the whole process, so from here on the writer is told not to wait, and we do, in between.
 */
function createBegin(writer: Database.Database): () => Promise<void> {
  const begin = writer.prepare('BEGIN IMMEDIATE');
  writer.pragma('busy_timeout = 0');
  const tryOnce = () => {
    try {
      begin.run();
      return true;
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return error;
      throw error;
    }
  };
  return async () => {
    const until = performance.now() + PATIENCE_MS;
    for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, 50)) {
      const outcome = tryOnce();
      if (outcome === true) return;
      if (performance.now() > until) throw outcome;
      await pause(waitMs);
    }
  };
}

/** Migrations begin by themselves, and wait in SQLite. */
async function waiting<T>(writer: Database.Database, work: () => Promise<T>): Promise<T> {
  writer.pragma(`busy_timeout = ${PATIENCE_MS}`);
  try {
    return await work();
  } finally {
    writer.pragma('busy_timeout = 0');
  }
}
