import { describe, expect, test } from 'vitest';
import { gridCell, gridRow } from '../../src/domain/grid.ts';
import { isStale, staleLevels } from '../../src/domain/interpersonal-level.ts';
import { isKeyPerson, totalWeight } from '../../src/domain/key-people.ts';
import { linksAt } from '../../src/domain/links.ts';
import { endOf } from '../../src/domain/moment.ts';
import type { Level, Touch, TraitValues } from '../../src/domain/records.ts';
import { supportIndex } from '../../src/domain/support-index.ts';
import { contactOn, contactsOn } from '../../src/domain/traits.ts';
import type { GridReading, InterpersonalLevel } from '../../src/domain/vocabulary.ts';
import { contact, level, member, oneWay, touch, traits, ZONE } from './account-builder.ts';

const DAY = '2026-09-10';

function person(id: string, values: Partial<TraitValues>) {
  return contactOn(contact(id), traits(id, values), DAY);
}

test.each<[Partial<TraitValues>, boolean]>([
  [{}, false],
  [{ layer: 'decision' }, true],
  [{ layer: 'management' }, false],
  [{ roles: ['coach', 'approver'] }, true],
  [{ roles: ['decider'] }, true],
  [{ roles: ['influencer', 'buyer'] }, false],
  [{ weight: 20 }, true],
  [{ weight: 19 }, false],
  [{ layer: 'decision', state: 'moved' }, false],
  [{ roles: ['decider'], weight: 90, state: 'left' }, false],
])('key person %o: %s', (values, isKey) => {
  expect(isKeyPerson(person('a', values), 20)).toBe(isKey);
});

test('total weight counts who is in post', () => {
  const people = [person('a', { weight: 70 }), person('b', { weight: 50, state: 'left' }), person('c', {})];
  expect(totalWeight(people)).toBe(70);
});

describe('support index', () => {
  test('worked example 5', () => {
    const people = [
      person('a', { weight: 50, attitude: 'support' }),
      person('b', { weight: 30, attitude: 'doubt' }),
      person('c', { weight: 20, attitude: 'neutral' }),
    ];
    expect(supportIndex(people)).toBe(0.35);
  });

  test.each<[string, Partial<TraitValues>[], number | null]>([
    ['nobody', [], null],
    ['no attitude known', [{ weight: 50 }], null],
    ['no weights: plain mean', [{ attitude: 'support' }, { attitude: 'neutral', weight: 0 }], 0.5],
    ['unset weight counts 0', [{ attitude: 'support', weight: 10 }, { attitude: 'resist' }], 1],
    [
      'who left does not count',
      [
        { attitude: 'accept', weight: 5 },
        { attitude: 'resist', state: 'left' },
      ],
      0.5,
    ],
    ['unknown attitudes weigh nothing', [{ attitude: 'resist', weight: 5 }, { weight: 95 }], -1],
  ])('%s', (_, values, index) => {
    expect(supportIndex(values.map((each, n) => person(`p${n}`, each)))).toBe(index);
  });
});

describe('grid row', () => {
  function row(people: readonly [Partial<TraitValues>, ...InterpersonalLevel[]][]) {
    const contacts = people.map(([values], n) => person(`p${n}`, values));
    const members = [1, 2, 3, 4].map((n) => member(`m${n}`, 'sales'));
    const levels = people.flatMap(([, ...told], n) => told.map((each, m) => level(`m${m + 1}`, `p${n}`, each)));
    return gridRow(contacts, linksAt({ members, contacts }, [], levels, endOf(DAY, ZONE), 180));
  }

  test('worked example 4: 60 at level 4, 20 at none', () => {
    expect(row([[{ weight: 60 }, 4], [{ weight: 20 }]])).toBe(3);
  });

  test.each<[string, Parameters<typeof row>[0], number]>([
    ['no key person', [], 0],
    ['none stated', [[{ weight: 50 }]], 0],
    ['the best of several', [[{ weight: 50 }, 2, 5, 3]], 5],
    [
      'half up',
      [
        [{ weight: 50 }, 2],
        [{ weight: 50 }, 3],
      ],
      3,
    ],
    [
      'just under half',
      [
        [{ weight: 51 }, 2],
        [{ weight: 49 }, 3],
      ],
      2,
    ],
    [
      'no weights: plain mean',
      [
        [{}, 4],
        [{}, 1],
        [{ weight: 0 }, 2],
      ],
      2,
    ],
    [
      'an unset weight counts 0',
      [
        [{ weight: 30 }, 5],
        [{}, 1],
      ],
      5,
    ],
  ])('%s', (_, people, expected) => {
    expect(row(people)).toBe(expected);
  });

  test('readings of all 36 cells', () => {
    const initials: { readonly [I in string]: GridReading } = {
      o: 'off-grid',
      b: 'balanced',
      n: 'near-balanced',
      p: 'person-dependent',
      i: 'impersonal',
    };
    // A line per column 0 to 5, a letter per row 0 to 5.
    const expected = ['oooooo', 'obnppp', 'onbnpp', 'oinbnp', 'oiinbn', 'oiiinb'];
    const cells = ([0, 1, 2, 3, 4, 5] as const).map((column) =>
      ([0, 1, 2, 3, 4, 5] as const).map((each) => gridCell(column, each).reading),
    );
    expect(cells).toEqual(expected.map((line) => [...line].map((letter) => initials[letter])));
  });
});

describe('stale levels', () => {
  const wang = member('wang', 'sales');
  function links(touches: readonly Touch[], levels: readonly Level[]) {
    const contacts = contactsOn([contact('li')], [], DAY);
    return linksAt({ members: [wang], contacts }, touches, levels, endOf(DAY, ZONE), 180);
  }

  test.each<[string, readonly Touch[], string | null, boolean]>([
    ['touched 365 days ago', [touch('wang', 'li', '2025-09-10')], null, false],
    ['touched 366 days ago', [touch('wang', 'li', '2025-09-09')], null, true],
    ['touched 366 days ago, restated since', [touch('wang', 'li', '2025-09-09')], '2026-09-01', true],
    ['a card is enough', [touch('wang', 'li', '2025-01-01'), oneWay('wang', 'li', '2026-01-01')], null, false],
    ['never touched, undated', [], null, true],
    ['never touched, just stated', [], '2025-09-10', false],
    ['never touched, stated long ago', [], '2025-09-09', true],
  ])('%s', (_, touches, on, stale) => {
    const all = links(touches, [level('wang', 'li', 3, on)]);
    expect(all.map((link) => isStale(link, DAY, 365))).toEqual([stale]);
    expect(staleLevels(all, DAY, 365).length).toBe(stale ? 1 : 0);
  });

  test('a link without a level has none to go stale', () => {
    expect(links([touch('wang', 'li', '2020-01-01')], []).map((link) => isStale(link, DAY, 365))).toEqual([false]);
  });
});
