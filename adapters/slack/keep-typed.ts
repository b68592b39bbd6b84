import type { KnownBlock, ModalView } from '@slack/types';
import { parseBlockId } from './input-ids.ts';

/**
 * A modal drawn anew over one in which somebody goes on typing: an input that asks for the same keeps its block, and with it what
 * stands in it by then; one that asks for something else has a block of its own, for Slack would keep what no longer fits.
 */
export function keepTyped(next: ModalView, current: { readonly blocks: readonly unknown[] }): ModalView {
  const before = new Map(current.blocks.flatMap((block) => [...identified(block)]));
  const blocks = next.blocks.map((block): KnownBlock => {
    for (const [key, { shape }] of identified(block)) {
      const known = before.get(key);
      if (known !== undefined && known.shape === shape) return { ...block, block_id: known.id } as KnownBlock;
    }
    return block as KnownBlock;
  });
  return { ...next, blocks };
}

interface Seen {
  readonly id: string;
  /** What can be answered there. */
  readonly shape: string;
}

/** An input by its name and part; nothing of a block that is none. */
function identified(block: unknown): readonly (readonly [string, Seen])[] {
  const { block_id: id, element } = (block ?? {}) as { block_id?: unknown; element?: Record<string, unknown> };
  const at = typeof id === 'string' ? parseBlockId(id) : null;
  if (at === null || typeof id !== 'string' || typeof element?.['action_id'] !== 'string') return [];
  return [[`${element['action_id']} ${at.part}`, { id, shape: shapeOf(element) }]];
}

function shapeOf(element: Record<string, unknown>): string {
  const groups = Array.isArray(element['option_groups'])
    ? (element['option_groups'] as Options[])
    : [element as Options];
  const values = groups.flatMap(({ options }) => (options ?? []).map(({ value }) => value));
  return JSON.stringify([element['type'], values]);
}

interface Options {
  readonly options?: readonly { readonly value?: string }[];
}
