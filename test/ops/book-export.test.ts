import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Records } from '../../src/domain/records.ts';
import { exportBook } from '../../src/ops/book/export.ts';
import type { BookInteraction } from '../../src/ops/book/schema.ts';
import type { Store } from '../../src/ports/store.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';
import { contents, createStores, fullBook, load, loaded, NOW, newId } from './books.ts';
import { tablesOf } from './tables.ts';

const stores = createStores();
let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await stores.close();
  await postgres?.stop();
});

const engines = { sqlite: async () => stores.freshFile(), postgres: () => postgres.freshDatabase() };

/** The fixture book and what only lives in `history`: dated values, pins, settings, identities, something taken back. */
async function fill(store: Store): Promise<void> {
  await loaded(store, fullBook());
  const wang = await store.views.memberByKey('wang');
  if (wang === undefined) throw new Error('no wang');
  const at = NOW + 1000;
  const accountId = 'account-north';
  const said = { accountId, authorId: wang.id, recordedAt: at };
  const order: Records['order'] = {
    id: newId(),
    ...said,
    on: '2026-11-01',
    amount: null,
    currency: null,
    product: '误',
  };
  const about = { input: { account: '北方云' }, memberId: wang.id, at };
  const { changeId } = await store.transaction({ command: 'order', ...about }, (db) => db.insert('order', order));
  await store.transaction({ command: 'undo', ...about, undoes: changeId ?? '' }, (db) => db.remove('order', order.id));
  await store.transaction({ command: 'settings', ...about }, async (db) => {
    await db.insert('setting', { id: 'key-weight', value: 25 });
    await db.insert('setting', { id: 'visibility', value: 'team' });
    await db.insert('identity', {
      id: newId(),
      memberId: wang.id,
      platform: 'slack',
      tenant: 'T1',
      externalId: 'U1',
      timeZone: 'Asia/Shanghai',
      language: 'zh',
      closedAt: null,
      createdAt: at,
    });
    const pin = {
      target: 'step' as const,
      value: '3',
      reason: '总部 says so',
      from: '2026-11-01',
      until: '2026-12-31',
    };
    await db.insert('pin', { id: newId(), ...pin, ...said, authorId: wang.id });
    await db.insert('taughtName', {
      id: newId(),
      memberId: wang.id,
      key: 'hua',
      meansId: accountId,
      recordedAt: at,
    });
    const trait = { ...said, contactId: 'contact-zhang', source: 'dinner' };
    await db.insert('trait', { id: newId(), ...trait, field: 'attitude', value: 'resist', on: '2026-05-01' });
    await db.insert('trait', { id: newId(), ...trait, field: 'attitude', value: 'accept', on: null });
    await db.insert('trait', { id: newId(), ...trait, field: 'roles', value: [], on: '2026-06-01' });
    await db.insert('level', {
      id: newId(),
      ...said,
      contactId: 'contact-zhang',
      memberId: wang.id,
      level: 5,
      on: '2026-02-01',
    });
    const fact = { kind: 'integration' as const, what: '联合开发调度系统', from: '2025-09-01', to: '2026-12-31' };
    await db.insert('fact', { id: newId(), ...said, ...fact });
    const ofZhang = { ...said, contactId: 'contact-zhang', memberId: wang.id };
    const wish = { occasion: 'mid-autumn', on: '2026-09-25', way: 'gift' as const };
    await db.insert('greeting', { id: newId(), ...ofZhang, ...wish, doneOn: '2026-09-24', interactionId: null });
    const [given] = await db.ofAccount('interaction', accountId);
    const asked = { over: 'year' as const, state: 'asked' as const, decidedById: null, decidedOn: null, reason: null };
    await db.insert('giftApproval', {
      id: newId(),
      accountId,
      interactionId: given?.id ?? '',
      ...asked,
      recordedAt: at,
    });
    const mute = { rule: 'festival' as const, subject: 'contact:zhang', until: '2026-12-01', why: 'snoozed' as const };
    await db.insert('mute', { id: newId(), memberId: wang.id, ...mute, recordedAt: at });
    await db.insert('digest', {
      ...{ id: newId(), platform: 'console', tenant: '', channel: 'team', every: 'week', time: '09:00' },
      ...{ timeZone: 'Asia/Shanghai', language: 'zh', accountIds: [accountId], ownerIds: [wang.id] },
      ...{ kinds: ['moves', 'risks'], authorId: wang.id, recordedAt: at },
    });
    await db.insert('binding', {
      ...{ id: newId(), platform: 'slack', tenant: 'T1', channel: 'C1', accountId, authorId: wang.id, recordedAt: at },
    });
    await db.insert('preference', {
      ...{ id: wang.id, memberId: wang.id, isOn: true, time: '08:30', workdays: [1, 2, 3, 4, 5] },
      ...{ calendar: 'china', platform: null, recordedAt: at },
    });
    await db.insert('holiday', { id: newId(), calendar: 'china', on: '2027-01-01', isOff: true, name: '元旦' });
    const [step] = await db.ofAccount('nextStep', accountId);
    if (step) await db.update('nextStep', { ...step, brokenOn: '2026-11-02' });
    const north = await db.get('account', accountId);
    if (north) await db.update('account', { ...north, aliases: [...north.aliases, '小北'] });
  });
}

