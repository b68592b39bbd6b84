import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, countElements } from '../../adapters/feishu/card.ts';
import { lintCard } from '../../adapters/feishu/card-lint.ts';
import { parseCardPress } from '../../adapters/feishu/card-press.ts';
import { readForm, submittedCall } from '../../adapters/feishu/form-values.ts';
import { FEISHU_LIMITS } from '../../adapters/feishu/limits.ts';
import { isPrivate, maskPrivate } from '../../adapters/feishu/masks.ts';
import { type CardContext, renderCard } from '../../adapters/feishu/render.ts';
import { callOf, pressedIn } from '../../src/chat/pressed.ts';
import { LANGUAGES, type Language } from '../../src/domain/vocabulary.ts';
import { followable } from '../../src/reply/link.ts';
import type { Form, Reply } from '../../src/reply/reply.ts';
import { cardProblems } from '../fakes/feishu/card-rules/card.ts';
import { readCard as seenIn } from '../fakes/feishu/reading/card.ts';
import { anyForm, anyReply } from '../slack/arbitrary-reply.ts';
import { elementsOf, linksIn, markdownIn, readCard, readMarkdown, shownStringsIn } from './reading.ts';
import { untouched } from './untouched.ts';

const language = fc.constantFrom<Language>(...LANGUAGES);
const letterKey = fc.constantFrom('reply/1', null);
const HIDDEN = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufeff]/u;
// A reply of two hundred blocks shrinks for hours.
const RUNS = { numRuns: 25, endOnFailure: true } as const;

const CONTEXT: CardContext = {
  language: 'en',
  timeZone: 'Asia/Shanghai',
  letterKey: 'reply/1',
  isDaily: false,
  place: 'dm',
};
/** Nobody is there to be called, and no picture was uploaded. */
const NOTHING = { hasImage: () => false, hasPerson: () => false };
const draw = (reply: Reply, context: Partial<CardContext> = {}) => renderCard(reply, { ...CONTEXT, ...context });
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Where a reply means to lead. */
function hostsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { href } = value as { href?: unknown };
  const url = typeof href === 'string' ? followable(href) : undefined;
  return [...(url === undefined ? [] : [new URL(url).host]), ...Object.values(value).flatMap(hostsIn)];
}

/** Buttons of a reply, one for each form. */
const buttonsIn = ({ blocks }: Reply): number =>
  blocks.reduce(
    (sum, block) => sum + (block.kind === 'buttons' ? block.buttons.length : Number(isHandedInHere(block))),
    0,
  );
/** A form; one that needs a file cannot be handed in in a card. */
const isHandedInHere = (block: Reply['blocks'][number]): boolean =>
  block.kind === 'form' &&
  !block.inputs.some(({ type, isHandedIn, required }) => type === 'file' && isHandedIn === true && required);
/** Buttons of which the card says that they are left out. */
const saidToBeMissing = (read: string): number => Number(/ and (\d+) buttons? left out\./.exec(read)?.[1] ?? 0);

