import type { Posting } from '../ports/chat.ts';

/**
 * Whether a message stays as it is when something in it is pressed: a daily message or a digest, which is brought up to date by
 * itself, and one with many things to do, of which the others are still to be seen.
 */
export const stays = ({ key, reply }: Pick<Posting, 'key' | 'reply'>): boolean =>
  /^(nudges|urgent|digest)\//.test(key) || reply.blocks.filter(({ kind }) => kind === 'buttons').length >= LIST_BLOCKS;

const LIST_BLOCKS = 2;
