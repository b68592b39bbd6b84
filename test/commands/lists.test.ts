import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

let kam: TestAssistant;
beforeEach(async () => {
  kam = await openTestAssistant(smallBook());
  await kam.ask('今天拜访华为张伟，聊了二期，11月12日前给方案', { at: '2026-11-10T18:00:00+08:00' });
  await kam.ask('share Northwind 60', { as: 'tom' });
});
afterEach(() => kam.close());
const ok = (text: string, as?: string): Promise<Json> => kam.ok(text, as);
const names = ({ data }: Json): string[] => data.accounts.map(({ name }: Json) => name);

describe('accounts', () => {
  it('lists mine first, with what speaks for a look', async () => {
    const answer = await ok('我的客户');
    expect(answer.understood.command).toBe('accounts');
    expect(answer.data).toMatchObject({ scope: 'mine', total: 1, mine: 1, all: 4 });
    expect(answer.data.accounts[0]).toMatchObject({
      name: '华为技术有限公司',
      owner: '王芳',
      mine: true,
      stage: 'unknown',
      share: null,
      attention: 'high',
      daysSinceTouch: 11,
      lastTouchOn: '2026-11-10',
      overdue: 1,
    });
    expect(answer.text).toContain('需要关注');
  });

  it('lists all, found by any name, page by page, archived ones never', async () => {
    expect(names(await ok('accounts all'))).toHaveLength(4);
    expect(names(await ok('/kam accounts all search=huawei'))).toEqual(['华为技术有限公司']);
    const first = await kam.press({ command: 'accounts', args: { scope: 'all', limit: 3 } });
    const second = await kam.press({ command: 'accounts', args: { scope: 'all', limit: 3, offset: 3 } });
    if (!first.ok || !second.ok) throw new Error('refused');
    expect([...names(first), ...names(second)].sort()).toEqual(names(await ok('accounts all')).sort());
  });

  it('shows everybody’s to whoever has none, and nobody what they may not see', async () => {
    expect((await ok('accounts', 'vera')).data).toMatchObject({ scope: 'all', total: 4 });
    const own = await openTestAssistant(smallBook());
    await own.ask('/kam settings visibility team', { as: 'boss' });
    expect(names(await own.ask('accounts all'))).toEqual(['华为技术有限公司']);
    const [tom] = (await own.ask('accounts', { as: 'tom' })).data.accounts;
    const hidden = await own.press({ command: 'accounts', args: { account: `#${tom.id}` } });
    expect(hidden).toMatchObject({ ok: false, error: { code: 'unknown-account' } });
    await own.close();
  });
});

describe('timeline', () => {
  it('tells what happened, newest first, and what was promised', async () => {
    const { data, text } = await ok('时间线 华为');
    expect(data.interactions).toHaveLength(1);
    expect(data.interactions[0]).toMatchObject({ kind: 'visit', date: '2026-11-10', memberNames: ['王芳'] });
    expect(data.promises.open).toEqual([
      {
        id: expect.any(String),
        what: '给方案',
        by: '王芳',
        due: '2026-11-12',
        overdue: true,
        overdueDays: 9,
        mayChange: true,
      },
    ]);
    expect(text).toContain('逾期 9 天');
  });

  it('comes in pages', async () => {
    const first = await kam.press({ command: 'timeline', args: { account: 'Northwind', limit: 1 } }, 'tom');
    const second = await kam.press({ command: 'timeline', args: { account: 'Northwind', limit: 1, offset: 1 } }, 'tom');
    if (!first.ok || !second.ok) throw new Error('refused');
    expect([first.data['more'], second.data['more']]).toEqual([true, false]);
    expect(JSON.stringify([first.data['interactions'], second.data['interactions']])).toMatch(
      /sent the paper.*pilot results/,
    );
  });
});

describe('news', () => {
  it('tells who recorded what in which account, of what one may see', async () => {
    const { data } = await ok('动态');
    const told = data.items.map(({ by, account, mine }: Json) => [by, account, mine]);
    expect(told).toContainEqual(['王芳', '华为技术有限公司', true]);
    expect(told).toContainEqual(['Tom Lee', 'Northwind', false]);
    expect((await ok('news Northwind', 'tom')).data.items[0]).toMatchObject({ by: 'Tom Lee', text: 'a share' });
  });

  it('keeps to itself what is personal', async () => {
    await ok('level 张伟 4');
    await ok('contact 张伟 taboos=不谈股票');
    expect(JSON.stringify((await ok('news', 'vera')).data)).not.toMatch(/股票|层次 4/);
  });

  it('tells of what was taken back, and of one change alone', async () => {
    const { data } = await ok('order Northwind 2026-11-03 50000 USD', 'tom');
    expect(data.id).toBeDefined();
    await ok('undo', 'tom');
    const [latest] = (await ok('news', 'tom')).data.items;
    expect(latest.text).toBe('took back: an order');
    const one = await kam.press({ command: 'news', args: { change: latest.change } }, 'wang');
    expect(one).toMatchObject({ ok: true, data: { items: [{ by: 'Tom Lee', mine: false, text: '撤销：订单' }] } });
  });
});

