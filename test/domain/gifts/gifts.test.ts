import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { giftLedger, givenBefore, NO_GIFTS, sumOf, sumsBy } from '../../../src/domain/gifts/ledger.ts';
import {
  type GiftPolicy,
  giftAdvice,
  giftYearOf,
  isGift,
  judgeGift,
  recipientClassOf,
  toReference,
} from '../../../src/domain/gifts/rules.ts';
import type { Account } from '../../../src/domain/records.ts';
import { state, ZONE } from '../account-builder.ts';
import { interaction } from '../nudges/plan-builder.ts';

const POLICY: GiftPolicy = {
  currency: 'CNY',
  rates: { USD: 7, EUR: 8 },
  limits: { private: { perGift: 300, perYear: 500 }, foreign: { perGift: 200, perYear: null } },
};
const account = (changes: Partial<Account> = {}): Account => ({ ...state().account, ...changes });
const cny = (amount: number) => ({ amount, currency: 'CNY' });
const judge = (changes: Partial<Account>, amount: number | null, rest: object = {}) =>
  judgeGift({
    ...{
      account: account(changes),
      policy: POLICY,
      value: amount === null ? null : cny(amount),
      receivers: 1,
      before: NO_GIFTS,
    },
    ...rest,
  });

test.each([
  [{}, null],
  [{ kinds: ['important'] as const }, 'government'],
  [{ kinds: ['important'] as const, recipientClass: 'private' as const }, 'private'],
  [{ recipientClass: 'state-owned' as const }, 'state-owned'],
])('the class of %j is %s', (changes, recipientClass) => {
  expect(recipientClassOf(account(changes))).toBe(recipientClass);
});

describe('what may be suggested', () => {
  test.each([
    [{ kinds: ['important'] as const }, POLICY, 'never', 'state-council-20-1988'],
    [{ recipientClass: 'government' as const }, null, 'never', 'state-council-20-1988'],
    [{ recipientClass: 'state-owned' as const }, POLICY, 'ask-first', 'zhongbanfa-1995-7'],
    [{ recipientClass: 'private' as const }, POLICY, 'within-limits', 'administrator'],
    [{ recipientClass: 'private' as const }, null, 'ask-first', 'unset'],
    [{ recipientClass: 'foreign' as const }, { ...POLICY, limits: {} }, 'ask-first', 'unset'],
    [{}, POLICY, 'ask-first', 'unset'],
  ])('%j', (changes, policy, gift, source) => {
    const advice = giftAdvice(account({ ...changes, recipientRule: 'no gifts' }), policy);
    expect(advice).toMatchObject({ gift, source, ownRule: 'no gifts' });
    expect(advice.ways.includes('gift')).toBe(gift === 'within-limits');
    expect(advice.ways).toEqual(expect.arrayContaining(['greeting', 'call', 'visit']));
  });
});

describe('verdicts', () => {
  const firm = { recipientClass: 'private' as const };

  test.each([
    ['within both limits', firm, 300, {}, 'allowed', undefined],
    ['over the limit of one gift', firm, 300.01, {}, 'needs-approval', 'gift'],
    ['shared by two', firm, 600, { receivers: 2 }, 'allowed', undefined],
    ['over the year', firm, 300, { before: { amount: 200.01, isPartial: false } }, 'needs-approval', 'year'],
    ['just the year', firm, 300, { before: { amount: 200, isPartial: false } }, 'allowed', undefined],
    ['a year that is not known whole', firm, 100, { before: { amount: 0, isPartial: true } }, 'ask-first', 'unset'],
    ['no value', firm, null, {}, 'ask-first', 'unset'],
    ['a currency with a rate', firm, null, { value: { amount: 43, currency: 'USD' } }, 'needs-approval', 'gift'],
    ['a currency without one', firm, null, { value: { amount: 1, currency: 'JPY' } }, 'ask-first', 'unset'],
    ['no policy', firm, 1, { policy: null }, 'ask-first', 'unset'],
    [
      'a limit that is not set does not bind',
      { recipientClass: 'foreign' as const },
      200,
      { before: { amount: 9999, isPartial: false } },
      'allowed',
      undefined,
    ],
    ['an authority, whatever it is worth', { recipientClass: 'government' as const }, 1, {}, 'needs-approval', 'class'],
    ['an authority, no value', { kinds: ['important'] as const }, null, {}, 'needs-approval', 'class'],
    ['a state-owned firm', { recipientClass: 'state-owned' as const }, 1, {}, 'ask-first', 'class'],
    ['nobody said what they are', {}, 1, {}, 'ask-first', 'unset'],
  ])('%s', (_name, changes, amount, rest, verdict, over) => {
    const judged = judge(changes, amount, rest);
    expect([judged.verdict, 'over' in judged ? judged.over : undefined]).toEqual([verdict, over]);
  });

  test('law: a dearer gift is never treated more lightly', () => {
    const rank = { allowed: 0, 'ask-first': 0, 'needs-approval': 1 };
    const classes = fc.constantFrom('government', 'state-owned', 'private', 'foreign', null);
    fc.assert(
      fc.property(
        classes,
        fc.nat({ max: 900 }),
        fc.nat({ max: 900 }),
        fc.nat({ max: 900 }),
        (recipientClass, a, b, given) => {
          const before = { amount: given, isPartial: false };
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map((amount) =>
            judge({ recipientClass }, amount, { before }),
          );
          expect(rank[more?.verdict ?? 'allowed']).toBeGreaterThanOrEqual(rank[less?.verdict ?? 'allowed']);
        },
      ),
    );
  });
});