describe.each(Object.entries(engines))('a book exported from %s', (_, freshUrl) => {
  let url: string;
  let store: Store;
  beforeAll(async () => {
    url = await freshUrl();
    store = await stores.open(url);
    await fill(store);
  });

  it('and imported into an empty database of either engine is the same in every table, and when exported again', async () => {
    const book = await exportBook(store.views);
    for (const [name, another] of Object.entries(engines)) {
      const otherUrl = await another();
      const other = await stores.open(otherUrl);
      await loaded(other, JSON.stringify(book), { now: NOW + 99_000 });
      expect(await contents(other)).toEqual(await contents(store));
      if (name === store.engine) expect(await tablesOf(otherUrl)).toEqual(await tablesOf(url));
      expect(JSON.stringify(await exportBook(other.views))).toBe(JSON.stringify(book));
    }
  });

  it('covers every table that travels', async () => {
    const staying = /^(inbox|outbox|console_|link_|said_|kept_)/;
    const all = Object.entries(await tablesOf(url)).filter(([name]) => !staying.test(name));
    const empty = all.filter(([, rows]) => rows.length === 0);
    expect(empty).toEqual([]);
  });

  it('changes nothing where it came from', async () => {
    const before = await tablesOf(url);
    const { counts } = await loaded(store, await exportBook(store.views));
    for (const { new: made, changed } of Object.values(counts)) expect([made, changed]).toEqual([0, 0]);
    expect(await tablesOf(url)).toEqual(before);
  });
});

