import type { HolidayProblem, ReadDays, ToldDays } from './holiday-file.ts';
import { bareName, tellsOfWork, toDayText, toOffMark } from './holiday-words.ts';

const HEADERS = {
  from: /^(?:on|date|day|from|start|日期|开始|从|放假日期)$/i,
  to: /^(?:to|until|end|结束|至|到)$/i,
  mark: /^(?:off|type|kind|status|isoff|isoffday|类型|状态|休班|休\/班)$/i,
  name: /^(?:name|holiday|summary|名称|节日|假期|说明)$/i,
};
type Column = keyof typeof HEADERS;
/** Without a header: the day, its name, off or worked. */
const DEFAULT: readonly Column[] = ['from', 'name', 'mark'];
const RANGE = /\s*(?:~|～|–|—|至|到|\.\.|\bto\b)\s*/i;

/** Lines of day, name and mark, in any order under a header; a day may be a range: 2027-02-06 ~ 2027-02-12. */
export function readCsvDays(text: string): ReadDays {
  const lines = text.split(/\r\n|\n|\r/);
  const rows = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ at: index + 1, cells: cellsOf(line) }]));
  const [head] = rows;
  const columns = head && headerOf(head.cells);
  const told: ToldDays[] = [];
  const problems: HolidayProblem[] = [];
  for (const { at, cells } of columns ? rows.slice(1) : rows) {
    const read = toTold(cells, columns ?? DEFAULT, at);
    if ('fault' in read) problems.push(read);
    else told.push(read);
  }
  return { calendar: null, told, problems };
}

function toTold(
  cells: readonly string[],
  columns: readonly (Column | null)[],
  line: number,
): ToldDays | HolidayProblem {
  const cell = (column: Column): string => cells[columns.indexOf(column)]?.trim() ?? '';
  const [first = '', last = ''] = cell('from').split(RANGE);
  if (first === '') return { line, fault: 'no-day', text: cells.join(',').slice(0, 60) };
  const name = cell('name');
  const mark = cell('mark');
  const isOff = mark === '' ? !tellsOfWork(name) : toOffMark(mark);
  if (isOff === undefined) return { line, fault: 'mark', text: mark };
  const from = toDayText(first);
  const end = cell('to') || last;
  return { line, from, to: end === '' ? from : toDayText(end), isOff, name: bareName(name) };
}

function headerOf(cells: readonly string[]): readonly (Column | null)[] | undefined {
  const columns = cells.map((cell) => {
    const found = Object.entries(HEADERS).find(([, words]) => words.test(cell.trim()));
    return found ? (found[0] as Column) : null;
  });
  return columns.includes('from') ? columns : undefined;
}

/** Cells of one line, parted by commas, semicolons or tabs; what is quoted may hold them. */
function cellsOf(line: string): readonly string[] {
  const cells = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[,;\t，；]/.test(character)) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells;
}
