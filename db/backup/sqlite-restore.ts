import { copyFileSync, existsSync, renameSync, utimesSync } from 'node:fs';
import Database from 'better-sqlite3';
import { BackupError, type RestoreReport } from '../../src/ports/care.ts';
import { StoreError } from '../../src/ports/store.ts';
import { appliedToSqlite } from '../migrations.ts';
import { applyToSqlite, checkSqliteVersion } from '../sqlite-migrate.ts';
import { freeName, giveName, openPart, removePart, syncFolder } from './files.ts';
import { holdTarget } from './sqlite-target.ts';

/** Puts a backup in the place of the database: prepared and brought up to date beside it first, then swapped in at once. */
export async function restoreSqlite(target: string, backup: string, force: boolean): Promise<RestoreReport> {
  const held = holdTarget(target, backup);
  try {
    if (held.holdsSomething && !force) throw new BackupError('not-empty', backup);
    return swapIn(target, backup, held.holdsSomething);
  } finally {
    held.release();
  }
}

function swapIn(target: string, backup: string, isKept: boolean): RestoreReport {
  const part = openPart(target);
  try {
    const migrated = prepare(part, backup);
    const kept = isKept ? putAside(target) : null;
    renameSync(part, target);
    syncFolder(target);
    return { kept, migrated };
  } finally {
    removePart(part);
  }
}

/** The backup itself is only read, as a whole file with its WAL: it may lie where nothing can be written. */
function prepare(part: string, backup: string): number {
  copyFileSync(backup, part);
  if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${part}-wal`);
  const copy = new Database(part);
  try {
    copy.pragma('trusted_schema = OFF');
    if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new BackupError('damaged', backup);
    checkSqliteVersion(copy, backup);
    if (appliedToSqlite(copy).length === 0) throw new BackupError('not-a-backup', backup);
    const migrated = applyToSqlite(copy, backup);
    copy.pragma('journal_mode = DELETE');
    return migrated;
  } catch (error) {
    throw asBackupError(error, backup);
  } finally {
    copy.close();
  }
}

function asBackupError(error: unknown, backup: string): unknown {
  if (error instanceof BackupError) return error;
  if (error instanceof StoreError) {
    return new BackupError(error.fault === 'newer-version' ? 'newer-version' : 'not-a-backup', backup, {
      cause: error,
    });
  }
  const isBroken = error instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code);
  return isBroken ? new BackupError('damaged', backup, { cause: error }) : error;
}

/** Under its new name the replaced file counts as made now: it is removed when it has been that for long. */
function putAside(target: string): string {
  const kept = freeName((n) => `${target}.before-restore-${n + 1}`);
  giveName(target, kept);
  utimesSync(kept, new Date(), new Date());
  // There are such files only where the database was damaged; left here, they would be taken for the new one's.
  for (const tail of ['-wal', '-shm', '-journal']) {
    if (existsSync(`${target}${tail}`)) renameSync(`${target}${tail}`, `${kept}${tail}`);
  }
  return kept;
}
