import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
/** Huawei private, limits of 500 a gift and 800 a year in yuan, a dollar at 7. */
const SETTINGS = ['gift-currency CNY', 'gift-rates USD 7', 'gift-limit-private 500', 'gift-year-private 800'];
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
  await kam.ok('/kam account 华为 recipientClass=private recipientRule="不收现金"');
});
afterEach(() => kam.close());
const limits = async () => {
  for (const line of SETTINGS) await kam.ok(`/kam settings ${line}`, 'boss');
};
const give = (text: string, as = 'wang') => kam.ok(text, as);

describe('limits', () => {
  it('are set by an administrator, have no default, and can be taken away', async () => {
    expect((await kam.ok('settings')).data.settings).toMatchObject({
      'gift-currency': null,
      'gift-limit-private': null,
    });
    await limits();
    expect((await kam.ok('settings')).data.settings).toMatchObject({
      'gift-currency': 'CNY',
      'gift-rates': 'USD 7',
      'gift-limit-private': 500,
      'gift-year-private': 800,
      'gift-limit-foreign': null,
    });
    await kam.ok('/kam settings gift-rates EUR 7.8, usd=7.2'.replace('=', ' '), 'boss');
    expect((await kam.ok('settings')).data.settings['gift-rates']).toBe('EUR 7.8, USD 7.2');
    await kam.ok('/kam settings gift-limit-private none', 'boss');
    expect((await kam.ok('settings')).data.settings['gift-limit-private']).toBeNull();
    await kam.ok('undo', 'boss');
    expect((await kam.ok('settings')).data.settings['gift-limit-private']).toBe(500);
  });

  it.each([
    'gift-limit-private -1',
    'gift-limit-private 12.345',
    'gift-currency yuan',
    'gift-rates USD',
    'gift-rates 7.2',
    'gift-rates USD 0',
  ])('are refused where they make no sense: %s', async (line) => {
    expect(await kam.ask(`/kam settings ${line}`, { as: 'boss' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    });
  });

  it('say that a currency is still missing', async () => {
    expect((await kam.ok('/kam settings gift-limit-private 500', 'boss')).text).toContain('gift-currency CNY');
  });
});

describe('a gift recorded', () => {
  it('is kept and told within the limits, with the rule and that this is no legal advice', async () => {
    await limits();
    const answer = await give('/kam gift 华为 张伟 300元 occasion=中秋');
    expect(answer.data.interaction).toMatchObject({ kind: 'gift', value: { amount: 300, currency: 'CNY' } });
    expect(answer.data.interaction).toMatchObject({ occasion: 'mid-autumn', contacts: ['张伟'], members: ['wang'] });
    expect(answer.data.gift).toMatchObject({
      verdict: 'allowed',
      over: null,
      recipientClass: 'private',
      approval: null,
    });
    expect(answer.text).toContain('不是法律意见');
    expect(answer.text).toContain('不收现金');
  });

  it.each([
    ['501 CNY', 'needs-approval', 'gift'],
    ['500 CNY', 'allowed', null],
    ['71.43 USD', 'needs-approval', 'gift'], // 500.01 yuan
    ['50 GBP', 'ask-first', 'unset'], // no rate
  ])('%s: %s', async (value, verdict, over) => {
    await limits();
    const { data } = await give(`/kam gift 华为 张伟 ${value}`);
    expect(data.gift).toMatchObject({ verdict, over });
    expect(data.interaction.id).toBeDefined();
  });

  it('adds up over the calendar year, by receiver', async () => {
    await limits();
    await give('/kam gift 华为 张伟 500元 date=2026-01-05');
    await give('/kam gift 华为 张伟 400元 date=2025-12-31');
    expect((await give('/kam gift 华为 陈总 500元')).data.gift).toMatchObject({ verdict: 'allowed' });
    expect((await give('/kam gift 华为 张伟 300元')).data.gift).toMatchObject({ verdict: 'allowed' });
    expect((await give('/kam gift 华为 张伟 1元')).data.gift).toMatchObject({
      verdict: 'needs-approval',
      over: 'year',
    });
    const { data } = await kam.ok('礼物 华为');
    expect(data).toMatchObject({ year: 2026, rule: { recipientClass: 'private', gift: 'within-limits' } });
    expect(data.items).toHaveLength(4);
    expect(data.sums.byReceiver).toMatchObject([
      { key: '张伟', amount: 801, count: 3 },
      { key: '陈总', amount: 500, count: 1 },
    ]);
    expect(data.sums.byYear).toMatchObject([
      { key: '2025', amount: 400 },
      { key: '2026', amount: 1301 },
    ]);
    expect((await kam.ok('礼物 张伟 华为')).data.items).toHaveLength(3);
    expect((await kam.ok('/kam gift 华为 year=2025')).data.items).toMatchObject([{ on: '2025-12-31', amount: 400 }]);
  });

  it('logged as a meal in a sentence is checked the same; a meal without a value is none', async () => {
    await limits();
    const meal = await kam.press(
      {
        command: 'log',
        args: { account: '华为', contacts: ['张伟'], kind: 'meal', value: { amount: 900, currency: 'CNY' } },
      },
      'wang',
    );
    expect(meal).toMatchObject({
      ok: true,
      data: { gift: { verdict: 'needs-approval', over: 'gift', asked: '赵岚' } },
    });
    expect((await give('昨天请张伟吃饭')).data.gift).toBeUndefined();
    // Shared by two: 450 each is within the limit for one receiver.
    const shared = {
      account: '华为',
      contacts: ['陈总', '李会计'],
      kind: 'meal',
      value: { amount: 900, currency: 'CNY' },
    };
    expect(await kam.press({ command: 'log', args: shared })).toMatchObject({ data: { gift: { verdict: 'allowed' } } });
  });

  it('in a currency without a rate is shown apart and never added', async () => {
    await limits();
    await give('/kam gift 华为 张伟 100元');
    await give('/kam gift 华为 张伟 50 GBP');
    const { data, text } = await kam.ok('礼物 华为');
    expect(data.sums.total).toMatchObject({ amount: 100, apart: [{ currency: 'GBP', amount: 50 }] });
    expect(text).toContain('50 GBP');
  });

  it.each([
    ['government', 'needs-approval', 'class', /国务院令第20号/],
    ['state-owned', 'ask-first', 'class', /1995/],
    ['private', 'ask-first', 'unset', /gift-limit-private/],
    ['foreign', 'ask-first', 'unset', /gift-limit-foreign/],
  ])('to %s without limits: %s, citing the rule', async (recipientClass, verdict, over, cited) => {
    await kam.ok(`/kam account 华为 recipientClass=${recipientClass}`);
    const { data, text } = await give('/kam gift 华为 张伟 1元');
    expect(data.gift).toMatchObject({ verdict, over });
    expect(text).toMatch(cited);
    expect(text).toContain('不是法律意见');
    expect((await kam.ok('gift 华为')).text).toMatch(cited);
  });

  it('an important institution counts as government, and nobody’s class is guessed', async () => {
    await kam.ok('/kam account Northwind kinds=important', 'tom');
    expect((await kam.ok('gift Northwind', 'tom')).data.rule).toMatchObject({
      recipientClass: 'government',
      gift: 'never',
    });
    const traders = await kam.ok('gift "Northwind Traders"', 'tom');
    expect(traders.data.rule).toMatchObject({ recipientClass: null, gift: 'ask-first' });
    expect(traders.text).toContain('recipientClass=private');
  });

  it('asks for the receiver, and is refused to who may not write', async () => {
    const asked = await kam.ask('/kam gift 华为 300元');
    expect(asked).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
    for (const as of ['tom', 'vera'])
      expect(await kam.ask('/kam gift 华为 张伟 300元', { as })).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
  });
});

describe('approval', () => {
  let id: string;
  const decide = (as: string, action: string, reason?: string) =>
    kam.press({ command: 'gift', args: { action, approval: id, ...(reason ? { reason } : {}) } }, as);
  beforeEach(async () => {
    await limits();
    id = (await give('/kam gift 华为 张伟 600元')).data.gift.approval;
  });

  it('is put before those above the owner, by a button', async () => {
    const { data } = await kam.ok('gift approvals', 'zhao');
    expect(data.items).toMatchObject([
      { id, account: '华为技术有限公司', receivers: ['张伟'], givers: ['wang'], over: 'gift', mayDecide: true },
    ]);
    expect(JSON.stringify((await kam.answer('礼物 审批', { as: 'zhao' })).reply)).toContain('"action":"approve"');
    expect((await kam.ok('gift approvals', 'wang')).data.items).toMatchObject([{ id, mayDecide: false }]);
    expect((await kam.ok('gift approvals', 'tom')).data.items).toEqual([]);
  });

  it.each([
    ['wang', false], // the giver
    ['qian', false],
    ['tom', false],
    ['vera', false],
    ['zhao', true],
    ['boss', true],
  ])('%s may decide: %s', async (as, may) => {
    const answer = await decide(as, 'approve');
    expect(answer.ok).toBe(may);
    if (!answer.ok) expect(answer.error.code).toBe('forbidden');
  });

  it('nobody decides on a gift of their own, an administrator neither', async () => {
    id = (await kam.ok('/kam gift 华为 张伟 600元 givers=boss', 'boss')).data.gift.approval;
    expect(await decide('boss', 'approve')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await decide('zhao', 'approve')).toMatchObject({ ok: true });
  });

  it('is refused with a reason, shown in the ledger, and taken back by who decided', async () => {
    const asked = await decide('zhao', 'refuse');
    expect(asked).toMatchObject({ ok: false, error: { code: 'missing-argument' } });
    expect(JSON.stringify(asked.reply.blocks)).toContain('"name":"reason"');
    const answer = await decide('zhao', 'refuse', '太贵');
    expect(answer).toMatchObject({
      ok: true,
      data: { items: [{ state: 'refused', reason: '太贵', decidedOn: '2026-11-21' }] },
    });
    expect((await kam.ok('gift 华为')).data.items).toMatchObject([{ approval: 'refused', reason: '太贵' }]);
    expect(await decide('boss', 'approve')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await kam.ok('undo', 'zhao');
    expect((await kam.ok('gift 华为')).data.items).toMatchObject([{ approval: 'asked', reason: null }]);
  });

  it('goes with the gift when that is undone, but not once it is decided', async () => {
    await kam.ok('undo', 'wang');
    expect((await kam.ok('gift approvals', 'zhao')).data.items).toEqual([]);
    expect((await kam.ok('gift 华为')).data.items).toEqual([]);
    id = (await give('/kam gift 华为 张伟 700元')).data.gift.approval;
    await decide('zhao', 'approve');
    expect(await kam.ask('undo')).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});

describe('birthdays in the ledger', () => {
  const occasions = (answer: Json) => answer.data.items.map(({ occasion }: Json) => occasion);
  it('are told to the account’s own people, and not in a channel', async () => {
    await give('/kam gift 华为 张伟 100元 occasion=生日');
    expect(occasions(await kam.ok('gift 华为'))).toEqual(['birthday']);
    expect(occasions(await kam.ok('gift 华为', 'zhao'))).toEqual(['birthday']);
    for (const said of [{ as: 'tom' }, { as: 'vera' }, { as: 'wang', channel: 'C1' }]) {
      expect(occasions(await kam.ask('gift 华为', said))).toEqual([null]);
      expect(JSON.stringify(await kam.ask('timeline 华为', said))).not.toMatch(/birthday|生日/);
    }
    expect(JSON.stringify(await kam.ok('timeline 华为'))).toContain('birthday');
  });
});
