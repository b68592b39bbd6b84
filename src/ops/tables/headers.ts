import type { Language } from '../../domain/vocabulary.ts';
import { TABLE_KINDS, type TableKind } from '../../ports/transfer.ts';
import { FIELDS, REQUIRED, type TableField } from './fields.ts';
import { headersEn } from './headers-en.ts';
import { headersZh } from './headers-zh.ts';
import type { TableRow } from './table.ts';

export interface Columns {
  readonly kind: TableKind;
  readonly headerLine: number;
  readonly headers: readonly string[];
  /** Where each field stands; several columns can tell of one, the first that has something counts. */
  readonly places: ReadonlyMap<TableField, readonly number[]>;
  /** Headers that mean nothing here. */
  readonly ignored: readonly string[];
  /** The rows below. */
  readonly rows: readonly TableRow[];
}

/** The header is in the first row, or under a title in the second. */
const HEADER_ROWS = 2;
const MARKS = /[*＊]|[(（[【]\s*(?:必填|选填|必填项|required|optional|mandatory)\s*[)）\]】]/gi;

/** What a header is compared by: without marks for what must be filled in, width, case, spaces and signs. */
export function headerKey(header: string): string {
  return header
    .replace(MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_:：./()'"-]+/g, '');
}

/** Which fields a header can stand for in a table of each kind, and how early it is in the list: the lower the better. */
type Known = ReadonlyMap<string, ReadonlyMap<TableField, number>>;
const known: Readonly<Record<TableKind, Known>> = Object.fromEntries(
  TABLE_KINDS.map((kind) => [kind, knownOf(kind)]),
) as Record<TableKind, Known>;

function knownOf(kind: TableKind): Known {
  const all = new Map<string, Map<TableField, number>>();
  for (const field of FIELDS) {
    for (const [index, header] of headersOf(kind, field).entries()) {
      const key = headerKey(header);
      const fields = all.get(key) ?? new Map<TableField, number>();
      if (!fields.has(field)) fields.set(field, index);
      all.set(key, fields);
    }
  }
  return all;
}

function headersOf(kind: TableKind, field: TableField): string[] {
  return [...(headersZh[kind][field]?.split(' ') ?? []), ...(headersEn[kind][field]?.split('|') ?? [])];
}

/** What we head a column with ourselves. */
export function headerIn(language: Language, kind: TableKind, field: TableField): string {
  const [first] =
    language === 'zh' ? (headersZh[kind][field]?.split(' ') ?? []) : (headersEn[kind][field]?.split('|') ?? []);
  return first ?? field;
}

/** Finds the header and says which kind of table it heads; `null` when none of ours. `wanted`: only that kind will do. */
export function recogniseHeaders(rows: readonly TableRow[], wanted?: TableKind): Columns | null {
  let best: Columns | null = null;
  for (const [index, row] of rows.slice(0, HEADER_ROWS).entries()) {
    for (const kind of wanted === undefined ? TABLE_KINDS : [wanted]) {
      const columns = columnsOf(row, kind, rows.slice(index + 1));
      if (columns !== null && (best === null || recognised(columns) >= recognised(best))) best = columns;
    }
    // A row under the header may happen to hold words that are headers too.
    if (best !== null) return best;
  }
  return best;
}

function recognised({ places }: Columns): number {
  return [...places.values()].flat().length;
}

function columnsOf({ line, cells }: TableRow, kind: TableKind, rows: readonly TableRow[]): Columns | null {
  const found: { field: TableField; place: number; rank: number }[] = [];
  const ignored: string[] = [];
  for (const [place, header] of cells.entries()) {
    const [best] = [...(known[kind].get(headerKey(header)) ?? [])].sort((a, b) => a[1] - b[1]);
    if (best !== undefined) found.push({ field: best[0], place, rank: best[1] });
    else if (header.trim() !== '') ignored.push(header.trim());
  }
  const places = new Map<TableField, number[]>();
  for (const { field, place } of found.sort((a, b) => a.rank - b.rank || a.place - b.place)) {
    places.set(field, [...(places.get(field) ?? []), place]);
  }
  const isComplete = REQUIRED[kind].every((fields) => fields.some((field) => places.has(field)));
  if (!isComplete) return null;
  const headers = cells.map((header) => header.trim());
  return { kind, headerLine: line, headers, places, ignored, rows };
}
