import { resolve } from 'node:path';
import type { SqliteOptions } from './sqlite.ts';

export const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

/** `?max_page_count=` limits the size, in pages of 4 KiB. */
export function toSqliteFile(url: string): SqliteOptions {
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
