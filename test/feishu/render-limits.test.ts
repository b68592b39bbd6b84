import { describe, expect, test } from 'vitest';
import { bytesOf, countElements } from '../../adapters/feishu/card.ts';
import { lintCard } from '../../adapters/feishu/card-lint.ts';
import { parseCardPress } from '../../adapters/feishu/card-press.ts';
import { FEISHU_LIMITS } from '../../adapters/feishu/limits.ts';
import { type CardContext, renderCard } from '../../adapters/feishu/render.ts';
import { toastOf } from '../../adapters/feishu/toast.ts';
import type { Block, Button, Reply, Text } from '../../src/reply/reply.ts';
import { EVERY_INPUT } from '../fixtures/every-block.ts';
import { elementsOf, markdownIn, readCard } from './reading.ts';

const CONTEXT: CardContext = {
  language: 'en',
  timeZone: 'Asia/Shanghai',
  letterKey: 'reply/1',
  isDaily: false,
  place: 'dm',
};
const replyOf = (...blocks: Block[]): Reply => ({ title: 'Title', audience: 'asker', blocks });
const textOf = (text: Text): Block => ({ kind: 'text', text });
const buttonOf = (more: Partial<Button> = {}): Button => ({
  label: 'Go',
  press: { command: 'last', args: {} },
  ...more,
});
const buttonsOf = (count: number): Block => ({
  kind: 'buttons',
  buttons: Array.from({ length: count }, () => buttonOf()),
});
const tableOf = (rows: number, columns = 2): Block => ({
  kind: 'table',
  columns: Array.from({ length: columns }, (_, at) => ({ label: `C${at}` })),
  rows: Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, at) => `r${row}.${at}`)),
});

/** What the first button of a card carries. */
function carriedBy(card: unknown, label?: string): unknown {
  const labelled = elementsOf(card, 'button').filter(
    ({ text }) => label === undefined || (text as { content: string }).content === label,
  );
  const [behaviour] = (labelled[0]?.['behaviors'] ?? []) as { value: unknown }[];
  return behaviour?.value;
}

function draw(reply: Reply, context: Partial<CardContext> = {}) {
  const { card } = renderCard(reply, { ...CONTEXT, ...context });
  expect(lintCard(card)).toEqual([]);
  return card;
}

