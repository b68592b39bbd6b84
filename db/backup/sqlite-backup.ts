import Database from 'better-sqlite3';
import { BackupError, type BackupReport } from '../../src/ports/care.ts';
import { StoreError } from '../../src/ports/store.ts';
import { appliedToSqlite } from '../migrations.ts';
import { asFileFault, finishPart, openPart, refuseExisting, removePart } from './files.ts';

/** Pages copied between two looks at other work: some milliseconds. */
const PAGES_AT_ONCE = 500;

/** The file as it is at one moment, in a file of its own; others go on reading and writing meanwhile. */
export async function backupSqlite(source: string, file: string, replace: boolean): Promise<BackupReport> {
  refuseExisting(file, replace);
  try {
    const part = openPart(file);
    try {
      await snapshot(source, file, part);
      assertSound(part, source);
      return { file, bytes: finishPart(part, file, replace) };
    } finally {
      removePart(part);
    }
  } catch (error) {
    throw asFileFault(error, file);
  }
}

async function snapshot(source: string, file: string, part: string): Promise<void> {
  const reader = new Database(source, { readonly: true });
  try {
    // A transaction that reads holds one state of the file: without it every write of another would make the copy begin anew.
    reader.exec('BEGIN');
    if (appliedToSqlite(reader).length === 0) throw new BackupError('nothing', file);
    await reader.backup(part, { progress: () => PAGES_AT_ONCE });
  } finally {
    reader.close();
  }
}

/** A backup that cannot be restored is none. Leaves it a single file, which needs no WAL beside it. */
function assertSound(part: string, source: string): void {
  const copy = new Database(part);
  try {
    copy.pragma('journal_mode = DELETE');
    if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') {
      throw new StoreError('damaged', `${source} is damaged, so no backup was made of it. Restore an earlier one.`);
    }
  } finally {
    copy.close();
  }
}