describe('news of a change in several accounts, as an import makes', () => {
  const at = Date.parse('2026-11-21T11:00:00+08:00');
  /** One change with a visit for each of these accounts, as 王芳's. */
  async function imported(...names: readonly string[]): Promise<void> {
    const { views, transaction } = kam.assistant.store;
    const accounts = await views.all('account');
    const wang = await views.memberByKey('wang');
    await transaction({ command: 'import', input: {}, memberId: wang?.id ?? null, at }, async (repositories) => {
      for (const [index, name] of names.entries()) {
        const account = accounts.find((one) => one.name === name);
        if (!account || !wang) throw new Error(`no ${name}`);
        await repositories.insert('interaction', {
          ...{ id: `visit-${index}`, accountId: account.id, contactIds: [], memberIds: [wang.id], kind: 'visit' },
          ...{ at, day: null, note: `note of ${name}`, answered: null, signals: [], value: null, occasion: null },
          ...{ authorId: wang.id, recordedAt: at },
        });
      }
    });
  }
  const HUAWEI = '华为技术有限公司';

  it.each<[accounts: string[], asked: string, account: string, text: string]>([
    [['Northwind'], 'news', 'Northwind', 'visit · note of Northwind'],
    [['Northwind', HUAWEI], 'news Northwind', 'Northwind', 'visit · note of Northwind'],
    [['Northwind', HUAWEI], '/kam news 华为', HUAWEI, 'visit · note of 华为技术有限公司'],
    [['Northwind', 'Northwind', 'Northwind'], 'news', 'Northwind', 'an import'],
  ])('of %j, asked "%s"', async (accounts, asked, account, text) => {
    await imported(...accounts);
    const [latest] = (await ok(asked, 'tom')).data.items;
    expect(latest).toMatchObject({ account, text });
  });

  it('tells the note of no other account', async () => {
    await imported('Northwind', HUAWEI, 'Northwind Traders');
    const { data, text } = await ok('news', 'tom');
    const [latest] = data.items;
    expect(latest).toMatchObject({ others: true, text: `visit · note of ${latest.account}` });
    expect(text).toContain(`${latest.account} and others`);
    await ok('/kam settings visibility team', 'boss');
    expect((await ok('动态', 'qian')).data.items[0]).toMatchObject({
      account: HUAWEI,
      text: `拜访 · note of ${HUAWEI}`,
    });
  });
});

describe('the audit', () => {
  it('is told in the words of its reader', async () => {
    await kam.assistant.people.recognise('slack', 'T1', {
      ...{
        externalId: 'U1',
        email: 'wang@example.com',
        name: 'Wang',
        timeZone: null,
        language: null,
        standing: 'full',
      },
    });
    const lines = async (as: string, lang: 'zh' | 'en') => (await kam.ask('/kam changes', { as, lang })).text as string;
    const chinese = await lines('boss', 'zh');
    for (const words of ['记录', '份额', '拜访', '2026年11月10日', '成员', '加入']) expect(chinese).toContain(words);
    expect(chinese).not.toMatch(/\b(log|share|visit|join|member)\b|2026-11-10/);
    const english = await lines('boss', 'en');
    for (const words of ['log', 'share', 'visit', 'Tue, 10 Nov 2026', 'came in']) expect(english).toContain(words);
  });
});

describe('a long list', () => {
  it('comes page by page in one order, however many are asked for', async () => {
    const owner = 'wang';
    const names = Array.from({ length: 420 }, (_, at) => `客户 ${String((at * 163) % 420).padStart(3, '0')}`);
    const big = await openTestAssistant({
      ...smallBook(),
      accounts: names.map((name) => ({ name, owner, contacts: [] })),
      interactions: [],
    });
    const page = async (offset: number, limit: number): Promise<string[]> => {
      const answer = await big.press({ command: 'accounts', args: { scope: 'all', offset, limit } });
      if (!answer.ok) throw new Error(answer.error.message);
      return (answer.data['accounts'] as { name: string }[]).map(({ name }) => name);
    };
    const all = [...(await page(0, 200)), ...(await page(200, 200)), ...(await page(400, 200))];
    expect(all).toEqual([...names].sort());
    expect(await page(7, 5)).toEqual(all.slice(7, 12));
    expect(await page(419, 5)).toEqual(all.slice(419));
    await big.close();
  });
});
