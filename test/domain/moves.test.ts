import { describe, expect, test } from 'vitest';
import { endOf } from '../../src/domain/moment.ts';
import type { AccountState } from '../../src/domain/records.ts';
import type { ConditionKey } from '../../src/domain/relationship-step.ts';
import { assessStage } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import type { Department } from '../../src/domain/vocabulary.ts';
import { contact, member, oneWay, share, state, touch, trait, traits, ZONE } from './account-builder.ts';

const DAY = '2026-09-10';

function move(book: AccountState, key: ConditionKey) {
  return assessStage(book, endOf(DAY, ZONE), DEFAULT_THRESHOLDS).conditions.find((each) => each.key === key)?.move;
}

function people(departments: { readonly [id: string]: Department | null }, parts: Partial<AccountState> = {}) {
  return state({
    contacts: Object.keys(departments).map((id) => contact(id)),
    traits: Object.entries(departments).flatMap(([id, department]) => traits(id, { department })),
    members: [member('wang', 'sales'), member('zhao', 'executive'), member('qian', 'finance')],
    ...parts,
  });
}

test('an empty account has a move for every condition, each naming the owner', () => {
  const { conditions } = assessStage(state(), endOf(DAY, ZONE), DEFAULT_THRESHOLDS);
  expect(conditions.map((each) => [each.key, each.move?.kind])).toEqual([
    ['first-order', 'win-first-order'],
    ['departments', 'meet'],
    ['other-department', 'meet'],
    ['pairs', 'pair'],
    ['executive-pair', 'bring-executives-together'],
    ['key-people', 'find-key-person'],
    ['integration', 'start-integration'],
    ['share-known', 'ask-share'],
    ['share-grown', 'ask-share'],
    ['alliance', 'explore-alliance'],
  ]);
  expect(move(state(), 'departments')).toEqual({
    kind: 'meet',
    department: 'technology',
    contactId: null,
    memberId: 'wang',
    lastOn: null,
  });
});

describe('departments', () => {
  test('a link gone cold within a year is renewed first', () => {
    const touches = [touch('wang', 'li', '2026-02-01')];
    expect(move(people({ li: 'finance', chen: 'technology' }, { touches }), 'departments')).toMatchObject({
      kind: 'renew',
      memberId: 'wang',
      contactId: 'li',
      daysAgo: 221,
    });
  });

  test('older ones are met anew, by whoever knew them, else by their counterpart', () => {
    const touches = [touch('zhao', 'li', '2025-05-03')];
    const known = people({ li: 'finance', chen: 'technology' }, { touches });
    const meet = { kind: 'meet', department: 'finance', contactId: 'li', memberId: 'zhao', lastOn: '2025-05-03' };
    expect(move(known, 'departments')).toEqual(meet);
    const { account } = known;
    const stranger = { ...known, account: { ...account, teamIds: ['qian'] }, touches: [] };
    expect(move({ ...stranger, contacts: [contact('li')] }, 'departments')).toEqual({
      ...meet,
      memberId: 'qian',
      lastOn: null,
    });
  });

  test('the one who left is not sent, and who left is not met', () => {
    const touches = [touch('zhao', 'li', '2026-02-01'), touch('qian', 'chen', '2026-02-01')];
    const members = [member('wang', 'sales'), member('zhao', 'executive', { state: 'left' }), member('qian', 'sales')];
    const book = people({ li: 'finance', chen: 'finance' }, { touches, members });
    const told = [...book.traits, trait('chen', 'state', 'left', '2026-03-01')];
    expect(move({ ...book, traits: told }, 'departments')).toEqual({
      kind: 'meet',
      department: 'finance',
      contactId: 'li',
      memberId: 'wang',
      lastOn: '2026-02-01',
    });
  });

  test('somebody we talk with sits in no department yet: record it', () => {
    const touches = [touch('wang', 'li', '2026-09-01')];
    expect(move(people({ li: null, chen: 'technology' }, { touches }), 'departments')).toEqual({
      kind: 'record-department',
      contactIds: ['li'],
    });
  });

  test('latest touch before weight, weight before id', () => {
    const book = people({ a: 'legal', b: 'quality', c: 'logistics' });
    const weighed = { ...book, traits: [...book.traits, trait('b', 'weight', 5)] };
    expect(move(book, 'departments')).toMatchObject({ contactId: 'a' });
    expect(move(weighed, 'departments')).toMatchObject({ contactId: 'b' });
    const touched = { ...weighed, touches: [oneWay('wang', 'c', '2026-09-01')] };
    expect(move(touched, 'departments')).toMatchObject({ contactId: 'c', lastOn: null });
  });

  test('another department than the usual three', () => {
    expect(move(people({ a: 'purchasing', b: 'quality' }), 'other-department')).toMatchObject({ contactId: 'b' });
  });
});

