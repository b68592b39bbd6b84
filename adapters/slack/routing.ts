import type { Content } from '../../src/router/messages.ts';
import { type Origin, originOf } from './payload.ts';
import { isDirect } from './placing.ts';
import type { Route } from './route.ts';

/** What is to be known of an answer to say where it goes. */
export interface Going {
  readonly user: string;
  /** Everybody in the channel may hear it. */
  readonly isAloud: boolean;
  /** Something was written: of a message of ours nothing is left to press. */
  readonly isDone: boolean;
  /** To be said aloud there, though it was asked in private. */
  readonly isShared: boolean;
  /** What is asked again when the asker wants to share a private answer; `null`: it is not to be shared. */
  readonly share: Content | null;
}

/** Where an answer goes: back to where the asker spoke, to all only where all may hear it. */
export function routeOf(from: Origin, going: Going): Route {
  const origin = originOf(from);
  switch (origin.kind) {
    case 'dm':
      return toAll(going, origin.channel, origin.thread);
    case 'mention':
      return going.isAloud
        ? toAll(going, origin.channel, origin.thread ?? origin.ts)
        : toOne(going, { channel: origin.channel, thread: origin.thread });
    case 'press':
      return pressRoute(origin, going);
    case 'command':
      return toOne(going, { channel: origin.channel, responseUrl: origin.responseUrl });
    case 'shortcut':
      return toOne(going, { channel: origin.channel, responseUrl: origin.responseUrl });
    case 'home':
      return toOne(going, {});
  }
}

function pressRoute(origin: Extract<Origin, { readonly kind: 'press' }>, going: Going): Route {
  const { channel, ts, thread, isEphemeral, isDaily, responseUrl } = origin;
  const isHeard = going.isAloud || isDirect(channel);
  if (going.isShared && going.isAloud) return toAll(going, channel, thread);
  // What was written takes the place of what asked for it; a daily message stays and is brought up to date by itself.
  const replaces = going.isDone && !isDaily;
  if (isEphemeral) return toOne(going, { channel, thread, responseUrl, replacesOriginal: replaces });
  if (!isHeard) return toOne(going, { channel, thread, responseUrl });
  if (replaces) return { to: 'replace', channel, ts, asker: going.user };
  const isBeneath = isDaily || !isDirect(channel);
  return toAll(going, channel, isBeneath ? (thread ?? ts) : thread);
}

const toAll = ({ user }: Going, channel: string, thread: string | null): Route => ({
  to: 'all',
  channel,
  thread,
  asker: user,
});

type ToOne = Extract<Route, { readonly to: 'one' }>;

const toOne = ({ user, share }: Going, given: Partial<ToOne>): Route => ({
  to: 'one',
  channel: null,
  thread: null,
  responseUrl: null,
  replacesOriginal: false,
  ...given,
  user,
  ...(share === null ? {} : { share }),
});
