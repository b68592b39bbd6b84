import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../src/ops/book/problem.ts';
import { describeProblem } from '../../src/ops/book/problems.ts';
import type { Store } from '../../src/ports/store.ts';
import { contents, createStores, fullBook, load, loaded } from './books.ts';

const stores = createStores();
let store: Store;
let before: unknown;

beforeAll(async () => {
  store = await stores.open();
  await loaded(store, fullBook());
  before = await contents(store);
});
afterAll(() => stores.close());

type Json = Record<'members' | 'accounts' | 'interactions', object[]>;
type Edit = (book: Json) => void;

/** The fixture with one place replaced, added, or (`undefined`) taken out. */
const put =
  (path: readonly (string | number)[], value: unknown): Edit =>
  (book) => {
    let at: Record<string | number, unknown> = book;
    for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
    const last = path.at(-1) ?? '';
    if (value === undefined) delete at[last];
    else at[last] = value;
  };

const contact = (...rest: (string | number)[]) => ['accounts', 0, 'contacts', ...rest];
const cases: readonly (readonly [string, ProblemCode, Edit])[] = [
  ['version', 'wrong-version', put(['version'], 2)],
  ['surprise', 'unknown-key', put(['surprise'], 1)],
  ['accounts[0].nickname', 'unknown-key', put(['accounts', 0, 'nickname'], 'x')],
  ['accounts[0].contacts[0].levels[0].depth', 'unknown-key', put(contact(0, 'levels', 0, 'depth'), 3)],
  ['accounts[0].policy.discount', 'unknown-key', put(['accounts', 0, 'policy', 'discount'], 3)],
  ['accounts[0].cadence.board', 'unknown-key', put(['accounts', 0, 'cadence', 'board'], { ideal: 1, atMost: 2 })],
  [
    'accounts[0].__proto__',
    'unknown-key',
    (book) => {
      const account = book.accounts[0];
      Object.defineProperty(account, '__proto__', { value: {}, enumerable: true });
    },
  ],
  ['accounts[0].owner', 'missing', put(['accounts', 0, 'owner'], undefined)],
  ['accounts[1].name', 'missing', put(['accounts', 1, 'name'], undefined)],
  ['accounts[1].name', 'empty', put(['accounts', 1, 'name'], ' \u0000 ')],
  ['accounts[1].name', 'too-long', put(['accounts', 1, 'name'], 'x'.repeat(201))],
  ['accounts[1].name', 'wrong-type', put(['accounts', 1, 'name'], 7)],
  ['accounts[2].name', 'duplicate', put(['accounts', 2, 'name'], 'ＮＯＲＴＨＷＩＮＤ traders')],
  ['accounts[2].name', 'duplicate', put(['accounts', 2, 'name'], 'NW')],
  ['accounts[2].id', 'duplicate', put(['accounts', 2, 'id'], 'account-north')],
  [
    'accounts[0].name',
    'duplicate',
    (book) => {
      put(['accounts', 0, 'name'], 'Orbit Labs')(book);
      book.accounts.splice(1);
      put(['interactions'], [])(book);
    },
  ],
  ['accounts[0].owner', 'unknown-member', put(['accounts', 0, 'owner'], 'nobody@example.com')],
  ['accounts[0].team[1]', 'unknown-member', put(['accounts', 0, 'team', 1], 'nobody')],
  ['accounts[0].timeZone', 'invalid-zone', put(['accounts', 0, 'timeZone'], 'Mars/Olympus')],
  ['accounts[0].kinds[0]', 'not-a-choice', put(['accounts', 0, 'kinds', 0], 'huge')],
  ['accounts[0].cadence.decision.ideal', 'ideal-above-most', put(['accounts', 0, 'cadence', 'decision', 'ideal'], 50)],
  ['accounts[0].policy.reviewedOn', 'invalid-day', put(['accounts', 0, 'policy', 'reviewedOn'], '2026-02-30')],
  ['accounts[0].shares[0].percent', 'out-of-range', put(['accounts', 0, 'shares', 0, 'percent'], -1)],
  ['accounts[0].shares[0].percent', 'out-of-range', put(['accounts', 0, 'shares', 0, 'percent'], 100.01)],
  ['accounts[0].shares[0].percent', 'too-many-decimals', put(['accounts', 0, 'shares', 0, 'percent'], 12.345)],
  ['accounts[0].shares[0].percent', 'wrong-type', put(['accounts', 0, 'shares', 0, 'percent'], 'abc')],
  ['accounts[0].shares[0].on', 'invalid-day', put(['accounts', 0, 'shares', 0, 'on'], '2026-13-01')],
  ['accounts[0].shares[0]', 'half-a-range', put(['accounts', 0, 'shares', 0, 'low'], 0)],
  ['accounts[0].shares[1].low', 'low-above-percent', put(['accounts', 0, 'shares', 1, 'low'], 46)],
  ['accounts[0].shares[1].high', 'high-below-percent', put(['accounts', 0, 'shares', 1, 'high'], 45)],
  ['accounts[0].shares[1].ceiling', 'above-ceiling', put(['accounts', 0, 'shares', 1, 'ceiling'], 55)],
  ['accounts[0].orders[0].amount', 'out-of-range', put(['accounts', 0, 'orders', 0, 'amount'], -5)],
  ['accounts[0].orders[0].currency', 'invalid-currency', put(['accounts', 0, 'orders', 0, 'currency'], 'RMBY')],
  ['accounts[0].facts[1].to', 'ends-before-start', put(['accounts', 0, 'facts', 1, 'to'], '2025-12-31')],
  ['accounts[0].contacts[0].weight', 'out-of-range', put(contact(0, 'weight'), 101)],
  ['accounts[0].contacts[0].weight', 'wrong-type', put(contact(0, 'weight'), 1.5)],
  ['accounts[0].contacts[0].attitude', 'not-a-choice', put(contact(0, 'attitude'), 'love')],
  ['accounts[0].contacts[0].state', 'missing', put(contact(0, 'state'), undefined)],
  ['accounts[0].contacts[0].levels[0].level', 'not-a-choice', put(contact(0, 'levels', 0, 'level'), 6)],
  ['accounts[0].contacts[0].levels[0].member', 'unknown-member', put(contact(0, 'levels', 0, 'member'), 'who')],
  ['accounts[0].contacts[0].birthday', 'invalid-birthday', put(contact(0, 'birthday', 'day'), 31)],
  ['accounts[0].contacts[2].birthday', 'invalid-birthday', put(contact(2, 'birthday', 'day'), 30)],
  ['accounts[0].contacts[2].birthday', 'invalid-birthday', put(contact(2, 'birthday', 'year'), 2023)],
  ['accounts[0].contacts[2].birthday', 'invalid-birthday', put(contact(2, 'birthday', 'leap'), true)],
  ['accounts[0].contacts[3].reportsTo', 'cycle', put(contact(3, 'reportsTo'), 'contact-li-1')],
  ['accounts[0].contacts[0].successor', 'cycle', put(contact(0, 'successor'), '张伟')],
  ['accounts[0].contacts[0].successor', 'ambiguous', put(contact(0, 'successor'), '李娜')],
  ['accounts[0].contacts[0].successor', 'unknown-contact', put(contact(0, 'successor'), 'Ana Trujillo')],
  ['accounts[0].contacts[3].name', 'duplicate', put(contact(3, 'name'), ' 张 伟')],
  ['accounts[0].contacts[3].id', 'duplicate', put(contact(3, 'id'), 'contact-zhang')],
  ['accounts[1].contacts[0]', 'conflict', put(['accounts', 1, 'contacts', 0, 'id'], 'contact-zhang')],
  ['members[1].email', 'invalid-email', put(['members', 1, 'email'], 'no address')],
  [
    'members[0].key',
    'missing',
    (book) => {
      put(['members', 0, 'key'], undefined)(book);
      put(['members', 0, 'email'], undefined)(book);
    },
  ],
  ['members[1].key', 'invalid-key', put(['members', 1, 'key'], 'Them')],
  ['members[3].key', 'duplicate', put(['members', 3, 'key'], 'WANG')],
  ['members[3].key', 'duplicate', put(['members', 3, 'key'], 'Tom.Lee@example.com')],
  ['members[0].manager', 'cycle', put(['members', 0, 'manager'], 'qian')],
  ['members[0].manager', 'cycle', put(['members', 0, 'manager'], 'zhao@example.com')],
  ['members[3].manager', 'unknown-member', put(['members', 3, 'manager'], 'nobody')],
  ['members[3].function', 'missing', put(['members', 3, 'function'], undefined)],
  ['members[3].role', 'not-a-choice', put(['members', 3, 'role'], 'king')],
  ['interactions[0].account', 'unknown-account', put(['interactions', 0, 'account'], '南方云')],
  ['interactions[0].contacts[0]', 'unknown-contact', put(['interactions', 0, 'contacts', 0], 'Ana Trujillo')],
  ['interactions[0].contacts[0]', 'ambiguous', put(['interactions', 0, 'contacts', 0], '李娜')],
  ['interactions[0].members[0]', 'unknown-member', put(['interactions', 0, 'members', 0], 'them')],
  ['interactions[1].contacts', 'empty', put(['interactions', 1, 'contacts'], [])],
  ['interactions[1].members', 'empty', put(['interactions', 1, 'members'], [])],
  ['interactions[3].members', 'missing', put(['interactions', 3, 'members'], undefined)],
  ['interactions[0].at', 'invalid-moment', put(['interactions', 0, 'at'], '2026-11-31')],
  ['interactions[0].at', 'invalid-moment', put(['interactions', 0, 'at'], '2026-11-03T24:10:00Z')],
  ['interactions[0].at', 'invalid-moment', put(['interactions', 0, 'at'], 'yesterday')],
  ['interactions[0].kind', 'not-a-choice', put(['interactions', 0, 'kind'], 'party')],
  ['interactions[0].note', 'too-long', put(['interactions', 0, 'note'], '好'.repeat(20_001))],
  ['interactions[0].nextSteps[0].due', 'invalid-day', put(['interactions', 0, 'nextSteps', 0, 'due'], 'soon')],
  ['interactions[0].nextSteps[0].by', 'unknown-member', put(['interactions', 0, 'nextSteps', 0, 'by'], 'us')],
  ['interactions[1].id', 'duplicate', put(['interactions', 1, 'id'], 'interaction-1')],
  [
    'interactions[1]',
    'conflict',
    (book) => {
      book.interactions.shift();
      put(['interactions', 1, 'id'], 'interaction-1')(book);
      put(['interactions', 1, 'note'], 'Said to be the one of another account')(book);
    },
  ],
];