describe('ledger', () => {
  const gift = (id: string, on: string, amount: number | null, changes: object = {}) =>
    interaction(id, on, { kind: 'gift', value: amount === null ? null : cny(amount), ...changes });
  const given = [
    gift('cakes', '2026-09-20', 300, { contactIds: ['a', 'b', 'a'], occasion: 'mid-autumn' }),
    gift('tea', '2026-02-01', 80, { occasion: 'spring' }),
    gift('pen', '2025-12-31', 50),
    gift('book', '2026-03-01', null),
    gift('sake', '2026-04-01', null, { value: { amount: 5000, currency: 'JPY' } }),
    gift('wine', '2026-05-01', null, { value: { amount: 10, currency: 'EUR' } }),
    interaction('dinner', '2026-06-01', { kind: 'meal', value: cny(120), contactIds: ['b'] }),
    interaction('lunch', '2026-06-02', { kind: 'meal' }),
    interaction('call', '2026-06-03', { kind: 'call', value: cny(9) }),
  ];
  const ledger = giftLedger(given, ZONE, POLICY);

  test('a line for each receiver, the value split evenly, by day', () => {
    expect(
      ledger.map(({ interactionId, contactId, value }) => [interactionId, contactId, value?.amount ?? null]),
    ).toEqual([
      ['pen', 'a', 50],
      ['tea', 'a', 80],
      ['book', 'a', null],
      ['sake', 'a', 5000],
      ['wine', 'a', 10],
      ['dinner', 'b', 120],
      ['cakes', 'a', 150],
      ['cakes', 'b', 150],
    ]);
    expect(given.map(isGift)).toEqual([true, true, true, true, true, true, true, false, false]);
  });

  test('sums by receiver, occasion and year; what has no rate stands apart', () => {
    const inYear = ledger.filter(({ on }) => giftYearOf(on) === 2026);
    const people = sumsBy(inYear, ({ contactId }) => contactId);
    expect(people.get('a')).toEqual({
      count: 5,
      amount: 310,
      apart: [{ currency: 'JPY', amount: 5000 }],
      isPartial: true,
    });
    expect(people.get('b')).toEqual({ count: 2, amount: 270, apart: [], isPartial: false });
    expect(sumsBy(ledger, ({ occasion }) => occasion).get('mid-autumn')?.amount).toBe(300);
    expect([...sumsBy(ledger, ({ on }) => giftYearOf(on)).keys()]).toEqual([2025, 2026]);
  });

  test('without a policy nothing is added up', () => {
    expect(sumOf(giftLedger(given, ZONE, null))).toMatchObject({
      amount: 0,
      isPartial: true,
      apart: [
        { currency: 'CNY', amount: 550 },
        { currency: 'EUR', amount: 10 },
        { currency: 'JPY', amount: 5000 },
      ],
    });
    expect(toReference({ amount: 1, currency: 'constructor' }, POLICY)).toBeNull();
  });

  test('what one was given before is that year’s, without the gift itself', () => {
    const before = givenBefore(ledger, { interactionId: 'cakes', contactIds: ['a', 'b'], on: '2026-09-20' });
    expect(before).toMatchObject({ amount: 160, isPartial: true });
    expect(givenBefore(ledger, { interactionId: null, contactIds: ['b'], on: '2026-12-31' }).amount).toBe(270);
    expect(givenBefore(ledger, { interactionId: null, contactIds: [], on: '2026-12-31' })).toEqual(NO_GIFTS);
  });

  test('law: parts add up to the whole', () => {
    const amounts = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.subarray(['a', 'b', 'c'], { minLength: 1 })),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(amounts, (list) => {
        const all = list.map(([amount, contactIds], n) => gift(`g${n}`, '2026-01-01', amount, { contactIds }));
        expect(sumOf(giftLedger(all, ZONE, POLICY)).amount).toBeCloseTo(
          list.reduce((sum, [amount]) => sum + amount, 0),
          1,
        );
      }),
    );
  });

  test('the day is the local one', () => {
    const [late] = giftLedger([gift('late', '2026-12-31T17:00:00Z', 1)], ZONE, POLICY);
    expect(giftYearOf(late?.on ?? '')).toBe(2027);
  });
});
