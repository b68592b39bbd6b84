import type { Store } from '../../ports/store.ts';
import type { TableKind } from '../../ports/transfer.ts';
import type { ImportResult } from '../book/import.ts';
import { type Columns, recogniseHeaders } from './headers.ts';
import { carryOut, type PlanOptions, planTableImport, type TablePlan } from './plan.ts';
import { readTable } from './read-table.ts';
import type { Reason } from './reason.ts';
import type { Table } from './table.ts';

export interface TableImportOptions extends PlanOptions {
  /** What the table is about, when its headers could mean several things. */
  readonly kind?: TableKind | undefined;
  /** Only says what would be done. */
  readonly dryRun?: boolean | undefined;
  /** `stop`: a refused row stands in the way of all others; `skip`: it is left out. */
  readonly refused?: 'stop' | 'skip' | undefined;
  /** Asked before anything is written; by default yes. */
  readonly agrees?: ((plan: TablePlan) => boolean) | undefined;
}

export type TableImport =
  | { readonly ok: false; readonly faults: readonly Reason[] }
  | {
      readonly ok: true;
      readonly table: Omit<Table, 'rows'>;
      readonly columns: Omit<Columns, 'rows'>;
      readonly plan: TablePlan;
      /** Nothing is in the way of doing it. */
      readonly ready: boolean;
      /** What was done; `null`: nothing was written. */
      readonly done: ImportResult | null;
    };

/**
 * Reads a file of accounts, contacts, interactions, shares, orders or facts, says what it means row by row, and brings it in: all rows
 * that are taken, or none. Doing it again, or with the rows in another order, changes nothing.
 */
export async function importTable(
  store: Store,
  file: { readonly bytes: Uint8Array; readonly name: string },
  options: TableImportOptions,
): Promise<TableImport> {
  const read = await readTable(file.bytes, file.name);
  if (!read.ok) return read;
  const { rows, ...table } = read.table;
  const found = recogniseHeaders(rows, options.kind);
  if (found === null) return { ok: false, faults: [{ code: 'no-headers', names: headersSeen(rows[0]?.cells ?? []) }] };
  const plan = await planTableImport(store, found, table.format, options);
  const { rows: _, ...columns } = found;
  const ready = isReady(plan, options);
  const { agrees = () => true } = options;
  const done = ready && !options.dryRun && agrees(plan) ? await carryOut(store, plan, options) : null;
  return { ok: true, table, columns, plan, ready, done };
}

function isReady({ counts, problems }: TablePlan, { refused = 'stop', doubtful = 'ask' }: TableImportOptions): boolean {
  if (problems.length > 0) return false;
  if (counts.refused > 0 && refused === 'stop') return false;
  return counts.doubtful === 0 || doubtful !== 'ask';
}

const MOST_HEADERS = 20;

function headersSeen(cells: readonly string[]): readonly string[] {
  return cells
    .map((cell) => cell.trim().slice(0, 40))
    .filter((cell) => cell !== '')
    .slice(0, MOST_HEADERS);
}
