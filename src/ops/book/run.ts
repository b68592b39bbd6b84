import { isDeepStrictEqual } from 'node:util';
import type { Day, Instant, RecordKind, Records } from '../../domain/records.ts';
import type { NewId } from '../../ports/ids.ts';
import { type AccountRecordKind, type Carrier, ConflictError, type NewRecord } from '../../ports/store.ts';
import type { Pending } from './pending.ts';
import { type Problems, Refusal } from './problem.ts';
import type { Outcome, Tally } from './tally.ts';

/** One import under way, inside its transaction. */
export interface Run {
  readonly db: Carrier;
  readonly now: Instant;
  /** The organisation's, for accounts that have none of their own. */
  readonly zone: string;
  readonly newId: NewId;
  readonly actorId: string | null;
  /** What equal names have in common. */
  readonly nameKey: (name: string) => string;
  /** The day on which contacts are as told; `null`: from the beginning. */
  readonly statedOn: Day | null;
  readonly tell: (path: string, outcome: Outcome) => void;
  /** Accounts that whoever imports may change. */
  readonly mayWrite: (account: Records['account']) => boolean;
  /** New records that are still to be written. */
  readonly pending: Pending;
  readonly problems: Problems;
  readonly warnings: Problems;
  readonly tally: Tally;
}

/** Stands for an id that could not be found; a problem is noted then, and so nothing is written any more. */
export const UNRESOLVED = '';

type Stamp = Pick<Records['share'], 'authorId' | 'recordedAt'>;

/** Who says so and when, on a statement this import makes or revises. */
export function stampOf(run: Run): Stamp {
  return { authorId: run.actorId, recordedAt: run.now };
}

/** A statement as revised: said anew by this import when anything in it differs, else as it was. */
export function restamped<T extends Stamp>(run: Run, before: T | undefined, after: T): T {
  return before !== undefined && isDeepStrictEqual(before, after) ? before : { ...after, ...stampOf(run) };
}

/** Inserts or updates, whichever is due; once a problem is known the import can only be undone, so nothing more is written. */
export async function put<K extends RecordKind>(
  run: Run,
  kind: K,
  before: Records[K] | undefined,
  after: Records[K],
  path: string,
): Promise<void> {
  if (run.problems.list.length > 0) return;
  const outcome = before === undefined ? 'new' : isDeepStrictEqual(before, after) ? 'same' : 'changed';
  run.tally.note(kind, after.id, outcome);
  run.tell(path, outcome);
  if (outcome === 'same') return;
  // The kind and its record belong together, which the type cannot follow through `K`.
  if (outcome === 'new') return run.pending.add({ kind, record: after } as unknown as NewRecord, path);
  if (run.pending.has(kind, after.id)) await run.pending.flush();
  await guarded(run, path, () => run.db.update(kind, after));
}

/** Turns what the database refuses into a problem of that place. PostgreSQL can do nothing after it, so the work ends there. */
export async function guarded(run: Run, path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    run.problems.add(path, error.reason === 'duplicate' ? 'conflict' : 'broken-reference');
    throw new Refusal();
  }
}

/** What the database has of one account; an account made by this very import has nothing yet. */
export async function recordsOf<K extends AccountRecordKind>(
  run: Run,
  kind: K,
  account: { readonly id: string; readonly isNew: boolean },
): Promise<readonly Records[K][]> {
  return account.isNew || run.problems.list.length > 0 ? [] : run.db.ofAccount(kind, account.id);
}

type Mentioned<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The record with what is told put in its place; every field is there already, so that its shape stays. */
export function revised<T extends object>(record: T, values: Partial<T>): T {
  const after = { ...record };
  for (const field of Object.keys(values) as (keyof T)[]) {
    const value = values[field];
    if (value !== undefined) after[field] = value;
  }
  return after;
}

/** Only what is told: a key that is absent changes nothing, one that is `null` clears. */
export function mentioned<T extends object>(values: T): Mentioned<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Mentioned<T>;
}
