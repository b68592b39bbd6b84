import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toOptions } from '../../adapters/slack/options.ts';
import { createSuggestAccounts } from '../../src/services/suggest-accounts.ts';
import { NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { bookOfAddresses } from '../fixtures/in-chat.ts';
import { fieldOf, formOpen, last } from './modal-steps.ts';
import { openInSlack } from './opening.ts';

/** The small book with accounts whose names are nearly one. */
function crowdedBook() {
  const book = bookOfAddresses();
  const add = (name: string, owner: string, more: object = {}) =>
    book.accounts.push({ name, owner, contacts: [], ...more } as never);
  for (let at = 0; at < 150; at++) add(`Crowd ${String(at).padStart(3, '0')}`, 'tom');
  add('Orbit Labs', 'tom');
  add('Orbit Labs Asia', 'wang', { aliases: ['轨道'] });
  const long = 'Provincial Bureau of Water Resources Planning and Long Distance Conveyance';
  add(`${long}, North Division`, 'tom');
  add(`${long}, South Division`, 'tom');
  return book;
}

describe('accounts as somebody types', () => {
  let kam: TestAssistant;
  beforeAll(async () => {
    kam = await openTestAssistant(crowdedBook());
  });
  afterAll(() => kam.close());
  const suggest = async (as: string, typed: string) => {
    const { views } = kam.assistant.store;
    const member = await views.memberByKey(as);
    const found = createSuggestAccounts(views, []);
    return found(member?.id ?? '', typed, Date.parse(NOW));
  };
  const names = async (as: string, typed: string) => (await suggest(as, typed)).map(({ name }) => name);

  it.each([
    ['华为', ['华为技术有限公司']],
    ['huawei', ['华为技术有限公司']],
    ['hua', ['华为技术有限公司']],
    ['northw', ['Northwind', 'Northwind Traders']],
    ['northwind traders', ['Northwind Traders']],
    ['traders', ['Northwind Traders']],
    ['ind', []],
    ['old mill', []],
    ['不存在', []],
  ])('%s', async (typed, expected) => {
    expect(await names('wang', typed)).toEqual(expected);
  });

  it('puts one’s own first, shows one’s own before anything is typed, and nobody what they may not see', async () => {
    expect((await suggest('wang', 'orbit')).map(({ detail }) => detail)).toEqual(['轨道', 'Tom Lee']);
    expect((await suggest('tom', 'orbit')).map(({ detail }) => detail)).toEqual(['Tom Lee', '轨道']);
    expect(await names('wang', '')).toEqual(['Orbit Labs Asia', '华为技术有限公司']);
    expect(await names('qian', ' ')).toEqual(['华为技术有限公司']);
    expect(await names('nobody', 'orbit')).toEqual([]);
    await kam.ask('/kam settings visibility team', { as: 'boss' });
    expect(await names('wang', 'northwind')).toEqual([]);
    expect(await names('wang', 'orbit')).toEqual(['Orbit Labs Asia']);
    await kam.ask('/kam settings visibility all', { as: 'boss' });
  });

  it('tells names apart that are nearly one', async () => {
    const labels = async (typed: string) => toOptions(await suggest('wang', typed)).map(({ text }) => text.text);
    expect(await labels('orbit')).toEqual(['Orbit Labs Asia', 'Orbit Labs']);
    const same = (id: string, detail: string) => ({ id, name: 'Orbit Labs', detail });
    const shown = (...choices: ReturnType<typeof same>[]) => toOptions(choices).map(({ text }) => text.text);
    expect(shown(same('1', '轨道'), same('2', 'Tom'))).toEqual(['Orbit Labs · 轨道', 'Orbit Labs · Tom']);
    expect(shown(same('1', 'Tom'), same('2', 'Tom'))).toEqual(['Orbit Labs · Tom · 1', 'Orbit Labs · Tom · 2']);
    const [north, south] = await labels('provincial');
    expect(north).toMatch(/^Provincial Bureau .*….*North Division$/);
    expect(south).toMatch(/^Provincial Bureau .*….*South Division$/);
  });

  it('gives at most a hundred, each of another label, none longer than Slack takes', () => {
    const words = fc.constantFrom(
      'Orbit',
      '华为',
      'Ünïcödé',
      '👩‍👩‍👧‍👦',
      '<!channel>',
      'a'.repeat(80),
      '',
      '\u202e',
      'x y',
    );
    const choice = fc.record({
      id: fc.uuid(),
      name: fc.array(words, { maxLength: 5 }).map((all) => all.join(' ')),
      detail: words,
    });
    fc.assert(
      fc.property(fc.uniqueArray(choice, { selector: ({ id }) => id, maxLength: 130 }), (choices) => {
        const options = toOptions(choices);
        expect(options).toHaveLength(Math.min(100, choices.length));
        for (const { text, value } of options) {
          expect(text.text.length).toBeGreaterThan(0);
          expect(text.text.length).toBeLessThanOrEqual(75);
          expect(text.text).not.toMatch(/\p{Surrogate}/u);
          expect(value?.length).toBeLessThanOrEqual(75);
        }
        expect(new Set(options.map(({ text }) => text.text)).size).toBe(options.length);
      }),
    );
  });
});

describe.each(['socket', 'http'] as const)('the menu of accounts over %s', (transport) => {
  it('is answered as somebody types, and what is chosen is that account', async () => {
    const one = await openInSlack(transport, { book: crowdedBook() });
    try {
      const { double, via } = one;
      await double.shortcut('wang', 'log_interaction', null, via);
      const view = await formOpen(one);
      const { actionId } = fieldOf(view, '客户');
      const asked = await double.options('wang', view, actionId, 'orb', via);
      expect(asked.error).toBeNull();
      expect(asked.options.map(({ text }) => (text as { text: string }).text)).toEqual([
        'Orbit Labs Asia',
        'Orbit Labs',
      ]);
      expect((await double.options('wang', view, actionId, 'crowd', via)).options.length).toBeGreaterThan(20);
      double.fill('wang', view.id, { 客户: asked.options[0] });
      const sent = await double.submit('wang', view.id, { 类型: 'note', 内容: '轨道的事' }, via);
      expect(sent).toMatchObject({ error: null, errors: {} });
      await one.settled();
      const orbit = (await one.assistant.store.views.all('account')).find(({ aliases }) => aliases.includes('轨道'));
      expect(await one.assistant.store.views.timeline(orbit?.id ?? '', 5)).toMatchObject([{ note: '轨道的事' }]);
      expect(last(double.messages('wang')).shows).toContain('Orbit Labs');
    } finally {
      await one.close();
    }
  });
});
