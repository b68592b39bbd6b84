import { describe, expect, test } from 'vitest';
import { lintCard } from '../../adapters/feishu/card-lint.ts';
import { FEISHU_LIMITS } from '../../adapters/feishu/limits.ts';

const text = (content: string) => ({ tag: 'plain_text', content });
const cardOf = (...elements: unknown[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  header: { title: text('T'), template: 'blue' },
  body: { elements },
});
const behaviors = [{ type: 'callback', value: { a: 'x' } }];
const button = { tag: 'button', text: text('Go'), type: 'primary', behaviors };
const submit = { ...button, name: 'go', form_action_type: 'submit' };
const input = { tag: 'input', name: 'note', max_length: 1000 };
const form = (...elements: unknown[]) => ({ tag: 'form', name: 'form', elements });
const table = {
  tag: 'table',
  page_size: 10,
  columns: [{ name: 'a', data_type: 'text' }],
  rows: [{ a: '<at id=all></at>' }],
};
const option = (value: string) => ({ text: text(value), value });
const columns = (...elements: unknown[]) => ({ tag: 'column_set', columns: [{ tag: 'column', elements }] });
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
/** In so many sets of columns. */
const nested = (depth: number): unknown => (depth === 0 ? { tag: 'hr' } : columns(nested(depth - 1)));

describe('what Feishu takes', () => {
  test.each([
    ['nothing at all', []],
    ['a form', [form(input, submit)]],
    ['the most tables', many(FEISHU_LIMITS.tables, table)],
    ['buttons in columns', [columns(button, button)]],
    ['the deepest nesting', [nested(FEISHU_LIMITS.nesting)]],
    ['the most elements', many(FEISHU_LIMITS.elements - 1, { tag: 'hr' })],
  ])('%s', (_, elements) => expect(lintCard(cardOf(...elements))).toEqual([]));
});

describe('what Feishu refuses', () => {
  const input2 = { ...input, name: 'other', default_value: 'x'.repeat(1001) };
  test.each([
    ['an element of the old version', { tag: 'action', actions: [] }, /unknown element action/],
    ['a note', { tag: 'note', elements: [] }, /unknown element note/],
    ['a property that is none', { tag: 'hr', style: 'x' }, /unknown property hr.style/],
    ['a button that does nothing', { ...button, behaviors: [] }, /without behaviors/],
    ['a button whose value is a text', { ...button, behaviors: [{ type: 'callback', value: 'x' }] }, /no object/],
    ['a long button', { ...button, text: text('x'.repeat(101)) }, /button.text is too long/],
    ['a form without a button', form(input), /without a button/],
    ['an input without a name', form({ tag: 'input' }, submit), /input without a name/],
    ['two inputs of one name', form(input, input, submit), /name note is there twice/],
    ['a form in columns', columns(form(input, submit)), /form in column/],
    ['a table in a form', form(table, submit), /table in form/],
    ['an empty form', form(), /form is empty/],
    ['a choice of many outside a form', { tag: 'multi_select_static', options: [option('a')] }, /outside a form/],
    [
      'an option twice',
      form({ tag: 'select_static', name: 's', options: [option('a'), option('a')] }, submit),
      /a is there twice/,
    ],
    ['more typed than there is room for', form(input2, submit), /default_value is too long/],
    ['a day that is none', form({ tag: 'date_picker', name: 'd', initial_date: '25.11.' }, submit), /initial_date/],
    ['a page of eleven rows', { ...table, page_size: 11 }, /page_size/],
    ['a call to all', { tag: 'markdown', content: 'x <at id=all></at>' }, /calls somebody/],
    ['a call in a cell', { ...table, columns: [{ name: 'a', data_type: 'markdown' }] }, /calls somebody/],
    ['a strange id', { tag: 'hr', element_id: '1a' }, /element_id/],
    ['too deep', nested(FEISHU_LIMITS.nesting + 1), /nested too deep/],
  ])('%s', (_, element, fault) => {
    expect(lintCard(cardOf(element)).join('\n')).toMatch(fault);
  });

  test.each([
    ['one table too many', many(FEISHU_LIMITS.tables + 1, table), /4 tables/],
    ['a table in words too', [...many(3, table), { tag: 'markdown', content: '|a|\n|--|\n|b|' }], /4 tables/],
    ['one element too many', many(FEISHU_LIMITS.elements, { tag: 'hr' }), /201 elements/],
    ['too many bytes', [{ tag: 'markdown', content: '长'.repeat(10_000) }], /bytes/],
  ])('%s', (_, elements, fault) => {
    expect(lintCard(cardOf(...elements)).join('\n')).toMatch(fault);
  });

  test.each([
    [null, /no object/],
    [{ ...cardOf(), schema: undefined }, /schema/],
    [{ ...cardOf(), i18n_elements: {} }, /unknown property card.i18n_elements/],
    [{ ...cardOf(), config: {} }, /update_multi/],
    [{ ...cardOf(), header: {} }, /header.title/],
    [{ ...cardOf(), body: {} }, /body.elements/],
  ])('a card %#', (card, fault) => expect(lintCard(card).join('\n')).toMatch(fault));
});
