import { isRecord } from '../block-kit/rules.ts';
import type { Json } from '../state.ts';
import { type Eyes, joined, type Read, read, readMrkdwn, withEmoji, withoutZeroWidth } from './mrkdwn.ts';
import { listed, readRichText } from './rich-text.ts';

/** Blocks as their reader sees them, a line for each; buttons and menus as `[label]`, an empty input as `[label: ]`. */
export function readBlocks(blocks: readonly Json[], eyes: Eyes): Read {
  return joined(
    blocks.map((one) => readBlock(one, eyes)),
    '\n',
  );
}

/** A text object: plain text stands as it is, but for emoji where they are not switched off, and nothing in it comes alive. */
export function readText(text: unknown, eyes: Eyes): Read {
  if (!isRecord(text)) return read('');
  const source = String(text['text'] ?? '');
  return text['type'] === 'mrkdwn'
    ? readMrkdwn(source, eyes, text['verbatim'] === true ? 'nothing' : 'names')
    : read(withoutZeroWidth(text['emoji'] === false ? source : withEmoji(source)));
}

type ReadBlock = (block: Json, eyes: Eyes) => Read;

const BLOCKS: Readonly<Record<string, ReadBlock>> = {
  section: ({ text, fields, accessory }, eyes) =>
    joined(
      [
        ...(text === undefined ? [] : [readText(text, eyes)]),
        ...listed(fields).map((one) => readText(one, eyes)),
        ...(isRecord(accessory) ? [readElement(accessory, eyes)] : []),
      ],
      '\n',
    ),
  header: ({ text }, eyes) => readText(text, eyes),
  alert: ({ text }, eyes) => readText(text, eyes),
  markdown: ({ text }, eyes) => readMarkdown(String(text), eyes),
  divider: () => read('---'),
  image: ({ title, alt_text: alt }, eyes) => joined([readText(title, eyes), read(`[image: ${String(alt)}]`)], ''),
  context: ({ elements }, eyes) => inOneLine(elements, eyes),
  actions: ({ elements }, eyes) => inOneLine(elements, eyes),
  context_actions: ({ elements }, eyes) => inOneLine(elements, eyes),
  carousel: ({ elements }, eyes) => readBlocks(listed(elements), eyes),
  rich_text: readRichText,
  input: ({ label, hint, element }, eyes) =>
    joined(
      [
        joined([read('['), readText(label, eyes), read(`: ${isRecord(element) ? initialOf(element) : ''}]`)], ''),
        ...(hint === undefined ? [] : [readText(hint, eyes)]),
      ],
      ' ',
    ),
  table: ({ rows }, eyes) => readRows(rows, eyes),
  data_table: ({ caption, rows }, eyes) => joined([read(String(caption)), readRows(rows, eyes)], '\n'),
  card: ({ title, subtitle, body, actions }, eyes) =>
    joined([readText(title, eyes), readText(subtitle, eyes), readText(body, eyes), inOneLine(actions, eyes)], '\n'),
  container: ({ title, rich_text_title: rich, subtitle, child_blocks: children }, eyes) =>
    joined(
      [
        isRecord(rich) ? readRichText(rich, eyes) : readText(title, eyes),
        readText(subtitle, eyes),
        readBlocks(listed(children), eyes),
      ],
      '\n',
    ),
};

function readBlock(block: Json, eyes: Eyes): Read {
  const rule = BLOCKS[String(block['type'])];
  return rule === undefined ? read(`[${String(block['type'])}]`) : rule(block, eyes);
}

function inOneLine(elements: unknown, eyes: Eyes): Read {
  return joined(
    listed(elements).map((one) => readElement(one, eyes)),
    ' ',
  );
}

function readElement(element: Json, eyes: Eyes): Read {
  const { type, text, url, placeholder } = element;
  if (type === 'plain_text' || type === 'mrkdwn') return readText(element, eyes);
  if (type === 'image') return read(`[image: ${String(element['alt_text'])}]`);
  const label = text ?? placeholder;
  const shown = label === undefined ? String(type) : readText(label, eyes).text;
  const chosen = initialOf(element);
  return read(`[${chosen === '' ? shown : chosen}]`, [], typeof url === 'string' ? [url] : []);
}

/** What an element shows as filled in before anybody touched it. */
function initialOf(element: Json): string {
  const option = (one: unknown): string => (isRecord(one) && isRecord(one['text']) ? String(one['text']['text']) : '');
  const { initial_options: many, initial_option: one, initial_value: value } = element;
  if (Array.isArray(many)) return many.map(option).join(', ');
  if (one !== undefined) return option(one);
  if (typeof value === 'string') return value;
  return String(element['initial_date'] ?? element['initial_time'] ?? element['initial_date_time'] ?? '');
}

function readRows(rows: unknown, eyes: Eyes): Read {
  const cell = (one: Json): Read => (one['type'] === 'rich_text' ? readRichText(one, eyes) : read(String(one['text'])));
  const lines = (Array.isArray(rows) ? rows : []).map((row) => joined(listed(row).map(cell), ' | '));
  return joined(lines, '\n');
}

/** Markdown: links of its own kind, bare addresses; Slack's entities are not read again there [posthog#95054]. */
function readMarkdown(source: string, { names }: Eyes): Read {
  const links: string[] = [];
  const pings: string[] = [];
  const text = source
    .replace(/!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g, (_, label: string, url: string) => {
      links.push(url);
      return label;
    })
    .replace(/<@([UW]\w+)>|<!(channel|here|everyone)>/g, (_, user: string | undefined, range: string | undefined) => {
      pings.push(user ?? `!${range}`);
      return user === undefined ? `@${range}` : `@${names.user(user) ?? user}`;
    })
    .replace(/https?:\/\/\S+/g, (url) => {
      links.push(url);
      return url;
    })
    .replace(/^#{1,6} /gm, '')
    .replace(/(\*\*|__)(?=\S)([\s\S]*?\S)\1/g, '$2');
  return read(withoutZeroWidth(text), pings, links);
}
