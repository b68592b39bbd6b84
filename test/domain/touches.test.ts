import { expect, test } from 'vitest';
import type { Interaction } from '../../src/domain/records.ts';
import { reachOf, touchesOf } from '../../src/domain/touches.ts';
import { INTERACTION_KINDS } from '../../src/domain/vocabulary.ts';

const interaction = (changes: Partial<Interaction>): Interaction => ({
  id: 'i',
  accountId: 'acme',
  contactIds: ['li', 'chen', 'li'],
  memberIds: ['wang', 'zhao'],
  kind: 'visit',
  at: 0,
  day: null,
  note: '',
  answered: null,
  signals: [],
  value: null,
  occasion: null,
  authorId: null,
  recordedAt: 0,
  ...changes,
});

test('which kinds reach how far', () => {
  const reaching = (reach: number, answered: boolean | null) =>
    INTERACTION_KINDS.filter((kind) => reachOf({ kind, answered }) === reach);
  const always = ['visit', 'call', 'meeting', 'meal', 'event', 'training', 'service'];
  const answerable = ['gift', 'message', 'email'];
  for (const answered of [null, false, true]) {
    const [two, one] = answered === true ? [[...always, ...answerable], []] : [always, answerable];
    expect(new Set(reaching(2, answered))).toEqual(new Set(two));
    expect(new Set(reaching(1, answered))).toEqual(new Set(one));
    expect(new Set(reaching(0, answered))).toEqual(new Set(['advice', 'note']));
  }
});

test('a touch for each pair, once', () => {
  const pairs = touchesOf(interaction({})).map((each) => [each.memberId, each.contactId, each.twoWay]);
  expect(pairs).toEqual([
    ['wang', 'li', true],
    ['zhao', 'li', true],
    ['wang', 'chen', true],
    ['zhao', 'chen', true],
  ]);
  expect(touchesOf(interaction({ kind: 'note' }))).toEqual([]);
  expect(touchesOf(interaction({ kind: 'message' })).every((each) => !each.twoWay)).toBe(true);
});
