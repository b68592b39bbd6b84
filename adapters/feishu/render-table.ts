import { beyondGrid, type Grid as LineGrid, type Table, toGrid } from '../../src/chat/grid.ts';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { bytesOf, type TableElement } from './card.ts';
import type { Chunk, Part } from './fit.ts';
import { FEISHU_LIMITS } from './limits.ts';
import type { RenderWords } from './render-words.ts';
import { boldLine, cutLine, isBlank, joinLines, type Line, onOneLine, type Pen, plainOf, toLine } from './spans.ts';

type Grid = LineGrid<Line>;

/** A table as Feishu's own, of which a card takes a few. Rows beyond the limit are counted. */
export function nativeTable(table: Table, pen: Pen, words: RenderWords): readonly Part[] {
  const grid = gridOf(table, pen, FEISHU_LIMITS.tableCell);
  // Without rows it would be an empty page.
  if (grid.rows.length === 0 || grid.columns.length === 0) return linesTable(table, pen, words);
  const length = bytesOf(toTable(grid)) + SAID;
  return [
    {
      length,
      isFixed: false,
      buttons: 0,
      draw(limit) {
        const shown = shorten(grid, limit - SAID);
        return shown === null
          ? []
          : [{ kind: 'element', element: toTable(shown) }, ...saidOf(grid, shown.rows.length, words)];
      },
    },
  ];
}

/** A table as lines, a row each, for where there is no room for one of Feishu's own. Rows beyond the limit are counted. */
export function linesTable(table: Table, pen: Pen, words: RenderWords): readonly Part[] {
  const grid = gridOf(table, pen, FEISHU_LIMITS.linesCell);
  const rows = grid.rows.slice(0, FEISHU_LIMITS.lineRows).map((row) => rowLine(row, grid, words));
  const lines = rows.length > 0 ? rows.filter((line) => !isBlank(line)) : [headLine(grid, pen)];
  if (lines.every(isBlank)) return [];
  const length = lines.reduce((sum, line) => sum + line.length + BETWEEN, SAID);
  return [
    {
      length,
      isFixed: false,
      buttons: 0,
      draw(limit) {
        const shown = headLines(lines, limit - SAID);
        return shown.length === 0
          ? []
          : [
              { kind: 'text', lines: shown, isQuiet: false },
              ...saidOf(grid, rows.length === 0 ? 0 : shown.length, words),
            ];
      },
    },
  ];
}

/** Room for what is said of the rest. */
const SAID = 150;
/** A line feed in JSON. */
const BETWEEN = 2;

const gridOf = (table: Table, pen: Pen, cell: number): Grid =>
  toGrid(table, GRID, (text) => cutLine(toLine(text, pen), cell));

const GRID = {
  rows: FEISHU_LIMITS.tableRows,
  columns: FEISHU_LIMITS.tableColumns,
  label: FEISHU_LIMITS.label,
};

/** As many rows as have room, at least one with its cells cut; `null`: not even that. */
function shorten(grid: Grid, limit: number): Grid | null {
  if (bytesOf(toTable(grid)) <= limit) return grid;
  let fits = 0;
  let tooMany = grid.rows.length;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (bytesOf(toTable({ ...grid, rows: grid.rows.slice(0, middle) })) <= limit) fits = middle;
    else tooMany = middle;
  }
  if (fits > 0) return { ...grid, rows: grid.rows.slice(0, fits) };
  const frame = bytesOf(toTable({ ...grid, columns: grid.columns.map(() => ({ label: '' })), rows: [] }));
  const each = Math.floor((limit - frame) / (2 * grid.columns.length)) - CELL;
  return each < 8
    ? null
    : {
        ...grid,
        columns: grid.columns.map((column) => ({ ...column, label: cut(column.label, Math.floor(each / 3)) })),
        rows: grid.rows.slice(0, 1).map((row) => row.map((line) => cutLine(line, each))),
      };
}

/** What the key of a cell takes. */
const CELL = 12;

const saidOf = (grid: Grid, shownRows: number, words: RenderWords): readonly Chunk[] =>
  beyondGrid(grid, shownRows, words).map((text) => ({
    kind: 'text',
    lines: [toLine(text, { moment: String })],
    isQuiet: true,
  }));

function toTable({ columns, rows }: Grid): TableElement {
  const isPlain = columns.map((_, at) => rows.every((row) => row[at]?.isPlain ?? true));
  return {
    tag: 'table',
    page_size: FEISHU_LIMITS.tablePage,
    row_height: 'auto',
    row_max_height: '400px',
    header_style: { bold: true, background_style: 'grey', lines: 2 },
    columns: columns.map(({ label, align }, at) => ({
      name: keyOf(at),
      display_name: label,
      data_type: isPlain[at] ? 'text' : 'markdown',
      horizontal_align: align ?? 'left',
      vertical_align: 'top',
      width: 'auto',
    })),
    rows: rows.map((row) =>
      Object.fromEntries(row.map((line, at) => [keyOf(at), isPlain[at] ? plainOf(line) : line.markdown])),
    ),
  };
}

const keyOf = (at: number): string => `c${at}`;

/** What the row is about, then each other cell under the name of its column. */
function rowLine(row: readonly Line[], { columns }: Grid, { colon }: RenderWords): Line {
  const pen = { moment: String };
  const [first, ...rest] = row;
  if (first === undefined) return toLine('', pen);
  const others = rest.flatMap((line, at) => {
    const label = columns[at + 1]?.label ?? '';
    return isBlank(line) ? [] : [toLine(` · ${label === '' ? '' : `${label}${colon}`}`, pen), onOneLine(line)];
  });
  // What leads somewhere still does.
  const about = first.pieces.some(({ kind }) => kind === 'link')
    ? onOneLine(first)
    : boldLine(printableLine(plainOf(first)));
  return joinLines(about, ...others);
}

const headLine = ({ columns }: Grid, pen: Pen): Line =>
  toLine(
    columns
      .map(({ label }) => label)
      .filter((label) => label !== '')
      .join(' · '),
    pen,
  );

/** As many lines as have room, one at least, cut; none where there is no room for that. */
function headLines(lines: readonly Line[], limit: number): readonly Line[] {
  const shown: Line[] = [];
  let room = limit;
  for (const line of lines) {
    room -= line.length + BETWEEN;
    if (room < 0) break;
    shown.push(line);
  }
  const [first] = lines;
  if (shown.length > 0 || first === undefined) return shown;
  return limit < 8 ? [] : [cutLine(first, limit)];
}
