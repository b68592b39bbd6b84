import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, harmless, linkAddress } from '../../adapters/feishu/escape.ts';
import { renderCard } from '../../adapters/feishu/render.ts';
import { printable } from '../../src/reply/printable.ts';
import type { Block, Text } from '../../src/reply/reply.ts';
import { anyText } from '../slack/arbitrary-reply.ts';
import { markdownIn, readMarkdown } from './reading.ts';

/** The markdown of a block that has some. */
function markdownOfBlock(block: Block): string {
  const { card } = renderCard(
    { title: 'T', audience: 'asker', blocks: [block] },
    { language: 'zh', timeZone: 'Asia/Shanghai', letterKey: null, isDaily: false, place: 'dm' },
  );
  return markdownIn(card)[0] ?? '';
}

const markdownOf = (...text: readonly Exclude<Text, readonly unknown[]>[]): string =>
  markdownOfBlock({ kind: 'text', text });

describe('a literal in markdown', () => {
  test.each([
    ['A & B', 'A &#38; B'],
    ['<at id=all></at>', '&#60;at id&#61;all&#62;&#60;&#47;at&#62;'],
    ['&#60;b&#62;', '&#38;&#35;60;b&#38;&#35;62;'],
    [':DONE:', '&#58;DONE&#58;'],
    ['45.5 %', '45.5 %'],
    ['1. one', '1&#46; one'],
    ['evil.example', 'evil&#46;example'],
    ['张伟（华为），好', '张伟（华为），好'],
    ['张伟\u202e', '张伟'],
  ])('%j is %j', (literal, escaped) => expect(escapeMarkdown(literal)).toBe(escaped));

  test('reads as it was typed', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const text = given.slice(0, 1500);
        const shown = readMarkdown(markdownOf({ strong: 'x' }, ' ', text));
        expect(shown.replaceAll('\u00a0', ' ')).toBe(`x ${printable(text).replaceAll('\u00a0', ' ')}`);
      }),
      { numRuns: 300 },
    );
  });

  test('code is code where it can be, else the same words', () => {
    expect(markdownOf({ code: '/kam stage 华为' })).toBe('`/kam stage 华为`');
    for (const code of ['a`b', '<at id=all></at>', '**x**', ':DONE:', '$x$', 'a\nb'])
      expect(readMarkdown(markdownOf({ code }, { strong: '.' }))).toContain(code);
    expect(markdownOf({ code: 'a' }, { code: 'b' })).toBe('`a` `b`');
  });

  test('a line that is set in stays words', () => {
    expect(markdownOf({ strong: 'x' }, '\n    four')).toBe('**x**\n\u00a0\u00a0\u00a0\u00a0four');
  });
});

describe('a name in bold', () => {
  test.each([
    ['客户', '华为', '处于', '客户**华为**处于'],
    ['：', '张伟', '，', '：**张伟**，'],
    ['见', '张伟（华为）', '。', '见**张伟（华为）** 。'],
    ['见', '“引”', '后', '见 **“引”** 后'],
    ['', '*Söhne*', '', '**&#42;Söhne&#42;**'],
    ['a', ' x ', 'b', 'a **x** b'],
    ['', 'a\nb', '', '**a**\n**b**'],
  ])('%s %s %s', (before, strong, after, markdown) => {
    expect(markdownOf(before, { strong }, after)).toBe(markdown);
  });

  test('beside another is one', () => expect(markdownOf({ strong: 'a' }, { strong: 'b' })).toBe('**ab**'));
});

describe('the name of a field', () => {
  test.each([
    ['客户', '**客户**：华为'],
    ['支持指数（−1 到 +1）', '**支持指数（−1 到 &#43;1）：** 华为'],
  ])('%s stands before its colon', (label, markdown) => {
    expect(markdownOfBlock({ kind: 'fields', fields: [{ label, value: '华为' }] })).toBe(markdown);
  });
});

describe('a link', () => {
  test.each([
    ['https://example.com/a_(b)?c=1&d=2', 'https://example.com/a%5F%28b%29?c=1&d=2'],
    ['https://example.com/?a&copy;=1', 'https://example.com/?a%26copy;=1'],
    ['HTTP://Example.com', 'http://example.com/'],
    ['mailto:a@b.c', null],
    ['javascript:alert(1)', null],
    ['lark://x', null],
    ['/relative', null],
  ])('to %j', (href, address) => expect(linkAddress(href)).toBe(address));

  test('whose words would end it does not', () => {
    expect(markdownOf({ link: 'a](https://evil.example)', href: 'https://example.com' })).toBe(
      '[a&#93;&#40;https&#58;&#47;&#47;evil&#46;example&#41;](https://example.com/)',
    );
  });

  test('without words is its address, one of mail is said', () => {
    expect(readMarkdown(markdownOf({ link: '', href: 'https://example.com' }))).toBe('https://example.com/');
    expect(readMarkdown(markdownOf({ strong: 'x' }, ' ', { link: 'Ada', href: 'mailto:ada@example.com' }))).toBe(
      'x Ada (ada@example.com)',
    );
  });
});

test.each([
  ['<at user_id="all"></at>', '<\u200bat user_id="all"><\u200b/at>'],
  ['<b>x</b>', '<\u200bb>x<\u200b/b>'],
  ['[a](https://evil.example)', '[a]\u200b(https://evil.example)'],
  ['1 < 2 & 3', '1 < 2 & 3'],
])('in a message of the type text %j is harmless', (text, said) => expect(harmless(text)).toBe(said));
