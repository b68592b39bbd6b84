import type { RawTextElement, RichTextBlock, TableBlock } from '@slack/types';
import { beyondGrid, type Grid as LineGrid, type Table, toGrid } from '../../src/chat/grid.ts';
import { cut, split } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { tableLines } from '../../src/reply/text-table.ts';
import type { Chunk, Part } from './fit.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { RenderWords } from './render-words.ts';
import { cutLine, type Line, type Pen, toLine, toSection } from './spans.ts';

type Grid = LineGrid<Line>;

/** A table as Slack's own, of which a message takes one. Rows beyond the limit are counted. */
export function nativeTable(table: Table, pen: Pen, words: RenderWords): readonly Part[] {
  const grid = gridOf(table, pen);
  if (grid.columns.length === 0) return [];
  const length = Math.min(SLACK_LIMITS.tableText, gridLength(grid)) + SAID;
  return [
    {
      length,
      isFixed: false,
      buttons: 0,
      draw(limit) {
        const shown = shorten(grid, Math.min(SLACK_LIMITS.tableText, limit - SAID));
        return shown === null
          ? []
          : [{ kind: 'block', block: toTable(shown) }, ...saidOf(grid, shown.rows.length, words)];
      },
    },
  ];
}

/** A table as aligned lines, where Slack takes no table. Rows beyond the limit are counted. */
export function linesTable(table: Table, pen: Pen, words: RenderWords): readonly Part[] {
  const grid = gridOf(table, pen);
  const lines = toLines(grid);
  if (lines.every((line) => line === '')) return [];
  const length = Math.min(SLACK_LIMITS.linesText, lines.join('\n').length) + SAID;
  return [
    {
      length,
      isFixed: false,
      buttons: 0,
      draw(limit) {
        const shown = headLines(lines, Math.min(SLACK_LIMITS.linesText, limit - SAID));
        if (shown.length === 0) return [];
        const elements = split(shown.join('\n'), SLACK_LIMITS.richText).map((text) => ({
          type: 'text' as const,
          text,
        }));
        return [
          { kind: 'rich', elements: [{ type: 'rich_text_preformatted', elements }] },
          ...saidOf(grid, shown.length - 1, words),
        ];
      },
    },
  ];
}

/** Room for what is said of the rest. */
const SAID = 100;

const gridOf = (table: Table, pen: Pen): Grid =>
  toGrid(table, GRID, (text) => cutLine(toLine(text, pen), SLACK_LIMITS.tableCell));

const GRID = {
  rows: SLACK_LIMITS.tableRows,
  columns: SLACK_LIMITS.tableColumns,
  label: SLACK_LIMITS.tableCell,
};

/** An empty cell is a space: Slack takes no text of no length. */
const rowLength = (cells: readonly { readonly length: number }[]): number =>
  cells.reduce((sum, { length }) => sum + Math.max(1, length), 0);
const headLength = ({ columns }: Grid): number => rowLength(columns.map(({ label }) => label));
const gridLength = (grid: Grid): number => grid.rows.reduce((sum, row) => sum + rowLength(row), headLength(grid));

/** As many rows as have room, at least one with its cells cut; `null`: not even that. */
function shorten(grid: Grid, limit: number): Grid | null {
  let room = limit - headLength(grid);
  const rows: (readonly Line[])[] = [];
  for (const row of grid.rows) {
    room -= rowLength(row);
    if (room < 0) break;
    rows.push(row);
  }
  if (room >= 0 || rows.length > 0) return { ...grid, rows };
  const cell = Math.floor(limit / (2 * grid.columns.length));
  if (cell < 2) return null;
  return {
    ...grid,
    columns: grid.columns.map((column) => ({ ...column, label: cut(column.label, cell) })),
    rows: grid.rows.slice(0, 1).map((row) => row.map((line) => cutLine(line, cell))),
  };
}

const saidOf = (grid: Grid, shownRows: number, words: RenderWords): readonly Chunk[] =>
  beyondGrid(grid, shownRows, words).map((text) => ({
    kind: 'small',
    elements: [{ type: 'plain_text', text, emoji: false }],
  }));

function toTable({ columns, rows }: Grid): TableBlock {
  return {
    type: 'table',
    rows: [columns.map(({ label }) => rawCell(label)), ...rows.map((row) => row.map(toCell))],
    // Numbers stand under each other; words wrap, so that nobody has to scroll sideways for them.
    column_settings: columns.map(({ align }) => (align === 'right' ? { align } : { is_wrapped: true })),
  };
}

const rawCell = (text: string): RawTextElement => ({ type: 'raw_text', text: text.trim() === '' ? ' ' : text });

function toCell(line: Line): RawTextElement | RichTextBlock {
  const isPlain = line.pieces.every((piece) => piece.kind === 'text' && piece.style === undefined);
  const section = isPlain ? null : toSection(line);
  return section === null ? rawCell(textOf(line)) : { type: 'rich_text', elements: [section] };
}

const textOf = ({ pieces }: Line): string => pieces.map(({ text }) => text).join('');

function toLines({ columns, rows }: Grid): readonly string[] {
  const cell = (text: string): string => cut(printableLine(text), SLACK_LIMITS.linesCell);
  return tableLines(
    columns.map((column) => ({ ...column, label: cell(column.label) })),
    rows.map((row) => row.map((line) => cell(textOf(line)))),
  ).map((line) => line.trimEnd());
}

/** As many lines as have room, the header and one row at least, cut; none where there is no room for that. */
function headLines(lines: readonly string[], limit: number): readonly string[] {
  const shown: string[] = [];
  let room = limit + 1;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    shown.push(line);
  }
  if (shown.length > Math.min(1, lines.length - 1)) return shown;
  const each = Math.floor(limit / 2) - 1;
  return each < 2 ? [] : lines.slice(0, 2).map((line) => cut(line, each));
}
