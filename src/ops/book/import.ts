import { startOfDay } from '../../domain/days.ts';
import type { Account, Day, Instant } from '../../domain/records.ts';
import { foldName } from '../../domain/same-name.ts';
import type { NewId } from '../../ports/ids.ts';
import { type Carrier, ConflictError, type Store } from '../../ports/store.ts';
import { importAccounts } from './accounts.ts';
import { carryHistory } from './carry.ts';
import type { Clean } from './fields.ts';
import { importInside } from './inside.ts';
import { groupInteractions } from './interaction-groups.ts';
import { importMembers } from './members.ts';
import { AT_ONCE, createPending, UnplacedConflict } from './pending.ts';
import { type Problem, Problems, Refusal } from './problem.ts';
import { type Read, readBook } from './read.ts';
import type { Run } from './run.ts';
import { type Counts, type Outcome, Tally } from './tally.ts';

export interface ImportOptions {
  readonly now: Instant;
  /** The organisation's, for accounts that have none of their own. */
  readonly zone: string;
  readonly newId: NewId;
  readonly clean: Clean;
  /** Whose change it is; `null`: the operator's. */
  readonly actorId: string | null;
  /** Does everything and then undoes it. */
  readonly dryRun?: boolean;
  /** What equal names have in common; by default width, case and white space are looked over. */
  readonly nameKey?: (name: string) => string;
  /** Told what becomes of each record, by its place in the book. */
  readonly noted?: (path: string, outcome: Outcome) => void;
  /**
   * When given, what contacts are like is how they are on this day: what holds then already is left as it is, and what is new
   * to a known history begins then. By default it held from the beginning.
   */
  readonly statedOn?: Day;
  /** Accounts that whoever imports may change; by default all. */
  readonly mayWrite?: (account: Account) => boolean;
}

export type ImportResult =
  | {
      readonly ok: true;
      readonly counts: Counts;
      readonly warnings: readonly Problem[];
      /** The change to undo; `null`: nothing was written. */
      readonly changeId: string | null;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Imports a book (version 1), given as JSON text or parsed, in one transaction: all of it or, when there is any problem, nothing.
 * Doing it again finds nothing to do. What the book does not mention stays.
 */
export async function importBook(store: Store, text: unknown, options: ImportOptions): Promise<ImportResult> {
  const problems = new Problems();
  const read = readBook(text, options.clean, problems);
  if (read === null) return { ok: false, problems: problems.list };
  try {
    return await attempt(store, read, options, AT_ONCE);
  } catch (error) {
    if (!(error instanceof UnplacedConflict)) throw error;
    // Nothing was written. Once more, record by record, to learn which of them is refused.
    return attempt(store, read, options, 1);
  }
}

async function attempt(store: Store, read: Read, options: ImportOptions, atOnce: number): Promise<ImportResult> {
  const noted = { problems: new Problems(), warnings: new Problems(), tally: new Tally() };
  const { problems, warnings, tally } = noted;
  let moved: readonly Account[] = [];
  let changeId: string | null = null;
  try {
    const recorded = await store.importing(aboutOf(read, options), async (db) => {
      const run = runOf(db, options, noted, atOnce);
      moved = await importAll(run, read);
      await run.pending.flush();
      if (problems.list.length > 0 || options.dryRun) throw new Refusal();
    });
    changeId = recorded.changeId;
  } catch (error) {
    // The database checks references once more at the very end, where no place can be told any longer.
    if (error instanceof ConflictError)
      problems.add('', error.reason === 'duplicate' ? 'conflict' : 'broken-reference');
    else if (!(error instanceof Refusal)) throw error;
  }
  if (problems.list.length > 0) return { ok: false, problems: problems.list };
  if (!options.dryRun) await rezone(store, options.zone, moved, read.history !== null);
  return { ok: true, counts: tally.counts(), warnings: warnings.list, changeId };
}

type Noted = Pick<Run, 'problems' | 'warnings' | 'tally'>;

function runOf(db: Carrier, options: ImportOptions, noted: Noted, atOnce: number): Run {
  const { now, zone, newId, actorId, nameKey = foldName, statedOn = null, noted: tell = () => undefined } = options;
  const { mayWrite = () => true } = options;
  const pending = createPending(db, noted.problems, atOnce);
  return { db, now, zone, newId, actorId, nameKey, statedOn, tell, mayWrite, pending, ...noted };
}

/** Answers with the accounts whose zone is another now. */
async function importAll(run: Run, { book, history }: Read): Promise<readonly Account[]> {
  if (history !== null) await carryHistory(run, history);
  const members = await importMembers(run, book.members ?? []);
  const { plans, index } = await importAccounts(run, book.accounts ?? [], members);
  const told = groupInteractions(run, book.interactions ?? [], index);
  for (const plan of plans) {
    await importInside(run, { account: plan.after, plan, members, interactions: told.get(plan.after.id) ?? [] });
    told.delete(plan.after.id);
  }
  for (const [id, interactions] of told) {
    const account = index.byId(id);
    if (account !== undefined) await importInside(run, { account, plan: null, members, interactions });
  }
  return plans
    .filter(({ before, after }) => before !== undefined && before.timeZone !== after.timeZone)
    .map(({ after }) => after);
}

/** Interactions told by their day start with it in the zone that counts now, in which a carried one may never have been. */
async function rezone(store: Store, zone: string, moved: readonly Account[], isCarried: boolean): Promise<void> {
  for (const { id, timeZone } of moved) await store.rezone((day) => startOfDay(day, timeZone ?? zone), id);
  if (isCarried) await store.rezone((day) => startOfDay(day, zone));
}

function aboutOf({ book, history }: Read, { now, actorId }: ImportOptions) {
  const input = {
    members: book.members?.length ?? 0,
    accounts: book.accounts?.length ?? 0,
    interactions: book.interactions?.length ?? 0,
    history: history !== null,
  };
  return { command: 'import', input, memberId: actorId, at: now };
}
