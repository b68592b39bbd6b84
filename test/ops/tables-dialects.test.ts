import { afterAll, describe, expect, it } from 'vitest';
import { exampleFile, type Imported, imported, MEMBERS, verdictsOf } from '../fixtures/tables/tables.ts';
import { createStores, loaded } from './books.ts';

const stores = createStores();
afterAll(() => stores.close());

const ACCOUNTS = [
  { name: 'Northwind Traders', owner: 'wang', contacts: [{ name: 'Jane Smith' }, { name: "Tom O'Neil" }] },
  { name: 'Orbit GmbH', owner: 'li', contacts: [{ name: 'Ann Lee' }] },
  { name: '华宇科技有限公司', owner: 'wanglei', contacts: [{ name: '张伟' }, { name: '陈敏' }] },
];

async function open(accounts: readonly object[] = []) {
  const store = await stores.open();
  await loaded(store, { members: MEMBERS, accounts });
  return store;
}

async function inward(file: string, accounts: readonly object[] = []): Promise<Imported> {
  const store = await open(accounts);
  const first = await imported(store, exampleFile(file), { refused: 'skip' });
  expect(first.done?.ok).toBe(true);
  const again = await imported(store, exampleFile(file), { refused: 'skip' });
  expect([again.plan.counts.new, again.plan.counts.changed]).toEqual([0, 0]);
  return first;
}

describe('the exports of others', () => {
  it.each([
    ['hubspot-contacts.csv', 'contacts', 3, 0, 'Record ID|Lead Status'],
    ['hubspot-activities.csv', 'interactions', 2, 0, ''],
    ['salesforce-accounts.csv', 'accounts', 2, 0, 'Type|Billing City|Phone'],
    ['salesforce-contacts.csv', 'contacts', 2, 0, 'Mailing City'],
    ['salesforce-activities.csv', 'interactions', 1, 1, ''],
    ['pipedrive-people.csv', 'contacts', 2, 0, 'Person - Label'],
    ['pipedrive-organizations.csv', 'accounts', 2, 0, 'Organization - People'],
    ['pipedrive-activities.csv', 'interactions', 1, 1, ''],
    ['pipedrive-deals.csv', 'orders', 1, 1, ''],
    ['wukong-customers.csv', 'accounts', 2, 0, '手机|电话|客户行业|客户级别|备注'],
    ['wukong-contacts.csv', 'contacts', 2, 0, '是否关键决策人|性别|备注'],
    ['wukong-follow-ups.csv', 'interactions', 2, 0, ''],
    ['wukong-contracts.csv', 'orders', 2, 0, '合同编号|负责人'],
    ['shares-zh.csv', 'shares', 2, 0, ''],
  ] as const)('%s: %s', async (file, kind, fresh, refused, ignored) => {
    const refers = ['interactions', 'orders', 'shares'].includes(kind);
    const result = await inward(file, refers ? ACCOUNTS : []);
    expect([result.columns.kind, result.columns.ignored.join('|')]).toEqual([kind, ignored]);
    expect(verdictsOf(result).filter((line) => !/ new/.test(line)).length).toBe(refused);
    expect(result.plan.counts).toEqual({ new: fresh, changed: 0, same: 0, doubtful: 0, refused });
  });

  it('finds the header under a title, without its marks', async () => {
    const { columns } = await inward('wukong-customers.csv');
    expect([columns.headerLine, columns.headers[0]]).toEqual([2, '客户名称（必填）']);
  });

  it('reads what the cells mean', async () => {
    const store = await open(ACCOUNTS);
    for (const file of ['salesforce-contacts.csv', 'wukong-follow-ups.csv', 'wukong-contracts.csv', 'shares-zh.csv']) {
      await imported(store, exampleFile(file));
    }
    const jane = (await store.views.all('contact')).find(({ name }) => name === 'Jane Smith');
    expect(jane).toMatchObject({
      title: 'Head of Purchasing',
      phone: '+44 20 7946 0001',
      birthday: { calendar: 'solar', year: 1979, month: 5, day: 2 },
    });
    const met = await store.views.all('interaction');
    expect(
      met.map(({ kind, at, note, contactIds }) => [kind, new Date(at).toISOString(), note, contactIds.length]),
    ).toEqual([
      ['visit', '2026-10-08T02:00:00.000Z', '聊了二期预算', 1],
      ['call', '2026-10-15T08:30:00.000Z', '确认样品', 2],
    ]);
    const orders = await store.views.all('order');
    expect(orders.map(({ on, amount, currency, product }) => [on, amount, currency, product])).toEqual([
      ['2026-09-01', 1200000.5, null, '服务器采购'],
      ['2026-09-15', 350000, 'CNY', '机柜采购'],
    ]);
    const shares = await store.views.all('share');
    expect(shares.map(({ on, percent }) => [on, percent])).toEqual([
      ['2026-06-30', 35],
      ['2026-09-30', 42.5],
    ]);
  });

  it.each(['card-2.1.vcf', 'card-3.0.vcf', 'card-4.0.vcf'])('%s', async (file) => {
    const store = await open();
    const first = await imported(store, exampleFile(file), { defaultOwner: 'wang' });
    expect(first.plan.counts.new).toBe(1);
    const again = await imported(store, exampleFile(file), { defaultOwner: 'wang' });
    expect(again.plan.counts).toEqual({ new: 0, changed: 0, same: 1, doubtful: 0, refused: 0 });
    const [contact] = await store.views.all('contact');
    const [account] = await store.views.all('account');
    expect({ account: account?.name, ...contact }).toMatchObject(
      {
        'card-2.1.vcf': {
          account: '华宇科技有限公司',
          name: '张伟',
          title: '采购总监',
          phone: '13800138001 / 0755-8888',
          birthday: { year: 1979, month: 5, day: 2 },
        },
        'card-3.0.vcf': {
          account: 'Northwind Traders',
          name: 'Jane Smith',
          title: 'Head of Purchasing, EMEA',
          email: 'jane@northwind.example',
          phone: '+44 7700 900001',
          birthday: { year: 1979, month: 5, day: 2 },
        },
        'card-4.0.vcf': {
          account: '上海星河贸易有限公司',
          name: '李静',
          email: 'lijing@xinghe.example',
          phone: '+86-138-0013-8002',
          birthday: { year: null, month: 4, day: 12 },
        },
      }[file] ?? {},
    );
  });
});