describe('at the limit and one beyond', () => {
  test.each([FEISHU_LIMITS.title, FEISHU_LIMITS.title + 1])('a title of %i characters', (length) => {
    const title = 'x'.repeat(length);
    const card = draw({ ...replyOf(), title });
    expect(readCard(card)).toContain(title);
    expect(card.header.title.content.length).toBeLessThanOrEqual(FEISHU_LIMITS.title);
    expect(card.body.elements).toHaveLength(length > FEISHU_LIMITS.title ? 1 : 0);
    expect(card.config.summary.content.length).toBeLessThanOrEqual(FEISHU_LIMITS.summary);
  });

  test.each([FEISHU_LIMITS.buttonText, FEISHU_LIMITS.buttonText + 1])('a button of %i characters', (length) => {
    const [button] = elementsOf(
      draw(replyOf({ kind: 'buttons', buttons: [buttonOf({ label: '按'.repeat(length) })] })),
      'button',
    );
    const shown = readCard({ header: { title: button?.['text'] }, body: { elements: [] } }).trim();
    expect(shown).toHaveLength(FEISHU_LIMITS.buttonText);
    expect(shown.endsWith('…')).toBe(length > FEISHU_LIMITS.buttonText);
  });

  test.each([FEISHU_LIMITS.confirmText, FEISHU_LIMITS.confirmText + 1])('a question of %i characters', (length) => {
    const card = draw(replyOf({ kind: 'buttons', buttons: [buttonOf({ confirm: '?'.repeat(length) })] }));
    const confirm = elementsOf(card, 'button')[0]?.['confirm'] as { text: { content: string } };
    expect(confirm.text.content).toHaveLength(FEISHU_LIMITS.confirmText);
  });

  test.each([FEISHU_LIMITS.buttonsTogether, FEISHU_LIMITS.buttonsTogether + 1])(
    '%i buttons stand beside each other',
    (count) => {
      const sets = elementsOf(draw(replyOf(buttonsOf(count))), 'column_set');
      expect(sets).toHaveLength(1);
      expect(sets[0]?.['columns']).toHaveLength(FEISHU_LIMITS.buttonsTogether);
      expect(elementsOf(draw(replyOf(buttonsOf(count))), 'button')).toHaveLength(count);
    },
  );

  test.each([-1, 0])('what a button carries, and %i beyond', (less) => {
    const most = FEISHU_LIMITS.buttonValue;
    const empty = JSON.stringify({ c: 'log', a: { note: '' } }).length;
    const note = 'x'.repeat(most - empty - less);
    const card = draw(replyOf({ kind: 'buttons', buttons: [buttonOf({ press: { command: 'log', args: { note } } })] }));
    expect(parseCardPress({ value: carriedBy(card) })?.press.kind).toBe(less === 0 ? 'call' : 'letter');
  });

  test('without a letter a button that carries too much is said', () => {
    const press = { command: 'log', args: { note: 'x'.repeat(FEISHU_LIMITS.buttonValueAlone) } };
    const card = draw(replyOf({ kind: 'buttons', buttons: [buttonOf({ label: 'Log it', press })] }), {
      letterKey: null,
    });
    expect(elementsOf(card, 'button')).toEqual([]);
    expect(readCard(card)).toContain('These cannot be pressed here, type them instead: Log it');
  });

  test.each([FEISHU_LIMITS.tables, FEISHU_LIMITS.tables + 1])('%i tables: those beyond are lines', (count) => {
    const card = draw(replyOf(...Array<Block>(count).fill(tableOf(2))));
    expect(elementsOf(card, 'table')).toHaveLength(FEISHU_LIMITS.tables);
    expect(readCard(card).includes('r1.0 · C1: r1.1')).toBe(count > FEISHU_LIMITS.tables);
  });

  test('a table of lines says each cell by its column, and links where it did', () => {
    const links: Block = {
      kind: 'table',
      columns: [{ label: 'Offer' }, { label: 'Share' }, { label: 'Note' }],
      rows: [
        [{ link: 'the offer', href: 'https://example.com' }, '45 %', ''],
        ['（新）\n二期', '', [{ strong: 'late' }, '\nagain']],
      ],
    };
    const tables = Array<Block>(FEISHU_LIMITS.tables).fill(tableOf(1));
    expect(markdownIn(draw(replyOf(...tables, links)))).toEqual([
      '[the offer](https://example.com/) · Share&#58; 45 %\n**（新） 二期** · Note&#58; **late** again',
    ]);
  });

  test.each([FEISHU_LIMITS.lineRows, FEISHU_LIMITS.lineRows + 1])('%i rows of a table of lines', (rows) => {
    const tables = Array.from({ length: FEISHU_LIMITS.tables }, () => tableOf(1));
    const read = readCard(draw(replyOf(...tables, tableOf(rows))));
    expect(read).toContain(`r${FEISHU_LIMITS.lineRows - 1}.0`);
    expect(read.includes(`${FEISHU_LIMITS.lineRows} of ${rows}, more…`)).toBe(rows > FEISHU_LIMITS.lineRows);
  });

  test.each([FEISHU_LIMITS.tableColumns, FEISHU_LIMITS.tableColumns + 1])('%i columns', (columns) => {
    const read = readCard(draw(replyOf(tableOf(1, columns))));
    expect(read).toContain(`r0.${FEISHU_LIMITS.tableColumns - 1}`);
    expect(read.includes(`${FEISHU_LIMITS.tableColumns} of ${columns} columns, more…`)).toBe(
      columns > FEISHU_LIMITS.tableColumns,
    );
  });

  test('a table shows ten rows at once, and the others on further pages', () => {
    const [table] = elementsOf(draw(replyOf(tableOf(11))), 'table');
    expect(table).toMatchObject({ page_size: 10 });
    expect(table?.['rows']).toHaveLength(11);
  });

  test('134 long rows: as many as there is room for, and how many there are', () => {
    const note = '拜访纪要，谈了二期预算；'.repeat(20);
    const table: Block = {
      kind: 'table',
      columns: [{ label: 'Account' }, { label: 'Note' }],
      rows: Array.from({ length: 134 }, (_, at) => [{ strong: `Account ${at}` }, note]),
    };
    const card = draw(replyOf(table));
    const shown = ((elementsOf(card, 'table')[0]?.['rows'] ?? []) as unknown[]).length;
    expect(shown).toBeGreaterThan(20);
    expect(readCard(card)).toContain(`${shown} of 134, more…`);
  });

  test('the bytes of a card', () => {
    const frame = bytesOf(draw(replyOf(textOf(''))));
    const around = bytesOf([{ tag: 'div', text: { tag: 'plain_text', content: '' } }]) - 2;
    const most = FEISHU_LIMITS.cardBytes - frame - around;
    const fits = draw(replyOf(textOf('x'.repeat(most))));
    expect(bytesOf(fits)).toBeGreaterThan(FEISHU_LIMITS.cardBytes - 3);
    expect(readCard(fits)).not.toContain('…');
    const over = draw(replyOf(textOf('x'.repeat(most + 3))));
    expect(readCard(over)).toContain('x…');
    expect(bytesOf(over)).toBeLessThanOrEqual(FEISHU_LIMITS.cardBytes);
  });

  test('the elements of a card', () => {
    const lines = (count: number): Block[] => Array.from({ length: count }, (_, at) => textOf([{ strong: `L${at}.` }]));
    const frame = countElements(draw(replyOf()));
    const most = FEISHU_LIMITS.elements - frame;
    expect(countElements(draw(replyOf(...lines(most))))).toBe(FEISHU_LIMITS.elements);
    const over = draw(replyOf(...lines(most + 1)));
    expect(countElements(over)).toBeLessThan(FEISHU_LIMITS.elements);
    // Closer together all of them fit.
    expect(readCard(over)).toContain(`L${most}.`);
    expect(readCard(draw(replyOf(buttonsOf(150))))).toMatch(
      /Too long to show in full: \d+ parts and \d+ buttons left out\./,
    );
  });

  test.each([-1, 0, 1])('an address of the longest length and %i', (more) => {
    const href = `https://a.example/${'x'.repeat(FEISHU_LIMITS.url - 18 + more)}`;
    const [markdown] = markdownIn(draw(replyOf(textOf([{ link: 'there', href }, { strong: '!' }]))));
    expect(markdown?.includes('](')).toBe(more <= 0);
  });

  test.each([FEISHU_LIMITS.toast, FEISHU_LIMITS.toast + 1])('a toast of %i characters', (length) => {
    const { content } = toastOf({ ok: true, reply: { ...replyOf(), title: '好'.repeat(length) } });
    expect(content).toHaveLength(FEISHU_LIMITS.toast);
  });

  test('words beside a card', () => {
    const { text } = renderCard(replyOf(textOf('x'.repeat(FEISHU_LIMITS.plainText + 1))), CONTEXT);
    expect(text).toHaveLength(FEISHU_LIMITS.plainText);
  });
});

