import {
  type Part as FitPart,
  type Fitted,
  fitParts as fitAll,
  inGroups,
  joinNeighbours,
  type LeftOut,
  type Surface,
} from '../../src/chat/fit.ts';
import { unreachable } from '../../src/reply/reply.ts';
import { type ButtonElement, bytesOf, type CardElement, countElements } from './card.ts';
import { FEISHU_LIMITS } from './limits.ts';
import { type Line, plainOf } from './spans.ts';

/** What a card is made of; chunks of one kind that follow each other can share an element. */
export type Chunk =
  | { readonly kind: 'text'; readonly lines: readonly Line[]; readonly isQuiet: boolean }
  | { readonly kind: 'buttons'; readonly buttons: readonly ButtonElement[] }
  | { readonly kind: 'element'; readonly element: CardElement };

/** Its length is bytes of text in the card. */
export type Part = FitPart<Chunk>;

/** How much there is room for besides the title. */
export interface Room {
  readonly elements: number;
  readonly bytes: number;
}

/**
 * The parts as elements that the card takes. Where they are too much, what is longest is shortened first; what still does not fit is
 * left out from the end, and the last element says so.
 */
export function fitParts(parts: readonly Part[], room: Room, leftOut: LeftOut<Chunk>): Fitted<CardElement[]> {
  const surface: Surface<Chunk, CardElement[]> = {
    pack,
    takes: (elements) => countElements(elements) <= room.elements && sizeOf(elements) <= room.bytes,
    textRoom: (whole, length) => room.bytes - (sizeOf(whole) - length),
  };
  return fitAll(parts, surface, leftOut);
}

/** Their list is there already. */
const sizeOf = (elements: readonly CardElement[]): number => bytesOf(elements) - bytesOf([]);

function pack(chunks: readonly Chunk[], isTight: boolean): CardElement[] {
  return joinNeighbours(chunks, (before, chunk) => join(before, chunk, isTight)).flatMap((chunk) =>
    toElements(chunk, isTight),
  );
}

function join(a: Chunk, b: Chunk, isTight: boolean): Chunk | null {
  if (a.kind === 'buttons' && b.kind === 'buttons') return { kind: 'buttons', buttons: [...a.buttons, ...b.buttons] };
  if (!isTight || a.kind !== 'text' || b.kind !== 'text' || a.isQuiet !== b.isQuiet) return null;
  return { ...a, lines: [...a.lines, ...b.lines] };
}

function toElements(chunk: Chunk, isTight: boolean): readonly CardElement[] {
  switch (chunk.kind) {
    case 'text':
      return [textElement(chunk.lines, chunk.isQuiet)];
    case 'buttons':
      // Beside each other they take an element more each.
      return isTight ? chunk.buttons : inGroups(chunk.buttons, FEISHU_LIMITS.buttonsTogether).map(besideEachOther);
    case 'element':
      return [chunk.element];
    default:
      return unreachable(chunk);
  }
}

function textElement(lines: readonly Line[], isQuiet: boolean): CardElement {
  if (lines.every(({ isPlain }) => isPlain)) {
    const text = { tag: 'plain_text', content: lines.map(plainOf).join('\n') } as const;
    return { tag: 'div', text: isQuiet ? { ...text, text_size: 'notation', text_color: 'grey' } : text };
  }
  const element = { tag: 'markdown', content: lines.map(({ markdown }) => markdown).join('\n') } as const;
  return isQuiet ? { ...element, text_size: 'notation' } : element;
}

function besideEachOther(buttons: readonly ButtonElement[]): CardElement {
  const [only] = buttons;
  if (only !== undefined && buttons.length === 1) return only;
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    horizontal_spacing: '8px',
    columns: buttons.map((button) => ({ tag: 'column', width: 'auto', elements: [button] })),
  };
}
