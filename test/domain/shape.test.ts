import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOn } from '../../src/domain/account-on.ts';
import { endOf } from '../../src/domain/moment.ts';
import { compareCodePoints } from '../../src/domain/order.ts';
import { type Shape, shapeOf } from '../../src/domain/shape.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { type Edge, smallestCover } from '../../src/domain/vertex-cover.ts';
import { DEPARTMENTS, LAYERS, SHAPES } from '../../src/domain/vocabulary.ts';
import { contact, member, state, touch, traits, ZONE } from './account-builder.ts';

const DAY = '2026-09-10';
type Link = readonly [ours: string, theirs: string];

/** Who of theirs sits where: `a` to `g` in seven departments, the layers in turn; `x` and `y` in none. */
const PLACES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, n) => ({
  id,
  department: DEPARTMENTS[n] ?? null,
  layer: LAYERS[n % 3] ?? null,
}));

function shape(links: readonly Link[], names: { readonly [id: string]: string } = {}): Shape {
  const ours = [...new Set(links.map(([id]) => id))];
  const theirs = [...new Set(links.map(([, id]) => id))];
  const book = state({
    members: ours.map((id) => member(id, 'sales', { name: names[id] ?? id })),
    contacts: theirs.map((id) => contact(id, { name: names[id] ?? id })),
    traits: PLACES.flatMap(({ id, department, layer }) => traits(id, { department, layer })),
    touches: links.map(([memberId, contactId]) => touch(memberId, contactId, DAY)),
  });
  return shapeOf(accountOn(book, endOf(DAY, ZONE), DEFAULT_THRESHOLDS).active);
}

const names = (links: readonly Link[], called?: { readonly [id: string]: string }) =>
  shape(links, called).people.map((each) => each.name);

describe('shapes', () => {
  test.each<[string, readonly Link[], Shape['key'], number, readonly string[]]>([
    ['no link', [], 'none', 0, []],
    ['one link: of ours first', [['wang', 'a']], 'bow-tie', 1, ['wang']],
    [
      'all of one of ours',
      [
        ['wang', 'a'],
        ['wang', 'b'],
        ['wang', 'c'],
      ],
      'bow-tie',
      1,
      ['wang'],
    ],
    [
      'all to one of theirs',
      [
        ['wang', 'a'],
        ['zhao', 'a'],
      ],
      'bow-tie',
      1,
      ['a'],
    ],
    [
      'one of each side',
      [
        ['wang', 'a'],
        ['wang', 'b'],
        ['zhao', 'c'],
        ['qian', 'c'],
      ],
      'bridge',
      2,
      ['c', 'wang'],
    ],
    [
      'three pairs in three departments and layers',
      [
        ['wang', 'a'],
        ['zhao', 'b'],
        ['qian', 'c'],
      ],
      'diamond',
      3,
      ['qian', 'wang', 'zhao'],
    ],
    [
      'three pairs, one layer only',
      [
        ['wang', 'a'],
        ['zhao', 'd'],
        ['qian', 'g'],
      ],
      'bridge',
      3,
      ['qian', 'wang', 'zhao'],
    ],
    [
      'three pairs, of whom two sit nowhere known',
      [
        ['wang', 'a'],
        ['zhao', 'x'],
        ['qian', 'y'],
      ],
      'bridge',
      3,
      ['qian', 'wang', 'zhao'],
    ],
  ])('%s', (_, links, key, cut, people) => {
    expect(shape(links)).toMatchObject({ key, cut });
    expect(names(links)).toEqual(people);
  });

  test('names stand in the order of code points, whichever side they are of', () => {
    const links: readonly Link[] = [
      ['m1', 'a'],
      ['m2', 'b'],
      ['m3', 'c'],
      ['m4', 'c'],
    ];
    // As UTF-16 units 𠮷 (U+20BB7) would come before 豈 (U+F900).
    expect(names(links, { m1: '𠮷', m2: '豈', c: '王' })).toEqual(['王', '豈', '𠮷']);
  });
});

const ids = fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5', 'm6');
const theirIds = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'x');
const graphs = fc.uniqueArray(fc.tuple(ids, theirIds), { maxLength: 12, selector: (link) => link.join() });
const calls = fc.dictionary(
  fc.constantFrom('m1', 'm2', 'm3', 'a', 'b', 'c'),
  fc.constantFrom('王', '豈', '𠮷', 'Wang', 'a'),
);

