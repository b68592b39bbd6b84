import { afterAll, describe, expect, it } from 'vitest';
import { foldName } from '../../src/domain/same-name.ts';
import type { Store } from '../../src/ports/store.ts';
import { contents, createStores, fullBook, load, loaded, NOW } from './books.ts';

const stores = createStores();
afterAll(() => stores.close());

const us = { key: 'wang', name: '王芳', function: 'sales', role: 'admin', timeZone: 'Asia/Shanghai', language: 'zh' };
const account = { name: '华为', owner: 'wang' };
const small = { members: [us], accounts: [{ ...account, aliases: ['HW'], contacts: [{ name: '张伟' }] }] };
const visit = {
  account: 'HW',
  contacts: ['张伟'],
  members: ['WANG'],
  kind: 'visit',
  at: '2026-11-03',
  note: '聊了二期',
};

async function withSmall(): Promise<Store> {
  const store = await stores.open();
  await loaded(store, small);
  return store;
}

async function theAccount(store: Store) {
  const [it, another] = await store.views.all('account');
  if (it === undefined || another !== undefined) throw new Error('not exactly one account');
  return it;
}

describe('importing a book', () => {
  it('again finds nothing to do and leaves no change', async () => {
    const store = await stores.open();
    const first = await loaded(store, fullBook());
    expect(first.warnings).toEqual([]);
    const before = await contents(store);
    const { counts } = await loaded(store, fullBook(), { now: NOW + 86_400_000 });
    for (const { new: made, changed } of Object.values(counts)) expect([made, changed]).toEqual([0, 0]);
    expect(counts.trait.same).toBe(first.counts.trait.new);
    expect(await contents(store)).toEqual(before);
  });

  it('is one change, with a row for each record', async () => {
    const store = await stores.open();
    await loaded(store, fullBook(), { actorId: null });
    const { changes, rows, records } = await contents(store);
    expect(changes).toMatchObject([{ command: 'import', memberId: null, at: NOW, input: { accounts: 3 } }]);
    expect(rows).toHaveLength(Object.values(records).flat().length);
  });

  it('dry counts truly and writes nothing', async () => {
    const store = await stores.open();
    const dry = await loaded(store, fullBook(), { dryRun: true });
    expect(await store.views.all('member')).toEqual([]);
    expect((await contents(store)).changes).toEqual([]);
    expect((await loaded(store, fullBook())).counts).toEqual(dry.counts);
  });

  it('replaces what it mentions, keeps the rest, and clears what is null', async () => {
    const store = await stores.open();
    await loaded(store, fullBook());
    const before = (await store.views.all('contact')).find(({ id }) => id === 'contact-zhang');
    const result = await loaded(store, {
      accounts: [
        {
          name: '北方云 科技有限公司',
          owner: 'WANG.FANG@example.com',
          policy: { price: null, responseHours: 8 },
          cadence: { decision: { ideal: 10, atMost: 20 }, operation: null },
          shares: [{ on: '2026-08-20', percent: 46 }],
          facts: [{ kind: 'alliance', what: 'joint venture in Suzhou', from: '2026-01-01', to: null }],
          contacts: [{ name: '张伟', attitude: 'neutral', tastes: null, levels: [{ member: 'wang', level: 3 }] }],
        },
      ],
    });
    expect(result.counts).toMatchObject({
      account: { changed: 1, new: 0 },
      share: { changed: 1, new: 0 },
      fact: { changed: 1, new: 0 },
      contact: { changed: 1, new: 0 },
      trait: { changed: 1, new: 0 },
      level: { changed: 1, new: 0 },
    });
    const north = await store.views.get('account', 'account-north');
    expect(north).toMatchObject({
      name: '北方云 科技有限公司',
      aliases: ['北云', 'Northern Cloud'],
      policy: { price: null, responseHours: 8, namedContact: '王芳' },
      cadence: { decision: { ideal: 10, atMost: 20 }, management: { ideal: 14, atMost: 21 } },
    });
    expect(north?.cadence).not.toHaveProperty('operation');
    expect(await store.views.get('contact', 'contact-zhang')).toEqual({ ...before, tastes: null });
    const [share] = (await store.views.all('share')).filter(({ on }) => on === '2026-08-20');
    expect(share).toMatchObject({ percent: 46, low: 40, high: 55.25, ceiling: 85, source: 'finance sheet, 20 Aug' });
    const traits = (await store.views.all('trait')).filter(({ contactId }) => contactId === 'contact-zhang');
    expect(traits.find(({ field }) => field === 'attitude')).toMatchObject({ value: 'neutral', on: null });
    expect(traits.find(({ field }) => field === 'state')).toMatchObject({ value: 'left', on: '2026-10-01' });
  });

  it('refuses a share that no longer fits its range on record', async () => {
    const store = await stores.open();
    await loaded(store, fullBook());
    const shares = [{ on: '2026-08-20', percent: 60 }];
    const result = await load(store, { accounts: [{ name: '北云', owner: 'wang', shares }] });
    expect(result).toMatchObject({
      ok: false,
      problems: [{ path: 'accounts[0].shares[0].high', code: 'high-below-percent' }],
    });
  });

  it('keeps name and alias of an account that is called by its alias', async () => {
    const store = await withSmall();
    for (const _ of ['once', 'twice']) {
      await loaded(store, { accounts: [{ name: 'hw', owner: 'wang', aliases: ['Huawei'], kinds: ['economic'] }] });
      expect(await theAccount(store)).toMatchObject({ name: '华为', aliases: ['Huawei', 'HW'], kinds: ['economic'] });
    }
  });

  it('renames an account told by id, and finds one under an id of the file by its name', async () => {
    const store = await withSmall();
    const { id } = await theAccount(store);
    await loaded(store, { accounts: [{ id, name: '华为技术', owner: 'wang' }] });
    await loaded(store, { accounts: [{ id: 'elsewhere', name: '华为技术', owner: 'wang', kinds: ['group'] }] });
    expect(await theAccount(store)).toMatchObject({ id, name: '华为技术', kinds: ['group'] });
  });

  it('keeps as many equal orders as the file has', async () => {
    const store = await withSmall();
    const order = { on: '2026-01-01', amount: 5, currency: 'cny' };
    const told = (count: number) => ({
      accounts: [{ ...account, orders: Array.from({ length: count }, () => order) }],
    });
    await loaded(store, told(2));
    await loaded(store, told(2));
    expect(await store.views.all('order')).toHaveLength(2);
    await loaded(store, told(3));
    expect(await store.views.all('order')).toHaveLength(3);
  });

  it('tells two people of one name apart by id only', async () => {
    const store = await withSmall();
    const twins = [
      { id: 'a', name: '李娜' },
      { id: 'b', name: '李娜', successor: 'a' },
    ];
    await loaded(store, { accounts: [{ ...account, contacts: twins }] });
    await loaded(store, { accounts: [{ ...account, contacts: twins }] });
    expect(await store.views.all('contact')).toHaveLength(3);
    const result = await load(store, { accounts: [{ ...account, contacts: [{ name: '李娜', weight: 3 }] }] });
    expect(result).toMatchObject({
      ok: false,
      problems: [{ path: 'accounts[0].contacts[0].name', code: 'ambiguous' }],
    });
  });

  it('reads a bare day and a time without offset in the zone of the account, else of the organisation', async () => {
    const store = await withSmall();
    await loaded(store, {
      accounts: [{ name: 'Northwind', owner: 'wang', timeZone: 'America/New_York', contacts: [{ name: 'Ana' }] }],
      interactions: [
        visit,
        { ...visit, at: '2026-11-03T09:30' },
        { ...visit, at: '2026-11-03T09:30:00-08:00' },
        { ...visit, account: 'northwind', contacts: ['Ana'] },
        { ...visit, account: 'northwind', contacts: ['Ana'], at: '2026-11-03 09:30:15' },
      ],
    });
    const told = (await store.views.all('interaction')).map(({ at, day }) => [new Date(at).toISOString(), day]);
    expect(told.sort()).toEqual([
      ['2026-11-02T16:00:00.000Z', '2026-11-03'],
      ['2026-11-03T01:30:00.000Z', null],
      ['2026-11-03T05:00:00.000Z', '2026-11-03'],
      ['2026-11-03T14:30:15.000Z', null],
      ['2026-11-03T17:30:00.000Z', null],
    ]);
    await loaded(store, { accounts: [{ name: 'Northwind', owner: 'wang', timeZone: null }] });
    const moved = (await store.views.all('interaction')).filter(({ day }) => day !== null);
    expect(moved.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-11-02T16:00:00.000Z',
      '2026-11-02T16:00:00.000Z',
    ]);
  });

  it('knows an interaction again, whoever is named first, and updates what was promised in it', async () => {
    const store = await withSmall();
    const people = [...(small.accounts[0]?.contacts ?? []), { name: '李娜' }];
    const base = { accounts: [{ ...account, contacts: people }] };
    const told = {
      ...visit,
      contacts: ['张伟', '李娜'],
      nextSteps: [{ what: 'quote', due: '2026-11-10' }, { what: 'call' }],
    };
    await loaded(store, { ...base, interactions: [told] });
    const again = {
      ...told,
      contacts: ['李娜', '张伟'],
      answered: true,
      nextSteps: [{ what: 'call', by: 'them' }, { what: 'quote', doneOn: '2026-11-09' }, { what: 'visit' }],
    };
    const { counts } = await loaded(store, { ...base, interactions: [again] });
    expect(counts).toMatchObject({ interaction: { new: 0, changed: 1 }, nextStep: { new: 1, changed: 2, same: 0 } });
    const [wang] = await store.views.all('member');
    const steps = [...(await store.views.all('nextStep'))].sort((a, b) => a.position - b.position);
    expect(steps).toMatchObject([
      { position: 0, what: 'quote', due: '2026-11-10', doneOn: '2026-11-09', byId: wang?.id },
      { position: 1, what: 'call', byId: null },
      { position: 2, what: 'visit', byId: wang?.id },
    ]);
  });

  it('takes an interaction in the future, and weights over 100, with a warning', async () => {
    const store = await withSmall();
    const contacts = [
      { name: '张伟', weight: 70 },
      { name: '李娜', weight: 40 },
      { name: '王五', weight: 90, state: 'left' },
    ];
    const result = await loaded(store, {
      accounts: [{ ...account, contacts }],
      interactions: [{ ...visit, at: '2026-12-24' }],
    });
    expect(result.warnings).toEqual([
      { path: 'accounts[0]', code: 'weights-over-100', detail: { sum: 110 } },
      { path: 'interactions[0].at', code: 'in-the-future', detail: { value: '2026-12-24' } },
    ]);
  });

  it('lets a member be called by key or e-mail, and keeps a handle', async () => {
    const store = await withSmall();
    await loaded(store, { members: [{ ...us, email: 'Wang@example.com' }] });
    const { key: _key, ...nameless } = us;
    await loaded(store, { members: [{ ...nameless, email: 'wang@example.com', mobile: '1' }] });
    await loaded(store, {
      members: [{ ...us, key: 'wang@EXAMPLE.com', mobile: '2' }],
      accounts: [{ ...account, backup: 'wang@example.com' }],
    });
    expect(await store.views.all('member')).toMatchObject([{ key: 'wang', email: 'wang@example.com', mobile: '2' }]);
    expect(await theAccount(store)).toMatchObject({ backupId: (await theAccount(store)).ownerId });
  });

  it('keeps hostile text harmless and finds it again', async () => {
    const store = await withSmall();
    const note = `<!channel> \u202E'; DROP TABLE members; -- <script>\u0000\uD800 好`;
    const book = { interactions: [{ ...visit, note }] };
    await loaded(store, book);
    const { counts } = await loaded(store, book);
    expect(counts.interaction).toEqual({ new: 0, changed: 0, same: 1 });
    const [kept] = await store.views.all('interaction');
    expect(kept?.note).not.toMatch(/[\0\u202E]/u);
    expect(kept?.note).toContain('DROP TABLE');
  });

  it('takes names for equal as it is told to', async () => {
    const store = await withSmall();
    const nameKey = (name: string) => foldName(name).replace('華為', '华为');
    await loaded(store, { accounts: [{ name: '華為', owner: 'wang', kinds: ['group'] }] }, { nameKey });
    expect(await theAccount(store)).toMatchObject({ name: '華為', kinds: ['group'] });
  });
});
