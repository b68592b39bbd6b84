import type { Reason } from './reason.ts';

/** A file larger than this is not looked into, whatever it is. */
export const LARGEST_FILE = 100 * 1024 * 1024;
/** What a workbook may come to once unpacked: reading one takes some ten times that. */
export const LARGEST_UNPACKED = 32 * 1024 * 1024;
/** All rows are weighed together before the first is written, some 15 kB for each. */
export const MOST_ROWS = 20_000;
export const MOST_CELLS = 1_000_000;

export type TableFormat = 'csv' | 'xlsx' | 'vcard';

/** One row as text: days as `YYYY-MM-DD`, numbers with a full stop, percentages with their sign. */
export interface TableRow {
  /** Where it begins in the file, from 1; in a workbook its number. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with it as it stands, whatever its columns mean. */
  readonly fault?: Reason;
}

export interface Table {
  readonly format: TableFormat;
  /** What its text turned out to be; `null` for a workbook, which says so itself. */
  readonly encoding: string | null;
  /** Blank rows are left out. */
  readonly rows: readonly TableRow[];
  /** The sheet that was read, and those that were not. */
  readonly sheet: string | null;
  readonly otherSheets: readonly string[];
}

export type ReadTable =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly faults: readonly Reason[] };

/** Ends the reading of a file; never leaves this folder. */
export class TableRefusal extends Error {
  override readonly name = 'TableRefusal';
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.code);
    this.reason = reason;
  }
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
