import { resolve } from 'node:path';
import type { NameKeysOf, Store } from '../src/ports/store.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite, type SqliteOptions } from './sqlite.ts';
import { createStore } from './store.ts';

export interface OpenStoreOptions {
  /** `file:./kam.db` (against the working folder) or `postgres://user:password@host/database`. */
  readonly url: string;
  readonly nameKeys: NameKeysOf;
  /** To be raised whenever `nameKeys` answers differently than before: `migrate` then makes all keys anew. */
  readonly namesVersion?: string;
  /** Ids of changes: each sorts after those made before. */
  readonly newId: () => string;
  readonly log?: (level: 'info' | 'warn' | 'error', message: string, error?: unknown) => void;
}

/**
 * Opens the store without migrating it: call `migrate` before anything else. Throws `StoreError` when the database cannot be
 * reached, read or written, or was written by a newer version.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { url, nameKeys, newId, namesVersion = '1', log } = options;
  if (/^postgres(?:ql)?:/.test(url)) {
    const engine = await openPostgres(url, nameKeys, (error) =>
      log?.('warn', 'A connection to the database was lost.', error),
    );
    return createStore(engine, { newId, namesVersion });
  }
  return createStore(openSqlite(toFile(url), nameKeys), { newId, namesVersion });
}

/** `?max_page_count=` limits the size, in pages of 4 KiB. */
function toFile(url: string): SqliteOptions {
  const [, path = '', query = ''] = /^file:(?:\/\/(?=\/))?([^?]+)(?:\?(.*))?$/.exec(url) ?? [];
  // Two connections to a database in memory would be two databases.
  if (path === '' || path.startsWith(':')) {
    throw new Error('The database URL must be like file:./data/kam.db or postgres://user:password@host/database.');
  }
  const limit = new URLSearchParams(query).get('max_page_count');
  return { file: resolve(decoded(path)), pageLimit: limit === null ? undefined : Number(limit) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
