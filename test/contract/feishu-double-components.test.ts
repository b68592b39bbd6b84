import { describe, expect, it } from 'vitest';
import { cardProblems } from '../fakes/feishu/card-rules/card.ts';
import { button, cardOf, formOf, plain } from './feishu-api.ts';

const STANDING = { isEphemeral: false, hasImage: () => false, hasPerson: () => false };
const md = (content: string, more: object = {}) => ({ tag: 'markdown', content, ...more });
const chart = { tag: 'chart', chart_spec: { type: 'pie', data: [] } };
const table = (more: object) => ({ tag: 'table', columns: [{ name: 'a' }], rows: [], ...more });
const column = (more: object) => ({
  tag: 'column_set',
  columns: [{ tag: 'column', elements: [md('x')], ...more }],
});
const DRAWN = '| a |\n| --- |\n| 1 |\n\n';

describe('a component is refused', () => {
  it.each<readonly [string, unknown, string]>([
    ['that is markdown without a content', { tag: 'markdown' }, 'markdown without a content'],
    ['that is a text without a content', { tag: 'plain_text' }, 'a text without a content'],
    ['that is a div without a text', { tag: 'div' }, 'a div without a text'],
    ['that is a div with half a text', { tag: 'div', text: { tag: 'plain_text' } }, 'no text object'],
    ['that is a picture nobody uploaded', { tag: 'img', img_key: 'img_1', alt: plain('x') }, '200570'],
    ['that is nobody', { tag: 'person', user_id: 'ou_1' }, '100290'],
    ['that is a column of weight 6', column({ weight: 6 }), 'weight is not 1 to 5'],
    ['that is a column half as wide', column({ width: '50%' }), 'width'],
    ['that is a column without anything', column({ elements: null }), 'holds no list of components'],
    ['that is columns of something else', { tag: 'column_set', columns: [md('x')] }, 'holds columns'],
    ['that is columns in a way there is not', { ...column({}), flex_mode: 'wrap' }, 'flex_mode'],
    ['that is a table with a column twice', table({ columns: [{ name: 'a' }, { name: 'a' }] }), 'same name'],
    ['that is a table with a column without a name', table({ columns: [{ display_name: 'A' }] }), 'without a name'],
    ['that is a table of a width there is not', table({ columns: [{ name: 'a', width: 'wide' }] }), 'width'],
    ['that is a table without rows', table({ rows: null }), 'no list of objects'],
    ['that draws five tables', md(DRAWN.repeat(5)), '5 tables in one component'],
    ['that is in languages by other names', md('x', { i18n_content: { en: 'x' } }), 'not by locale'],
    ['that does nothing when pressed', button('x', { behaviors: [] }), 'empty list'],
    ['that does what is no behaviour', button('x', { behaviors: ['callback'] }), 'no behavior'],
    ['that does what there is not', button('x', { behaviors: [{ type: 'submit' }] }), 'unknown behavior'],
    ['that asks nothing first', button('x', { confirm: '?' }), 'no confirm'],
    ['that asks half a question', button('x', { confirm: { title: plain('?') } }), 'no text object'],
    ['whose label is markup', button('x', { text: { tag: 'lark_md', content: 'x' } }), 'tag is not one of'],
    ['whose box says yes as a text', formOf({ tag: 'checker', name: 'c', checked: 'yes' }), 'checked is no boolean'],
  ])('%s', (_, element, what) => {
    const told = cardProblems(cardOf(element), STANDING).map((one) => `${one.code} ${one.what}`);
    expect(told.join('\n')).toContain(what);
  });

  it.each<readonly [string, object, string]>([
    ['six charts', cardOf(...Array.from({ length: 6 }, () => chart)), 'chart number over limit'],
    ['a header that is none', { ...cardOf(md('x')), header: 'x' }, 'no header'],
    ['settings that are none', { ...cardOf(md('x')), config: 'x' }, 'no config'],
    ['a summary that is none', { ...cardOf(md('x')), config: { summary: 'x' } }, 'no summary'],
  ])('with a card of %s', (_, card, what) => {
    expect(cardProblems(card, STANDING)[0]?.what).toContain(what);
  });
});
