import type { KnownBlock } from '@slack/types';
import type { Language } from '../../src/domain/vocabulary.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Content } from '../../src/router/messages.ts';
import { fitParts, type Room } from './fit.ts';
import { SLACK_LIMITS } from './limits.ts';
import { escapedWithin } from './mrkdwn.ts';
import { openDrawing, replyParts, saidPart, sharePart, titlePart } from './render-blocks.ts';

export interface RenderContext {
  readonly language: Language;
  /** The reader's, for where Slack shows no zone of its own. */
  readonly timeZone: string;
  /** The letter it goes out as, to find what is too long for a button in it; `null`: none. */
  readonly letterKey: string | null;
  /** A daily message or a digest: its buttons say so. */
  readonly isDaily: boolean;
  /** What was asked: with a button that asks it again aloud. */
  readonly share?: Content | null;
}

export interface RenderedMessage {
  /** What notifications and screen readers say, and all there is where the blocks are refused: mrkdwn, escaped; never empty. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

const MESSAGE: Room = {
  blocks: SLACK_LIMITS.messageBlocks,
  text: SLACK_LIMITS.messageText,
  weight: SLACK_LIMITS.messageWeight,
  bytes: Number.POSITIVE_INFINITY,
};

/** A reply as a message of Slack, within every limit of `SLACK_LIMITS`; never throws on what a person typed. */
export function renderMessage(reply: Reply, { share = null, ...context }: RenderContext): RenderedMessage {
  const drawing = openDrawing({ ...context, hasTables: true });
  const parts = [
    ...titlePart(reply),
    ...replyParts(reply, drawing),
    ...(share === null ? [] : sharePart(share, drawing)),
  ];
  const { words } = drawing;
  const blocks = fitParts(parts, MESSAGE, (left, buttons) => saidPart(words.leftOut(left, buttons)));
  const plain = renderText(reply, context.language, context.timeZone);
  return { text: escapedWithin(plain, SLACK_LIMITS.notification) || words.empty, blocks };
}
