import { anId } from './composition.ts';
import { richText } from './rich-text.ts';
import {
  byType,
  fault,
  flag,
  integer,
  isRecord,
  lengthOf,
  list,
  number,
  oneOf,
  type Rule,
  shape,
  string,
} from './rules.ts';

const CELLS: Readonly<Record<string, Rule>> = {
  raw_text: shape({ type: string(), text: string() }),
  raw_number: shape({ type: string(), value: number, text: string() }),
  rich_text: richText,
};
const row = list(byType(CELLS), 1, 20);

/** Every row as wide as the first [SB table-ragged-rows]. */
const isEven: Rule = (value, at) => {
  const rows = rowsOf(value);
  const wide = rows[0]?.length ?? 0;
  return rows.flatMap((one, index) =>
    one.length === wide ? [] : fault(`${at}/rows/${index}`, 'rows differ in width'),
  );
};

/** 100 rows of 20 cells [T]. */
export const table: Rule = shape(
  { type: string(), rows: list(row, 1, 100) },
  {
    block_id: anId,
    column_settings: list(shape({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag }), 0, 20),
  },
  (value, at) => {
    const settings = isRecord(value) && Array.isArray(value['column_settings']) ? value['column_settings'].length : 0;
    const isTooWide = settings > (rowsOf(value)[0]?.length ?? 0);
    return [...isEven(value, at), ...(isTooWide ? fault(`${at}/column_settings`, 'more settings than columns') : [])];
  },
);

/** A header without rich text and up to 100 rows of 20 cells [docs data-table-block]; 20,000 characters of cells [SB]. */
export const dataTable: Rule = shape(
  { type: string(), rows: list(row, 2, 101), caption: string() },
  { block_id: anId, page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
  (value, at) => {
    const rows = rowsOf(value);
    const isHeaderRich = rows[0]?.some((cell) => isRecord(cell) && cell['type'] === 'rich_text') ?? false;
    const written = rows.flat().reduce<number>((sum, cell) => sum + lengthOf(textOf(cell)), 0);
    return [
      ...isEven(value, at),
      ...(isHeaderRich ? fault(`${at}/rows/0`, 'no rich_text in the header row') : []),
      ...(written > 20_000 ? fault(`${at}/rows`, 'must be less than 20001 characters') : []),
    ];
  },
);

const textOf = (cell: unknown): string => (isRecord(cell) && typeof cell['text'] === 'string' ? cell['text'] : '');

function rowsOf(value: unknown): readonly (readonly unknown[])[] {
  const rows = isRecord(value) ? value['rows'] : null;
  return Array.isArray(rows) ? rows.filter((one) => Array.isArray(one)) : [];
}
