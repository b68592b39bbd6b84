import type { HomeView, KnownBlock } from '@slack/types';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Block, Reply } from '../../src/reply/reply.ts';
import { fitParts, type Part, type Room } from './fit.ts';
import { SLACK_LIMITS } from './limits.ts';
import { headingPart, openDrawing, replyParts, saidPart, titlePart } from './render-blocks.ts';
import type { RenderWords } from './render-words.ts';

const VIEW: Room = {
  blocks: SLACK_LIMITS.viewBlocks,
  text: SLACK_LIMITS.viewText,
  weight: Number.POSITIVE_INFINITY,
  bytes: SLACK_LIMITS.viewBytes,
};

/**
 * A reply as the home tab, within every limit; what is left out is said. `said`: what its reader did there a moment ago; of it stands
 * first what it says in a line, how to take it back, and where a file is.
 */
export function renderHome(
  reply: Reply,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
  said: Reply | null = null,
): HomeView {
  const drawing = openDrawing({ language, timeZone, letterKey: null, isDaily: false, hasTables: false });
  const blocks = [...(said === null ? [] : leftOf(said)), ...reply.blocks];
  const parts = [
    ...headingPart(reply),
    ...(said === null ? [] : titlePart(said)),
    ...replyParts({ ...reply, blocks }, drawing),
  ];
  return { type: 'home', blocks: viewBlocks(parts, drawing.words) };
}

const leftOf = ({ blocks }: Reply): readonly Block[] => [
  ...blocks.filter((block) => block.kind === 'file' || (block.kind === 'buttons' && takesBack(block))),
  { kind: 'divider' },
];

const takesBack = ({ buttons }: Extract<Block, { readonly kind: 'buttons' }>): boolean =>
  buttons.some(({ press }) => press.command === 'undo');

/** Parts as blocks of a modal or the home tab; at least one, for a view without any is refused. */
export function viewBlocks(parts: readonly Part[], words: RenderWords): KnownBlock[] {
  const leftOut = (left: number, buttons: number): Part => saidPart(words.leftOut(left, buttons));
  const blocks = fitParts(parts, VIEW, leftOut);
  return blocks.length > 0 ? blocks : fitParts([saidPart(words.empty)], VIEW, leftOut);
}
