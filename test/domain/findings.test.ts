import { describe, expect, test } from 'vitest';
import { accountOn } from '../../src/domain/account-on.ts';
import { findingsOn } from '../../src/domain/findings.ts';
import { endOf } from '../../src/domain/moment.ts';
import type { AccountState } from '../../src/domain/records.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../src/domain/thresholds.ts';
import { contact, member, oneWay, state, touch, trait, traits, ZONE } from './account-builder.ts';

const DAY = '2026-09-10';

function findings(book: AccountState, day = DAY, thresholds: Thresholds = DEFAULT_THRESHOLDS) {
  return findingsOn(accountOn(book, endOf(day, ZONE), thresholds));
}

function keys(book: AccountState, day = DAY) {
  return findings(book, day).map(({ key, evidence: _, ...rest }) => [key, ...Object.values(rest)]);
}

/** Contacts and members by name; each link a touch of the day. The boss decides, so that somebody does. */
function book(links: readonly (readonly [string, string])[], parts: Partial<AccountState> = {}): AccountState {
  return state({
    members: [member('wang', 'sales'), member('zhao', 'executive')],
    contacts: ['boss', 'chief', 'clerk', 'li'].map((id) => contact(id)),
    traits: [
      ...traits('boss', { layer: 'decision', department: 'executive' }),
      ...traits('chief', { layer: 'decision', department: 'finance' }),
      ...traits('clerk', { layer: 'operation', department: 'finance' }),
      ...traits('li', { department: 'purchasing' }),
    ],
    touches: links.map(([ours, theirs]) => touch(ours, theirs, DAY)),
    ...parts,
  });
}

describe('threads and layers', () => {
  test.each<[string, (readonly [string, string])[], unknown[][]]>([
    ['no link, no thread', [], []],
    [
      'one link is single on both sides',
      [['wang', 'li']],
      [['single-thread-ours', 'wang'], ['single-thread-theirs', 'li'], ['bottom-only']],
    ],
    [
      'ours',
      [
        ['wang', 'li'],
        ['wang', 'boss'],
      ],
      [['single-thread-ours', 'wang']],
    ],
    [
      'theirs',
      [
        ['wang', 'li'],
        ['zhao', 'li'],
      ],
      [['single-thread-theirs', 'li'], ['bottom-only']],
    ],
    [
      'the top only',
      [
        ['wang', 'boss'],
        ['zhao', 'chief'],
      ],
      [['top-only']],
    ],
    [
      'not the top; who sits in no layer is not the top either',
      [
        ['wang', 'clerk'],
        ['zhao', 'li'],
      ],
      [['bottom-only']],
    ],
    [
      'both',
      [
        ['wang', 'clerk'],
        ['zhao', 'boss'],
      ],
      [],
    ],
  ])('%s', (_, links, expected) => {
    expect(keys(book(links))).toEqual(expected);
  });

  test('nobody of the decision layer in post: nothing to rise to', () => {
    const links = [
      ['wang', 'clerk'],
      ['zhao', 'li'],
    ] as const;
    const gone = ['boss', 'chief'].map((id) => trait(id, 'state', 'left', DAY));
    const told = [...book([]).traits, trait('li', 'weight', 20), ...gone];
    expect(keys(book(links, { traits: told }))).toEqual([]);
    expect(keys(book(links, { traits: told.slice(0, -1) }))).toEqual([['bottom-only']]);
  });

  test('cards make no thread, and who left of ours holds none', () => {
    const cards = [oneWay('wang', 'li', DAY), oneWay('zhao', 'li', DAY)];
    expect(keys(book([], { touches: cards }))).toEqual([]);
    const members = [member('wang', 'sales'), member('zhao', 'executive', { state: 'left', leavesOn: '2026-09-09' })];
    const links = [
      ['wang', 'li'],
      ['wang', 'boss'],
      ['zhao', 'boss'],
    ] as const;
    expect(keys(book(links, { members }))).toEqual([['single-thread-ours', 'wang']]);
  });

  test('evidence: the links, the freshest first, and whom nobody reaches', () => {
    const touches = [touch('wang', 'li', '2026-09-01'), touch('wang', 'clerk', '2026-09-02')];
    const [single, bottom] = findings(book([], { touches }));
    const links = [
      { kind: 'link', contactId: 'clerk', on: '2026-09-02' },
      { kind: 'link', contactId: 'li' },
    ];
    expect(single).toMatchObject({ key: 'single-thread-ours', evidence: links });
    expect(bottom).toMatchObject({
      key: 'bottom-only',
      evidence: [...links, { kind: 'contact', contactId: 'boss' }, { kind: 'contact', contactId: 'chief' }],
    });
  });
});

describe('blind departments', () => {
  const told = [
    trait('boss', 'layer', 'decision'),
    ...traits('li', { department: 'quality', roles: ['user'] }),
    ...traits('clerk', { department: 'quality', roles: ['technical'] }),
    ...traits('chief', { department: 'finance', roles: ['finance'] }),
  ];

  test('one for each department where somebody has a say and nobody is linked, in the order of departments', () => {
    const all = findings(book([], { traits: told }));
    expect(all).toMatchObject([
      { key: 'blind-department', department: 'finance', evidence: [{ contactId: 'chief' }] },
      { key: 'blind-department', department: 'quality', evidence: [{ contactId: 'clerk' }, { contactId: 'li' }] },
    ]);
  });

  test('anybody of the department will do; a role without a department, or of who left, makes none', () => {
    const roleless = [...told, trait('clerk', 'roles', [], DAY), trait('chief', 'state', 'moved', DAY)];
    const links = [['wang', 'clerk']] as const;
    const blind = (traitsTold: AccountState['traits'], met: typeof links | readonly []) =>
      keys(book(met, { traits: traitsTold })).filter(([key]) => key === 'blind-department');
    expect(blind(roleless, [])).toEqual([['blind-department', 'quality']]);
    expect(blind(roleless, links)).toEqual([]);
    expect(blind([...roleless, trait('li', 'department', null, DAY)], [])).toEqual([]);
  });
});