/** Every set of people that leaves no link, the smallest with the most of ours, then by names: the rule to the letter. */
function byBruteForce(links: readonly Link[], called: { readonly [id: string]: string }) {
  const people = [
    ...[...new Set(links.map(([id]) => id))].map((id) => `ours ${id}`),
    ...[...new Set(links.map(([, id]) => id))].map((id) => `theirs ${id}`),
  ];
  const covers: string[][] = [];
  for (let mask = 0; mask < 2 ** people.length; mask++) {
    const chosen = people.filter((_, n) => (mask >> n) % 2 === 1);
    const has = new Set(chosen);
    if (links.every(([ours, theirs]) => has.has(`ours ${ours}`) || has.has(`theirs ${theirs}`))) covers.push(chosen);
  }
  const cut = Math.min(...covers.map((each) => each.length));
  const smallest = covers.filter((each) => each.length === cut);
  const ofOurs = (each: readonly string[]) => each.filter((id) => id.startsWith('ours')).length;
  const most = Math.max(...smallest.map(ofOurs));
  const candidates = smallest.filter((each) => ofOurs(each) === most);
  const nameOf = (each: string) => called[each.split(' ')[1] ?? ''] ?? each.split(' ')[1] ?? '';
  const named = candidates.map((each) => ({ each, names: each.map(nameOf).sort(compareCodePoints) }));
  named.sort((a, b) => compareLists(a.names, b.names));
  return { cut, chosen: new Set(named[0]?.each), smallest, candidates };
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((name, n) => name !== b[n]);
  return at < 0 ? 0 : compareCodePoints(a[at] ?? '', b[at] ?? '');
}

const edgesOf = (links: readonly Link[]): readonly Edge[] => links.map(([left, right]) => ({ left, right }));

describe('laws', () => {
  test('cut and people are those of the brute force, and no other smallest set has as many of ours', () => {
    fc.assert(
      fc.property(graphs, calls, (links, called) => {
        const seen = shape(links, called);
        const { cut, chosen, candidates } = byBruteForce(links, called);
        expect(seen.cut).toBe(cut);
        expect(new Set(seen.people.map(({ side, id }) => `${side} ${id}`))).toEqual(chosen);
        expect(candidates.length).toBe(1);
      }),
      { numRuns: 400 },
    );
  });

  test('the spare are in no smallest set; a link more makes it grow just when it joins two of them, or new ones', () => {
    fc.assert(
      fc.property(graphs, ids, theirIds, (links, ours, theirs) => {
        const cover = smallestCover(edgesOf(links));
        const inAny = new Set(byBruteForce(links, {}).smallest.flat());
        for (const [left, right] of links) {
          expect(cover.spareLeft.has(left)).toBe(!inAny.has(`ours ${left}`));
          expect(cover.spareRight.has(right)).toBe(!inAny.has(`theirs ${right}`));
        }
        const grows = !inAny.has(`ours ${ours}`) && !inAny.has(`theirs ${theirs}`);
        expect(smallestCover(edgesOf([...links, [ours, theirs]])).size).toBe(cover.size + Number(grows));
      }),
      { numRuns: 300 },
    );
  });

  test('a link more never lowers the cut and never narrows the shape', () => {
    fc.assert(
      fc.property(graphs, ids, theirIds, (links, ours, theirs) => {
        const [before, after] = [shape(links), shape([...links, [ours, theirs]])];
        expect(after.cut).toBeGreaterThanOrEqual(before.cut);
        expect(SHAPES.indexOf(after.key)).toBeGreaterThanOrEqual(SHAPES.indexOf(before.key));
      }),
      { numRuns: 300 },
    );
  });

  test('the order of the links is irrelevant', () => {
    fc.assert(
      fc.property(
        graphs.chain((links) => fc.tuple(fc.constant(links), fc.shuffledSubarray(links, { minLength: links.length }))),
        ([links, shuffled]) => {
          const [a, b] = [smallestCover(edgesOf(links)), smallestCover(edgesOf(shuffled))];
          const plain = (cover: typeof a) => [cover.left, cover.right].map((side) => [...side].sort());
          expect(plain(a)).toEqual(plain(b));
        },
      ),
    );
  });

  test('large and awkward accounts: a long chain, and everyone with everyone', () => {
    const chain = Array.from({ length: 4000 }, (_, n) => ({ left: `m${n >> 1}`, right: `c${(n + 1) >> 1}` }));
    expect(smallestCover(chain).size).toBe(2000);
    expect(smallestCover(chain.toReversed()).left.size).toBe(2000);
    const all = Array.from({ length: 300 * 200 }, (_, n) => ({
      left: `m${n % 300}`,
      right: `c${Math.floor(n / 300)}`,
    }));
    const cover = smallestCover(all);
    expect([cover.left.size, cover.right.size]).toEqual([0, 200]);
  });
});

test('code points', () => {
  const order = ['', 'a', 'ab', 'b', '王', '豈', '𠮷'];
  expect(order.toReversed().sort(compareCodePoints)).toEqual(order);
  expect(compareCodePoints('王芳', '王芳')).toBe(0);
});
