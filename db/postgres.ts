import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { NameKeysOf } from '../src/ports/store.ts';
import { copiesInFolder } from './backup/copies.ts';
import { backupPostgres, copyInto } from './backup/postgres-backup.ts';
import { postgresStorage } from './erasing/postgres-storage.ts';
import { pgKit } from './kit.ts';
import { postgresFaults } from './postgres-faults.ts';
import { checkPostgresVersion, migratePostgres } from './postgres-migrate.ts';
import { type Connection, createConnection, createQueueRows, createViews } from './repositories/index.ts';
import { defineTables } from './schema.ts';
import type { Engine, Session } from './store.ts';

/** Advisory locks are numbers everyone on the database shares: these are ours. */
export const WRITING_LOCK = 5_260_001;

/**
 * Writers take turns across processes, as they do on SQLite, so that what a transaction read is still so when it writes.
 * PostgreSQL's own waiting has no end; ours has.
 */
const BEGIN = `BEGIN; SET LOCAL lock_timeout = '15s'; SELECT pg_advisory_xact_lock(${WRITING_LOCK})`;

/**
 * Whoever takes items of the queues in hand is alone with them for that moment, beside those who write the book: two who look at
 * the same time could take two items of one conversation.
 */
const QUEUE_LOCK = 5_260_003;
const BEGIN_ALONE = `BEGIN; SET LOCAL lock_timeout = '15s'; SELECT pg_advisory_xact_lock(${QUEUE_LOCK})`;

export interface PostgresOptions {
  readonly url: string;
  /** Where copies are written before a migration; `null`: none are made. */
  readonly copiesFolder: string | null;
}

/** Opens a pool and asks the server one thing, so that a wrong address is told at once. `log` hears of connections lost while idle. */
export async function openPostgres(
  { url, copiesFolder }: PostgresOptions,
  nameKeys: NameKeysOf,
  log: (error: Error) => void,
): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    application_name: 'kam-assistant',
    keepAlive: true,
  });
  // Without listeners a dropped connection would end the process: the pool's for idle ones, the client's for those in use.
  pool.on('error', log);
  pool.on('connect', (client) => client.on('error', log));
  try {
    await checkPostgresVersion(pool);
  } catch (error) {
    await pool.end();
    throw postgresFaults(error, 'open');
  }

  const tables = defineTables(pgKit);
  const prepared = new WeakMap<pg.PoolClient, Connection>();
  const connectionOf = (client: pg.PoolClient): Connection => {
    const known = prepared.get(client) ?? createConnection(drizzle(client), tables, nameKeys);
    prepared.set(client, known);
    return known;
  };
  const begin = async (statement: string): Promise<Session> => {
    const client = await pool.connect();
    const session = sessionOn(client, connectionOf(client));
    try {
      await client.query(statement);
      return session;
    } catch (error) {
      await session.rollback();
      throw error;
    }
  };
  return {
    name: 'postgres',
    views: createViews(drizzle(pool), tables),
    queues: createQueueRows(drizzle(pool), tables),
    toFault: postgresFaults,
    begin: (isDeferred) => begin(isDeferred ? `${BEGIN}; SET CONSTRAINTS ALL DEFERRED` : BEGIN),
    beginAside: (isAlone) => begin(isAlone ? BEGIN_ALONE : 'BEGIN'),
    migrate: () => migratePostgres(pool, (version) => copyInto(copiesFolder, version, pool)),
    backup: (file, replace) => backupPostgres(pool, file, replace),
    copies: copiesInFolder(copiesFolder),
    storage: postgresStorage(pool),
    reading: { queries: drizzle(pool), tables },
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

function sessionOn(client: pg.PoolClient, connection: Connection): Session {
  let isReleased = false;
  const release = (broken?: Error) => {
    if (isReleased) return;
    isReleased = true;
    client.release(broken);
  };
  return {
    connection,
    async commit() {
      await client.query('COMMIT');
      release();
    },
    async rollback() {
      try {
        if (!isReleased) await client.query('ROLLBACK');
        release();
      } catch (error) {
        // The server rolls back by itself when it loses the connection; the client must not be used again.
        release(error instanceof Error ? error : new Error(String(error)));
      }
    },
  };
}
