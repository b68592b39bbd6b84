import type { KnownBlock, TableBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { textLength } from '../../adapters/slack/fit.ts';
import { SLACK_LIMITS } from '../../adapters/slack/limits.ts';
import { type RenderContext, renderMessage } from '../../adapters/slack/render.ts';
import { renderHome } from '../../adapters/slack/render-home.ts';
import type { Block, Button, Reply } from '../../src/reply/reply.ts';
import { checkMessageBlocks, checkView, elementsOf } from '../fakes/slack/block-kit/surfaces.ts';
import { readBlocks } from './reading.ts';

const READER: RenderContext = { language: 'en', timeZone: 'Asia/Shanghai', letterKey: 'reply/1', isDaily: false };

const replyOf = (...blocks: Block[]): Reply => ({ title: 'Title', audience: 'asker', blocks });
function draw(reply: Reply, context: Partial<RenderContext> = {}): KnownBlock[] {
  const { blocks } = renderMessage(reply, { ...READER, ...context });
  checkMessageBlocks(blocks);
  return blocks;
}
const drawBlocks = (...blocks: Block[]): KnownBlock[] => draw(replyOf(...blocks));
const read = (...blocks: Block[]): string => readBlocks(drawBlocks(...blocks));

const buttonOf = (label: string, more: Partial<Button> = {}): Button => ({
  label,
  press: { command: 'undo', args: { change: label } },
  ...more,
});
const buttonsOf = (count: number): Block => ({
  kind: 'buttons',
  buttons: Array.from({ length: count }, (_, at) => buttonOf(`button ${at + 1}`)),
});
const buttonElements = (blocks: readonly KnownBlock[]) => blocks.flatMap(elementsOf);
const quiet = (text: string): Block => ({ kind: 'text', text, tone: 'quiet' });
const say = (text: string): Block => ({ kind: 'text', text });

describe('at a limit, and one beyond', () => {
  test('the label of a button', () => {
    const shown = (length: number): unknown =>
      buttonElements(drawBlocks({ kind: 'buttons', buttons: [buttonOf('x'.repeat(length))] }))[0]?.['text'];
    expect(shown(SLACK_LIMITS.buttonText)).toMatchObject({ text: 'x'.repeat(75) });
    expect(shown(SLACK_LIMITS.buttonText + 1)).toMatchObject({ text: `${'x'.repeat(74)}…` });
  });

  test('what is asked before a button is carried out', () => {
    const asked = (length: number): unknown =>
      buttonElements(drawBlocks({ kind: 'buttons', buttons: [buttonOf('Go', { confirm: 'x'.repeat(length) })] }))[0]?.[
        'confirm'
      ];
    expect(asked(SLACK_LIMITS.confirmText)).toMatchObject({ text: { text: 'x'.repeat(300) } });
    expect(asked(SLACK_LIMITS.confirmText + 1)).toMatchObject({ text: { text: `${'x'.repeat(299)}…` } });
  });

  test('buttons of a block', () => {
    const inBlocks = (count: number): number[] =>
      drawBlocks(buttonsOf(count)).flatMap((block) => (block.type === 'actions' ? [block.elements.length] : []));
    expect(inBlocks(SLACK_LIMITS.actionsElements)).toEqual([25]);
    expect(inBlocks(SLACK_LIMITS.actionsElements + 1)).toEqual([25, 1]);
  });

  test('rows of a table', () => {
    const table = (rows: number): Block => ({
      kind: 'table',
      columns: [{ label: 'N' }],
      rows: Array.from({ length: rows }, (_, at) => [`row-${at + 1}.`]),
    });
    expect(read(table(SLACK_LIMITS.tableRows))).not.toContain('more…');
    expect(read(table(SLACK_LIMITS.tableRows + 1))).toContain('99 of 100, more…');
  });

  test('columns of a table', () => {
    const table = (columns: number): Block => ({
      kind: 'table',
      columns: Array.from({ length: columns }, (_, at) => ({ label: `c${at + 1}.` })),
      rows: [Array.from({ length: columns }, () => 'x')],
    });
    expect(read(table(SLACK_LIMITS.tableColumns))).not.toContain('more…');
    expect(read(table(SLACK_LIMITS.tableColumns + 1))).toContain('20 of 21 columns, more…');
  });

  test('characters of all cells of a table', () => {
    // 1 + 19 × 500 + 499 = 10,000
    const table = (last: number): Block => ({
      kind: 'table',
      columns: [{ label: 'N' }],
      rows: [...Array.from({ length: 19 }, () => ['x'.repeat(500)]), ['x'.repeat(last)]],
    });
    expect(read(table(499))).not.toContain('more…');
    expect(read(table(500))).toContain('19 of 20, more…');
  });

  test('blocks of a message: beyond, those that can stand together do', () => {
    const many = (count: number): Block[] => Array.from({ length: count }, (_, at) => say(`line ${at}.`));
    expect(drawBlocks(...many(SLACK_LIMITS.messageBlocks - 1))).toHaveLength(50);
    const beyond = drawBlocks(...many(SLACK_LIMITS.messageBlocks));
    expect(beyond).toHaveLength(1);
    expect(readBlocks(beyond)).toContain('line 49.');
  });

  test('blocks that cannot stand together are left out, which is said', () => {
    // Each a paragraph and a row of two buttons.
    const pairs = (count: number): Block[] =>
      Array.from({ length: count }, (_, at) => [say(`line ${at}.`), buttonsOf(2)]).flat();
    expect(read(...pairs(24))).not.toContain('left out');
    const beyond = drawBlocks(...pairs(30));
    expect(beyond.length).toBeLessThanOrEqual(SLACK_LIMITS.messageBlocks);
    const drawn = buttonElements(beyond).length;
    expect(drawn).toBeGreaterThanOrEqual(46);
    expect(readBlocks(beyond)).toContain(`and ${60 - drawn} buttons left out.`);
  });

  test('text of a message: what is longest is shortened, and the rest stays whole', () => {
    const blocks = drawBlocks(say('x'.repeat(20_000)), quiet('Based on four visits'), say('The end.'), buttonsOf(2));
    const text = readBlocks(blocks);
    expect(text).toContain('xx…');
    expect(text).toContain('Based on four visits');
    expect(text).toContain('The end.');
    expect(text).not.toContain('left out');
    expect(buttonElements(blocks)).toHaveLength(2);
    expect(textLength(blocks)).toBeGreaterThan(SLACK_LIMITS.messageText * 0.95);
    expect(textLength(blocks)).toBeLessThanOrEqual(SLACK_LIMITS.messageText);
  });

  test('one text of a rich text', () => {
    const elements = (length: number): number =>
      JSON.stringify(drawBlocks(say('x'.repeat(length)))[1]).split('"type":"text"').length - 1;
    expect(elements(SLACK_LIMITS.richText)).toBe(1);
    expect(elements(SLACK_LIMITS.richText + 1)).toBe(2);
    expect(read(say('x'.repeat(3001)))).toContain('x'.repeat(3001));
  });

  test('one text of small print, and ten of them', () => {
    const shown = (length: number): KnownBlock[] => drawBlocks(quiet('x'.repeat(length))).slice(1);
    expect(shown(SLACK_LIMITS.contextText)).toMatchObject([{ type: 'context', elements: [{}] }]);
    expect(shown(SLACK_LIMITS.contextText + 1)).toMatchObject([{ type: 'context', elements: [{}, {}] }]);
  });

  test('the notification', () => {
    const text = (length: number): string => renderMessage({ ...replyOf(), title: 'x'.repeat(length) }, READER).text;
    expect(text(SLACK_LIMITS.notification)).toBe('x'.repeat(4000));
    expect(text(SLACK_LIMITS.notification + 1)).toBe(`${'x'.repeat(3999)}…`);
    const escaped = renderMessage({ ...replyOf(), title: '&'.repeat(1000) }, READER).text;
    expect(escaped.length).toBeLessThanOrEqual(SLACK_LIMITS.notification);
    expect(escaped).toMatch(/^(&amp;){799}…$/);
  });

  test('blocks and bytes of the home tab', () => {
    const home = (blocks: Block[]) => {
      const view = renderHome(replyOf(...blocks), READER);
      checkView(view, 'home');
      return view.blocks as KnownBlock[];
    };
    const dividers = (count: number): Block[] => Array.from({ length: count }, () => ({ kind: 'divider' }));
    expect(readBlocks(home(dividers(SLACK_LIMITS.viewBlocks - 1)))).not.toContain('left out');
    expect(readBlocks(home(dividers(SLACK_LIMITS.viewBlocks)))).toContain('left out');
    // Each button carries nearly 2,000 characters, so that 200 of them are too many bytes.
    const heavy: Block = {
      kind: 'buttons',
      buttons: Array.from({ length: 200 }, (_, at) =>
        buttonOf(`b${at}`, { press: { command: 'log', args: { note: 'x'.repeat(1900) } } }),
      ),
    };
    expect(readBlocks(home([heavy]))).toMatch(/and \d+ buttons left out/);
  });
});

describe('how it looks', () => {
  test.each([
    ['neutral', ''],
    ['good', 'white_check_mark'],
    ['warning', 'warning'],
    ['danger', 'no_entry'],
  ] as const)('a title of tone %s', (tone, mark) => {
    expect(JSON.stringify(draw({ ...replyOf(), tone })[0])).toContain(
      mark === '' ? '"text":"Title"' : `"name":"${mark}"`,
    );
  });

  test('text as elements that Slack does not read for marks, instants in each reader’s zone', () => {
    const at = Date.UTC(2026, 10, 21, 6, 30);
    const blocks = drawBlocks({
      kind: 'text',
      text: [
        '*Söhne* ',
        { strong: '45 %' },
        { code: '/kam' },
        { link: 'offer', href: 'https://a.example/?a=1&b=2' },
        { instant: at },
      ],
    });
    expect(blocks[1]).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: '*Söhne* ' },
            { type: 'text', text: '45 %', style: { bold: true } },
            { type: 'text', text: '/kam', style: { code: true } },
            { type: 'link', text: 'offer', url: 'https://a.example/?a=1&b=2' },
            {
              type: 'date',
              timestamp: at / 1000,
              format: '{date_short_pretty} {time}',
              fallback: 'Sat, 21 Nov 2026, 14:30',
            },
          ],
        },
      ],
    });
  });

  test('small print with an instant and a link is mrkdwn, its literals escaped', () => {
    const text = ['A & *B* ', { instant: 0 }, ' ', { link: '<here>', href: 'https://a.example/?a=1&b|c' }] as const;
    expect(drawBlocks({ kind: 'text', tone: 'quiet', text })[1]).toEqual({
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          verbatim: true,
          text: 'A &amp; \u200b*\u200bB\u200b*\u200b <!date^0^{date_short_pretty} {time}|Thu, 1 Jan 1970, 08:00> <https://a.example/?a=1&amp;b%7Cc|&lt;here&gt;>',
        },
      ],
    });
  });

  test('mail addresses are no links here', () => {
    expect(
      JSON.stringify(drawBlocks({ kind: 'text', text: { link: 'write', href: 'mailto:a@b.example' } })),
    ).not.toContain('mailto');
  });

  test('a table: numbers to the right, styled cells rich, empty ones a space', () => {
    const [, table] = drawBlocks({
      kind: 'table',
      columns: [{ label: 'Who' }, { label: 'Days', align: 'right' }],
      rows: [['<!channel>', '12'], [{ strong: 'Ada' }], ['', '3', 'more']],
    }) as [KnownBlock, TableBlock];
    expect(table.column_settings).toEqual([{ is_wrapped: true }, { align: 'right' }, { is_wrapped: true }]);
    expect(table.rows).toEqual([
      [
        { type: 'raw_text', text: 'Who' },
        { type: 'raw_text', text: 'Days' },
        { type: 'raw_text', text: ' ' },
      ],
      [
        { type: 'raw_text', text: '<!channel>' },
        { type: 'raw_text', text: '12' },
        { type: 'raw_text', text: ' ' },
      ],
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Ada', style: { bold: true } }] }],
        },
        { type: 'raw_text', text: ' ' },
        { type: 'raw_text', text: ' ' },
      ],
      [
        { type: 'raw_text', text: ' ' },
        { type: 'raw_text', text: '3' },
        { type: 'raw_text', text: 'more' },
      ],
    ]);
  });

  test('a second table stands as aligned lines, Chinese two cells wide', () => {
    const table: Block = {
      kind: 'table',
      columns: [{ label: 'Condition' }, { label: 'N', align: 'right' }],
      rows: [['关键人支持', '12']],
    };
    const blocks = drawBlocks(table, table);
    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'table', 'rich_text']);
    expect(blocks[2]).toMatchObject({
      elements: [{ type: 'rich_text_preformatted', elements: [{ text: 'Condition  |  N\n关键人支持 | 12' }] }],
    });
  });

  test('the home tab has its title as a heading, at the limit; beyond as a line', () => {
    const first = (length: number) => renderHome({ ...replyOf(), title: 'x'.repeat(length) }, READER).blocks[0];
    expect(first(SLACK_LIMITS.header)).toMatchObject({ type: 'header', text: { text: 'x'.repeat(150) } });
    expect(first(SLACK_LIMITS.header + 1)).toMatchObject({ type: 'rich_text' });
    expect(renderHome({ ...replyOf(), title: ' ' }, READER).blocks).toMatchObject([{ type: 'context' }]);
  });

  test('the home tab takes no table', () => {
    const view = renderHome(replyOf({ kind: 'table', columns: [{ label: 'N' }], rows: [['1']] }), READER);
    checkView(view, 'home');
    expect(readBlocks(view.blocks)).toContain('N\n1');
  });

  test('buttons: style, and what is asked before', () => {
    const [element] = buttonElements(
      drawBlocks({
        kind: 'buttons',
        buttons: [buttonOf('Erase :smile:', { style: 'danger', confirm: 'Erase *Ada*?' })],
      }),
    );
    expect(element).toEqual({
      type: 'button',
      action_id: 'kam:call:0.0',
      style: 'danger',
      text: { type: 'plain_text', text: 'Erase :smile:', emoji: false },
      value: '{"c":"undo","a":{"change":"Erase :smile:"}}',
      confirm: {
        title: { type: 'plain_text', text: 'Are you sure?', emoji: false },
        text: { type: 'plain_text', text: 'Erase *Ada*?', emoji: false },
        confirm: { type: 'plain_text', text: 'Erase :smile:', emoji: false },
        deny: { type: 'plain_text', text: 'No', emoji: false },
        style: 'danger',
      },
    });
  });

  test('a form says its problems and has one button; what the title says is not said again', () => {
    const form: Block = {
      kind: 'form',
      command: 'log',
      submit: 'Send',
      kept: {},
      example: '/kam log Northwind visit',
      inputs: [
        { name: 'contact', label: 'Contact', type: 'line', required: true, problem: 'Title' },
        { name: 'on', label: 'Day', type: 'date', required: true, problem: 'No such day' },
        { name: 'note', label: 'Note', type: 'lines', required: true },
      ],
    };
    expect(read(form)).toBe('Title\nDay: No such day\nFill in…\nOr type: /kam log Northwind visit');
  });

  test('a form without inputs is a button that makes its call', () => {
    const form: Block = { kind: 'form', command: 'export', submit: 'Export', kept: { kind: 'contacts' }, inputs: [] };
    expect(buttonElements(drawBlocks(form))).toMatchObject([
      { action_id: 'kam:call:0', value: '{"c":"export","a":{"kind":"contacts"}}', text: { text: 'Export' } },
    ]);
  });

  test('what was asked can be asked again aloud', () => {
    const share = { text: 'stage Northwind' };
    expect(buttonElements(draw(replyOf(), { share }))).toMatchObject([
      { action_id: 'kam:share', value: '{"s":{"text":"stage Northwind"}}', text: { text: 'Share here' } },
    ]);
    expect(buttonElements(draw(replyOf(), { share: { text: 'x'.repeat(3000) } }))).toEqual([]);
  });

  test('a reply with nothing in it says so in the notification', () => {
    expect(renderMessage({ ...replyOf(), title: '' }, READER)).toEqual({ text: '(nothing)', blocks: [] });
  });

  test('a character is never cut in two', () => {
    const family = '👩‍👩‍👧‍👦';
    const label = family.repeat(20);
    const [element] = buttonElements(drawBlocks({ kind: 'buttons', buttons: [buttonOf(label)] }));
    expect(element?.['text']).toMatchObject({ text: `${family.repeat(6)}…` });
  });
});
