import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { EVERY_BLOCK, SATURDAY_AFTERNOON } from '../fixtures/every-block.ts';

/** One platform's renderer as the contract sees it. */
export interface RendererUnderTest {
  /** What goes out, as one string; reader in Shanghai. */
  raw(reply: Reply, language: Language): string;
  /** What a person reads of it: markup resolved, nothing else changed but white space. */
  read(raw: string): string;
  /** Rows of a table shown at most. */
  readonly tableRows: number;
  /** Whether forms are shown as such, with a button to submit; else as what to add. */
  readonly hasForms: boolean;
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!channel> <@U123> <at user_id="all"></at>',
  "\"><b onclick='x'>",
  "' onmouseover='alert(1)",
  '&lt;b&gt; &amp;amp;',
  '*bold* _it_ `code` [a](javascript:alert(1))',
  "'; DROP TABLE members; --",
] as const;

const HIDDEN = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufeff]/u;

const reply = (...blocks: Block[]): Reply => ({ title: 'Title', audience: 'asker', blocks });
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A literal in every place of the tree that takes one. */
function everywhere(literal: string): Reply {
  return {
    title: literal,
    tone: 'warning',
    audience: 'asker',
    blocks: [
      { kind: 'text', text: [literal, { strong: literal }, { code: literal }, { link: literal, href: literal }] },
      {
        kind: 'text',
        text: [
          { person: literal, name: literal },
          { channel: literal, platform: 'console', name: literal },
        ],
      },
      { kind: 'fields', fields: [{ label: literal, value: literal }] },
      { kind: 'table', columns: [{ label: literal }], rows: [[literal]] },
      {
        kind: 'buttons',
        buttons: [{ label: literal, press: { command: literal, args: { a: literal } }, confirm: literal }],
      },
      {
        kind: 'form',
        command: literal,
        submit: literal,
        kept: { kept: literal },
        example: literal,
        inputs: [
          {
            name: literal,
            label: literal,
            type: 'line',
            required: true,
            hint: literal,
            value: literal,
            problem: literal,
          },
          {
            name: literal,
            label: literal,
            type: 'choice',
            required: false,
            value: literal,
            choices: [{ value: literal, label: literal }],
          },
        ],
      },
      { kind: 'file', id: literal, name: literal, size: 1 },
      { kind: 'picture', alt: literal, svg: `<svg xmlns="http://www.w3.org/2000/svg"><text>${literal}</text></svg>` },
    ],
  };
}

/** What every renderer of replies must do, whatever its platform. */
export function rendererContract(name: string, renderer: RendererUnderTest): void {
  const read = (shown: Reply, language: Language = 'en'): string =>
    squeezed(renderer.read(renderer.raw(shown, language)));

  describe(`renderer contract: ${name}`, () => {
    test.each([
      'Northwind is in stable cooperation',
      'Share 45 % as of Sat, 21 Nov 2026, 14:30, said by Wang Li; see the offer',
      'Based on four visits',
      'Owner',
      '2 · basic',
      'Condition',
      '关键人支持',
      'Undo',
      'Contact',
      'Price pressure',
      'Not a number',
      '/kam log Northwind Ada visit: phase two',
      'contacts.vcf (12 KB)',
    ])('says %j', (words) => expect(read(EVERY_BLOCK)).toContain(words));

    test('shows the form’s button only where there is a form', () => {
      expect(read(EVERY_BLOCK).includes('Record it')).toBe(renderer.hasForms);
    });

    test('says instants in the reader’s zone and language', () => {
      const shown = read(reply({ kind: 'text', text: { instant: SATURDAY_AFTERNOON } }), 'zh');
      expect(shown).toContain('2026年11月21日星期六 14:30');
    });

    test('survives an instant that is none', () => {
      expect(read(reply({ kind: 'text', text: { instant: Number.NaN } }))).toContain('?');
    });

    test.each(HOSTILE)('shows %j as it was typed', (literal) => {
      expect(read(reply({ kind: 'text', text: literal }))).toContain(squeezed(literal));
      expect(read({ ...reply(), title: literal })).toContain(squeezed(literal));
    });

    test.each(HOSTILE)('takes %j anywhere', (literal) => {
      expect(() => renderer.raw(everywhere(literal), 'zh')).not.toThrow();
    });

    test('lets no control or direction character and no lone surrogate pass', () => {
      const shown = renderer.raw(everywhere('a\u202eb\u2066c\u0000d\u001b[31me\u200ff\ud800g\u2028h\u0085i'), 'en');
      expect(shown).not.toMatch(HIDDEN);
      expect(squeezed(renderer.read(shown))).toContain('abcd[31mef\ufffdg hi');
    });

    test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '/relative', ' java\nscript:alert(1)', ''])(
      'does not link to %j',
      (href) => {
        const shown = renderer.raw(reply({ kind: 'text', text: { link: 'there', href } }), 'en');
        expect(renderer.read(shown)).toContain('there');
        expect(shown.toLowerCase()).not.toMatch(/script:|data:text|href/);
      },
    );

    test('shows a table up to its limit whole, and says how much is missing beyond', () => {
      const rows = (count: number): Reply =>
        reply({
          kind: 'table',
          columns: [{ label: 'N' }],
          rows: Array.from({ length: count }, (_, at) => [`row-${at + 1}.`]),
        });
      const limit = renderer.tableRows;
      expect(read(rows(limit))).toContain(`row-${limit}.`);
      expect(read(rows(limit))).not.toContain('more…');
      const over = read(rows(limit + 1));
      expect(over).not.toContain(`row-${limit + 1}.`);
      expect(over).toContain(`${limit} of ${limit + 1}, more…`);
      expect(read(rows(limit + 1), 'zh')).toContain(`${limit} / ${limit + 1}`);
    });

    test('takes rows that are shorter or longer than the header', () => {
      const ragged: Block = {
        kind: 'table',
        columns: [{ label: 'A' }, { label: 'B' }],
        rows: [['one'], ['x', 'y', 'z'], []],
      };
      expect(read(reply(ragged))).toContain('one');
    });

    test('takes an empty reply and empty blocks', () => {
      const empty = reply(
        { kind: 'text', text: [] },
        { kind: 'fields', fields: [] },
        { kind: 'table', columns: [], rows: [] },
        { kind: 'buttons', buttons: [] },
        { kind: 'form', command: 'x', submit: 'Go', inputs: [], kept: {} },
      );
      expect(read(reply())).toBe('Title');
      expect(read(empty)).toContain('Title');
    });

    test('refuses a block nobody taught it', () => {
      expect(() => renderer.raw(reply({ kind: 'hologram' } as unknown as Block), 'en')).toThrow('hologram');
    });
  });
}
