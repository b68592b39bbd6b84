import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Copies the program makes by itself are removed at this age, so that none holds an erased person for longer (docs/operating.md). */
const COPY_DAYS = 30;
const DAY_MS = 86_400_000;

/** The copies of one database the program made by itself: before a migration, or before a restore. */
export interface Copies {
  list(): readonly string[];
  /** Removes those that are old enough. */
  prune(now?: number): void;
}

/** Those beside a SQLite file. */
export function copiesBeside(file: string): Copies {
  const start = basename(file);
  const tail = /^\.before-(?:\d+(?:-\d+)?\.bak|restore-\d+(?:-wal|-shm|-journal)?)$/;
  return copiesIn(dirname(file), (name) => name.startsWith(start) && tail.test(name.slice(start.length)));
}

/** Those of a PostgreSQL database; `null`: none are made. */
export function copiesInFolder(folder: string | null): Copies {
  if (folder === null) return { list: () => [], prune: () => undefined };
  return copiesIn(folder, (name) => /^before-(?:migration|restore)-\d+(?:-\d+)?\.ndjson\.gz$/.test(name));
}

function copiesIn(folder: string, isCopy: (name: string) => boolean): Copies {
  const list = (): readonly string[] => {
    try {
      return readdirSync(folder)
        .filter(isCopy)
        .sort()
        .map((name) => join(folder, name));
    } catch {
      // No such folder yet.
      return [];
    }
  };
  return {
    list,
    prune(now = Date.now()) {
      for (const copy of list()) {
        try {
          if (now - statSync(copy).mtimeMs > COPY_DAYS * DAY_MS) rmSync(copy);
        } catch {
          // Gone meanwhile, or not ours to remove: then `list` goes on naming it.
        }
      }
    },
  };
}
