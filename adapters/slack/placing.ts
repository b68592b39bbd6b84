import { aboutChannel } from '../../src/chat/about-channel.ts';
import type { Content, Incoming } from '../../src/router/messages.ts';
import { type Origin, originOf } from './payload.ts';

/** Where something was said, as the core sees it. `isShared`: it is asked again to be said aloud. */
export function placeOf(
  team: string,
  from: Origin,
  content: Content,
  isShared: boolean,
): Pick<Incoming, 'place' | 'channel'> {
  const origin = originOf(from);
  if (origin.kind === 'home' || origin.channel === null || isDirect(origin.channel)) return { place: 'dm' };
  const channel = { tenant: team, id: origin.channel };
  const isAloud = origin.kind === 'mention' || (origin.kind === 'press' && !origin.isEphemeral);
  const place = isAloud || isShared || aboutChannel(content) !== null ? 'channel' : 'dm';
  return { place, channel };
}

/** Direct conversations, between whomever. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');
