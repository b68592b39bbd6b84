import { expect, test } from 'vitest';
import { contactOn, levelOn, traitOn } from '../../src/domain/traits.ts';
import { contact, level, trait } from './account-builder.ts';

const li = contact('li');

test('a contact of whom nothing was told is in post and in no department', () => {
  expect(contactOn(li, [], '2026-01-01')).toEqual({
    contact: li,
    department: null,
    layer: null,
    roles: [],
    attitude: null,
    weight: null,
    state: 'in-post',
    inPost: true,
  });
});

test('an undated value holds until the first dated one, which holds from its day on', () => {
  const told = [
    trait('li', 'department', 'technology', '2026-03-01'),
    trait('li', 'department', 'finance'),
    trait('li', 'department', 'quality', '2026-02-01'),
    trait('chen', 'department', 'legal', '2026-01-01'),
  ];
  const on = (day: string) => contactOn(li, told, day).department;
  expect(['1999-01-01', '2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].map(on)).toEqual([
    'finance',
    'finance',
    'quality',
    'quality',
    'technology',
  ]);
});

test('a dated value alone says nothing about before', () => {
  expect(contactOn(li, [trait('li', 'weight', 30, '2026-02-01')], '2026-01-31').weight).toBeNull();
});

test('of one day the last recorded wins, then the greater id', () => {
  const told = [
    trait('li', 'attitude', 'support', '2026-02-01', { id: 'a', recordedAt: 9 }),
    trait('li', 'attitude', 'doubt', '2026-02-01', { id: 'c', recordedAt: 8 }),
    trait('li', 'weight', 10, '2026-02-01', { id: 'x', recordedAt: 1 }),
    trait('li', 'weight', 20, '2026-02-01', { id: 'y', recordedAt: 1 }),
  ];
  for (const list of [told, told.toReversed()]) {
    expect(contactOn(li, list, '2026-02-01')).toMatchObject({ attitude: 'support', weight: 20 });
    expect(traitOn(list, 'li', 'attitude', '2026-02-01')?.id).toBe('a');
  }
});

test.each(['moved', 'left'] as const)('who has %s is out of post from that day', (gone) => {
  const told = [trait('li', 'state', gone, '2026-02-01')];
  expect(contactOn(li, told, '2026-01-31').inPost).toBe(true);
  expect(contactOn(li, told, '2026-02-01').inPost).toBe(false);
});

test('the level of a pair on a day', () => {
  const told = [level('wang', 'li', 2), level('wang', 'li', 4, '2026-02-01'), level('zhao', 'li', 5)];
  const on = (day: string) => levelOn(told, 'wang', 'li', day)?.level;
  expect([on('2026-01-31'), on('2026-02-01')]).toEqual([2, 4]);
  expect(levelOn(told, 'wang', 'chen', '2026-02-01')).toBeNull();
});
