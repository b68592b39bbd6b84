export interface TextColumn {
  readonly label: string;
  readonly align?: 'left' | 'right';
}

/** Longer cells stand as they are and break the alignment rather than push the rest off the screen. */
const WIDEST = 40;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const NO_WIDTH = /[\p{M}\u200b-\u200d]/u;

/** Cells a string takes in a terminal: Han and emoji two, combining marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!NO_WIDTH.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

function padded(cell: string, width: number, align: 'left' | 'right'): string {
  const gap = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return align === 'right' ? gap + cell : cell + gap;
}

/** Header and rows as ` | ` lines with aligned columns; cells are one line each. */
export function tableLines(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map((column) => column.label), ...rows];
  const widths = columns.map((_, at) =>
    Math.min(WIDEST, Math.max(...lines.map((cells) => displayWidth(cells[at] ?? '')))),
  );
  return lines.map((cells) =>
    columns.map((column, at) => padded(cells[at] ?? '', widths[at] ?? 0, column.align ?? 'left')).join(' | '),
  );
}
