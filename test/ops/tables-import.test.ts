import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { describeReason, describeRow } from '../../src/ops/tables/describe.ts';
import type { Store } from '../../src/ports/store.ts';
import { imported, MEMBERS, verdictsOf } from '../fixtures/tables/tables.ts';
import { contents, createStores, loaded } from './books.ts';

const stores = createStores();
afterAll(() => stores.close());

let store: Store;
beforeEach(async () => {
  store = await stores.open();
  await loaded(store, {
    members: MEMBERS,
    accounts: [
      {
        name: '华宇科技有限公司',
        aliases: ['华宇'],
        owner: 'wanglei',
        contacts: [{ name: '张伟', title: '采购总监', attitude: 'neutral' }],
      },
    ],
  });
});

const NONE = { new: 0, changed: 0, same: 0, doubtful: 0, refused: 0 };
const FIVE_HUNDRED = Array.from({ length: 500 }, (_, n) =>
  [
    `客户${n % 125}有限公司`,
    ['wang', 'li'][(n % 125) % 2],
    `联系人${n}`,
    '采购经理',
    `138${String(n).padStart(8, '0')}`,
  ].join(','),
);
const HEADER = '客户名称*,归属人,联系人（必填）,职位,手机';
const table = (rows: readonly string[], header = HEADER) => [header, ...rows, ''].join('\n');

