import { describe, expect, it } from 'vitest';
import { cardProblems } from '../fakes/feishu/card-rules/card.ts';
import { button, cardOf, formOf, plain } from './feishu-api.ts';

const STANDING = {
  isEphemeral: false,
  hasImage: (key: string) => key === 'img_1',
  hasPerson: (id: string) => id === 'ou_1',
};
const whatOf = (card: unknown, standing = STANDING) =>
  cardProblems(card, standing).map(({ code, what }) => `${code} ${what}`);
const md = (content: string, more: object = {}) => ({ tag: 'markdown', content, ...more });
const input = (name: string, more: object = {}) => ({ tag: 'input', name, ...more });
const options = (...values: string[]) => values.map((value) => ({ text: plain(value), value }));
const select = (name: string, more: object = {}) => ({
  tag: 'select_static',
  name,
  options: options('A', 'B'),
  ...more,
});
const columns = (...elements: unknown[]) => ({
  tag: 'column_set',
  columns: [{ tag: 'column', width: 'weighted', weight: 1, elements }],
});
const table = (more: object = {}) => ({
  tag: 'table',
  page_size: 10,
  columns: [
    { name: 'who', display_name: '客户', data_type: 'text' },
    { name: 'share', display_name: '份额', data_type: 'number', format: { precision: 1 } },
  ],
  rows: [{ who: '华为', share: 45 }],
  ...more,
});
const panel = (...elements: unknown[]) => ({
  tag: 'collapsible_panel',
  expanded: false,
  header: { title: plain('更多') },
  elements,
});
const nested = (depth: number): unknown => (depth === 0 ? md('x') : panel(nested(depth - 1)));

describe('a card is taken', () => {
  it.each<readonly [string, unknown]>([
    [
      'with words and a button',
      cardOf(
        md('**华为** <at id=ou_1></at> ![图](img_1)'),
        button('撤销', { confirm: { title: plain('撤销'), text: plain('？') } }),
      ),
    ],
    [
      'with a header, tags and a summary',
      {
        ...cardOf(md('x')),
        header: {
          title: plain('华为'),
          subtitle: plain('A'),
          template: 'blue',
          text_tag_list: [{ tag: 'text_tag', text: plain('A'), color: 'blue' }],
        },
        config: { update_multi: true, summary: { content: 'x' }, width_mode: 'fill' },
      },
    ],
    [
      'with a form of everything',
      cardOf(
        formOf(
          input('a', { label: plain('备注'), input_type: 'multiline_text', max_length: 1000, required: true }),
          select('b', { initial_option: 'A' }),
          { tag: 'multi_select_static', name: 'c', options: options('1', '2'), selected_values: ['2'] },
          { tag: 'date_picker', name: 'd', initial_date: '2026-11-30' },
          { tag: 'checker', name: 'e', checked: true, text: plain('是') },
          columns(input('f')),
        ),
      ),
    ],
    ['with three tables', cardOf(table(), table(), table())],
    ['with containers five deep', cardOf(nested(5))],
    ['with a chart', cardOf({ tag: 'chart', chart_spec: { type: 'line', data: { values: [] } } })],
    ['in two languages', cardOf(md('好', { i18n_content: { en_us: 'Well' } }))],
    ['with two hundred tags', cardOf(...Array.from({ length: 200 }, () => md('x')))],
  ])('%s', (_, card) => {
    expect(whatOf(card)).toEqual([]);
  });
});