describe('an exported book', () => {
  it('says all that was imported', async () => {
    const store = await stores.open();
    await loaded(store, fullBook());
    const { accounts, members } = await exportBook(store.views);
    const [north] = fullBook().accounts;
    const { contacts: _contacts, ...block } = north ?? {};
    expect(accounts?.find(({ id }) => id === 'account-north')).toMatchObject(block);
    expect(members?.find(({ key }) => key === 'wang')).toMatchObject(fullBook().members[1] ?? {});
    const zhang = accounts?.flatMap(({ contacts }) => contacts ?? []).find(({ id }) => id === 'contact-zhang');
    const { levels: _levels, ...person } = north?.contacts?.[0] ?? {};
    expect(zhang).toMatchObject(person);
  });

  it('can be edited: what is to be read wins over the history it carries', async () => {
    const store = await stores.open();
    await fill(store);
    const book = JSON.parse(JSON.stringify(await exportBook(store.views)));
    book.accounts.find(({ id }: { id: string }) => id === 'account-north').name = '南方云';
    const other = await stores.open();
    const { counts } = await loaded(other, book, { now: NOW + 5000 });
    expect(counts.account).toEqual({ new: 3, changed: 0, same: 0 });
    expect(await other.views.get('account', 'account-north')).toMatchObject({ name: '南方云' });
    const [change] = (await other.views.allChanges()).slice(-1);
    expect(change).toMatchObject({ command: 'import', at: NOW + 5000 });
    expect(await other.views.changeRows(change?.id ?? '')).toMatchObject([
      { kind: 'account', before: { name: '北方云科技有限公司' } },
    ]);
  });

  it('without its history still brings everything that can be read', async () => {
    const store = await stores.open();
    await fill(store);
    const { history: _history, ...readable } = await exportBook(store.views);
    const other = await stores.open();
    await loaded(other, JSON.stringify(readable));
    const { history: _other, ...again } = await exportBook(other.views);
    expect(again).toEqual(readable);
  });

  it('moves days told without a time into the zone of the organisation it comes to', async () => {
    const store = await stores.open();
    const book = fullBook();
    await loaded(store, { ...book, accounts: book.accounts.map(({ timeZone: _zone, ...rest }) => rest) });
    const other = await stores.open();
    await loaded(other, await exportBook(store.views), { zone: 'UTC' });
    const days = (await other.views.all('interaction')).filter(({ day }) => day !== null);
    expect(days.map(({ at, day }) => [new Date(at).toISOString(), day])).toContainEqual([
      '2026-09-20T00:00:00.000Z',
      '2026-09-20',
    ]);
  });

  const broken: readonly (readonly [string, string, (history: Record<string, unknown>) => void])[] = [
    ['history.surprise', 'unknown-key', (history) => Object.assign(history, { surprise: 1 })],
    ['history.records.pet', 'unknown-key', ({ records }) => Object.assign(records as object, { pet: [] })],
    ['history.records.order[0].amount', 'wrong-type', ({ records }) => edit(records, 'order', { amount: '5' })],
    [
      'history.records.trait[0].value',
      'not-a-choice',
      ({ records }) => edit(records, 'trait', { field: 'layer', value: 'roof' }),
    ],
    ['history.records.share[0].colour', 'unknown-key', ({ records }) => edit(records, 'share', { colour: 'red' })],
    [
      'history.records.pin[0].accountId',
      'broken-reference',
      ({ records }) => edit(records, 'pin', { accountId: 'gone' }),
    ],
    [
      'history.records.interaction[0].memberIds',
      'broken-reference',
      ({ records }) => edit(records, 'interaction', { memberIds: ['gone'] }),
    ],
    ['history.records.order[0].product', 'invalid-text', ({ records }) => edit(records, 'order', { product: 'a\0' })],
    ['history.rows[0].kind', 'not-a-choice', ({ rows }) => edit({ rows }, 'rows', { kind: 'pet' })],
    ['history.rows[0].after.name', 'missing', ({ rows }) => edit({ rows }, 'rows', { kind: 'member', after: {} })],
    ['history.changes', 'missing', (history) => Reflect.deleteProperty(history, 'changes')],
  ];
  const edit = (lists: unknown, name: string, values: object) =>
    Object.assign((lists as Record<string, object[]>)[name]?.[0] ?? {}, values);

  it('with a broken history is refused, naming the place', async () => {
    const store = await stores.open();
    await fill(store);
    const text = JSON.stringify(await exportBook(store.views));
    const other = await stores.open();
    for (const [path, code, damage] of broken) {
      const book = JSON.parse(text);
      damage(book.history);
      const result = await load(other, book);
      if (result.ok) throw new Error(`was imported: ${path}`);
      expect(result.problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, code]);
    }
    expect(await other.views.all('member')).toEqual([]);
  });

  it('is refused where an account of that name is another one', async () => {
    const store = await stores.open();
    await loaded(store, fullBook());
    const other = await stores.open();
    const [first, ...accounts] = fullBook().accounts;
    await loaded(other, { ...fullBook(), accounts: [{ ...first, id: 'another' }, ...accounts] });
    const result = await load(other, await exportBook(store.views));
    expect(result).toMatchObject({ ok: false, problems: [{ path: expect.stringMatching(/^history\.records\./) }] });
  });
});

it('holds the same whatever the order of the interactions in the file', async () => {
  const person = fc.constantFrom(['张伟'], ['陈总'], ['张伟', '陈总'], ['contact-li-1', '张伟']);
  const interaction = fc.record({
    account: fc.constantFrom('北云', '北方云科技有限公司', 'northern CLOUD'),
    contacts: person,
    members: fc.constantFrom(['wang'], ['tom.lee@example.com', 'wang']),
    kind: fc.constantFrom('visit', 'email', 'gift'),
    at: fc.constantFrom('2026-10-01', '2026-10-01T08:00', '2026-10-02T00:00Z'),
    note: fc.constantFrom('a', 'b', '聊了'),
    answered: fc.boolean(),
    nextSteps: fc.constantFrom([{ what: 'x' }], [{ what: 'x' }, { what: 'y', by: 'them' }]),
  });
  const sameOnce = (
    it: Pick<BookInteraction, 'at' | 'kind' | 'note'> & Record<'contacts' | 'members', readonly string[]>,
  ) => JSON.stringify([it.at, it.kind, it.note, [...it.contacts].sort(), [...it.members].sort()]);
  const lists = fc.uniqueArray(interaction, {
    minLength: 2,
    maxLength: 12,
    selector: (it) => sameOnce(it),
  });
  const shuffled = lists.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([list, other]) => {
      const seen: string[] = [];
      for (const interactions of [list, other]) {
        const store = await stores.open();
        await loaded(store, { ...fullBook(), interactions });
        const { interactions: told } = await exportBook(store.views);
        seen.push(JSON.stringify(told?.map(({ id: _id, ...rest }) => JSON.stringify(rest)).sort()));
        const { counts } = await loaded(store, { interactions: [...interactions].reverse() });
        expect(counts.interaction).toEqual({ new: 0, changed: 0, same: interactions.length });
      }
      expect(seen[0]).toBe(seen[1]);
    }),
    { numRuns: 12 },
  );
});
