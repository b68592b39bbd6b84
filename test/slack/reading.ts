import { isRecord } from '../fakes/slack/block-kit/rules.ts';

/** What Slack would show of blocks and views to somebody, written down from its documentation and not from our renderer. */

/** A message or view as a person reads it: blocks and what stands beside each other parted by line feeds. */
export function readBlocks(blocks: readonly unknown[]): string {
  return blocks.map(readBlock).join('\n');
}

export function readView(view: { readonly blocks: readonly unknown[] } & Readonly<Record<string, unknown>>): string {
  const [title, submit] = [view['title'], view['submit']].map((one) => (one === undefined ? '' : readText(one)));
  return [title, readBlocks(view.blocks), submit].join('\n');
}

/** Everything in it that calls or leads somewhere: mentions and links. */
export function livePartsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(livePartsIn);
  if (!isRecord(value)) return [];
  const { type, text } = value;
  if (type === 'mrkdwn' && typeof text === 'string')
    return [...text.matchAll(/<([^>]*)>/g)].map(([, inside]) => inside ?? '');
  if (['user', 'usergroup', 'broadcast', 'team', 'link', 'channel'].includes(String(type)))
    return [JSON.stringify(value)];
  return Object.values(value).flatMap(livePartsIn);
}

/** Every string that is shown: not the ids, values and types. */
export function shownStringsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return HIDDEN_KEYS.has(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => shownStringsIn(one, key));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => shownStringsIn(one, name));
}

const HIDDEN_KEYS = new Set(['type', 'value', 'action_id', 'block_id', 'callback_id', 'private_metadata', 'format']);

/** mrkdwn as it is shown: marks and entities resolved, mentions by their code. */
export function readMrkdwn(text: string): string {
  const parts = text.split(/(<[^>]*>)/);
  const shown = parts.map((part) => (part.startsWith('<') ? readToken(part.slice(1, -1)) : readMarks(part))).join('');
  return shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('\u200b', '');
}

function readToken(token: string): string {
  const [code = '', ...label] = token.split('|');
  if (label.length > 0) return label.join('|');
  return /^[!@#]/.test(code) ? `{${code}}` : code;
}

/** A pair of marks formats when the first stands at the beginning of a word and the second at the end of one. */
const PAIRS = ['*', '_', '~', '`'].map(
  (mark) => new RegExp(`(?<=^|[\\s\\p{P}])[${mark}](?=\\S)([^${mark}\\n]*\\S)[${mark}](?=$|[\\s\\p{P}])`, 'gu'),
);

function readMarks(text: string): string {
  const plain = PAIRS.reduce((rest, pair) => rest.replace(pair, '$1'), text);
  return plain.replace(/:([\w+'-]+):/g, '{$1}').replace(/^&gt;\s?/gm, '');
}

function readBlock(block: unknown): string {
  if (!isRecord(block)) throw new Error('not a block');
  const { type, text, elements, rows, element, label, hint } = block;
  const list = (each: (one: unknown) => string, between: string): string => asList(elements).map(each).join(between);
  switch (type) {
    case 'rich_text':
      return list(readRich, '\n');
    case 'section':
    case 'header':
      return readText(text);
    case 'context':
      return list(readText, ' ');
    case 'actions':
      return list(readElement, ' ');
    case 'divider':
      return '';
    case 'table':
      return asList(rows)
        .map((row) => asList(row).map(readCell).join(' | '))
        .join('\n');
    case 'input':
      return [readText(label), hint === undefined ? '' : readText(hint), readElement(element)].join('\n');
    default:
      throw new Error(`unknown block ${String(type)}`);
  }
}

function readCell(cell: unknown): string {
  if (isRecord(cell) && cell['type'] === 'raw_text') return String(cell['text']);
  return readBlock(cell);
}

function readText(text: unknown): string {
  if (!isRecord(text)) throw new Error('not a text');
  // emoji: false: names between colons stay as they are.
  if (text['type'] === 'plain_text' && text['emoji'] === false) return String(text['text']);
  if (text['type'] === 'mrkdwn') return readMrkdwn(String(text['text']));
  throw new Error(`unknown text ${JSON.stringify(text)}`);
}

function readRich(element: unknown): string {
  if (!isRecord(element)) throw new Error('not a rich text');
  return asList(element['elements']).map(readPiece).join('');
}

function readPiece(piece: unknown): string {
  if (!isRecord(piece)) throw new Error('not a piece');
  switch (piece['type']) {
    case 'text':
    case 'link':
      return String(piece['text']);
    case 'date':
      return String(piece['fallback']);
    case 'emoji':
      return '';
    case 'channel':
      return `{#${String(piece['channel_id'])}}`;
    default:
      throw new Error(`unknown piece ${String(piece['type'])}`);
  }
}

function readElement(element: unknown): string {
  if (!isRecord(element)) throw new Error('not an element');
  const { text, options, option_groups: groups, initial_value: typed, initial_date: day, confirm } = element;
  const { initial_option: chosen, placeholder } = element;
  const offered = [
    ...asList(options),
    ...asList(groups).flatMap((group) => (isRecord(group) ? asList(group['options']) : [])),
  ];
  return [
    ...(text === undefined ? [] : [readText(text)]),
    ...(isRecord(confirm) ? [readText(confirm['text'])] : []),
    ...(placeholder === undefined ? [] : [readText(placeholder)]),
    ...offered.map((option) => readText(isRecord(option) ? option['text'] : null)),
    ...(offered.length === 0 && isRecord(chosen) ? [readText(chosen['text'])] : []),
    ...[typed, day].filter((one) => typeof one === 'string'),
  ].join(' ');
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