describe('where a form has no room', () => {
  const crowd = Array.from({ length: 60 }, (_, at) => textOf([{ strong: `L${at}` }, ' x'.repeat(300)]));

  test('it stands in the card where there is room', () => {
    expect(elementsOf(draw(replyOf(EVERY_INPUT)), 'form')).toHaveLength(1);
  });

  test('among too much else it is a button that opens it', () => {
    const many = Array.from({ length: 30 }, () => buttonsOf(3));
    const card = draw(replyOf(EVERY_INPUT, ...many, ...crowd));
    expect(elementsOf(card, 'form')).toEqual([]);
    expect(readCard(card)).toContain('Amount: Not a number');
    expect(parseCardPress({ value: carriedBy(card, 'Fill in…') })?.press).toMatchObject({
      kind: 'form',
      at: { letter: 'reply/1', block: 0 },
    });
  });

  test('a long card is shortened around it', () => {
    const card = draw(replyOf(textOf('长'.repeat(12_000)), EVERY_INPUT));
    expect(elementsOf(card, 'form')).toHaveLength(1);
    expect(readCard(card)).toContain('长…');
  });
});

test.each([
  [true, 'good', 'success'],
  [true, undefined, 'info'],
  [true, 'warning', 'warning'],
  [false, undefined, 'warning'],
  [false, 'danger', 'error'],
] as const)('a toast of an answer that is %s and %s', (ok, tone, type) => {
  const reply: Reply = { ...replyOf(), title: '<b>Söhne</b>\nsaved', ...(tone === undefined ? {} : { tone }) };
  expect(toastOf({ ok, reply })).toEqual({ type, content: '<b>Söhne</b> saved' });
});

test.each([
  ['dm', true],
  ['group', false],
  ['ephemeral', false],
] as const)('a button says that its card stands in %s, and whether it is daily', (place, isDaily) => {
  const card = draw(replyOf(buttonsOf(1)), { place, isDaily });
  expect(parseCardPress({ value: carriedBy(card) })).toMatchObject({ place, press: { isDaily } });
});

test('what was asked can be asked again aloud', () => {
  const content = { text: '<华为> 什么阶段' };
  const card = draw(replyOf(), { share: content, place: 'ephemeral' });
  expect(parseCardPress({ value: carriedBy(card) })?.press).toEqual({ kind: 'share', content });
});
