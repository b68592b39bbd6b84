import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOn } from '../../src/domain/account-on.ts';
import { coverageOf } from '../../src/domain/coverage.ts';
import { addDays, startOfDay } from '../../src/domain/days.ts';
import { findingsOn } from '../../src/domain/findings.ts';
import { endOf, type Moment, momentAt } from '../../src/domain/moment.ts';
import { whoOn } from '../../src/domain/people.ts';
import type { AccountState, Order, Touch } from '../../src/domain/records.ts';
import { repairOf } from '../../src/domain/repair.ts';
import { shapeOf } from '../../src/domain/shape.ts';
import { slipOn } from '../../src/domain/slip.ts';
import { assessStage } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { SHAPES } from '../../src/domain/vocabulary.ts';
import { fact, level, oneWay, order, share, touch, trait, ZONE } from './account-builder.ts';
import { accounts, days, TODAY } from './any-account.ts';

const moments = fc.oneof(
  days.map((day) => endOf(day, ZONE)),
  fc
    .tuple(days, fc.integer({ min: 0, max: 86_399_999 }))
    .map(([day, ms]) => momentAt(startOfDay(day, ZONE) + ms, ZONE)),
);

function assess(book: AccountState, moment: Moment) {
  return assessStage(book, moment, DEFAULT_THRESHOLDS);
}

function verdict(book: AccountState, moment: Moment) {
  const { step, cooperationStage, interpersonalLevel, conditions } = assess(book, moment);
  return { step, cooperationStage, interpersonalLevel, holds: conditions.map((each) => [each.key, each.holds]) };
}

/** Everything §6 and §7 say of an account. */
function look(book: AccountState, moment: Moment) {
  const on = accountOn(book, moment, DEFAULT_THRESHOLDS);
  return [whoOn(on), coverageOf(on), findingsOn(on), shapeOf(on.active), repairOf(on)];
}

/** What the store may hand over: of each pair the latest touch and the latest two-way touch up to the moment, and one order. */
function thinned(book: AccountState, moment: Moment): AccountState {
  const kept = new Map<string, Touch>();
  for (const each of book.touches) {
    if (each.at > moment.at) continue;
    for (const way of each.twoWay ? ['any', 'two'] : ['any']) {
      const key = [way, each.memberId, each.contactId].join('/');
      const other = kept.get(key);
      const isLater =
        other === undefined || each.at > other.at || (each.at === other.at && each.interactionId > other.interactionId);
      if (isLater) kept.set(key, each);
    }
  }
  const first = book.orders.reduce<Order | undefined>((a, b) => (a === undefined || b.on < a.on ? b : a), undefined);
  return { ...book, touches: [...new Set(kept.values())], orders: first === undefined ? [] : [first] };
}

/** Every list of the state, turned round or rotated. */
function reordered(book: AccountState, by: number): AccountState {
  const turn = <T>(list: readonly T[]) => [
    ...list.slice(by % (list.length || 1)),
    ...list.slice(0, by % (list.length || 1)),
  ];
  const lists = Object.entries(book).map(([key, value]) => [
    key,
    Array.isArray(value) ? (by % 2 === 0 ? turn(value) : turn(value).toReversed()) : value,
  ]);
  return Object.fromEntries(lists) as AccountState;
}

