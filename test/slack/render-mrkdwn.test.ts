import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapedWithin, escapeMrkdwn } from '../../adapters/slack/mrkdwn.ts';
import { printable } from '../../src/reply/printable.ts';
import { anyText } from './arbitrary-reply.ts';
import { readMrkdwn } from './reading.ts';

describe('a literal in mrkdwn', () => {
  test.each([
    ['A & B', 'A &amp; B'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a*b', 'a\u200b*\u200bb'],
    [':smile: at 14:30', ':\u200bsmile: at 14:30'],
    ['x\n> y', 'x\n\u200b&gt; y'],
    ['张伟\u202e', '张伟'],
  ])('%j', (literal, escaped) => expect(escapeMrkdwn(literal)).toBe(escaped));

  test('reads as it was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(readMrkdwn(escapeMrkdwn(text))).toBe(printable(text).replaceAll('\u200b', ''));
      }),
    );
  });

  test('formats nothing, even were the unseen character a space', () => {
    const marked = fc.array(fc.constantFrom('*', '_', '~', '`', 'a', ' ', '.', '\n'), { maxLength: 12 });
    fc.assert(
      fc.property(marked, (characters) => {
        const text = characters.join('');
        const marks = (shown: string): string => shown.replace(/[^*_~`]/g, '');
        expect(marks(readMrkdwn(escapeMrkdwn(text)))).toBe(marks(text));
        expect(marks(readMrkdwn(escapeMrkdwn(text).replaceAll('\u200b', ' ')))).toBe(marks(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('is cut where its escapes would be too long', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 500 }), (text, limit) => {
        const shown = escapedWithin(text, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        const whole = escapeMrkdwn(text);
        if (whole.length <= limit && text.length <= limit) expect(shown).toBe(whole);
        else expect(shown === '' || shown.endsWith('…')).toBe(true);
      }),
    );
  });
});
