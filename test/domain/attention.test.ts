import { describe, expect, it } from 'vitest';
import { attentionOf, type Looked } from '../../src/domain/attention.ts';

const calm: Looked = { findings: [], overdue: 0, daysSinceTouch: 3, activeDays: 180 };

describe('attention', () => {
  it.each([
    ['a quiet account', {}, 'none'],
    ['half way to cold', { daysSinceTouch: 90 }, 'none'],
    ['past half way', { daysSinceTouch: 91 }, 'some'],
    ['the last warm day', { daysSinceTouch: 180 }, 'some'],
    ['cold', { daysSinceTouch: 181 }, 'high'],
    ['never touched', { daysSinceTouch: null }, 'high'],
    ['a promise overdue', { overdue: 1 }, 'high'],
    ['any gap', { findings: [{ key: 'top-only' }] }, 'some'],
    ['a grave gap', { findings: [{ key: 'top-only' }, { key: 'vacancy' }] }, 'high'],
  ] as const)('%s', (_, fields, attention) => {
    expect(attentionOf({ ...calm, ...fields })).toBe(attention);
  });
});
