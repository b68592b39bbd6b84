import { isRecord, type Json, recordsIn, textIn } from '../json.ts';
import { CODES, oneOf, type Problem, type Standing, unknownIn, wrong } from './problem.ts';
import { markdownProblems } from './texts.ts';

const TYPES = ['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown'];
const COLUMN = [
  ...['name', 'display_name', 'data_type', 'format', 'date_format', 'width', 'horizontal_align', 'vertical_align'],
];
const MOST_COLUMNS = 50;

/** Tables (content-components/table); rows that do not fit their columns are 200914. */
export function tableProblems(element: Json, standing: Standing, path: string): readonly Problem[] {
  const columns = recordsIn(element['columns']);
  const { rows, page_size: size } = element;
  const isSize = size === undefined || (Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 10);
  const names = columns.map(({ name }) => name);
  return [
    ...(columns.length >= 1 && columns.length <= MOST_COLUMNS ? [] : [wrong('columns are 1 to 50', path)]),
    ...(new Set(names).size === names.length ? [] : [wrong('two columns of the same name', path)]),
    ...(isSize ? [] : [wrong('page_size is not 1 to 10', path)]),
    ...columns.flatMap((one, i) => columnProblems(one, `${path}.columns[${i}]`)),
    ...(Array.isArray(rows) && rows.every(isRecord) ? [] : [wrong('rows are no list of objects', path)]),
    ...recordsIn(rows).flatMap((row, i) =>
      columns.flatMap((column) => cellProblems(column, row, standing, `${path}.rows[${i}]`)),
    ),
  ];
}

function columnProblems(column: Json, path: string): readonly Problem[] {
  const { width } = column;
  const isWidth = width === undefined || width === 'auto' || /^\d+(px|%)$/.test(String(width));
  return [
    ...unknownIn(column, COLUMN, path),
    ...(textIn(column['name']) === '' ? [wrong('a column without a name', path)] : []),
    ...oneOf(column['data_type'], TYPES, 'data_type', path),
    ...oneOf(column['horizontal_align'], ['left', 'center', 'right'], 'horizontal_align', path),
    ...(isWidth ? [] : [wrong('width', path)]),
  ];
}

/** A row may leave a column out. */
function cellProblems(column: Json, row: Json, standing: Standing, path: string): readonly Problem[] {
  const [name, type] = [textIn(column['name']), textIn(column['data_type']) || 'text'];
  const value = row[name];
  if (value === undefined) return [];
  const isWell = {
    text: typeof value === 'string',
    lark_md: typeof value === 'string',
    markdown: typeof value === 'string',
    number: typeof value === 'number',
    date: Number.isInteger(value),
    options: Array.isArray(value) && value.every((one) => isRecord(one) && typeof one['text'] === 'string'),
    persons: typeof value === 'string' || Array.isArray(value),
  }[type];
  if (isWell === false) return [{ code: CODES.row, what: `the value of ${name} is no ${type}, path: ${path}` }];
  return type === 'markdown' || type === 'lark_md' ? markdownProblems(String(value), standing, `${path}.${name}`) : [];
}

const CHARTS = [
  ...['line', 'area', 'bar', 'pie', 'common', 'linearProgress', 'circularProgress', 'funnel', 'scatter', 'radar'],
  ...['wordCloud', 'histogram', 'waterfall', 'sankey', 'treemap', 'gauge', 'heatmap'],
];

/** The server looks into the chart (content-components/chart): it is one of VChart's, with data, without functions. */
export function chartProblems(element: Json, path: string): readonly Problem[] {
  const spec = element['chart_spec'];
  const isWell = isRecord(spec) && CHARTS.includes(String(spec['type'])) && spec['data'] !== undefined;
  return isWell ? [] : [{ code: CODES.chart, what: `invalid chart spec, path: ${path}` }];
}
