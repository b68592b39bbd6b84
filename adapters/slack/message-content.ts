import type { KnownBlock } from '@slack/types';
import { stays } from '../../src/chat/stays.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Content } from '../../src/router/messages.ts';
import { renderMessage } from './render.ts';

/** What a message says; without blocks the text is all there is. */
export interface MessageContent {
  readonly text: string;
  readonly blocks?: KnownBlock[];
}

/** A posting in Slack's own look; `share`: what its reader may ask again aloud. */
export function toMessage({ reply, key, language, timeZone }: Posting, share: Content | null): MessageContent {
  return renderMessage(reply, { language, timeZone, letterKey: key, isDaily: stays({ key, reply }), share });
}

/** The same in words alone, for when Slack does not take the blocks: its text says all the blocks do. */
export const toPlainMessage = (posting: Posting): MessageContent => ({ text: toMessage(posting, null).text });
