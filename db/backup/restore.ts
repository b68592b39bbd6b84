import type { RestoreOptions, RestoreReport } from '../../src/ports/care.ts';
import { BackupError } from '../../src/ports/care.ts';
import type { ToFault } from '../hand-out.ts';
import { postgresFaults } from '../postgres-faults.ts';
import { sqliteFaults } from '../sqlite-faults.ts';
import { isPostgres, toSqliteFile } from '../url.ts';
import { sniff } from './sniff.ts';
import { restoreSqlite } from './sqlite-restore.ts';

/**
 * Fills a database that nobody has open from a backup, and brings it up to this version; all or nothing. Throws `BackupError` or
 * `StoreError`.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { url, file, force = false } = options;
  const engine = isPostgres(url) ? 'postgres' : 'sqlite';
  const made = sniff(file);
  if (made === null) throw new BackupError('not-a-backup', file);
  if ((made === 'sqlite') !== (engine === 'sqlite')) throw new BackupError('other-engine', file);
  if (engine === 'postgres') {
    const { restorePostgres } = await import('./postgres-restore.ts');
    return faulty(postgresFaults, () => restorePostgres(options));
  }
  const target = toSqliteFile(url).file;
  return faulty(sqliteFaults(target), () => restoreSqlite(target, file, force));
}

async function faulty<T>(toFault: ToFault, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toFault(error, 'restore');
  }
}
