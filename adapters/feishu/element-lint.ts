import { isObject } from '../../src/chat/pressed.ts';
import { FEISHU_LIMITS } from './limits.ts';

export type Known = Readonly<Record<string, unknown>>;

/** What Feishu would refuse in an element by itself. */
export function ownFaults(element: Known, tag: string): readonly string[] {
  switch (tag) {
    case 'markdown':
      return markdownFaults(element['content']);
    case 'div':
      return textFaults(element['text'], 'div.text');
    case 'button':
      return buttonFaults(element);
    case 'table':
      return tableFaults(element);
    case 'input':
      return [...placeholderFaults(element), ...inputFaults(element)];
    case 'select_static':
    case 'multi_select_static':
      return [...placeholderFaults(element), ...optionFaults(element)];
    case 'date_picker': {
      const { initial_date: day } = element;
      const isOdd = day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(day));
      return [...placeholderFaults(element), ...(isOdd ? [`initial_date ${String(day)}`] : [])];
    }
    default:
      return [];
  }
}

/** A card that calls all of a group fails where its owner has not allowed that, and we call nobody (content-components/rich-text). */
function markdownFaults(content: unknown): readonly string[] {
  if (typeof content !== 'string') return ['markdown without content'];
  return /<(at|person)[\s>]/i.test(content) ? ['markdown calls somebody'] : [];
}

/** How many tables a text draws: they count with the others. */
export const markdownTables = (content: unknown): number =>
  typeof content === 'string' ? [...content.matchAll(/^\s*\|?\s*:?-{2,}:?\s*(\||$)/gm)].length : 0;

function buttonFaults({ text, behaviors, confirm, form_action_type: action }: Known): readonly string[] {
  const faults = [...textFaults(text, 'button.text', FEISHU_LIMITS.buttonText)];
  const carried = Array.isArray(behaviors) ? behaviors : [];
  if (carried.length === 0) faults.push('button without behaviors');
  for (const one of carried) {
    if (!isObject(one) || (one['type'] === 'callback' && !isObject(one['value'])))
      faults.push('button value is no object');
  }
  if (action !== undefined && action !== 'submit' && action !== 'reset')
    faults.push(`form_action_type ${String(action)}`);
  if (confirm === undefined) return faults;
  const { title, text: asked } = isObject(confirm) ? confirm : {};
  return [...faults, ...textFaults(title, 'confirm.title'), ...textFaults(asked, 'confirm.text')];
}

function tableFaults({ page_size: page, columns, rows }: Known): readonly string[] {
  const isPage = Number.isInteger(page) && Number(page) >= 1 && Number(page) <= FEISHU_LIMITS.tablePage;
  const keys = listOf(columns).map((column) => (isObject(column) ? String(column['name']) : ''));
  const isWide = keys.length === 0 || keys.length > MOST_COLUMNS || keys.includes('');
  return [
    ...(isPage ? [] : ['page_size']),
    ...(isWide ? [`${keys.length} columns`] : []),
    ...repeatedFaults(keys, 'column'),
    ...(Array.isArray(rows) ? rows.flatMap((row) => rowFaults(row, columns)) : ['rows are no list']),
  ];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function rowFaults(row: unknown, columns: unknown): readonly string[] {
  if (!isObject(row)) return ['row is no object'];
  const marked = listOf(columns).flatMap((one) =>
    isObject(one) && one['data_type'] !== 'text' ? [String(one['name'])] : [],
  );
  return marked.flatMap((key) => (row[key] === undefined ? [] : markdownFaults(row[key])));
}

/** Of a table, as documented (content-components/table). */
const MOST_COLUMNS = 50;

function inputFaults({ max_length: most = 1000, default_value: value = '' }: Known): readonly string[] {
  const isOdd = !Number.isInteger(most) || Number(most) < 1 || Number(most) > FEISHU_LIMITS.inputText;
  if (isOdd) return [`max_length ${String(most)}`];
  return typeof value === 'string' && value.length <= Number(most) ? [] : ['default_value is too long'];
}

function optionFaults({ options }: Known): readonly string[] {
  if (!Array.isArray(options) || options.length === 0) return ['no options'];
  const values = options.map((option) => (isObject(option) ? String(option['value']) : ''));
  const texts = options.flatMap((option) => textFaults(isObject(option) ? option['text'] : undefined, 'option'));
  return [...texts, ...repeatedFaults(values, 'option'), ...(values.includes('') ? ['option without a value'] : [])];
}

const placeholderFaults = ({ placeholder }: Known): readonly string[] =>
  placeholder === undefined ? [] : textFaults(placeholder, 'placeholder', FEISHU_LIMITS.placeholder);

export function textFaults(text: unknown, where: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  if (!isObject(text) || text['tag'] !== 'plain_text' || typeof text['content'] !== 'string')
    return [`${where} is no text`];
  return text['content'].length > most ? [`${where} is too long`] : [];
}

export function repeatedFaults(all: readonly string[], what: string): readonly string[] {
  const repeated = new Set(all.filter((one, at) => all.indexOf(one) < at));
  return [...repeated].map((one) => `${what} ${one} is there twice`);
}