describe('a book with something wrong', () => {
  it.each(cases)('is refused whole, naming %s (%s)', async (path, code, edit) => {
    const book: Json = fullBook();
    edit(book);
    // Something new in front, so that something would be written.
    book.members.push({
      key: 'new',
      name: 'New',
      function: 'sales',
      role: 'member',
      timeZone: 'UTC',
      language: 'en',
    });
    const result = await load(store, book);
    if (result.ok) throw new Error('was imported');
    expect(result.problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, code]);
    expect(await contents(store)).toEqual(before);
    for (const problem of result.problems) {
      for (const language of ['zh', 'en'] as const)
        expect(describeProblem(problem, language)).toMatch(/^(?!.*undefined).{12,}$/s);
    }
  });

  it.each(['', '{', '[1', 'hello', '\uFEFF{"members":'])('that is no JSON is refused: %j', async (text) => {
    expect(await load(store, text)).toMatchObject({ ok: false, problems: [{ path: '', code: 'not-json' }] });
  });

  it.each(['null', '[]', '3', '"x"'])('that is no object is refused: %s', async (text) => {
    expect(await load(store, text)).toMatchObject({ ok: false, problems: [{ path: '', code: 'wrong-type' }] });
  });

  it('is told everything that is wrong at once, but not without end', async () => {
    const book: Json = fullBook();
    put(['members', 0, 'role'], 'king')(book);
    put(['accounts', 0, 'owner'], undefined)(book);
    put(['interactions', 0, 'at'], 'soon')(book);
    const result = await load(store, book);
    expect(result).toMatchObject({
      ok: false,
      problems: [{ path: 'members[0].role' }, { path: 'accounts[0].owner' }, { path: 'interactions[0].at' }],
    });
    put(
      ['interactions'],
      Array.from({ length: 1000 }, () => ({})),
    )(book);
    const many = await load(store, book);
    expect(many.ok ? 0 : many.problems.length).toBe(200);
  });
});