describe('a card is refused', () => {
  it.each<readonly [string, unknown, RegExp]>([
    ['that is none', [], /^200621 /],
    ['of schema 1.0', { ...cardOf(md('x')), schema: undefined }, /^200621 schema/],
    ['with the elements of 1.0', { ...cardOf(md('x')), elements: [] }, /^200621 unknown property, property: elements/],
    ['without a body', { schema: '2.0' }, /^200621 body/],
    ['for one alone', { ...cardOf(md('x')), config: { update_multi: false } }, /^200621 update_multi/],
    [
      'with a colour there is not',
      { ...cardOf(md('x')), header: { title: plain('x'), template: 'pink' } },
      /^200621 template/,
    ],
    [
      'with four tags in its header',
      {
        ...cardOf(md('x')),
        header: {
          title: plain('x'),
          text_tag_list: Array.from({ length: 4 }, () => ({ tag: 'text_tag', text: plain('x') })),
        },
      },
      /3 text tags/,
    ],
    ['with action', cardOf({ tag: 'action', actions: [] }), /^200861 .*unsupported tag action/],
    ['with note', cardOf({ tag: 'note', elements: [] }), /^200861 .*unsupported tag note/],
    ['with a property there is not', cardOf(button('x', { value: {} })), /^200621 unknown property, property: value/],
    ['with a button that does nothing', cardOf({ tag: 'button', text: plain('x') }), /without behaviors/],
    [
      'with a button whose value is a text',
      cardOf(button('x', { behaviors: [{ type: 'callback', value: 'x' }] })),
      /no object/,
    ],
    ['with a button of more than 100 characters', cardOf(button('汉'.repeat(101))), /100 characters/],
    ['with a button of a kind there is not', cardOf(button('x', { type: 'warning' })), /^200621 type/],
    [
      'with a link to nowhere',
      cardOf(button('x', { behaviors: [{ type: 'open_url', default_url: 'x' }] })),
      /no address/,
    ],
    ['with an id that is none', cardOf(md('x', { element_id: '1a' })), /element_id 1a/],
    ['with an id twice', cardOf(md('x', { element_id: 'a' }), md('y', { element_id: 'a' })), /duplicate element_id a/],
    ['with 201 tags', cardOf(...Array.from({ length: 201 }, () => md('x'))), /^300305 .*201/],
    ['with 67 buttons, whose texts count', cardOf(...Array.from({ length: 101 }, () => button('x'))), /^300305 .*202/],
    ['with four tables', cardOf(table(), table(), table(), table()), /^11310 card table number over limit/],
    [
      'with a fourth table in its words',
      cardOf(table(), table(), table(), md('| a | b |\n| --- | --- |\n| 1 | 2 |')),
      /^11310/,
    ],
    ['with a table in a panel', cardOf(panel(table())), /table stands at the root only/],
    ['with eleven rows a page', cardOf(table({ page_size: 11 })), /page_size/],
    [
      'with a number that is a text',
      cardOf(table({ rows: [{ who: '华为', share: '45' }] })),
      /^200914 the value of share/,
    ],
    [
      'with 51 columns',
      cardOf(table({ columns: Array.from({ length: 51 }, (_, i) => ({ name: `c${i}` })) })),
      /1 to 50/,
    ],
    ['with containers six deep', cardOf(nested(6)), /nested deeper than 5/],
    ['with a form in a column', cardOf(columns(formOf(input('a')))), /form stands at the root only/],
    ['with a table in a form', cardOf(formOf(table())), /table stands at the root only/],
    [
      'with a chart in a form',
      cardOf(formOf({ tag: 'chart', chart_spec: { type: 'pie', data: [] } })),
      /chart in a form/,
    ],
    ['with a chart that is none', cardOf({ tag: 'chart', chart_spec: { type: 'cake' } }), /^200550/],
    [
      'with a form nobody can hand in',
      cardOf({ tag: 'form', name: 'f', elements: [input('a')] }),
      /without a button to submit/,
    ],
    ['with a form without a name', cardOf({ ...formOf(input('a')), name: '' }), /^200530/],
    ['with an input without a name', cardOf(formOf({ tag: 'input' })), /^200530/],
    ['with a button in a form without a name', cardOf(formOf(button('x'))), /^200530/],
    ['with two inputs of one name', cardOf(formOf(input('a'), input('a'))), /duplicate name a/],
    ['with two forms of one name', cardOf(formOf(input('a')), formOf(input('b'))), /duplicate name form/],
    ['with a button that hands in no form', cardOf(button('x', { form_action_type: 'submit' })), /outside of a form/],
    [
      'with choices outside of a form',
      cardOf({ tag: 'multi_select_static', name: 'c', options: options('1') }),
      /outside of a form/,
    ],
    ['with an input of 1001 characters', cardOf(formOf(input('a', { max_length: 1001 }))), /max_length/],
    [
      'with an input that is too full',
      cardOf(formOf(input('a', { max_length: 2, default_value: 'abc' }))),
      /default_value/,
    ],
    ['with lines in an input of one', cardOf(formOf(input('a', { default_value: 'a\nb' }))), /more lines/],
    ['with no options', cardOf(formOf(select('b', { options: [] }))), /no options/],
    ['with an option twice', cardOf(formOf(select('b', { options: options('A', 'A') }))), /same value/],
    ['with an option without a value', cardOf(formOf(select('b', { options: options('') }))), /without a value/],
    ['with a choice that is no option', cardOf(formOf(select('b', { initial_option: 'C' }))), /no option/],
    ['with a choice counted from 0', cardOf(formOf(select('b', { initial_index: 0 }))), /initial_index/],
    [
      'with a day written otherwise',
      cardOf(formOf({ tag: 'date_picker', name: 'd', initial_date: '2026/11/30' })),
      /initial_date/,
    ],
    [
      'with a label on a choice',
      cardOf(formOf(select('b', { label: plain('x') }))),
      /unknown property, property: label/,
    ],
    ['with somebody there is not', cardOf(md('<at id=ou_2></at>')), /^100290/],
    ['with a picture nobody uploaded', cardOf(md('![](img_2)')), /^200570/],
    ['with a panel without a header', cardOf({ tag: 'collapsible_panel', elements: [md('x')] }), /without a header/],
  ])('%s', (_, card, what) => {
    expect(whatOf(card).join('\n')).toMatch(new RegExp(what.source, 'm'));
  });

  it('for one reader in a group, in two languages', () => {
    const card = cardOf(md('好', { i18n_content: { en_us: 'Well' } }));
    expect(whatOf(card, { ...STANDING, isEphemeral: true })).toEqual([
      expect.stringContaining('i18n_content in an ephemeral'),
    ]);
  });
});
