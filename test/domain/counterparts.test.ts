import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CounterpartPair, matchPairs, wouldAdd } from '../../src/domain/counterparts.ts';
import { DEPARTMENTS, FUNCTIONS } from '../../src/domain/vocabulary.ts';

const pairs = fc.array(
  fc.record({ function: fc.constantFrom(...FUNCTIONS), department: fc.constantFrom(...DEPARTMENTS) }),
  { maxLength: 9 },
);

/** Tries every way of taking or leaving each pair. */
function most(rest: readonly CounterpartPair[]): number {
  const [first, ...others] = rest;
  if (first === undefined) return 0;
  const apart = others.filter((each) => each.function !== first.function && each.department !== first.department);
  return Math.max(most(others), 1 + most(apart));
}

test('law: no two pairs share a side, and no more could stand', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const matched = matchPairs(all);
      expect(new Set(matched.map((each) => each.function)).size).toBe(matched.length);
      expect(new Set(matched.map((each) => each.department)).size).toBe(matched.length);
      for (const pair of matched) expect(all).toContainEqual(pair);
      expect(matched.length).toBe(most(all));
    }),
    { numRuns: 300 },
  );
});

test('law: order and repetition do not matter', () => {
  fc.assert(
    fc.property(pairs, fc.infiniteStream(fc.nat()), (all, keys) => {
      const shuffled = [...all, ...all].map((pair) => ({ pair, key: keys.next().value })).sort((a, b) => a.key - b.key);
      expect(matchPairs(shuffled.map(({ pair }) => pair))).toEqual(matchPairs(all));
    }),
  );
});

test('namesakes are kept where they can be', () => {
  const matched = matchPairs([
    { function: 'sales', department: 'finance' },
    { function: 'sales', department: 'legal' },
    { function: 'finance', department: 'finance' },
    { function: 'finance', department: 'legal' },
  ]);
  expect(matched).toEqual([
    { function: 'finance', department: 'finance' },
    { function: 'sales', department: 'legal' },
  ]);
});

test('whether one more would help', () => {
  const standing = [{ function: 'sales', department: 'purchasing' }] as const;
  expect(wouldAdd(standing, { function: 'sales', department: 'finance' })).toBe(false);
  expect(wouldAdd(standing, { function: 'finance', department: 'purchasing' })).toBe(false);
  expect(wouldAdd(standing, { function: 'finance', department: 'finance' })).toBe(true);
});
