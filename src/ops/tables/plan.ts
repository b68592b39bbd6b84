import { dayOf } from '../../domain/days.ts';
import type { Store } from '../../ports/store.ts';
import type { DoubtPolicy, TableKind, RowVerdict as Verdict } from '../../ports/transfer.ts';
import { type ImportOptions, type ImportResult, importBook } from '../book/import.ts';
import type { Problem } from '../book/problem.ts';
import type { Counts, Outcome } from '../book/tally.ts';
import type { Parsers } from './cells.ts';
import { type Draft, draftsOf } from './drafts.ts';
import { type Resolved, resolve } from './entities.ts';
import type { Columns } from './headers.ts';
import { Known, type KnownOptions } from './known.ts';
import { merged } from './merge.ts';
import { noteOwners, ownersOf } from './owners.ts';
import { type PartialBook, partialBook, rowsBehind } from './partial-book.ts';
import type { Reason } from './reason.ts';
import type { TableFormat } from './table.ts';
import { targetsOf } from './targets.ts';

export interface PlanOptions
  extends Omit<ImportOptions, 'dryRun' | 'noted' | 'statedOn' | 'nameKey' | 'mayWrite'>,
    KnownOptions,
    Parsers {
  /** Key of the member that accounts without an owner, and interactions without anybody of ours, belong to. */
  readonly defaultOwner?: string | undefined;
  /** `ask`: doubtful rows stand in the way; `new`, `same`: what they are then; `skip`: they are left out. */
  readonly doubtful?: DoubtPolicy | undefined;
  /** Whether whoever imports may say how deep this member stands with somebody; by default of everybody. */
  readonly mayState?: ((memberId: string) => boolean) | undefined;
}

export interface RowVerdict {
  readonly line: number;
  readonly verdict: Verdict;
  /** Why it is refused or doubtful. */
  readonly reasons: readonly Reason[];
  /** What is worth knowing of a row that is taken. */
  readonly remarks: readonly Reason[];
}

export interface TablePlan {
  readonly kind: TableKind;
  readonly rows: readonly RowVerdict[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Records by kind, were it done. */
  readonly records: Counts | null;
  /** What stands in the way and belongs to no row. */
  readonly problems: readonly Problem[];
  readonly book: PartialBook['book'];
}

/** Each round takes out the rows that are in the way; what the checks before leave over is rare. */
const MOST_ROUNDS = 20;
const WEIGHT: Readonly<Record<Outcome, number>> = { same: 0, changed: 1, new: 2 };

/** Works out what a table would do, row by row, by doing it and undoing it again. */
export async function planTableImport(
  store: Store,
  columns: Columns,
  format: TableFormat,
  options: PlanOptions,
): Promise<TablePlan> {
  const drafts = draftsOf(columns, format, options);
  const rows = await resolved(store, drafts, columns.kind, options);
  const tried = await tryOut(store, rows, options);
  const policy = options.doubtful ?? 'ask';
  const verdicts = drafts.map((draft) => verdictOf(draft, tried.outcomes.get(draft), policy));
  const counts = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 };
  for (const { verdict } of verdicts) counts[verdict] += 1;
  const { records, problems, partial } = tried;
  return { kind: columns.kind, rows: verdicts, counts, records, problems, book: partial.book };
}

async function resolved(
  store: Store,
  drafts: readonly Draft[],
  kind: TableKind,
  options: PlanOptions,
): Promise<readonly Resolved[]> {
  const known = await Known.load(store.views, options);
  const policy = options.doubtful ?? 'ask';
  const targets = targetsOf(drafts, kind, known, policy);
  await known.loadContacts([...targets.values()].flatMap(({ existing }) => existing?.id ?? []));
  const { defaultOwner, mayState } = options;
  const rows = drafts.flatMap((draft, position) => {
    const target = targets.get(draft);
    return target === undefined
      ? []
      : (resolve(draft, target, position, { known, policy, defaultOwner, mayState }) ?? []);
  });
  const taken = rows.filter(({ draft }) => isTaken(draft, policy));
  const records = merged(taken);
  noteOwners(records, ownersOf(records, known, defaultOwner));
  return taken;
}

function isTaken({ refusals, doubts }: Draft, policy: DoubtPolicy): boolean {
  return refusals.length === 0 && (doubts.length === 0 || policy === 'new' || policy === 'same');
}

interface Tried {
  readonly partial: PartialBook;
  readonly outcomes: ReadonlyMap<Draft, Outcome>;
  readonly records: Counts | null;
  readonly problems: readonly Problem[];
}

async function tryOut(store: Store, rows: readonly Resolved[], options: PlanOptions): Promise<Tried> {
  const known = await Known.load(store.views, options);
  let problems: readonly Problem[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const taken = rows.filter(({ draft }) => draft.refusals.length === 0);
    const records = merged(taken);
    const partial = partialBook(records, ownersOf(records, known, options.defaultOwner));
    const outcomes = new Map<Draft, Outcome>();
    const noted = (path: string, became: Outcome) => {
      // Something new inside what is there already (a view of a contact, a promise) makes the row a change.
      const outcome = became === 'new' && !partial.rowsAt.has(path) ? 'changed' : became;
      for (const { draft } of rowsBehind(partial, path).telling) {
        const before = outcomes.get(draft);
        if (before === undefined || WEIGHT[outcome] > WEIGHT[before]) outcomes.set(draft, outcome);
      }
    };
    const result = await importBook(store, partial.book, { ...bookOptions(options), dryRun: true, noted });
    if (result.ok) {
      for (const warning of result.warnings) noteAt(partial, warning, 'remarks');
      return { partial, outcomes, records: result.counts, problems: [] };
    }
    problems = result.problems.filter((problem) => !noteAt(partial, problem, 'refusals'));
    if (problems.length > 0) return { partial, outcomes, records: null, problems };
  }
  return { partial: partialBook([], new Map()), outcomes: new Map(), records: null, problems };
}

/** Puts what a book is refused for to the rows that say it; whether there are any. */
function noteAt(partial: PartialBook, problem: Problem, list: 'refusals' | 'remarks'): boolean {
  const { rows } = rowsBehind(partial, problem.path);
  for (const { draft } of rows) draft[list].push({ code: 'book', problem });
  return rows.length > 0;
}

function bookOptions({ now, zone, newId, clean, actorId, nameKey, mayWrite }: PlanOptions): ImportOptions {
  const statedOn = dayOf(now, zone);
  const base = { now, zone, newId, clean, actorId, statedOn, ...(mayWrite === undefined ? {} : { mayWrite }) };
  return nameKey === undefined ? base : { ...base, nameKey };
}

/** Does what was planned: all of it, or nothing. */
export function carryOut(store: Store, plan: TablePlan, options: PlanOptions): Promise<ImportResult> {
  return importBook(store, plan.book, bookOptions(options));
}

function verdictOf(draft: Draft, outcome: Outcome | undefined, policy: DoubtPolicy): RowVerdict {
  const { line, refusals, doubts, remarks } = draft;
  if (refusals.length > 0) return { line, verdict: 'refused', reasons: refusals, remarks };
  const isOpen = doubts.length > 0 && (policy === 'ask' || policy === 'skip');
  if (isOpen) return { line, verdict: 'doubtful', reasons: doubts, remarks };
  return { line, verdict: outcome ?? 'same', reasons: [], remarks: [...doubts, ...remarks] };
}
