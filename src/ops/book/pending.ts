import { setImmediate as pause } from 'node:timers/promises';
import type { RecordKind } from '../../domain/records.ts';
import { type Carrier, ConflictError, type NewRecord } from '../../ports/store.ts';
import { type Problems, Refusal } from './problem.ts';

/** New records on their way into the database: written many at once, for a statement for each costs a way there and back. */
export interface Pending {
  add(entry: NewRecord, path: string): Promise<void>;
  /** Whether this record is not in the database yet. */
  has(kind: RecordKind, id: string): boolean;
  flush(): Promise<void>;
  /** Records that are written together. */
  readonly atOnce: number;
}

/** Enough that statements are few, and few enough that nothing piles up. */
export const AT_ONCE = 128;

/** A conflict somewhere among many: which of them it was, the database does not say. */
export class UnplacedConflict extends Error {
  override readonly name = 'UnplacedConflict';
}

/** What the database refuses as a problem of its place, where that is known. Always throws. */
export function throwPlaced(error: unknown, problems: Problems, isOneOfMany: boolean, path: string): never {
  if (!(error instanceof ConflictError)) throw error;
  if (isOneOfMany) throw new UnplacedConflict();
  problems.add(path, error.reason === 'duplicate' ? 'conflict' : 'broken-reference');
  throw new Refusal();
}

/** `atOnce` 1: each by itself, so that what the database refuses is a problem of its place. */
export function createPending(db: Carrier, problems: Problems, atOnce: number): Pending {
  let entries: NewRecord[] = [];
  let ids = new Set<string>();
  let lastPath = '';

  async function flush(): Promise<void> {
    if (entries.length === 0) return;
    const all = entries;
    entries = [];
    ids = new Set();
    // SQLite answers at once, always: without a pause nobody else is answered before the whole import is over.
    await pause();
    try {
      await db.insertAll(all);
    } catch (error) {
      throwPlaced(error, problems, all.length > 1, lastPath);
    }
  }

  return {
    async add(entry, path) {
      entries.push(entry);
      ids.add(`${entry.kind} ${entry.record.id}`);
      lastPath = path;
      if (entries.length >= atOnce) await flush();
    },
    has: (kind, id) => ids.has(`${kind} ${id}`),
    flush,
    atOnce,
  };
}
