import type { HomeView, KnownBlock } from '@slack/types';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { fitParts, type Part, type Room } from './fit.ts';
import { SLACK_LIMITS } from './limits.ts';
import { headingPart, openDrawing, replyParts, saidPart } from './render-blocks.ts';
import type { RenderWords } from './render-words.ts';

const VIEW: Room = {
  blocks: SLACK_LIMITS.viewBlocks,
  text: SLACK_LIMITS.viewText,
  weight: Number.POSITIVE_INFINITY,
  bytes: SLACK_LIMITS.viewBytes,
};

/** A reply as the home tab, within every limit; what is left out is said. */
export function renderHome(
  reply: Reply,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
): HomeView {
  const drawing = openDrawing({ language, timeZone, letterKey: null, isDaily: false, hasTables: false });
  return { type: 'home', blocks: viewBlocks([...headingPart(reply), ...replyParts(reply, drawing)], drawing.words) };
}

/** Parts as blocks of a modal or the home tab; at least one, for a view without any is refused. */
export function viewBlocks(parts: readonly Part[], words: RenderWords): KnownBlock[] {
  const leftOut = (left: number, buttons: number): Part => saidPart(words.leftOut(left, buttons));
  const blocks = fitParts(parts, VIEW, leftOut);
  return blocks.length > 0 ? blocks : fitParts([saidPart(words.empty)], VIEW, leftOut);
}
