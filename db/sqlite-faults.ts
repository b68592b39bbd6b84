import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConflictError, StoreError, type StoreFault } from '../src/ports/store.ts';
import type { ToFault } from './hand-out.ts';

/** Result codes of SQLite (sqlite.org/rescode.html) by their beginning, and the codes of file system calls. */
const FAULTS: readonly (readonly [string, StoreFault])[] = [
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['SQLITE_FULL', 'full'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_IOERR', 'damaged'],
  ['EIO', 'damaged'],
];

/** Errors of SQLite on this file as those of the port. */
export function sqliteFaults(file: string): ToFault {
  const texts: Record<StoreFault, string> = {
    'newer-version': '',
    refused: '',
    'read-only': `The database ${file} cannot be written. Give the user KAM Assistant runs as the right to write the file and its folder ${dirname(file)}.`,
    full: `The disk holding ${file} is full, nothing was written. Make room and try again.`,
    busy: `Another program has been writing to ${file} for too long. Try again when it is done.`,
    damaged: `${file} cannot be read as a database, or its disk reports errors. Restore a backup, or choose another file.`,
    unreachable: `The database ${file} cannot be opened. Check that the path is right and names a file, not a folder.`,
  };
  return (error, method) => {
    const { code, message, source } = described(error);
    if (code === undefined) return error;
    if (code.startsWith('SQLITE_CONSTRAINT')) return toConflict(code, message, method, source);
    const fault =
      code === 'SQLITE_CANTOPEN' ? whyNotOpened(file) : FAULTS.find(([begins]) => code.startsWith(begins))?.[1];
    return fault ? new StoreError(fault, texts[fault], { cause: source }) : error;
  };
}

function whyNotOpened(file: string): StoreFault {
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return 'unreachable';
  } catch {
    return 'read-only';
  }
}

function toConflict(code: string, message: string, method: string, cause: unknown): unknown {
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new ConflictError('duplicate', `There is such a record already (${message}).`, { cause });
  }
  if (code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') return cause;
  return method === 'remove'
    ? new ConflictError('referenced', 'Other records still refer to it.', { cause })
    : new ConflictError('missing', 'It refers to a record that is not there.', { cause });
}

/** The error that carries a code, looking through those wrapped around it. */
function described(error: unknown): { code?: string; message: string; source: unknown } {
  for (let source = error; source instanceof Error; source = source.cause) {
    if (source instanceof StoreError || source instanceof ConflictError) break;
    if ('code' in source && typeof source.code === 'string')
      return { code: source.code, message: source.message, source };
  }
  return { message: '', source: error };
}
