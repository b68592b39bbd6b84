import { cut } from '../reply/cut.ts';
import { printableLine } from '../reply/printable.ts';
import type { Block, Text } from '../reply/reply.ts';

export type Table = Extract<Block, { kind: 'table' }>;

/** A table with as many cells in each row as there are columns; `Line` is a text as the platform draws it. */
export interface Grid<Line> {
  readonly columns: Table['columns'];
  readonly rows: readonly (readonly Line[])[];
  /** How many there are of each. */
  readonly all: { readonly rows: number; readonly columns: number };
}

/** How much of a table a platform takes. */
export interface GridLimits {
  readonly rows: number;
  readonly columns: number;
  /** UTF-16 units of the name of a column. */
  readonly label: number;
}

/** The table as a grid within its limits; rows and columns beyond them are only counted. */
export function toGrid<Line>({ columns, rows }: Table, limits: GridLimits, toCell: (text: Text) => Line): Grid<Line> {
  const widest = rows.reduce((most, row) => Math.max(most, row.length), columns.length);
  const width = Math.min(widest, limits.columns);
  return {
    columns: Array.from({ length: width }, (_, at) => {
      const column = columns[at];
      const label = cut(printableLine(column?.label ?? ''), limits.label);
      return column?.align === undefined ? { label } : { label, align: column.align };
    }),
    rows: rows.slice(0, limits.rows).map((row) => Array.from({ length: width }, (_, at) => toCell(row[at] ?? ''))),
    all: { rows: rows.length, columns: widest },
  };
}

interface BeyondWords {
  more(shown: number, all: number): string;
  moreColumns(shown: number, all: number): string;
}

/** What is said of what is not shown. */
export const beyondGrid = (
  { columns, all }: Grid<unknown>,
  shownRows: number,
  words: BeyondWords,
): readonly string[] => [
  ...(shownRows < all.rows ? [words.more(shownRows, all.rows)] : []),
  ...(columns.length < all.columns ? [words.moreColumns(columns.length, all.columns)] : []),
];
