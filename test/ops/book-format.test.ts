import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Problems } from '../../src/ops/book/problem.ts';
import { readBook } from '../../src/ops/book/read.ts';
import { contents, createStores, fullBook, load, loaded } from './books.ts';

const stores = createStores();
afterAll(() => stores.close());

/** Every key of the format, version 1; what others and scripts write must go on being read. */
const KEYS: Readonly<Record<string, string>> = {
  '': 'accounts interactions members version',
  'members.*': 'email function key language leavesOn manager mobile name role state timeZone',
  'accounts.*':
    'aliases archived backup cadence contacts facts festivalSets id kinds name orders owner policy recipientClass recipientRule shares team timeZone',
  'accounts.*.cadence': 'decision management operation',
  'accounts.*.cadence.decision': 'atMost ideal',
  'accounts.*.policy': 'namedContact price responseHours reviewedOn service',
  'accounts.*.shares.*': 'ceiling high low on percent source',
  'accounts.*.orders.*': 'amount currency on product',
  'accounts.*.facts.*': 'from kind to what',
  'accounts.*.contacts.*':
    'attitude birthday department email id layer levels name optOut phone reportsTo roles state stateOn successor taboos tastes title weight',
  'accounts.*.contacts.*.levels.*': 'level member on',
  'accounts.*.contacts.*.birthday': 'calendar day leap month year',
  'interactions.*': 'account answered at contacts id kind members nextSteps note occasion signals value',
  'interactions.*.nextSteps.*': 'by doneOn due what',
  'interactions.*.value': 'amount currency',
};

function keysOf(value: unknown, place: string, into: Map<string, Set<string>>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const isList = Array.isArray(value);
    if (!isList) into.set(place, (into.get(place) ?? new Set()).add(key));
    keysOf(item, [place, isList ? '*' : key].filter((part) => part !== '').join('.'), into);
  }
}

describe('the format', () => {
  it('is used in full by the fixture book', () => {
    const used = new Map<string, Set<string>>();
    keysOf(fullBook(), '', used);
    for (const [place, keys] of Object.entries(KEYS))
      expect([place, [...(used.get(place) ?? [])].sort().join(' ')]).toEqual([place, keys]);
  });

  it('takes a book with the least there can be', async () => {
    const store = await stores.open();
    const us = {
      email: 'a@b.example',
      name: 'A',
      function: 'sales',
      role: 'admin',
      timeZone: 'asia/shanghai',
      language: 'en',
    };
    await loaded(store, {});
    await loaded(store, '\uFEFF{"version":1,"members":[],"accounts":[],"interactions":[]}');
    const { counts } = await loaded(store, { members: [us], accounts: [{ name: 'X', owner: 'a@b.example' }] });
    expect(counts).toMatchObject({ member: { new: 1 }, account: { new: 1 } });
    expect(await store.views.all('member')).toMatchObject([
      { key: 'a@b.example', timeZone: 'Asia/Shanghai', state: 'active' },
    ]);
    expect(await store.views.all('trait')).toEqual([]);
  });

  it('takes null for whatever may be missing', async () => {
    const store = await stores.open();
    const nothing = (keys: string | undefined, kept: readonly string[]) =>
      Object.fromEntries((keys ?? '').split(' ').flatMap((key) => (kept.includes(key) ? [] : [[key, null]])));
    const us = { email: 'a@b.example', name: 'A', function: 'sales', role: 'admin', timeZone: 'UTC', language: 'en' };
    const contact = { ...nothing(KEYS['accounts.*.contacts.*'], []), name: 'C' };
    const account = { ...nothing(KEYS['accounts.*'], []), name: 'X', owner: 'a@b.example', contacts: [contact] };
    const touch = { account: 'X', contacts: ['C'], members: ['A@b.example'], kind: 'call', at: '2026-01-01', note: '' };
    const book = {
      members: [{ ...nothing(KEYS['members.*'], []), ...us }],
      accounts: [account],
      interactions: [{ ...nothing(KEYS['interactions.*'], []), ...touch }],
    };
    await loaded(store, book);
    const { counts } = await loaded(store, book);
    expect(Object.values(counts).every(({ new: made, changed }) => made + changed === 0)).toBe(true);
  });

  it('never makes an import fall over, whatever stands in some place', async () => {
    const store = await stores.open();
    await loaded(store, fullBook());
    const before = await contents(store);
    const places: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]) => {
      places.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, item] of Object.entries(value)) walk(item, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    walk(fullBook(), []);
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        null,
        -0,
        1e308,
        -1,
        '',
        ' ',
        '\0',
        '\uD800',
        '__proto__',
        '2026-02-30',
        'them',
        {},
        [],
        [[]],
        'x'.repeat(300),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), odd, async (path, value) => {
        let book: unknown = fullBook();
        let at = book as Record<string | number, unknown>;
        for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
        const last = path.at(-1);
        if (last === undefined) book = value;
        else at[last] = value;
        const result = await load(store, JSON.stringify(book), { dryRun: true });
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
    expect(await contents(store)).toEqual(before);
  });

  it('refuses a history nested without end', () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 5000; depth += 1) nested = [nested];
    const change = { id: 'c', command: 'x', input: { nested }, memberId: null, at: 0, undoes: null };
    const problems = new Problems();
    expect(readBook({ history: { records: {}, changes: [change], rows: [] } }, (text) => text, problems)).toBeNull();
    expect(problems.list).toMatchObject([{ path: 'history.changes[0].input' }]);
  });
});
