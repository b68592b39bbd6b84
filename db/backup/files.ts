import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BackupError } from '../../src/ports/care.ts';
import { StoreError } from '../../src/ports/store.ts';

/** An empty file of a passing name beside the one to be made, for its owner alone: a backup holds everything about people. */
export function openPart(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  removeLeftParts(file);
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  return part;
}

/** What the operating system or SQLite says about a file that is being made, as an error of the port. */
export function asFileFault(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(?:EACCES|EPERM|EROFS|SQLITE_(?:READONLY|CANTOPEN|PERM))/.test(code))
    return new StoreError(
      'read-only',
      `${file} cannot be written. Give the user KAM Assistant runs as the right to write its folder.`,
      {
        cause: error,
      },
    );
  if (/^(?:ENOSPC|EDQUOT|SQLITE_FULL)/.test(code))
    return new StoreError('full', `The disk holding ${file} is full, no backup was made.`, { cause: error });
  return error;
}

export function removePart(part: string): void {
  for (const tail of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${tail}`, { force: true });
}

/** What processes that were killed at work left beside this file. */
function removeLeftParts(file: string): void {
  const start = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file))) {
    const [, pid] = (name.startsWith(start) && /^(\d+)\.part$/.exec(name.slice(start.length))) || [];
    if (pid !== undefined && !isRunning(Number(pid))) removePart(join(dirname(file), name));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Gives a finished file its name. After a power cut it is there whole, or not at all. */
export function finishPart(part: string, file: string, replace: boolean): number {
  sync(part);
  if (replace) renameSync(part, file);
  else {
    giveName(part, file);
    rmSync(part, { force: true });
  }
  syncFolder(file);
  return statSync(file).size;
}

/** A second name, never over a file that is there: unlike a rename, a link refuses that by itself. */
export function giveName(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw new BackupError('exists', to, { cause: error });
    // Not every file system has links.
    if (existsSync(to)) throw new BackupError('exists', to, { cause: error });
    renameSync(from, to);
  }
}

export function refuseExisting(file: string, replace: boolean): void {
  if (!replace && existsSync(file)) throw new BackupError('exists', file);
}

/** The first of the names that is free, counting up. */
export function freeName(nameOf: (n: number) => string): string {
  let n = 0;
  while (existsSync(nameOf(n))) n++;
  return nameOf(n);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export function syncFolder(file: string): void {
  // Windows cannot open a folder, and needs not.
  if (process.platform !== 'win32') sync(dirname(file));
}
