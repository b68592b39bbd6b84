import { referenceOf, type SheetScan, scanSheet } from './sheet-scan.ts';
import { isBlank, type Table, TableRefusal, type TableRow } from './table.ts';
import { partsOf, stylesOf, type WorkbookParts } from './workbook.ts';
import { Archive, archiveOf } from './zip.ts';

type Value = string | number | boolean | Date | null | undefined;

/** Reads the first visible sheet of a workbook, after a look at what is in it: a small file can unpack to any size. */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const parts = partsOf(new Archive(bytes));
  const scan = scanSheet(parts.files.get(parts.sheetPath) ?? Buffer.alloc(0), stylesOf(parts));
  const rows = (await valuesOf(parts)).map((row, index) => toRow(row, index + 1, scan));
  const { sheet, otherSheets } = parts;
  return { format: 'xlsx', encoding: null, rows: rows.filter(({ cells }) => !isBlank(cells)), sheet, otherSheets };
}

/** The library gets what was looked at and nothing else: of an archive two readers can see two different things. */
async function valuesOf({ files }: WorkbookParts): Promise<readonly (readonly Value[])[]> {
  // Loaded when a workbook comes: most starts see none.
  const { readSheet } = await import('read-excel-file/node');
  try {
    // Its types say that a day is the constructor of days.
    const data: unknown = await readSheet(archiveOf(files), 1, { trim: false });
    return data as readonly (readonly Value[])[];
  } catch (error) {
    throw error instanceof RangeError ? error : new TableRefusal({ code: 'damaged-workbook' });
  }
}

function toRow(values: readonly Value[], line: number, scan: SheetScan): TableRow {
  const cells = values.map((value, column) => textOf(value, () => scan.percentages.has(referenceOf(line, column))));
  const formula = scan.formulas.get(line);
  return formula === undefined ? { line, cells } : { line, cells, fault: { code: 'formula', value: formula } };
}

function textOf(value: Value, isPercentage: () => boolean): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  return isPercentage() ? `${rounded(value * 100)}%` : String(rounded(value));
}

/** A workbook keeps 0.3 as 0.30000000000000004. */
function rounded(figure: number): number {
  return Number(figure.toPrecision(15));
}

/** Workbooks know no zone: what they show comes as if it were UTC. Seconds are left over from fractions of a day. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const [day = '', time = ''] = text.slice(0, 19).split('T');
  return time === '00:00:00' ? day : `${day} ${time.endsWith(':00') ? time.slice(0, 5) : time}`;
}
