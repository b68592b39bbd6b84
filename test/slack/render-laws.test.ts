import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textLength } from '../../adapters/slack/fit.ts';
import { SLACK_LIMITS } from '../../adapters/slack/limits.ts';
import { renderMessage } from '../../adapters/slack/render.ts';
import { type ModalContext, renderModal, renderNotice } from '../../adapters/slack/render-form.ts';
import { renderHome } from '../../adapters/slack/render-home.ts';
import { parsePress, pressedIn } from '../../src/chat/pressed.ts';
import { LANGUAGES, type Language } from '../../src/domain/vocabulary.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { checkMessageBlocks, checkView, elementsOf } from '../fakes/slack/block-kit/surfaces.ts';
import { anyForm, anyReply } from './arbitrary-reply.ts';
import { livePartsIn, readBlocks, shownStringsIn } from './reading.ts';

const timeZone = 'Asia/Shanghai';
const language = fc.constantFrom<Language>(...LANGUAGES);
const HIDDEN = /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufeff]/u;
// A reply of two hundred blocks shrinks for hours.
const RUNS = { numRuns: 30, endOnFailure: true } as const;

const draw = (reply: Reply, of: Language, letterKey: string | null = 'reply/1') =>
  renderMessage(reply, { language: of, timeZone, letterKey, isDaily: false });

/** Buttons of a reply, one for each form. */
const buttonsIn = ({ blocks }: Reply): number =>
  blocks.reduce(
    (sum, block) => sum + (block.kind === 'buttons' ? block.buttons.length : Number(block.kind === 'form')),
    0,
  );
const drawnIn = (blocks: readonly unknown[]): number =>
  blocks.flatMap(elementsOf).filter(({ type }) => type === 'button').length;
/** Buttons of which the message says that they are left out. */
const saidToBeMissing = (read: string): number => Number(/ and (\d+) buttons? left out\./.exec(read)?.[1] ?? 0);

/** The call that pressing it comes to. */
function madeBy({ action_id: id, value }: Record<string, unknown>, reply: Reply): unknown {
  const press = parsePress(String(id), String(value));
  if (press?.kind === 'call') return press.call;
  return press?.kind === 'letter' ? JSON.parse(JSON.stringify(pressedIn(reply, press.at))) : press;
}

describe('whatever is said', () => {
  test('a message is within every limit', () => {
    fc.assert(
      fc.property(anyReply, language, (reply, of) => {
        const { text, blocks } = draw(reply, of);
        checkMessageBlocks(blocks);
        const length = textLength(blocks);
        expect(length).toBeLessThanOrEqual(SLACK_LIMITS.messageText);
        expect(length + blocks.length * SLACK_LIMITS.blockWeight).toBeLessThanOrEqual(SLACK_LIMITS.messageWeight);
        expect(text.length).toBeLessThanOrEqual(SLACK_LIMITS.notification);
        expect(text).not.toBe('');
      }),
      RUNS,
    );
  });

  test('a message shows every button, or says how many it does not', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { blocks } = draw(reply, 'en');
        const drawn = drawnIn(blocks);
        const last = readBlocks(blocks.slice(-1));
        expect(drawn + saidToBeMissing(last)).toBe(buttonsIn(reply));
      }),
      RUNS,
    );
  });

  test('nothing of it calls anybody or leads anywhere but where a command links to', () => {
    fc.assert(
      fc.property(anyReply, language, (reply, of) => {
        const { text, blocks } = draw(reply, of);
        const live = [...livePartsIn(blocks), ...livePartsIn({ type: 'mrkdwn', text })];
        for (const one of live)
          expect(one).toMatch(
            /^\{"type":"(link","url":"https?:|channel","channel_id":"C024BE91L)|^https?:[^|]*\||^!date\^\d+\^|^#C024BE91L$/,
          );
        for (const shown of shownStringsIn([text, blocks])) expect(shown).not.toMatch(HIDDEN);
      }),
      RUNS,
    );
  });

  test('every button of it makes the very call it stands for', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        for (const element of draw(reply, 'en').blocks.flatMap(elementsOf)) {
          const [, block, button] = /^kam:call:(\d+)\.(\d+)$/.exec(String(element['action_id'])) ?? [];
          if (block === undefined) continue;
          const meant = pressedIn(reply, { letter: 'reply/1', block: Number(block), button: Number(button) });
          expect(madeBy(element, reply)).toEqual(JSON.parse(JSON.stringify(meant)));
        }
      }),
      RUNS,
    );
  });

  test('the home tab and a notice are within every limit, letters or none', () => {
    fc.assert(
      fc.property(anyReply, language, (reply, of) => {
        checkView(renderHome(reply, { language: of, timeZone }), 'home');
        checkView(renderNotice(reply, of, timeZone), 'modal');
        checkMessageBlocks(draw(reply, of, null).blocks);
      }),
      RUNS,
    );
  });

  test('a form opens as a modal within every limit', () => {
    const at = fc.constantFrom(null, { letter: 'reply/1', block: 0, button: null });
    fc.assert(
      fc.property(anyForm, language, at, fc.nat(9), (form, of, place, iteration) => {
        const context: ModalContext = {
          language: of,
          timeZone,
          title: 'Still missing',
          opened: { kind: 'home' },
          at: place,
          iteration,
        };
        const view = renderModal(form, context);
        checkView(view, 'modal');
        for (const shown of shownStringsIn(view)) expect(shown).not.toMatch(HIDDEN);
      }),
      RUNS,
    );
  });
});
