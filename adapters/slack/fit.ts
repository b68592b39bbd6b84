import type {
  ActionsBlock,
  Button as ButtonElement,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlockElement,
} from '@slack/types';
import {
  type Part as FitPart,
  fitParts as fitAll,
  inGroups,
  joinNeighbours,
  type LeftOut,
  type Surface,
} from '../../src/chat/fit.ts';
import { unreachable } from '../../src/reply/reply.ts';
import { SLACK_LIMITS } from './limits.ts';

/** What one block is made of; chunks of one kind that follow each other can share one. */
export type Chunk =
  | { readonly kind: 'rich'; readonly elements: readonly RichTextBlockElement[] }
  | { readonly kind: 'small'; readonly elements: readonly (PlainTextElement | MrkdwnElement)[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly ButtonElement[] }
  | { readonly kind: 'block'; readonly block: KnownBlock };

export type Part = FitPart<Chunk>;

/** How much a place takes. */
export interface Room {
  readonly blocks: number;
  readonly text: number;
  /** Text, and a toll for each block. */
  readonly weight: number;
  /** Of the blocks as JSON. */
  readonly bytes: number;
}

/**
 * The parts as blocks that the place takes. Where they are too much, what is longest is shortened first; what still does not fit
 * is left out from the end, and the last block says so.
 */
export function fitParts(parts: readonly Part[], room: Room, leftOut: LeftOut<Chunk>): KnownBlock[] {
  const surface: Surface<Chunk, KnownBlock[]> = {
    pack,
    takes: (blocks) => isWithin(blocks, room),
    textRoom: ({ length }) =>
      Math.min(room.text, room.weight - Math.min(length, room.blocks) * SLACK_LIMITS.blockWeight),
  };
  return fitAll(parts, surface, leftOut).drawn;
}

/** Lengths of all texts in blocks, in UTF-16 units. */
export function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (typeof each === 'string' && TEXTS.has(key) ? each.length : textLength(each)),
    0,
  );
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'fallback', 'alt_text', 'url']);

export function isWithin(blocks: readonly KnownBlock[], room: Room): boolean {
  if (blocks.length > room.blocks) return false;
  const text = textLength(blocks);
  const weight = text + blocks.length * SLACK_LIMITS.blockWeight;
  return text <= room.text && weight <= room.weight && Buffer.byteLength(JSON.stringify(blocks)) <= room.bytes;
}

/** `isTight`: whatever can share a block does; else only buttons do. */
function pack(chunks: readonly Chunk[], isTight: boolean): KnownBlock[] {
  return joinNeighbours(chunks, (before, chunk) => join(before, chunk, isTight)).flatMap(toBlocks);
}

function join(a: Chunk, b: Chunk, isTight: boolean): Chunk | null {
  if (a.kind === 'buttons' && b.kind === 'buttons') return { kind: 'buttons', buttons: [...a.buttons, ...b.buttons] };
  if (!isTight) return null;
  if (a.kind === 'rich' && b.kind === 'rich') return { kind: 'rich', elements: [...a.elements, ...b.elements] };
  if (a.kind === 'small' && b.kind === 'small') return { kind: 'small', elements: [...a.elements, ...b.elements] };
  return null;
}

function toBlocks(chunk: Chunk): KnownBlock[] {
  switch (chunk.kind) {
    case 'rich':
      return chunk.elements.length === 0 ? [] : [{ type: 'rich_text', elements: [...chunk.elements] }];
    case 'small':
      return inGroups(chunk.elements, SLACK_LIMITS.contextElements).map((elements) => ({ type: 'context', elements }));
    case 'buttons':
      return inGroups(chunk.buttons, SLACK_LIMITS.actionsElements).map(
        (elements): ActionsBlock => ({ type: 'actions', elements }),
      );
    case 'block':
      return [chunk.block];
    default:
      return unreachable(chunk);
  }
}
