import type Database from 'better-sqlite3';
import { type MigrationReport, StoreError } from '../src/ports/store.ts';
import { freeName } from './backup/files.ts';
import { backupSqlite } from './backup/sqlite-backup.ts';
import { appliedToSqlite, MIGRATIONS_TABLE, pendingMigrations, shippedMigrations } from './migrations.ts';

/** Throws when the file holds another program's tables, or ones of a newer version. */
export function checkSqliteVersion(writer: Database.Database, file: string): void {
  const tables = writer.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  if (tables.length > 0 && !tables.includes(MIGRATIONS_TABLE)) {
    throw new StoreError(
      'damaged',
      `${file} is the database of another program. Choose another file for KAM Assistant.`,
    );
  }
  pendingMigrations(shippedMigrations('sqlite'), appliedToSqlite(writer));
}

/** Brings the file up to date; one that holds something is copied first. Processes that do this at once take turns. */
export async function migrateSqlite(
  writer: Database.Database,
  file: string,
  shipped = shippedMigrations('sqlite'),
): Promise<MigrationReport> {
  const before = appliedToSqlite(writer);
  if (pendingMigrations(shipped, before).length === 0) return { applied: 0, backup: null };
  const backup = before.length === 0 ? null : await copyBeside(file, before.length);
  return { applied: applyToSqlite(writer, file, shipped), backup };
}

/** Applies what is pending, all or nothing, and says how much that was. */
export function applyToSqlite(writer: Database.Database, file: string, shipped = shippedMigrations('sqlite')): number {
  // Has no effect inside a transaction, and a migration that rebuilds a table needs it.
  writer.pragma('foreign_keys = OFF');
  try {
    writer.exec('BEGIN IMMEDIATE');
    // Asked again: another process may have been faster.
    const pending = pendingMigrations(shipped, appliedToSqlite(writer));
    writer.exec(
      `CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (written_at INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL)`,
    );
    const note = writer.prepare(`INSERT INTO ${MIGRATIONS_TABLE} (written_at, applied_at) VALUES (?, ?)`);
    for (const { sql, folderMillis } of pending) {
      for (const statement of sql) writer.exec(statement);
      note.run(folderMillis, Date.now());
    }
    const broken = writer.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0)
      throw new StoreError('damaged', `${file} refers to rows it does not have; it was left as it was.`);
    writer.exec('COMMIT');
    return pending.length;
  } finally {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    writer.pragma('foreign_keys = ON');
  }
}

/** Never replaces one made before. */
async function copyBeside(file: string, version: number): Promise<string> {
  const copy = freeName((n) => `${file}.before-${version + 1}${n === 0 ? '' : `-${n}`}.bak`);
  return (await backupSqlite(file, copy, false)).file;
}
