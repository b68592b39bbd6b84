import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { BackupError } from '../../src/ports/care.ts';
import { MIGRATIONS_TABLE } from '../migrations.ts';

/** How long others get to finish, in milliseconds. */
const PATIENCE_MS = 1000;

/** Tables the program fills by itself, so that a database in which nobody wrote anything counts as empty. */
const OWN: ReadonlySet<unknown> = new Set([MIGRATIONS_TABLE, 'meta']);

export interface HeldTarget {
  readonly holdsSomething: boolean;
  release(): void;
}

/** Keeps everybody else out of the database that is to be replaced: who goes on writing to it would write into the void. */
export function holdTarget(target: string, backup: string): HeldTarget {
  if (!existsSync(target) || statSync(target).size === 0) return { holdsSomething: false, release: () => undefined };
  const connection = new Database(target, { timeout: PATIENCE_MS });
  try {
    // Succeeds only while nobody else has it open, and folds the WAL into the file.
    connection.pragma('journal_mode = DELETE');
    connection.exec('BEGIN EXCLUSIVE');
    return { holdsSomething: hasRows(connection), release: () => connection.close() };
  } catch (error) {
    connection.close();
    if (isCode(error, /^SQLITE_(?:BUSY|LOCKED)/)) throw new BackupError('in-use', backup, { cause: error });
    // What cannot be read any more may be what the backup is wanted for; it is kept all the same.
    if (isCode(error, /^SQLITE_(?:CORRUPT|NOTADB|IOERR)/)) return { holdsSomething: true, release: () => undefined };
    throw error;
  }
}

const isCode = (error: unknown, pattern: RegExp): boolean =>
  error instanceof Database.SqliteError && pattern.test(error.code);

function hasRows(connection: Database.Database): boolean {
  const tables = connection.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  return tables
    .filter((table) => !OWN.has(table))
    .some((table) => connection.prepare(`SELECT 1 FROM "${table.replaceAll('"', '""')}" LIMIT 1`).get() !== undefined);
}