/** The same rows in another order, the same each time. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item, index) => ({ item, at: (index * 7919) % 503 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

describe('importing a table', () => {
  it('takes 500 rows, and nothing of a shuffled copy', async () => {
    const preview = await imported(store, table(FIVE_HUNDRED), { dryRun: true });
    expect([preview.plan.counts, preview.ready, preview.done]).toEqual([{ ...NONE, new: 500 }, true, null]);
    expect((await store.views.all('contact')).length).toBe(1);

    const first = await imported(store, table(FIVE_HUNDRED));
    expect(first.plan.records).toMatchObject({ account: { new: 125 }, contact: { new: 500 } });
    const before = await contents(store);
    expect([before.records['account']?.length, before.records['contact']?.length]).toEqual([126, 501]);

    const again = await imported(store, table(shuffled(FIVE_HUNDRED)));
    expect(again.plan.counts).toEqual({ ...NONE, same: 500 });
    expect((await contents(store)).records).toEqual(before.records);
    const numbers = new Set((await store.views.all('contact')).map(({ phone }) => phone));
    expect(FIVE_HUNDRED.filter((row) => !numbers.has(row.split(',')[4] ?? ''))).toEqual([]);
  });

  it('asks about a person of nearly the same name, or of one e-mail', async () => {
    const rows = table(['华宇,wanglei,张玮,经理,', '华宇,wanglei,李四,,'], '客户名称,负责人,联系人,职务,手机');
    const asked = await imported(store, rows);
    expect([verdictsOf(asked), asked.ready]).toEqual([['2 doubtful similar-contact', '3 new'], false]);
    expect(describeRow(asked.plan.rows[0] as never, 'zh')).toContain('张伟');
    const same = await imported(store, rows, { doubtful: 'same' });
    expect(same.plan.records).toMatchObject({ contact: { new: 1, changed: 1 } });
    expect((await store.views.all('contact')).map(({ name, title }) => `${name} ${title}`).sort()).toEqual([
      '张伟 经理',
      '李四 null',
    ]);
    const other = await imported(store, rows, { doubtful: 'new' });
    expect(other.plan.records).toMatchObject({ contact: { new: 1 } });
    // Now that both are known, each is found by name.
    expect((await imported(store, rows)).plan.counts).toEqual({ ...NONE, same: 2 });
  });

  it('comes to the same from a shuffled copy on an empty book', async () => {
    const other = await stores.open();
    await loaded(other, { members: MEMBERS });
    await imported(other, table(shuffled(FIVE_HUNDRED)));
    await imported(store, table(FIVE_HUNDRED));
    const told = async ({ views }: Store) =>
      (await views.all('contact')).map(({ name, phone, title }) => [name, phone, title].join()).sort();
    expect((await told(store)).filter((line) => !line.startsWith('张伟'))).toEqual(await told(other));
  });

  it('says of each row what becomes of it', async () => {
    const result = await imported(
      store,
      table([
        '华宇,,张伟,采购总监,',
        '华宇科技有限公司,,张伟 ,采购总监,13800138001',
        '新客户有限公司,王磊,李静,,',
        '新客户有限公司,,陈敏,经理',
        ',,无名,,',
        '华宇,张三,周敏,,',
        '无主有限公司,,吴昊,,',
      ]),
    );
    expect(verdictsOf(result)).toEqual([
      '2 changed',
      '3 changed',
      '4 new',
      '5 refused wrong-column-count',
      '6 refused missing',
      '7 refused unknown-member',
      '8 refused missing-owner',
    ]);
    expect([result.ready, result.done]).toEqual([false, null]);
    expect((await store.views.all('contact')).length).toBe(1);
    const said = result.plan.rows.map((row) => describeRow(row, 'zh')).filter((line) => line !== null);
    expect(said).toEqual([
      '第 5 行：有 4 列，表头是 5 列，多半是逗号或引号放错了。',
      '第 6 行：“客户名称*”列：缺少内容，请补上。',
      '第 7 行：我方没有“张三”这位成员。请写成员的邮箱、标识或全名。',
      '第 8 行：“无主有限公司”没有负责人，请补上，或在导入时指定默认负责人。',
    ]);
  });

  it('leaves out refused rows when told to, and takes a default owner', async () => {
    const rows = table(['甲有限公司,,李静,,', ',,x,,']);
    const result = await imported(store, rows, { refused: 'skip', defaultOwner: 'li' });
    expect([result.plan.counts, result.done?.ok]).toEqual([{ ...NONE, new: 1, refused: 1 }, true]);
    expect((await store.views.all('account')).map(({ name }) => name)).toContain('甲有限公司');
  });

  it('refuses what contradicts itself, all of it, wherever it stands', async () => {
    const rows = ['乙有限公司,wang,李静,经理,1', '乙有限公司,wang,李静,总监,1', '乙有限公司,wang,陈敏,,2'];
    for (const each of [rows, [...rows].reverse()]) {
      const { plan } = await imported(store, table(each), { dryRun: true });
      expect(plan.counts).toEqual({ ...NONE, new: 1, refused: 2 });
    }
  });

  it('asks about an account of nearly the same name, and remembers the answer', async () => {
    const rows = table(['华宇科技,wang,李静,,']);
    const asked = await imported(store, rows);
    expect([verdictsOf(asked), asked.ready]).toEqual([['2 doubtful similar-account'], false]);
    expect(describeReason(asked.plan.rows[0]?.reasons[0] ?? { code: 'formula' }, 'en')).toBe(
      '"华宇科技" is nearly "华宇科技有限公司". Is it the same, or another?',
    );
    const same = await imported(store, rows, { doubtful: 'same' });
    expect(verdictsOf(same)).toEqual(['2 new similar-account']);
    expect((await store.views.all('account'))[0]?.aliases).toEqual(['华宇', '华宇科技']);
    expect(verdictsOf(await imported(store, rows))).toEqual(['2 same']);
    const other = await imported(store, table(['新华有限公司,wang,甲,,', '新华,wang,乙,,']), { doubtful: 'new' });
    expect(verdictsOf(other)).toEqual(['2 new', '3 new similar-account']);
    expect((await store.views.all('account')).length).toBe(3);
  });

  it('tells whoever may not write there nothing of it', async () => {
    const result = await imported(store, table(['华宇,wang,张伟,,', '华宇科技,wang,张伟,,']), {
      mayWrite: () => false,
    });
    expect(verdictsOf(result)).toEqual(['2 refused not-yours', '3 doubtful similar-account']);
    expect(JSON.stringify(result.plan.rows)).not.toContain('华宇科技有限公司');
  });

  it('notes what contacts are like from today, and leaves alone what holds already', async () => {
    const header = '客户,联系人,态度,状态,部门';
    await imported(store, table(['华宇,张伟,支持,在职,采购部'], header));
    await imported(store, table(['华宇,张伟,支持,离职,火星部'], header));
    const again = await imported(store, table(['华宇,张伟,支持,离职,采购部'], header));
    expect(verdictsOf(again)).toEqual(['2 same']);
    const traits = (await store.views.all('trait')).map(({ field, value, on }) => [field, value, on].join(' ')).sort();
    expect(traits).toEqual([
      'attitude neutral ',
      'attitude support 2026-11-21',
      'department purchasing ',
      'state left 2026-11-21',
    ]);
  });
});
