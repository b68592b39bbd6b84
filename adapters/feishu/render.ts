import type { Language } from '../../src/domain/vocabulary.ts';
import { cut } from '../../src/reply/cut.ts';
import { momentFormat } from '../../src/reply/moment.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply, Tone } from '../../src/reply/reply.ts';
import type { Content } from '../../src/router/messages.ts';
import { bytesOf, type Card, type CardElement, countElements, type HeaderColour } from './card.ts';
import { harmless } from './escape.ts';
import { fitParts, type Part } from './fit.ts';
import { FEISHU_LIMITS } from './limits.ts';
import type { CardPlace } from './payload.ts';
import { plain } from './plain.ts';
import { replyParts } from './render-blocks.ts';
import { type Drawing, linePart, saidPart, sharePart } from './render-buttons.ts';
import type { FormRoom } from './render-form.ts';
import { RENDER_WORDS } from './render-words.ts';
import { boldLine } from './spans.ts';

export interface CardContext {
  readonly language: Language;
  /** The reader's. */
  readonly timeZone: string;
  /** The letter it goes out as, to find what is too long for a button in it; `null`: none. */
  readonly letterKey: string | null;
  /** A daily message or a digest: its buttons say so. */
  readonly isDaily: boolean;
  readonly place: CardPlace;
  /** What was asked: with a button that asks it again aloud. */
  readonly share?: Content | null;
  /** The reply is a masked one (`maskPrivate`): what it hides stands in no button either, but in its letter. */
  readonly isMasked?: boolean;
}

export interface RenderedCard {
  readonly card: Card;
  /** All there is where the card is refused: harmless in a message of the type text, literal in a post; never empty. */
  readonly text: string;
}

/**
 * A reply as a card of Feishu, within every limit of `FEISHU_LIMITS`; never throws on what a person typed. Forms stand in it; where
 * there is no room for all, each is a button that opens it.
 */
export function renderCard(reply: Reply, context: CardContext): RenderedCard {
  const { language, timeZone, share = null } = context;
  const words = RENDER_WORDS[language];
  const drawing: Drawing = {
    ...context,
    words,
    title: reply.title,
    moment: momentFormat(language, timeZone),
    isMasked: context.isMasked ?? false,
  };
  const frame = frameOf(reply, words.empty);
  const room = {
    elements: FEISHU_LIMITS.elements - countElements(frame),
    bytes: FEISHU_LIMITS.cardBytes - bytesOf(frame),
  };
  const fitted = (forms: FormRoom) => {
    const parts = [
      ...titleParts(reply),
      ...replyParts(reply, drawing, forms),
      ...(share === null ? [] : sharePart(share, drawing)),
    ];
    return fitParts(parts, room, (left, buttons) => saidPart(words.leftOut(left, buttons)));
  };
  const whole = fitted(roomForForms(reply));
  const shorter = whole.leftOut > 0 && hasForms(reply) ? fitted('buttons') : whole;
  const { drawn } = shorter.leftOut < whole.leftOut ? shorter : whole;
  return {
    card: { ...frame, body: { elements: drawn as readonly CardElement[] } },
    text: textOf(reply, language, timeZone) || words.empty,
  };
}

const COLOURS: Readonly<Record<Tone, HeaderColour>> = {
  neutral: 'blue',
  good: 'green',
  warning: 'orange',
  danger: 'red',
};

function frameOf({ title, tone = 'neutral' }: Reply, empty: string): Card {
  const shown = printableLine(title) || empty;
  return {
    schema: '2.0',
    config: { update_multi: true, summary: { content: cut(shown, FEISHU_LIMITS.summary) } },
    header: { title: plain(shown, FEISHU_LIMITS.title), template: COLOURS[tone] },
    body: { elements: [] },
  };
}

/** What has no room in the heading is said once more below it. */
function titleParts({ title }: Reply): readonly Part[] {
  const shown = printableLine(title);
  return shown.length > FEISHU_LIMITS.title ? [linePart(boldLine(shown))] : [];
}

const formsIn = ({ blocks }: Reply): number => blocks.filter((block) => block.kind === 'form').length;
const hasForms = (reply: Reply): boolean => formsIn(reply) > 0;

function roomForForms(reply: Reply): FormRoom {
  const count = Math.max(1, formsIn(reply));
  return {
    elements: Math.floor(FEISHU_LIMITS.formElements / count),
    bytes: Math.floor(FEISHU_LIMITS.formBytes / count),
  };
}

/** What stands invisibly in it to make it harmless counts too. */
function textOf(reply: Reply, language: Language, timeZone: string): string {
  const text = harmless(renderText(reply, language, timeZone));
  return cut(text, FEISHU_LIMITS.plainText);
}
