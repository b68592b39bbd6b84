import type {
  ActionsBlock,
  Button as ButtonElement,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlockElement,
} from '@slack/types';
import { unreachable } from '../../src/reply/reply.ts';
import { SLACK_LIMITS } from './limits.ts';

/** What one block is made of; chunks of one kind that follow each other can share one. */
export type Chunk =
  | { readonly kind: 'rich'; readonly elements: readonly RichTextBlockElement[] }
  | { readonly kind: 'small'; readonly elements: readonly (PlainTextElement | MrkdwnElement)[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly ButtonElement[] }
  | { readonly kind: 'block'; readonly block: KnownBlock };

/** A part of a reply that is still to find its room. */
export interface Part {
  /** UTF-16 units of its text in full. */
  readonly length: number;
  /** Whether it can be drawn shorter than that. */
  readonly isFixed: boolean;
  readonly buttons: number;
  /** Within so many UTF-16 units of text; nothing where there is no room for anything. */
  draw(limit: number): readonly Chunk[];
}

/** How much a place takes. */
export interface Room {
  readonly blocks: number;
  readonly text: number;
  /** Text, and a toll for each block. */
  readonly weight: number;
  /** Of the blocks as JSON. */
  readonly bytes: number;
}

/** What is said of what did not fit. */
type LeftOut = (parts: number, buttons: number) => Part;

/** A part that gets less than this is left out instead. In UTF-16 units. */
const LEAST = 24;

/**
 * The parts as blocks that the place takes. Where they are too much, what is longest is shortened first; what still does not fit
 * is left out from the end, and the last block says so.
 */
export function fitParts(parts: readonly Part[], room: Room, leftOut: LeftOut): KnownBlock[] {
  const whole = pack(
    parts.flatMap((part) => part.draw(part.length)),
    false,
  );
  if (isWithin(whole, room)) return whole;
  let best: KnownBlock[] = [];
  let fits = 0;
  let tooMany = parts.length + 1;
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    const blocks = squeeze(parts, count, room, leftOut);
    if (blocks === null) tooMany = count;
    else {
      best = blocks;
      fits = count;
    }
  }
  return fits > 0 ? best : pack(leftOutOf(parts, 0, leftOut), true);
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

/** The first so many parts, shortened and put close together; `null`: they do not fit. */
function squeeze(parts: readonly Part[], count: number, room: Room, leftOut: LeftOut): KnownBlock[] | null {
  const kept = parts.slice(0, count);
  const said = leftOutOf(parts, count, leftOut);
  const blockCount = pack([...kept.flatMap((part) => part.draw(part.length)), ...said], true).length;
  const tolls = Math.min(blockCount, room.blocks) * SLACK_LIMITS.blockWeight;
  const taken = textLength(said) + kept.reduce((sum, part) => sum + (part.isFixed ? part.length : 0), 0);
  const limit = levelFor(
    kept.filter(({ isFixed }) => !isFixed).map(({ length }) => length),
    Math.min(room.text, room.weight - tolls) - taken,
  );
  // Escapes and aligned columns take more than their text: then shorter still.
  for (let least = Math.min(limit, room.text); least >= LEAST; least = Math.floor(least / 2)) {
    const blocks = pack([...kept.flatMap((part) => part.draw(Math.min(part.length, least))), ...said], true);
    if (isWithin(blocks, room)) return blocks;
  }
  return null;
}

function leftOutOf(parts: readonly Part[], count: number, leftOut: LeftOut): readonly Chunk[] {
  const gone = parts.slice(count);
  if (gone.length === 0) return [];
  const part = leftOut(
    gone.length,
    gone.reduce((sum, { buttons }) => sum + buttons, 0),
  );
  return part.draw(part.length);
}

/** How long each may be at most, so that together they come to no more than the budget. */
function levelFor(lengths: readonly number[], budget: number): number {
  let rest = budget;
  const rising = [...lengths].sort((a, b) => a - b);
  for (const [at, length] of rising.entries()) {
    const level = Math.floor(rest / (rising.length - at));
    if (length > level) return level;
    rest -= length;
  }
  return rest < 0 ? 0 : Number.MAX_SAFE_INTEGER;
}

/** `isTight`: whatever can share a block does; else only buttons do. */
function pack(chunks: readonly Chunk[], isTight: boolean): KnownBlock[] {
  const joined: Chunk[] = [];
  for (const chunk of chunks) {
    const before = joined.at(-1);
    const both = before === undefined ? null : join(before, chunk, isTight);
    if (both === null) joined.push(chunk);
    else joined[joined.length - 1] = both;
  }
  return joined.flatMap(toBlocks);
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

/** In groups of at most so many. */
export function inGroups<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}
