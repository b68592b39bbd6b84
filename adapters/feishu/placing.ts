import { aboutChannel } from '../../src/chat/about-channel.ts';
import type { Content, Incoming } from '../../src/router/messages.ts';
import type { Origin } from './payload.ts';

/** Where something was said, as the core sees it. `isShared`: it is asked again to be said aloud. */
export function placeOf(
  tenant: string,
  from: Origin,
  content: Content,
  isShared: boolean,
): Pick<Incoming, 'place' | 'channel'> {
  if (from.kind === 'menu' || isDirect(from)) return { place: 'dm' };
  const isAloud = from.kind === 'group' || (from.kind === 'press' && from.stands === 'group');
  const place = isAloud || isShared || aboutChannel(content) !== null ? 'channel' : 'dm';
  return { place, channel: { tenant, id: from.chat } };
}

/** In the conversation between one person and us. */
export const isDirect = (from: Origin): boolean =>
  from.kind === 'dm' || from.kind === 'menu' || (from.kind === 'press' && from.stands === 'dm');