describe('whatever is said', () => {
  test('a card is one that Feishu takes, within every limit, and there are words beside it', () => {
    fc.assert(
      fc.property(anyReply, language, letterKey, (reply, of, letter) => {
        const { card, text } = draw(reply, { language: of, letterKey: letter });
        expect(lintCard(card)).toEqual([]);
        expect(cardProblems(JSON.parse(JSON.stringify(card)), { isEphemeral: true, ...NOTHING })).toEqual([]);
        expect(bytesOf(card)).toBeLessThanOrEqual(FEISHU_LIMITS.cardBytes);
        expect(countElements(card)).toBeLessThanOrEqual(FEISHU_LIMITS.elements);
        expect(text.length).toBeLessThanOrEqual(FEISHU_LIMITS.plainText);
        expect(text).not.toBe('');
      }),
      RUNS,
    );
  });

  test('nothing of it is markup, calls anybody or leads anywhere but where a command links to', () => {
    fc.assert(
      fc.property(anyReply, language, (reply, of) => {
        const { card, text } = draw(reply, { language: of });
        const meant = hostsIn(reply);
        // Fails on markup nobody meant.
        readCard(card);
        expect(seenIn(JSON.parse(JSON.stringify(card))).pings).toEqual([]);
        for (const markdown of markdownIn(card))
          for (const url of linksIn(markdown)) expect(meant).toContain(new URL(url).host);
        for (const shown of shownStringsIn([card, text])) expect(shown).not.toMatch(HIDDEN);
        expect(text).not.toMatch(/<[a-z/!]/i);
        expect(text).not.toMatch(/\]\(/);
      }),
      RUNS,
    );
  });

  test('a card shows every button, or says how many it does not', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { card } = draw(reply);
        const drawn = elementsOf(card, 'button').length;
        expect(drawn + saidToBeMissing(readCard(card))).toBe(buttonsIn(reply));
      }),
      RUNS,
    );
  });

  test('every button of it makes the very call it stands for', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        for (const { behaviors } of elementsOf(draw(reply).card, 'button')) {
          const [{ value }] = behaviors as [{ value: { a: string } }];
          const [, block, button] = /^kam:call:(\d+)\.(\d+)$/.exec(value.a) ?? [];
          if (block === undefined) continue;
          const meant = pressedIn(reply, { letter: 'reply/1', block: Number(block), button: Number(button) });
          const pressed = parseCardPress({ tag: 'button', value: asJson(value) })?.press;
          const made =
            pressed?.kind === 'letter' ? pressedIn(reply, pressed.at) : pressed?.kind === 'call' && pressed.call;
          expect(asJson(made)).toEqual(asJson(meant));
        }
      }),
      RUNS,
    );
  });

  test('a form that nobody touches hands in what it held', () => {
    fc.assert(
      fc.property(anyForm, letterKey, (drawn, letter) => {
        // Names twice in a form are none of ours.
        const names = new Set<string>();
        const inputs = drawn.inputs.filter(({ name }) => !names.has(name) && names.add(name));
        const form: Form = { ...drawn, inputs };
        const reply: Reply = { title: 'Form', audience: 'asker', blocks: [form] };
        const { card } = draw(reply, { letterKey: letter });
        const action = untouched(card);
        if (action === null) return;
        const submitted = readForm(action);
        const call = submitted && submittedCall(submitted, form);
        expect(call?.command).toBe(form.command);
        const known = asJson(callOf(form).args) as Record<string, unknown>;
        const asked = new Set(submitted?.asked.map(({ name }) => name));
        for (const [name, value] of Object.entries(known)) {
          if (!asked.has(name)) expect(asJson(call?.args)).toHaveProperty([name], value);
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  test('masked, no number or address of anybody is left in it', () => {
    const secret = fc.constantFrom(
      '138 0013 8000',
      '+86 13800138000',
      'ada.l@example.com',
      '021-58881234',
      '+1 (415) 555-0132',
    );
    fc.assert(
      fc.property(anyReply, secret, fc.nat(3), (reply, hidden, at) => {
        const blocks = reply.blocks.filter((_, index) => index !== at);
        const args = { note: `Call ${hidden}` };
        const form: Form = {
          kind: 'form',
          command: 'contact',
          submit: 'Save',
          kept: { mobile: hidden },
          inputs: [{ name: 'phone', label: 'Phone', type: 'line', required: false, value: hidden }],
        };
        const whole: Reply = {
          ...reply,
          title: `Ask ${hidden}`,
          blocks: [
            {
              kind: 'fields',
              fields: [{ label: 'Phone', value: [{ strong: hidden }, { link: hidden, href: `mailto:${hidden}` }] }],
            },
            { kind: 'buttons', buttons: [{ label: hidden, press: { command: 'log', args } }] },
            form,
            ...blocks.slice(0, 3),
          ],
        };
        const { card, text } = draw(maskPrivate(whole), { isMasked: true });
        expect(lintCard(card)).toEqual([]);
        for (const shown of [...shownStringsIn(card), text]) expect(shown).not.toContain(hidden);
        expect(JSON.stringify(card.body)).not.toContain(hidden);
        expect(isPrivate(text)).toBe(false);
      }),
      RUNS,
    );
  });
});

test('bold beside anything is bold', () => {
  const edge = fc.constantFrom('', '，', '（', '）', '。', '：', '*', '华为', 'x', ' ', '\n', '“', '·', '-', '1.');
  const name = fc.constantFrom(
    '张伟（华为）',
    '*Söhne*',
    '（x）',
    ' a ',
    'a\nb',
    '“引”',
    '华为',
    '&',
    '<at id=all></at>',
  );
  fc.assert(
    fc.property(edge, name, edge, name, edge, (before, one, between, two, after) => {
      const text = [before, { strong: one }, between, { strong: two }, after];
      const { card } = draw({ title: 'T', audience: 'asker', blocks: [{ kind: 'text', text }] });
      const [markdown = ''] = markdownIn(card);
      const squeezed = (shown: string): string => shown.replace(/\s+/g, '');
      expect(squeezed(readMarkdown(markdown))).toBe(squeezed(`${before}${one}${between}${two}${after}`));
      expect(markdown.split('**').length - 1).toBeGreaterThanOrEqual(2);
    }),
    { numRuns: 800 },
  );
});
