import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { describeRow } from '../../src/ops/tables/describe.ts';
import type { Store } from '../../src/ports/store.ts';
import { imported, MEMBERS, verdictsOf } from '../fixtures/tables/tables.ts';
import { createStores, loaded } from './books.ts';

const stores = createStores();
afterAll(() => stores.close());

let store: Store;
beforeEach(async () => {
  store = await stores.open();
  const account = { name: '华宇科技有限公司', aliases: ['华宇'], owner: 'wanglei', contacts: [{ name: '张伟' }] };
  await loaded(store, { members: MEMBERS, accounts: [account] });
});

const NONE = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 };
const table = (rows: readonly string[], header: string) => [header, ...rows, ''].join('\n');

describe('figures and days', () => {
  it('refuses shares out of range and days that do not exist', async () => {
    const rows = [
      '华宇,2026-02-30,35',
      '华宇,2026-03-01,135',
      '华宇,2026-03-02,abc',
      '不存在,2026-03-03,5',
      '华宇,3/4/2026,5',
      '华宇,2026-03-05,12.345',
      '华宇,2026-03-06,',
    ];
    const result = await imported(store, table(rows, '客户,日期,份额'));
    expect(verdictsOf(result)).toEqual([
      '2 refused invalid-day',
      '3 refused out-of-range',
      '4 refused invalid-number',
      '5 refused unknown-account',
      '6 refused unclear-day',
      '7 refused too-many-decimals',
      '8 refused missing',
    ]);
    for (const language of ['zh', 'en'] as const) {
      for (const row of result.plan.rows) expect(describeRow(row, language)).not.toMatch(/undefined|“”|""/);
    }
  });

  it('reads days in the order the column shows, in any process', async () => {
    const rows = [
      '华宇,31/12/2025,5',
      '华宇,3/4/2026,6',
      '华宇,5 May 2026,7',
      '华宇,2026年6月7日,8',
      '华宇,20260708,9',
      '华宇,2026/8/9 10:11,10',
    ];
    await imported(store, table(rows, '客户,日期,份额'));
    expect((await store.views.all('share')).map(({ on }) => on).sort()).toEqual([
      '2025-12-31',
      '2026-04-03',
      '2026-05-05',
      '2026-06-07',
      '2026-07-08',
      '2026-08-09',
    ]);
  });

  it('keeps as many equal orders as there are rows', async () => {
    const rows = table(
      ['华宇,2026-03-01,100,CNY', '华宇,2026-03-01,100,CNY', '华宇,2026-03-01,¥1.5万,'],
      '客户,订单日期,金额,币种',
    );
    const first = await imported(store, rows);
    expect(first.plan.counts).toEqual({ ...NONE, new: 3 });
    const again = await imported(store, rows);
    expect(again.plan.counts).toEqual({ ...NONE, same: 3 });
    expect((await store.views.all('order')).map(({ amount }) => amount).sort()).toEqual([100, 100, 15000]);
  });

  it('wants to know who was met, or makes a note of it', async () => {
    const rows = table(
      ['华宇,,2026-03-01,拜访,谈了预算', '华宇,李四,2026-03-01,拜访,x', '华宇,张伟,2026-03-01,跳伞,x'],
      '客户,联系人,日期,方式,内容',
    );
    const asked = await imported(store, rows, { defaultOwner: 'wang' });
    expect(verdictsOf(asked)).toEqual(['2 doubtful nobody-met', '3 refused unknown-contact', '4 refused not-a-choice']);
    await imported(store, rows, { defaultOwner: 'wang', doubtful: 'new', refused: 'skip' });
    expect((await store.views.all('interaction')).map(({ kind, note }) => [kind, note])).toEqual([
      ['note', '谈了预算'],
    ]);
  });
});

describe('levels, facts and promises kept', () => {
  const full = '华宇科技有限公司';

  it.each([
    ['wang 3', [[3, null]]],
    ['Wang@Example.com：4（2026-05-01）', [[4, '2026-05-01']]],
    [
      '王磊 兴趣爱好; lina L2 @ 2026-01-02',
      [
        [4, null],
        [2, '2026-01-02'],
      ],
    ],
    ['Wang Lei shared 9', 'invalid-level'],
    ['wang', 'invalid-level'],
    ['wang 6', 'invalid-level'],
    ['nobody 3', 'unknown-member'],
    ['wang 3 (2026-02-30)', 'invalid-day'],
  ])('reads how deep ours stand with somebody: %s', async (cell, expected) => {
    const result = await imported(store, table([`${full},张伟,${cell}`], '客户,联系人,人际层次'));
    if (typeof expected === 'string') expect(verdictsOf(result)).toEqual([`2 refused ${expected}`]);
    else {
      expect(verdictsOf(result)).toEqual(['2 changed']);
      const levels = await store.views.all('level');
      expect(levels.map(({ level, on }) => [level, on])).toEqual(expect.arrayContaining(expected));
    }
    for (const language of ['zh', 'en'] as const) {
      for (const row of result.plan.rows) expect(describeRow(row, language) ?? '').not.toMatch(/undefined|“”|""/);
    }
  });

  it('reads what is shared with an account, with its days', async () => {
    const header = 'Account,Fact kind,Fact,From,Until';
    const rows = [
      `${full},integration,Joint test platform,2026-03-01,`,
      `${full},联盟,Joint venture,2026-01-01,2028-12-31`,
      `${full},friendship,Beer,2026-01-01,`,
      `${full},integration,No day,,`,
      `${full},integration,Backwards,2026-02-01,2026-01-01`,
    ];
    expect(verdictsOf(await imported(store, table(rows, header), { refused: 'skip' }))).toEqual([
      '2 new',
      '3 new',
      '4 refused not-a-choice',
      '5 refused missing',
      '6 refused ends-before-start',
    ]);
    expect((await store.views.all('fact')).map(({ kind, what, from, to }) => [kind, what, from, to])).toEqual([
      ['integration', 'Joint test platform', '2026-03-01', null],
      ['alliance', 'Joint venture', '2026-01-01', '2028-12-31'],
    ]);
    const again = await imported(store, table(rows.slice(0, 2), header));
    expect(verdictsOf(again)).toEqual(['2 same', '3 same']);
  });

  it('reads when a promise was kept, a line for each', async () => {
    const header = '客户,联系人,我方人员,日期,方式,内容,下一步,下一步期限,下一步完成日';
    const row = (done: string) => `${full},张伟,wang,2026-11-03,拜访,谈预算,"给方案\n订房间","2026-11-10\n",${done}`;
    expect(verdictsOf(await imported(store, table([row('')], header)))).toEqual(['2 new']);
    expect(verdictsOf(await imported(store, table([row('"2026-11-09\n"')], header)))).toEqual(['2 changed']);
    const steps = await store.views.all('nextStep');
    expect(steps.map(({ what, due, doneOn }) => [what, due, doneOn])).toEqual([
      ['给方案', '2026-11-10', '2026-11-09'],
      ['订房间', null, null],
    ]);
  });
});
