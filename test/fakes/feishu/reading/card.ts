import { contentOf, INPUTS } from '../card-tree.ts';
import { isRecord, type Json, recordsIn, textIn } from '../json.ts';
import { type Eyes, NOBODY, type Read, readMarkdown } from './markdown.ts';

/** What somebody sees of a card, line by line; what can be pressed in square brackets. */
export function readCard(card: Json, eyes: Eyes = NOBODY): Read {
  const seen: Seen = { lines: [], pings: [], links: [] };
  const header = isRecord(card['header']) ? card['header'] : null;
  if (header !== null) {
    const tags = recordsIn(header['text_tag_list']).map((one) => contentOf(one['text']));
    const title = [textOf(header['title'], eyes, seen), ...tags.map((one) => `(${one})`)].join(' ');
    put(seen, title);
    if (header['subtitle'] !== undefined) put(seen, textOf(header['subtitle'], eyes, seen));
  }
  const body = isRecord(card['body']) ? card['body'] : {};
  for (const one of recordsIn(body['elements'])) readElement(one, eyes, seen);
  return { text: seen.lines.join('\n'), pings: seen.pings, links: seen.links };
}

interface Seen {
  readonly lines: string[];
  readonly pings: string[];
  readonly links: string[];
}

function put(seen: Seen, line: string): void {
  if (line !== '') seen.lines.push(line);
}

/** A text object: plain text as it stands, markdown as it is read. */
export function textOf(value: unknown, eyes: Eyes = NOBODY, seen: Seen | null = null): string {
  const text = isRecord(value) ? textIn(value['content']) : '';
  if (!isRecord(value) || value['tag'] === 'plain_text') return text;
  const read = readMarkdown(text, eyes);
  seen?.pings.push(...read.pings);
  seen?.links.push(...read.links);
  return read.text;
}

function readElement(element: Json, eyes: Eyes, seen: Seen): void {
  const tag = textIn(element['tag']);
  if (tag === 'table') readTable(element, eyes, seen);
  else if (tag === 'column_set') readColumns(element, eyes, seen);
  else {
    put(seen, INPUTS.has(tag) ? readInput(element) : wordsOf(tag, element, eyes, seen));
    for (const one of recordsIn(element['elements'])) readElement(one, eyes, seen);
  }
}

/** Of a component that is one line, or the line a container begins with. */
function wordsOf(tag: string, element: Json, eyes: Eyes, seen: Seen): string {
  switch (tag) {
    case 'markdown':
    case 'plain_text':
      return textOf(element, eyes, seen);
    case 'div': {
      const fields = recordsIn(element['fields']).map((one) => one['text']);
      return [element['text'], ...fields]
        .map((one) => textOf(one, eyes, seen))
        .filter(Boolean)
        .join('\n');
    }
    case 'button':
      return `[${contentOf(element['text'])}]`;
    case 'overflow':
      return `[${recordsIn(element['options'])
        .map((one) => contentOf(one['text']))
        .join(' | ')}]`;
    case 'hr':
      return '---';
    case 'img':
      return `[${contentOf(element['alt'])}]`;
    case 'person':
      return eyes.nameOf(textIn(element['user_id'])) ?? textIn(element['user_id']);
    case 'chart':
      return readChart(element);
    case 'collapsible_panel':
      return `▸ ${textOf(isRecord(element['header']) ? element['header']['title'] : null, eyes, seen)}`;
    default:
      return '';
  }
}

/** Side by side where each column is one line. */
function readColumns(element: Json, eyes: Eyes, seen: Seen): void {
  const columns = recordsIn(element['columns']).map((column) => {
    const inner: Seen = { lines: [], pings: seen.pings, links: seen.links };
    for (const one of recordsIn(column['elements'])) readElement(one, eyes, inner);
    return inner.lines;
  });
  if (columns.every((lines) => lines.length <= 1)) put(seen, columns.flat().join(' '));
  else seen.lines.push(...columns.flat());
}

function readInput(element: Json): string {
  const options = recordsIn(element['options']);
  const label = contentOf(element['label']) || contentOf(element['text']) || contentOf(element['placeholder']);
  const chosen = [element['initial_option'], element['selected_values']].flat().map(String);
  const given =
    textIn(
      element['default_value'] ?? element['initial_date'] ?? element['initial_time'] ?? element['initial_datetime'],
    ) ||
    options
      .filter((one) => chosen.includes(String(one['value'])))
      .map((one) => contentOf(one['text']))
      .join(', ');
  return `${label}: ${given}`.trimEnd();
}

function readTable(element: Json, eyes: Eyes, seen: Seen): void {
  const columns = recordsIn(element['columns']);
  put(seen, columns.map((one) => textIn(one['display_name'])).join(' | '));
  for (const row of recordsIn(element['rows'])) {
    put(seen, columns.map((one) => cell(row[textIn(one['name'])], textIn(one['data_type']), eyes, seen)).join(' | '));
  }
}

function cell(value: unknown, type: string, eyes: Eyes, seen: Seen): string {
  if (type === 'options')
    return recordsIn(value)
      .map((one) => textIn(one['text']))
      .join(', ');
  if (type === 'date') return new Date(Number(value)).toISOString().slice(0, 10);
  if (type === 'markdown' || type === 'lark_md') {
    return textOf({ tag: 'lark_md', content: String(value ?? '') }, eyes, seen);
  }
  return String(value ?? '');
}

function readChart(element: Json): string {
  const spec = isRecord(element['chart_spec']) ? element['chart_spec'] : {};
  const title = isRecord(spec['title']) ? textIn(spec['title']['text']) : '';
  return `[${['chart', title].filter(Boolean).join(': ')}]`;
}
