import { closeSync, fdatasync, openSync } from 'node:fs';

/** Makes durable what was committed without waiting for the disk (`synchronous = NORMAL`). */
export interface Sync {
  /** Resolves when all that was committed by now would survive a power cut; those who ask at once share one way to the disk. */
  sync(): Promise<void>;
  /** To be called before the last connection is closed, which takes the file away. */
  close(): Promise<void>;
}

/**
 * In WAL mode a commit is durable once the log is on the disk: with `synchronous = FULL` SQLite sees to that itself and stops the
 * whole process meanwhile (sqlite.org/pragma.html#pragma_synchronous). Here the same is done beside everything else.
 */
export function createSync(databaseFile: string): Sync {
  let log: number | undefined;
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const toDisk = (): Promise<void> =>
    new Promise((resolve, reject) => {
      // The log of an open database stays the same file. It is opened for writing because Windows asks for that.
      log ??= openSync(`${databaseFile}-wal`, 'r+');
      fdatasync(log, (error) => (error === null ? resolve() : reject(error)));
    });
  const begin = (): Promise<void> => {
    const way = toDisk().finally(() => {
      if (current === way) current = undefined;
    });
    current = way;
    return way;
  };
  return {
    sync() {
      if (next !== undefined) return next;
      if (current === undefined) return begin();
      // What is under way may have begun before the last commit.
      next = current.then(ignore, ignore).then(() => {
        next = undefined;
        return begin();
      });
      return next;
    },
    async close() {
      while (current !== undefined || next !== undefined) await (next ?? current)?.catch(ignore);
      if (log !== undefined) closeSync(log);
      log = undefined;
    },
  };
}

const ignore = (): void => {};