describe('laws of an assessment', () => {
  test('the arbitrary accounts reach every step', () => {
    const steps = fc.sample(accounts, { numRuns: 3000, seed: 7 }).map((book) => assess(book, endOf(TODAY, ZONE)).step);
    expect(new Set(steps)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  test('the step is the highest whose conditions and all below hold', () => {
    fc.assert(
      fc.property(accounts, moments, (book, moment) => {
        const { step, stepKey, conditions, grid } = assess(book, moment);
        for (const each of conditions) {
          if (each.step <= step) expect(each.holds).toBe(true);
          expect(each.move === undefined).toBe(each.holds);
        }
        if (step < 5) expect(conditions.some((each) => each.step === step + 1 && !each.holds)).toBe(true);
        expect(grid.column).toBe(step);
        expect(stepKey.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a one-way touch changes no step and no condition', () => {
    fc.assert(
      fc.property(accounts, moments, days, fc.constantFrom('a', 'b', 'c'), (book, moment, day, who) => {
        const more = { ...book, touches: [...book.touches, oneWay('zhao', who, day)] };
        expect(verdict(more, moment)).toEqual(verdict(book, moment));
      }),
    );
  });

  test('the order of every list is irrelevant', () => {
    fc.assert(
      fc.property(accounts, moments, fc.nat({ max: 30 }), (book, moment, by) => {
        expect(assess(reordered(book, by), moment)).toEqual(assess(book, moment));
      }),
    );
  });

  test('thinned touches and orders answer the same, moves and evidence included', () => {
    fc.assert(
      fc.property(accounts, moments, (book, moment) => {
        expect(assess(thinned(book, moment), moment)).toEqual(assess(book, moment));
      }),
    );
  });

  test('order and thinning are irrelevant to people, findings, shape and repair too', () => {
    fc.assert(
      fc.property(accounts, moments, fc.nat({ max: 30 }), (book, moment, by) => {
        const seen = look(book, moment);
        expect(look(reordered(book, by), moment)).toEqual(seen);
        expect(look(thinned(book, moment), moment)).toEqual(seen);
      }),
    );
  });

  test('what is recorded for later days leaves the answer for a day alone', () => {
    fc.assert(
      fc.property(accounts, moments, fc.integer({ min: 1, max: 400 }), (book, moment, n) => {
        const later = addDays(moment.day, n);
        const told = { recordedAt: 99 };
        const more: AccountState = {
          ...book,
          touches: [...book.touches, touch('qian', 'a', later), touch('zhao', 'e', `${later}T12:00:00Z`)],
          traits: [
            ...book.traits,
            trait('a', 'state', 'left', later, { ...told, id: 'x1' }),
            trait('b', 'department', 'legal', later, { ...told, id: 'x2' }),
            trait('c', 'weight', 90, later, { ...told, id: 'x3' }),
          ],
          levels: [...book.levels, { ...level('wang', 'd', 5, later), id: 'x4', recordedAt: 99 }],
          shares: [...book.shares, share(later, 85, { id: 'x5' })],
          orders: [...book.orders, { ...order(later), id: 'x6' }],
          facts: [...book.facts, { ...fact('alliance', later), id: 'x7' }],
        };
        expect(assess(more, moment)).toEqual(assess(book, moment));
        expect(look(more, moment)).toEqual(look(book, moment));
      }),
    );
  });

  test('a two-way touch on the day breaks no condition', () => {
    fc.assert(
      fc.property(accounts, days, fc.constantFrom('a', 'b', 'c', 'd', 'e'), (book, day, who) => {
        const moment = endOf(day, ZONE);
        const more = { ...book, touches: [...book.touches, touch('wang', who, day)] };
        expect(assess(more, moment).step).toBeGreaterThanOrEqual(assess(book, moment).step);
        const [before, after] = [book, more].map((each) => shapeOf(accountOn(each, moment, DEFAULT_THRESHOLDS).active));
        expect(after?.cut).toBeGreaterThanOrEqual(before?.cut ?? 0);
        expect(SHAPES.indexOf(after?.key ?? 'none')).toBeGreaterThanOrEqual(SHAPES.indexOf(before?.key ?? 'none'));
      }),
    );
  });

  test('a slip has reasons, and only conditions that held the day before', () => {
    fc.assert(
      fc.property(accounts, days, (book, day) => {
        const slip = slipOn(book, day, ZONE, DEFAULT_THRESHOLDS);
        const before = assess(book, endOf(addDays(day, -1), ZONE));
        const after = assess(book, endOf(day, ZONE));
        expect(slip === null).toBe(after.step >= before.step);
        if (slip === null) return;
        expect(slip.reasons.length).toBeGreaterThan(0);
        for (const { key, step } of slip.reasons) {
          expect(step).toBeLessThanOrEqual(before.step);
          expect(before.conditions.find((each) => each.key === key)?.holds).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
