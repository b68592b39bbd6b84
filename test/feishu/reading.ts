/** What Feishu would show of a card to somebody, written down from its documentation and not from our renderer. */

type Known = Readonly<Record<string, unknown>>;

/** A card as a person reads it: heading and elements parted by line feeds. */
export function readCard(card: unknown): string {
  const { header, body } = card as { header: Known; body: { elements: readonly unknown[] } };
  return [readText(header['title']), ...body.elements.map(readElement)].join('\n');
}

/** What can be pressed or filled in, with the properties it has. */
export function elementsOf(value: unknown, tag: string): readonly Known[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as Known)['tag'] === tag ? [value as Known] : [];
  return [...own, ...Object.values(value).flatMap((one) => elementsOf(one, tag))];
}

/** Every text that is read as markup. */
export function markdownIn(value: unknown): readonly string[] {
  const texts = elementsOf(value, 'markdown').map(({ content }) => String(content));
  const cells = elementsOf(value, 'table').flatMap((table) => {
    const marked = (table['columns'] as Known[]).filter((column) => column['data_type'] !== 'text');
    return (table['rows'] as Known[]).flatMap((row) => marked.map(({ name }) => String(row[String(name)] ?? '')));
  });
  return [...texts, ...cells];
}

/** Where the links of a text lead. */
export const linksIn = (markdown: string): readonly string[] =>
  [...markdown.matchAll(TOKENS)].flatMap(({ groups }) => (groups?.['url'] === undefined ? [] : [groups['url']]));

/** Every string that is shown: not the names, values and types. */
export function shownStringsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return HIDDEN_KEYS.has(key) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => shownStringsIn(one, Array.isArray(value) ? key : name));
}

const HIDDEN_KEYS = new Set(['tag', 'value', 'name', 'a', 'v', 'p', 'type', 'selected_values']);

/** What our markdown is made of: coloured words, links, code and bold. */
const TOKENS =
  /<font color='(?:red|grey)'>|<\/font>|\[(?<label>[^\]]*)\]\((?<url>https?:\/\/[^()\s]*)\)|`(?<code>[^`\n]+)`|\*\*(?<bold>[^*]+)\*\*/g;

/** Markdown as it is shown. Fails on anything in it that is markup but none of the above, and on bold that would show its stars. */
export function readMarkdown(markdown: string): string {
  const block = /^ *\d+\.(?:\s|$)|^ {4}/m.exec(markdown);
  if (block !== null) throw new Error(`${JSON.stringify(block[0])} begins a block in ${JSON.stringify(markdown)}`);
  let shown = '';
  let end = 0;
  for (const token of markdown.matchAll(TOKENS)) {
    const { label, code, bold } = token.groups ?? {};
    shown += readLiteral(markdown.slice(end, token.index));
    end = token.index + token[0].length;
    if (bold !== undefined) checkBold(markdown, token.index, end);
    shown += code ?? readLiteral(label ?? bold ?? '');
  }
  return shown + readLiteral(markdown.slice(end));
}

const ENTITY = /&#(\d+);/g;
/** ASCII punctuation that CommonMark or Feishu may read as markup. */
const MARKS = /[!"#$&'()*+/:<=>@[\\\]^_`{|}~-]/;

function readLiteral(text: string): string {
  const left = text.replace(ENTITY, '');
  const mark = MARKS.exec(left) ?? /\w\.[a-z]/i.exec(left);
  if (mark !== null) throw new Error(`${JSON.stringify(mark[0])} is markup in ${JSON.stringify(text.slice(0, 200))}`);
  return text.replace(ENTITY, (_, code: string) => String.fromCharCode(Number(code))).replaceAll('\u00a0', ' ');
}

/**
 * commonmark.org, left- and right-flanking: not beside a space within, and beside punctuation within only when a space or punctuation
 * is without. Here even then only a space counts, and the edge of the text.
 */
function checkBold(markdown: string, start: number, end: number): void {
  const inner = markdown.slice(start + 2, end - 2);
  const isOdd = (letter: string): boolean => !/[\p{L}\p{N}]/u.test(letter);
  const before = markdown.slice(0, start).replace(/<font[^>]*>$/, '');
  const after = markdown.slice(end).replace(/^<\/font>/, '');
  const opens = !/^\s/.test(inner) && (!isOdd([...inner][0] ?? '') || before === '' || /\s$/.test(before));
  const closes = !/\s$/.test(inner) && (!isOdd([...inner].at(-1) ?? '') || after === '' || /^\s/.test(after));
  if (!opens || !closes || /[*]$/.test(before) || /^[*]/.test(after) || /\n\s*\n/.test(inner))
    throw new Error(`no bold: ${JSON.stringify(markdown.slice(Math.max(0, start - 20), end + 20))}`);
}

function readElement(element: unknown): string {
  const known = element as Known;
  const { tag, content, text, elements, columns, confirm, options, placeholder } = known;
  switch (tag) {
    case 'markdown':
      return readMarkdown(String(content));
    case 'div':
      return readText(text);
    case 'hr':
      return '';
    case 'button':
      return [readText(text), ...(confirm === undefined ? [] : [readText((confirm as Known)['text'])])].join(' ');
    case 'column_set':
      return asList(columns)
        .map((column) =>
          asList((column as Known)['elements'])
            .map(readElement)
            .join(' '),
        )
        .join(' ');
    case 'form':
      return asList(elements).map(readElement).join('\n');
    case 'table':
      return readTable(known);
    case 'input':
    case 'date_picker':
      return [
        ...(placeholder === undefined ? [] : [readText(placeholder)]),
        known['default_value'],
        known['initial_date'],
      ]
        .filter((one) => typeof one === 'string')
        .join(' ');
    case 'select_static':
    case 'multi_select_static':
      return asList(options)
        .map((option) => readText((option as Known)['text']))
        .join(' ');
    default:
      throw new Error(`unknown element ${String(tag)}`);
  }
}

function readTable({ columns, rows }: Known): string {
  const all = asList(columns) as Known[];
  const cell = (row: Known, { name, data_type: type }: Known): string => {
    const value = String(row[String(name)] ?? '');
    return type === 'text' ? value : readMarkdown(value);
  };
  const head = all.map((column) => String(column['display_name'])).join(' | ');
  return [head, ...(asList(rows) as Known[]).map((row) => all.map((column) => cell(row, column)).join(' | '))].join(
    '\n',
  );
}

function readText(text: unknown): string {
  const { tag, content } = text as Known;
  if (tag !== 'plain_text') throw new Error(`unknown text ${JSON.stringify(text)}`);
  return String(content);
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
