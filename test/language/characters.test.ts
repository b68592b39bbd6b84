import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, foldText } from '../../src/language/characters.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        'a',
        'é',
        'e\u0301',
        '\u200b',
        '\u200d',
        '\ufe0f',
        '👩',
        '💻',
        '❤',
        '#',
        '\u20e3',
        '\u202e',
        '🏽',
        '\ud83d',
        '🏴',
        '\u{E0067}',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('cleanText', () => {
  it.each([
    ['昨天拜访华为张伟，聊了二期预算', '昨天拜访华为张伟，聊了二期预算'],
    ['Café “Zoë” – 50 €', 'Café “Zoë” – 50 €'],
    ['line one\r\nline two\rthree\u2028four\tend', 'line one\nline two\nthree\nfour\tend'],
    ['a\0b\u0007c\u009fd\u007f', 'abcd'],
    ['\ufeff华为\u200b', '华为'],
    ['\u202eevil\u202c \u2066x\u2069 \u200e\u200f\u061c', 'evil x '],
    ['\ud83dbroken\ude00', '\ufffdbroken\ufffd'],
    ['😀 👩‍💻 ❤️ 👨‍👩‍👧 👍🏽 1️⃣', '😀 👩‍💻 ❤️ 👨‍👩‍👧 👍🏽 1️⃣'],
    ['👨🏽‍💻 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👨🏽‍💻 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['North\u200dwind\ufe0f', 'Northwind'],
    ['e\u0301', 'é'],
    ["<!channel> <b>'; DROP TABLE accounts;--", "<!channel> <b>'; DROP TABLE accounts;--"],
    ['𠮷野家', '𠮷野家'],
    ['', ''],
  ])('%j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('changes nothing the second time, and leaves text every database takes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/\p{Surrogate}/u);
        expect(clean).not.toContain('\0');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('foldText', () => {
  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['１１月３日，１５：３０', '11月3日,15:30'],
    ['「华为」『中兴』【A】（B）', '"华为""中兴"[a](b)'],
    ['甲、乙。丙；丁！戊？', '甲,乙.丙;丁!戊?'],
    ['“It’s”　fine', '"it\'s" fine'],
    ['3〜5～7—9–11−1', '3~5~7-9-11-1'],
    ['￥300 ￡5', '¥300 £5'],
    ['İstanbul ÇELIK', 'İstanbul çelik'],
    ['Ünited 😀 OK', 'ünited 😀 ok'],
    ['', ''],
  ])('%j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('keeps the length, so that stretches keep their meaning', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(text)).toHaveLength(text.length);
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 2000 },
    );
  });
});
