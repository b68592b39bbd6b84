import type { Content } from '../../src/router/messages.ts';
import type { Origin } from './payload.ts';
import type { Route } from './route.ts';

/** What is to be known of an answer to say where it goes. */
export interface Going {
  readonly openId: string;
  /** Everybody in the group may hear it. */
  readonly isAloud: boolean;
  /** It takes the place of the card that was pressed: something was written, or a form was handed in. */
  readonly isInPlace: boolean;
  /** To be said aloud there, though it was asked in private. */
  readonly isShared: boolean;
  /** What is asked again when the asker wants to share a private answer; `null`: it is not to be shared. */
  readonly share: Content | null;
}

/** Where an answer goes: back to where the asker spoke, to all only where all may hear it. */
export function routeOf(from: Origin, going: Going): Route {
  switch (from.kind) {
    case 'dm':
      return toChat({ chat: from.chat, stands: 'dm' }, null);
    case 'group': {
      const { chat, message, thread } = from;
      return going.isAloud
        ? { ...toGroup(going, chat, message), inThread: thread !== null }
        : toOne(going, { chat, replyTo: message, note: true });
    }
    case 'press':
      return pressRoute(from, going);
    case 'menu':
      return toOne(going, {});
  }
}

/** Whether the card that was pressed may be replaced by the answer: all who see it may read that. */
export function mayReplace(from: Origin, { isAloud, isInPlace }: Pick<Going, 'isAloud' | 'isInPlace'>): boolean {
  // A daily message stays and is brought up to date by itself.
  return from.kind === 'press' && isInPlace && !from.isDaily && (from.stands !== 'group' || isAloud);
}

function pressRoute(from: Extract<Origin, { readonly kind: 'press' }>, going: Going): Route {
  const { chat, message, stands, isDaily } = from;
  // Where it stands was not told.
  if (chat === '' || message === '') return toOne(going, {});
  if (going.isShared && going.isAloud) return toGroup(going, chat, null);
  // A card only one person sees is replaced while they wait for it, or never.
  if (stands === 'ephemeral') return toOne(going, { chat });
  if (mayReplace(from, going)) return { to: 'replace', message, chat, stands };
  if (stands === 'group')
    return going.isAloud ? toGroup(going, chat, message) : toOne(going, { chat, replyTo: message });
  // To the presser's own conversation, wherever somebody may have forwarded the card to.
  return isDaily ? toChat({ chat, stands }, message) : toOne(going, {});
}

type ToChat = Extract<Route, { readonly to: 'chat' }>;

const toChat = (place: Pick<ToChat, 'chat' | 'stands'>, replyTo: string | null): ToChat => ({
  ...{ to: 'chat', ...place, replyTo },
  inThread: false,
});

const toGroup = ({ openId }: Going, chat: string, replyTo: string | null): ToChat => ({
  ...toChat({ chat, stands: 'group' }, replyTo),
  asker: openId,
});

type ToOne = Extract<Route, { readonly to: 'one' }>;

const toOne = ({ openId, share }: Going, given: Partial<ToOne>): Route => ({
  to: 'one',
  chat: null,
  replyTo: null,
  note: false,
  ...given,
  openId,
  ...(share === null ? {} : { share }),
});
