import type { KnownBlock } from '@slack/types';
import type { Posting } from '../../src/ports/chat.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Content } from '../../src/router/messages.ts';
import { renderMessage } from './render.ts';

/** What a message says; without blocks the text is all there is. */
export interface MessageContent {
  readonly text: string;
  readonly blocks?: KnownBlock[];
}

/** A posting in Slack's own look; `share`: what its reader may ask again aloud. */
export function toMessage({ reply, key, language, timeZone }: Posting, share: Content | null): MessageContent {
  return renderMessage(reply, { language, timeZone, letterKey: key, isDaily: isDaily(key) || isList(reply), share });
}

/** The same in words alone, for when Slack does not take the blocks: its text says all the blocks do. */
export const toPlainMessage = (posting: Posting): MessageContent => ({ text: toMessage(posting, null).text });

/** Letters that are brought up to date in their own place, told by how their keys begin. */
/** One of many things to do is done: the others are still to be seen, so the message stays as a daily one does. */
const isList = ({ blocks }: Reply): boolean => blocks.filter(({ kind }) => kind === 'buttons').length >= LIST_BLOCKS;
const LIST_BLOCKS = 2;

const isDaily = (key: string): boolean => /^(nudges|urgent|digest)\//.test(key);
