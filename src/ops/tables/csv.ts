import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { decoded, type TextOf, textOf } from './encodings.ts';
import { isBlank, MOST_CELLS, MOST_ROWS, type Table, TableRefusal, type TableRow } from './table.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const SAMPLE_LINES = 20;
/** A row longer than this comes from a quotation mark that is never closed. */
const LONGEST_ROW = 1024 * 1024;
/** What spreadsheets write first to say what parts the cells. */
const SEPARATOR_LINE = /^sep=(.)\r?\n?/i;

/** Reads a table whose cells are parted by commas, semicolons or tabs, never holding more than its rows. */
export async function readCsv(bytes: Uint8Array): Promise<Table> {
  const text = textOf(bytes);
  const sample = sampleOf(text);
  const told = SEPARATOR_LINE.exec(sample)?.[1];
  const collector = new Collector(told !== undefined);
  try {
    await parseInto(collector, text, told ?? sniff(sample));
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error, collector.line) : error;
  }
  return { format: 'csv', encoding: text.encoding, rows: collector.rows, sheet: null, otherSheets: [] };
}

class Collector {
  readonly rows: TableRow[] = [];
  /** Where the next row begins. */
  line = 1;
  #cells = 0;
  #countedTwice = 0;
  readonly #skipsFirst: boolean;

  constructor(skipsFirst: boolean) {
    this.#skipsFirst = skipsFirst;
  }

  add(record: readonly string[], linesSoFar: number): void {
    const begins = this.line;
    // The parser takes a line feed after a carriage return inside a cell for a line of its own.
    for (const cell of record) if (cell.includes('\r\n')) this.#countedTwice += cell.split('\r\n').length - 1;
    this.line = linesSoFar + 1 - this.#countedTwice;
    if (isBlank(record) || (this.#skipsFirst && begins === 1)) return;
    this.#cells += record.length;
    if (this.rows.length >= MOST_ROWS) throw new TableRefusal({ code: 'too-many-rows', line: begins, most: MOST_ROWS });
    if (this.#cells > MOST_CELLS) throw new TableRefusal({ code: 'too-many-cells', line: begins, most: MOST_CELLS });
    this.rows.push({ line: begins, cells: record.map(unquoted), ...faultOf(record) });
  }
}

async function parseInto(collector: Collector, text: TextOf, delimiter: string): Promise<void> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // 5" pipe: a quotation mark inside a cell that has none around it.
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_ROW,
    // Rows are taken as they are found: read from the stream, those before a fault would be lost.
    on_record: (record: readonly string[], { lines }) => {
      collector.add(record, lines);
      return null;
    },
  });
  parser.resume();
  await pipeline(Readable.from(decoded(text)), parser);
}

function refusalOf(error: CsvError, line: number): TableRefusal {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new TableRefusal({ code: 'quote-open', line });
  return new TableRefusal({ code: 'row-too-long', line });
}

function sampleOf(text: TextOf): string {
  let sample = '';
  for (const piece of decoded(text)) {
    sample += piece;
    if (sample.split('\n', SAMPLE_LINES + 1).length > SAMPLE_LINES) break;
  }
  return sample;
}

/** Which sign parts the cells: the one most lines have equally many of. What stands in quotation marks is not looked at. */
function sniff(sample: string): string {
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  let best: { delimiter: string; agreeing: number; count: number } = { delimiter: ',', agreeing: 0, count: 0 };
  for (const delimiter of DELIMITERS) {
    const { agreeing, count } = agreement(lines.map((line) => line.split(delimiter).length - 1));
    const isBetter = agreeing > best.agreeing || (agreeing === best.agreeing && count > best.count);
    if (count > 0 && isBetter) best = { delimiter, agreeing, count };
  }
  return best.delimiter;
}

function agreement(counts: readonly number[]): { readonly agreeing: number; readonly count: number } {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  const [count = 0, agreeing = 0] = [...lines].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return { agreeing, count };
}

/** `="00123"` is how a text is kept from becoming a number; anything else that starts like that is a formula. */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/;
const FORMULA = /^=\s*[-+(]*[A-Za-z$\d"']/;
/** An apostrophe before a sign that begins a formula marks a text (see `defused`). */
const MARKED = /^'(?='*[=+\-@＝＋－＠\t\r])/;

function unquoted(cell: string): string {
  const text = TEXT_FORMULA.exec(cell)?.[1];
  return text === undefined ? cell.replace(MARKED, '') : text.replaceAll('""', '"');
}

function faultOf(record: readonly string[]): Pick<TableRow, 'fault'> {
  const formula = record.find((cell) => FORMULA.test(cell) && !TEXT_FORMULA.test(cell));
  return formula === undefined ? {} : { fault: { code: 'formula', value: formula.slice(0, 80) } };
}

/** A cell that a spreadsheet would run as a formula, made a text by an apostrophe, which reading takes away again. */
export function defused(cell: string): string {
  return /^'*[=+\-@＝＋－＠\t\r]/.test(cell) ? `'${cell}` : cell;
}

export function csvOf(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map((row) => `${row.map(quoted).join(',')}\r\n`);
  // Spreadsheets take a file without the mark for one in the encoding of the machine.
  return new TextEncoder().encode(`\uFEFF${lines.join('')}`);
}

function quoted(cell: string): string {
  const safe = defused(cell);
  return /[",;\t|\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