describe('vacancies', () => {
  const left = (on: string | null, parts: Partial<AccountState> = {}, successorId: string | null = null) =>
    book([], {
      contacts: [contact('boss'), contact('li', { successorId }), contact('clerk')],
      traits: [trait('boss', 'layer', 'decision'), trait('li', 'state', 'left', on)],
      ...parts,
    });
  const vacancy = (on: string | null, successor: string | null = null) => [['vacancy', 'li', on, successor]];

  test('from the 14th day on, or the day set', () => {
    expect(keys(left('2026-08-28'))).toEqual([]);
    expect(keys(left('2026-08-27'))).toEqual(vacancy('2026-08-27'));
    expect(keys(left('2026-09-11'))).toEqual([]);
    expect(findings(left('2026-08-28'), DAY, { ...DEFAULT_THRESHOLDS, vacancyDays: 13 }).length).toBe(1);
    expect(findings(left(DAY), DAY, { ...DEFAULT_THRESHOLDS, vacancyDays: 0 }).length).toBe(1);
  });

  test('without a date they went long ago', () => {
    expect(keys(left(null))).toEqual(vacancy(null));
    expect(keys(left(null), '2001-01-01')).toEqual(vacancy(null));
  });

  test('open until the named successor is in post and linked', () => {
    const touches = [touch('wang', 'clerk', DAY), touch('zhao', 'boss', DAY)];
    expect(keys(left('2026-08-01', {}, 'clerk'))).toEqual(vacancy('2026-08-01', 'clerk'));
    expect(keys(left('2026-08-01', { touches }))).toEqual(vacancy('2026-08-01'));
    expect(keys(left('2026-08-01', { touches }, 'clerk'))).toEqual([]);
    const gone = left('2026-08-01', { touches }, 'clerk');
    const told = [...gone.traits, trait('clerk', 'state', 'moved', DAY)];
    expect(findings({ ...gone, traits: told })).toContainEqual(
      expect.objectContaining({ key: 'vacancy', contactId: 'li', since: '2026-08-01', successorId: 'clerk' }),
    );
  });

  test('counted from when they went out of post, not from a later move, and anew after a return', () => {
    const history = (...steps: ['in-post' | 'moved' | 'left', string | null][]) =>
      left(DAY, {
        traits: [trait('boss', 'layer', 'decision'), ...steps.map(([value, on]) => trait('li', 'state', value, on))],
      });
    expect(keys(history(['moved', '2026-08-20'], ['left', '2026-09-05']))).toEqual(vacancy('2026-08-20'));
    expect(keys(history(['moved', null], ['left', '2026-09-05']))).toEqual(vacancy(null));
    expect(keys(history(['moved', null], ['in-post', '2026-01-01'], ['left', '2026-09-05']))).toEqual([]);
    expect(keys(history(['in-post', null], ['left', '2026-08-20'], ['in-post', '2026-09-09']))).toEqual([]);
  });

  test('of two entries for one day the one recorded last holds', () => {
    const told = [
      trait('boss', 'layer', 'decision'),
      trait('li', 'state', 'moved', '2026-08-01', { id: 'a', recordedAt: 1 }),
      trait('li', 'state', 'left', '2026-08-20', { id: 'b', recordedAt: 5 }),
      trait('li', 'state', 'in-post', '2026-08-20', { id: 'c', recordedAt: 4 }),
    ];
    expect(keys(left(DAY, { traits: told }))).toEqual(vacancy('2026-08-01'));
  });
});

describe('who decides', () => {
  test('contacts, but nobody who decides', () => {
    const told = [trait('boss', 'weight', 20), trait('boss', 'state', 'left', DAY)];
    expect(keys(state())).toEqual([]);
    expect(keys(book([], { traits: [] }))).toEqual([['unknown-decider']]);
    expect(keys(book([], { traits: told }), '2026-09-09')).toEqual([]);
    expect(keys(book([], { traits: told }))).toEqual([['unknown-decider']]);
    expect(keys(book([], { contacts: [contact('boss')], traits: told }))).toEqual([]);
  });

  test('a key person against us, each with what was said of them', () => {
    const told = [
      ...book([]).traits,
      trait('boss', 'attitude', 'doubt', '2026-09-01', { authorId: 'zhao', source: 'dinner' }),
      trait('chief', 'attitude', 'resist'),
      trait('clerk', 'attitude', 'resist'),
    ];
    const links = [
      ['wang', 'clerk'],
      ['zhao', 'boss'],
    ] as const;
    expect(findings(book(links, { traits: told }))).toMatchObject([
      {
        key: 'opposed-key-person',
        contactId: 'boss',
        attitude: 'doubt',
        evidence: [
          { kind: 'trait', value: 'doubt', on: '2026-09-01', authorId: 'zhao', source: 'dinner' },
          { kind: 'link', memberId: 'zhao' },
        ],
      },
      { key: 'opposed-key-person', contactId: 'chief', attitude: 'resist', evidence: [{ kind: 'trait' }] },
    ]);
    expect(keys(book(links, { traits: told }), '2026-08-31').map(([, who]) => who)).toEqual(['chief']);
  });
});

test('an archived account raises none', () => {
  const { account } = state();
  const some = book([['wang', 'li']]);
  expect(keys(some).length).toBe(3);
  expect(keys({ ...some, account: { ...account, archived: true } })).toEqual([]);
});