describe('pairs', () => {
  const account = { ...state().account, teamIds: ['zhao', 'qian'] };

  test('namesakes on record should meet, introduced by who knows them', () => {
    const touches = [touch('wang', 'li', '2026-09-01'), touch('wang', 'chen', '2026-09-02')];
    expect(move(people({ li: 'finance', chen: 'purchasing' }, { account, touches }), 'pairs')).toEqual({
      kind: 'pair',
      function: 'finance',
      department: 'finance',
      memberId: 'qian',
      contactId: 'li',
      viaMemberId: 'wang',
    });
  });

  test('only a pair that adds one is proposed, even of strangers by trade', () => {
    const book = people(
      { li: 'finance', chen: 'technology' },
      { account, touches: [touch('wang', 'li', '2026-09-01')] },
    );
    // 钱 and 李 would be namesakes, but 王 holds finance already: without technology there is no second pair.
    expect(move(book, 'pairs')).toMatchObject({ kind: 'pair', department: 'technology', contactId: 'chen' });
  });

  test('a pair gone cold is renewed', () => {
    const touches = [touch('qian', 'li', '2026-02-01')];
    expect(move(people({ li: 'finance' }, { account, touches }), 'pairs')).toMatchObject({
      kind: 'renew',
      memberId: 'qian',
      contactId: 'li',
    });
  });

  test('nobody of ours in a second function: name the seat', () => {
    const members = [member('wang', 'sales')];
    const touches = [touch('wang', 'li', '2026-09-01')];
    expect(move(people({ li: 'purchasing', boss: 'executive' }, { members, touches }), 'pairs')).toEqual({
      kind: 'pair',
      function: 'executive',
      department: 'executive',
      memberId: null,
      contactId: 'boss',
      viaMemberId: null,
    });
  });
});

test('executives: who of ours, who of theirs, through whom', () => {
  const account = { ...state().account, teamIds: ['zhao'] };
  const book = people({ boss: 'executive' }, { account, touches: [touch('wang', 'boss', '2026-09-01')] });
  expect(move(book, 'executive-pair')).toEqual({
    kind: 'bring-executives-together',
    memberId: 'zhao',
    contactId: 'boss',
    viaMemberId: 'wang',
    lastOn: null,
  });
});

test('a key person met by somebody else of the department long ago is met for the first time', () => {
  const book = people({ li: 'finance', boss: 'finance' }, { touches: [touch('wang', 'li', '2026-09-01')] });
  const told = [...book.traits, trait('boss', 'layer', 'decision')];
  expect(move({ ...book, traits: told }, 'key-people')).toMatchObject({
    kind: 'meet',
    contactId: 'boss',
    lastOn: null,
  });
});

test('a coach is asked who decides; purchasing or finance what they spend', () => {
  const touches = [touch('wang', 'li', '2026-09-01'), touch('zhao', 'chen', '2026-09-02')];
  const book = people({ li: 'purchasing', chen: 'technology' }, { touches });
  const told = [...book.traits, trait('chen', 'roles', ['coach'])];
  expect(move({ ...book, traits: told }, 'key-people')).toEqual({
    kind: 'find-key-person',
    contactId: 'chen',
    memberId: 'zhao',
  });
  expect(move(book, 'share-known')).toEqual({ kind: 'ask-share', contactId: 'li', memberId: 'wang' });
});

test('a share that has not grown says from where to where', () => {
  const book = people({ li: 'purchasing' }, { shares: [share('2025-01-01', 40), share('2026-01-01', 35)] });
  expect(move(book, 'share-grown')).toMatchObject({ kind: 'grow-share', percent: 35, above: 40, since: '2025-01-01' });
});
