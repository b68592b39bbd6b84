import { describe, expect, test } from 'vitest';
import { accountOn } from '../../src/domain/account-on.ts';
import { coverageOf } from '../../src/domain/coverage.ts';
import { endOf } from '../../src/domain/moment.ts';
import { hidePersonal, type PersonOn, whoOn } from '../../src/domain/people.ts';
import type { AccountState } from '../../src/domain/records.ts';
import { supportIndex } from '../../src/domain/support-index.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { contact, level, member, oneWay, state, touch, trait, traits, ZONE } from './account-builder.ts';

const DAY = '2026-09-10';

function look(book: AccountState, day = DAY) {
  return accountOn(book, endOf(day, ZONE), DEFAULT_THRESHOLDS);
}

function person(book: AccountState, id: string, day = DAY): PersonOn {
  const found = whoOn(look(book, day)).find((each) => each.contact.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const book = state({
  members: [member('wang', 'sales'), member('zhao', 'executive'), member('qian', 'finance', { state: 'left' })],
  contacts: [
    contact('li', {
      tastes: 'tea',
      taboos: 'wine',
      birthday: { calendar: 'lunar', month: 1, day: 2, year: null, leap: false },
    }),
    contact('boss'),
    contact('gone'),
  ],
  traits: [
    ...traits('boss', { layer: 'decision', department: 'executive', weight: 50, attitude: 'support' }),
    ...traits('li', { department: 'finance', layer: 'operation', weight: 30, attitude: 'doubt' }),
    ...traits('gone', { weight: 20, state: 'left' }),
  ],
  levels: [level('wang', 'li', 2), level('qian', 'li', 4, '2026-01-01'), level('wang', 'gone', 1)],
  touches: [
    touch('zhao', 'li', DAY),
    touch('wang', 'li', DAY),
    oneWay('wang', 'boss', DAY),
    touch('qian', 'boss', DAY),
  ],
});

test('everyone, in post or not: key person, best level, who is linked', () => {
  const seen = whoOn(look(book)).map(({ contact: { id }, inPost, keyPerson, bestLevel, activeLinks }) => ({
    id,
    inPost,
    keyPerson,
    bestLevel,
    activeLinks,
  }));
  expect(seen).toEqual([
    { id: 'boss', inPost: true, keyPerson: true, bestLevel: null, activeLinks: [] },
    { id: 'gone', inPost: false, keyPerson: false, bestLevel: 1, activeLinks: [] },
    { id: 'li', inPost: true, keyPerson: true, bestLevel: 4, activeLinks: ['wang', 'zhao'] },
  ]);
  expect(person(book, 'li').levels).toEqual([
    { memberId: 'qian', level: 4, on: '2026-01-01', isStale: false },
    { memberId: 'wang', level: 2, on: null, isStale: false },
  ]);
});

test('worked example 5, on the org map', () => {
  const told = ['a', 'b', 'c'].flatMap((id, n) =>
    traits(id, { weight: [50, 30, 20][n] ?? 0, attitude: (['support', 'doubt', 'neutral'] as const)[n] ?? null }),
  );
  const map = state({ contacts: ['a', 'b', 'c'].map((id) => contact(id)), traits: told });
  expect(supportIndex(whoOn(look(map)))).toBe(0.35);
});

test('what stays private: levels, tastes, taboos, birthday', () => {
  const open = hidePersonal(person(book, 'li'));
  expect(open).toMatchObject({
    bestLevel: null,
    levels: [],
    activeLinks: ['wang', 'zhao'],
    attitude: 'doubt',
    contact: { name: 'li', tastes: null, taboos: null, birthday: null },
  });
  expect(JSON.stringify(open)).not.toMatch(/tea|wine|lunar/);
});

describe('views', () => {
  const recordedAt = Date.parse('2026-06-11T16:30:00Z'); // 12 June in Shanghai, 90 days before
  test.each<[string, string | null, number, boolean]>([
    ['90 days old', '2026-06-12', 90, false],
    ['91 days old', '2026-06-11', 91, true],
    ['undated: as old as its record', null, 90, false],
    ['of today', DAY, 0, false],
  ])('%s', (_, on, ageDays, isFaded) => {
    const told = [trait('li', 'weight', 10, on, { recordedAt, authorId: 'wang', source: 'lunch' })];
    expect(person({ ...book, traits: told }, 'li').views).toEqual([{ ...told[0], ageDays, isFaded }]);
  });

  test('undated and recorded only later: of no age on a day before that', () => {
    const told = [trait('li', 'weight', 10, null, { recordedAt })];
    expect(person({ ...book, traits: told }, 'li', '2026-01-01').views).toMatchObject([{ ageDays: 0, isFaded: false }]);
  });

  test('one for each thing told, the one that holds', () => {
    const told = [
      trait('li', 'attitude', 'accept', '2026-09-01'),
      trait('li', 'attitude', 'resist', '2026-08-01'),
      trait('li', 'attitude', 'support', '2026-09-11'),
      trait('li', 'department', 'legal'),
      trait('boss', 'weight', 3),
    ];
    expect(person({ ...book, traits: told }, 'li').views.map(({ field, value }) => [field, value])).toEqual([
      ['department', 'legal'],
      ['attitude', 'accept'],
    ]);
  });
});

describe('colleagues who see a person differently', () => {
  const says = (authorId: string | null, value: 'resist' | 'neutral' | 'support' | null, on: string | null, n = 0) =>
    trait('li', 'attitude', value, on, { id: `${authorId}${on}${n}`, authorId, recordedAt: n });
  const conflict = (...told: AccountState['traits']) =>
    person({ ...book, traits: told }, 'li').conflict.map(({ authorId, value }) => [authorId, value]);

  test('stand side by side, the newest first, which counts', () => {
    const told = [
      says('wang', 'resist', '2026-08-01'),
      says('zhao', 'support', '2026-09-01'),
      says(null, 'neutral', null),
    ];
    expect(conflict(...told)).toEqual([
      ['zhao', 'support'],
      ['wang', 'resist'],
      [null, 'neutral'],
    ]);
    expect(person({ ...book, traits: told }, 'li').attitude).toBe('support');
    expect(person({ ...book, traits: told }, 'li', '2026-08-31').attitude).toBe('resist');
  });

  test('of one day, the one recorded last counts', () => {
    expect(conflict(says('wang', 'resist', DAY, 2), says('zhao', 'support', DAY, 1))[0]).toEqual(['wang', 'resist']);
  });

  test('agreed, changed their mind, took it back, or not yet said: no conflict', () => {
    expect(conflict(says('wang', 'resist', '2026-08-01'), says('zhao', 'resist', DAY))).toEqual([]);
    expect(conflict(says('wang', 'resist', '2026-08-01'), says('wang', 'support', DAY))).toEqual([]);
    expect(conflict(says('wang', 'resist', '2026-08-01'), says('zhao', 'support', '2026-09-11'))).toEqual([]);
    const back = [says('wang', 'resist', '2026-08-01'), says('wang', null, DAY), says('zhao', 'support', DAY)];
    expect(conflict(...back)).toEqual([]);
  });
});

describe('coverage', () => {
  test('departments by layers: who is there, which links, by whom', () => {
    const told = [...book.traits, ...traits('boss', { department: 'finance', layer: 'operation' })];
    const { cells } = coverageOf(
      look({ ...book, traits: told.map((each, n) => ({ ...each, id: `${n}`, recordedAt: n })) }),
    );
    expect(cells.length).toBe(36);
    expect(cells.filter((cell) => cell.contactIds.length > 0)).toEqual([
      {
        department: 'finance',
        layer: 'operation',
        contactIds: ['boss', 'li'],
        links: [
          { memberId: 'wang', contactId: 'li' },
          { memberId: 'zhao', contactId: 'li' },
        ],
        memberIds: ['wang', 'zhao'],
      },
    ]);
  });

  test('who has no department or layer is in no cell, only counted; who left not even that', () => {
    const told = [
      trait('li', 'department', 'legal'),
      trait('boss', 'layer', 'decision'),
      trait('gone', 'state', 'left'),
    ];
    const contacts = [...book.contacts, contact('new')];
    const { cells, withoutLayer, withoutDepartment, withoutBoth } = coverageOf(
      look({ ...book, contacts, traits: told }),
    );
    expect(cells.every((cell) => cell.contactIds.length === 0 && cell.links.length === 0)).toBe(true);
    expect([withoutLayer.legal, withoutLayer.finance]).toEqual([1, 0]);
    expect(withoutDepartment).toEqual({ decision: 1, management: 0, operation: 0 });
    expect(withoutBoth).toBe(1);
  });
});
