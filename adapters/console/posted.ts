import type { Instant } from '../../src/domain/records.ts';
import { type Conversations, channelPlace, dmOf, type Message, type Place } from '../../src/ports/conversations.ts';
import type { Log } from '../../src/ports/log.ts';

/** That a place has something new, or something that reads differently now; never what. */
export interface PostedNews {
  readonly place: Place;
  readonly message: Pick<Message, 'id' | 'position' | 'byId'>;
}

export interface Posted {
  /** Tells a member of what is posted in their own conversation and in channels. Returns what ends it. */
  listen(memberId: string, tell: (news: PostedNews) => void): () => void;
  /** Something was posted here; what other processes post is found within seconds. */
  look(): void;
  close(): void;
}

/** How often the book is asked while somebody listens, for what other processes post. */
const POLL_MS = 2000;
/** Clocks of two processes differ, and a message is there a moment after the instant it carries. */
const BACK_MS = 60_000;
const MOST = 500;

/** What is new in the console's conversations, for whoever has the page open. */
export function createPosted(conversations: Conversations, now: () => Instant, log: Log): Posted {
  const listeners = new Set<{ readonly memberId: string; readonly tell: (news: PostedNews) => void }>();
  /** Told of lately, by when they were last changed. */
  let told = new Map<string, Instant>();
  let since = now();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function tellNews(): Promise<void> {
    const from = since - BACK_MS;
    since = now();
    const own = new Set([...listeners].map(({ memberId }) => dmOf(memberId)));
    const channels = (await conversations.channels()).map(({ id }) => channelPlace(id));
    const recent = await conversations.changedSince([...own, ...channels], from, MOST);
    const fresh = recent.filter(({ id, updatedAt }) => told.get(id) !== updatedAt);
    told = new Map(recent.map(({ id, updatedAt }) => [id, updatedAt]));
    for (const message of fresh) {
      for (const { memberId, tell } of listeners) {
        if (!message.place.startsWith('dm:') || message.place === dmOf(memberId))
          tell({ place: message.place, message });
      }
    }
  }

  const look = (): void => {
    if (listeners.size === 0) return;
    looking = looking.then(tellNews).catch((error: unknown) => log.warn('messages could not be told', { error }));
  };

  return {
    listen(memberId, tell) {
      const listener = { memberId, tell };
      listeners.add(listener);
      if (listeners.size === 1) {
        since = now();
        timer = setInterval(look, POLL_MS).unref();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
    look,
    close() {
      listeners.clear();
      clearInterval(timer);
    },
  };
}
