import { ACTIONS, type InLetter, jsonValue, toCallValue, toLetterValue, toShareValue } from '../../src/chat/pressed.ts';
import { cut } from '../../src/reply/cut.ts';
import { printableLine } from '../../src/reply/printable.ts';
import type { Button } from '../../src/reply/reply.ts';
import type { Content } from '../../src/router/messages.ts';
import { type ButtonElement, type ButtonValue, bytesOf } from './card.ts';
import type { Part } from './fit.ts';
import { FEISHU_LIMITS } from './limits.ts';
import { isPrivate } from './masks.ts';
import type { CardPlace } from './payload.ts';
import { plain } from './plain.ts';
import type { RenderWords } from './render-words.ts';
import { cutLine, isBlank, type Line, type Pen, toLine } from './spans.ts';

/** Everything that parts of one reply are drawn with. */
export interface Drawing extends Pen {
  readonly words: RenderWords;
  /** What the reply says in a line. */
  readonly title: string;
  /** The letter the reply goes out as; `null`: none. */
  readonly letterKey: string | null;
  readonly isDaily: boolean;
  readonly place: CardPlace;
  /** What it hides stands in no button either. */
  readonly isMasked: boolean;
}

export function buttonParts(buttons: readonly Button[], block: number, drawing: Drawing): readonly Part[] {
  const elements: ButtonElement[] = [];
  const lost: string[] = [];
  for (const [at, button] of buttons.entries()) {
    const v = callValue(button, placeOf(block, at, drawing), drawing);
    if (v === null) lost.push(button.label);
    else elements.push(toButton(button, { a: `${ACTIONS.call}:${block}.${at}`, v, p: drawing.place }, drawing.words));
  }
  return [...elements.map(elementPart), ...lostParts(lost, drawing)];
}

function callValue({ press }: Button, place: InLetter | null, drawing: Drawing): string | null {
  return hidesValue(press.args, drawing)
    ? letterValue(place, drawing)
    : toCallValue(press, place, drawing.isDaily, valueLimit(drawing));
}

/** What a masked reply hides stands in its letter only. */
export const hidesValue = (carried: unknown, { isMasked }: Drawing): boolean =>
  isMasked && isPrivate(jsonValue(carried));

/** `null`: there is no letter to find it in. */
export const letterValue = (place: InLetter | null, { isDaily }: Drawing): string | null =>
  place === null ? null : toLetterValue(place, isDaily);

/** How much a button may carry: less where the letter has it anyhow. */
export const valueLimit = ({ letterKey }: Drawing): number =>
  letterKey === null ? FEISHU_LIMITS.buttonValueAlone : FEISHU_LIMITS.buttonValue;

/** The button that says the same aloud. */
export function sharePart(content: Content, { words, place }: Drawing): readonly Part[] {
  const v = toShareValue(content, FEISHU_LIMITS.buttonValueAlone);
  return v === null ? [] : [elementPart(toButton({ label: words.share }, { a: ACTIONS.share, v, p: place }, words))];
}

export function placeOf(block: number, button: number | null, { letterKey }: Drawing): InLetter | null {
  return letterKey === null ? null : { letter: letterKey, block, button };
}

/** Those that follow each other stand beside each other. */
function elementPart(button: ButtonElement): Part {
  return {
    length: bytesOf(button),
    isFixed: true,
    buttons: 1,
    draw: () => [{ kind: 'buttons', buttons: [button] }],
  };
}

/** Buttons whose call is too long where there is no letter to find it in. */
export function lostParts(labels: readonly string[], { words }: Drawing): readonly Part[] {
  if (labels.length === 0) return [];
  return [saidPart(words.noButton(cut(labels.map(printableLine).join(', '), FEISHU_LIMITS.hint)))];
}

export function toButton(
  { label, style, confirm }: Pick<Button, 'label' | 'style' | 'confirm'>,
  value: ButtonValue,
  words: RenderWords,
): ButtonElement {
  return {
    tag: 'button',
    text: plain(label, FEISHU_LIMITS.buttonText),
    type: style ?? 'default',
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plain(words.sure, FEISHU_LIMITS.confirmTitle),
            text: plain(confirm, FEISHU_LIMITS.confirmText),
          },
        }),
    behaviors: [{ type: 'callback', value }],
  };
}

/** A paragraph. */
export function linePart(whole: Line, isQuiet = false): Part {
  const line = cutLine(whole, FEISHU_LIMITS.cardBytes);
  return {
    length: line.length,
    isFixed: false,
    buttons: 0,
    draw(limit) {
      const shown = cutLine(line, limit);
      return isBlank(shown) ? [] : [{ kind: 'text', lines: [shown], isQuiet }];
    },
  };
}

export const quietPart = (line: Line): Part => linePart(line, true);

/** Small print that is shown whole. */
export function saidPart(text: string): Part {
  const line = toLine(text, { moment: String });
  return { ...quietPart(line), isFixed: true, draw: () => [{ kind: 'text', lines: [line], isQuiet: true }] };
}
