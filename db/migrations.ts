import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { StoreError } from '../src/ports/store.ts';

/** Which migrations have run, by their moment of writing; a name of our own, as a PostgreSQL database may be shared. */
export const MIGRATIONS_TABLE = 'kam_migrations';

/** The migrations this version brings, oldest first. */
export function shippedMigrations(engine: 'sqlite' | 'postgres'): readonly MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: join(packageRoot(), 'db', 'migrations', engine) });
}

/** Compiled code runs from another folder than the sources: the folder of package.json is the same for both. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No package.json stands above the code: the installation is incomplete.');
    folder = parent;
  }
  return folder;
}

/** Those not applied yet. Throws when the database has been through one we do not know. */
export function pendingMigrations(
  shipped: readonly MigrationMeta[],
  applied: readonly number[],
): readonly MigrationMeta[] {
  const known = new Set(shipped.map(({ folderMillis }) => folderMillis));
  if (applied.some((when) => !known.has(when))) {
    throw new StoreError(
      'newer-version',
      'The database was written by a newer version of KAM Assistant. Install that version or a later one, or restore a backup made before the upgrade.',
    );
  }
  const done = new Set(applied);
  return shipped.filter(({ folderMillis }) => !done.has(folderMillis));
}

/** The migrations a file has been through, by their moment of writing. */
export function appliedToSqlite(connection: Database.Database): readonly number[] {
  const table = connection.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(MIGRATIONS_TABLE);
  if (!table) return [];
  return connection.prepare<[], number>(`SELECT written_at FROM ${MIGRATIONS_TABLE}`).pluck().all();
}
