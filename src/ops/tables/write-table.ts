import type { Row } from 'write-excel-file/node';
import { csvOf } from './csv.ts';

/** A cell to be written; a `day` is a day in a workbook too. */
export type Cell = string | number | { readonly day: string } | null | undefined;
export type WrittenFormat = 'csv' | 'xlsx';

/** A table as the bytes of a file. */
export async function writeTable(
  headers: readonly string[],
  rows: readonly (readonly Cell[])[],
  format: WrittenFormat,
): Promise<Uint8Array> {
  if (format === 'csv') return csvOf([headers, ...rows.map((row) => row.map(textOf))]);
  // Loaded when a workbook is asked for: most starts write none.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const head: Row = headers.map((header) => ({ value: header, fontWeight: 'bold' }));
  const data = [head, ...rows.map((row): Row => row.map(xlsxCell))];
  const columns = headers.map((header) => ({ width: Math.max(12, header.length * 2) }));
  return new Uint8Array(await writeXlsxFile(data, { columns, stickyRowsCount: 1 }).toBuffer());
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? cell.day : String(cell);
}

/** A text stays a text, whatever sign it begins with: only a cell that says it is one is computed. */
function xlsxCell(cell: Cell): Row[number] {
  if (cell === null || cell === undefined || cell === '') return null;
  if (typeof cell === 'object') return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String };
}
