import type { NameKeysOf, Store } from '../src/ports/store.ts';
import { openSqlite } from './sqlite.ts';
import { createStore } from './store.ts';
import { isPostgres, toSqliteFile } from './url.ts';

export interface OpenStoreOptions {
  /** `file:./kam.db` (against the working folder) or `postgres://user:password@host/database`. */
  readonly url: string;
  readonly nameKeys: NameKeysOf;
  /** To be raised whenever `nameKeys` answers differently than before: `migrate` then makes all keys anew. */
  readonly namesVersion?: string;
  /** Ids of changes: each sorts after those made before. */
  readonly newId: () => string;
  /** Where a copy of a PostgreSQL database is written before it is migrated; without it none is. SQLite's stands beside the file. */
  readonly copiesFolder?: string;
  readonly log?: (level: 'info' | 'warn' | 'error', message: string, error?: unknown) => void;
}

/**
 * Opens the store without migrating it: call `migrate` before anything else. Throws `StoreError` when the database cannot be
 * reached, read or written, or was written by a newer version.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { url, nameKeys, newId, namesVersion = '1', copiesFolder = null, log } = options;
  if (isPostgres(url)) {
    // Its driver takes as long to load as all of SQLite.
    const { openPostgres } = await import('./postgres.ts');
    const engine = await openPostgres({ url, copiesFolder }, nameKeys, (error) =>
      log?.('warn', 'A connection to the database was lost.', error),
    );
    return createStore(engine, { newId, namesVersion });
  }
  return createStore(openSqlite(toSqliteFile(url), nameKeys), { newId, namesVersion });
}
