import { MOST_CELLS, MOST_ROWS, TableRefusal } from './table.ts';
import { tagsOf } from './workbook.ts';

export interface SheetScan {
  /** Rows in which a cell is computed: what such a cell shows may be long out of date. */
  readonly formulas: ReadonlyMap<number, string>;
  /** Cells shown as a percentage: `B4`. 0.35 means 35 there. */
  readonly percentages: ReadonlySet<string>;
}

const TAG = /<(?:\w+:)?(row|c|f)(?=[\s/>])([^>]*)>/g;
const ATTRIBUTES = {
  r: /(?:^|\s)r=["']([^"']*)["']/,
  s: /(?:^|\s)s=["']([^"']*)["']/,
  numFmtId: /(?:^|\s)numFmtId=["']([^"']*)["']/,
};
const PERCENT_FORMATS = new Set(['9', '10']);

/** Goes through the bare text of a sheet before anything is built of it: how large it is, what is computed, what are percentages. */
export function scanSheet(sheet: Buffer, styles: string): SheetScan {
  const scanner = new Scanner(percentStylesOf(styles));
  // Tags are plain ASCII whatever the text between them is, and one byte a character is all it takes.
  for (const [, tag, attributes = ''] of sheet.toString('latin1').matchAll(TAG)) {
    if (tag === 'row') scanner.row(attributes);
    else if (tag === 'c') scanner.cell(attributes);
    else scanner.formula();
  }
  return scanner;
}

class Scanner implements SheetScan {
  readonly formulas = new Map<number, string>();
  readonly percentages = new Set<string>();
  readonly #percentStyles: ReadonlySet<string>;
  #row = 0;
  #cell = '';
  #cells = 0;
  #widest = 0;

  constructor(percentStyles: ReadonlySet<string>) {
    this.#percentStyles = percentStyles;
  }

  row(attributes: string): void {
    this.#row = Number(attributeOf(attributes, 'r') ?? this.#row + 1);
    // NaN is not below anything either.
    if (!(this.#row <= MOST_ROWS)) throw new TableRefusal({ code: 'too-many-rows', line: this.#row, most: MOST_ROWS });
    this.#checkCells();
  }

  cell(attributes: string): void {
    this.#cell = attributeOf(attributes, 'r') ?? '';
    this.#cells += 1;
    this.#widest = Math.max(this.#widest, columnOf(this.#cell));
    if (this.#percentStyles.has(attributeOf(attributes, 's') ?? '')) this.percentages.add(this.#cell);
    this.#checkCells();
  }

  formula(): void {
    if (!this.formulas.has(this.#row)) this.formulas.set(this.#row, this.#cell);
  }

  /** Every row is made as wide as the widest. */
  #checkCells(): void {
    if (Math.max(this.#cells, this.#row * this.#widest) <= MOST_CELLS) return;
    throw new TableRefusal({ code: 'too-many-cells', line: this.#row, most: MOST_CELLS });
  }
}

function attributeOf(attributes: string, name: keyof typeof ATTRIBUTES): string | undefined {
  return ATTRIBUTES[name].exec(attributes)?.[1];
}

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.replace(/\d+$/, '')) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export function referenceOf(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return `${letters}${row}`;
}

/** Which styles of cells are percentages, by their place in the list of styles. */
function percentStylesOf(styles: string): Set<string> {
  const own = tagsOf(styles, 'numFmt')
    .filter((format) => format.get('formatCode')?.includes('%'))
    .map((format) => format.get('numFmtId') ?? '');
  const formats = new Set([...PERCENT_FORMATS, ...own]);
  const list = /<(?:\w+:)?cellXfs[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  // An <xf> may have no attributes, and counts all the same.
  const cellStyles = [...list.matchAll(/<(?:\w+:)?xf(?=[\s/>])([^>]*)>/g)];
  return new Set(
    cellStyles.flatMap(([, attributes = ''], index) =>
      formats.has(attributeOf(attributes, 'numFmtId') ?? '') ? [String(index)] : [],
    ),
  );
}
