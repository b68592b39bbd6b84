import type { Conversations } from '../src/ports/conversations.ts';
import type { LinkRequests } from '../src/ports/link-requests.ts';
import type { Inbox, Outbox } from '../src/ports/queues.ts';
import { createReceiving } from './receiving.ts';
import type { QueueRows } from './repositories/index.ts';

/** Runs short work on the queues in a transaction. `isAlone`: one such at a time among all processes. */
export type Aside = <T>(isAlone: boolean, work: (rows: QueueRows) => Promise<T>) => Promise<T>;

/** Runs short work on the queues in a transaction, which is committed when this resolves, and durable a little later. */
export type Keeping = <T>(work: (rows: QueueRows) => Promise<T>) => Promise<Kept<T>>;

export interface Kept<T> {
  readonly value: T;
  readonly durable: Promise<void>;
}

/** The queues over their rows. `reading` sees committed rows only. */
export function createQueues(
  aside: Aside,
  keeping: Keeping,
  reading: QueueRows,
  newId: () => string,
): {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly conversations: Conversations;
  readonly linkRequests: LinkRequests;
} {
  return {
    inbox: {
      receive: createReceiving(keeping, newId),
      take: (delivery, at, leaseMs) =>
        aside(true, async ({ inbox }) => {
          const fresh = newId();
          const id = (await inbox.insert(fresh, delivery, at)) ? fresh : await inbox.reopen(delivery);
          if (id === undefined) return { isNew: false, item: null };
          return { isNew: true, item: (await inbox.begin(id, at, leaseMs)) ?? null };
        }),
      claim: (options) => aside(true, ({ inbox }) => inbox.claim(options)),
      renew: (item, now, leaseMs) => aside(false, ({ inbox }) => inbox.renew(item, now + leaseMs)),
      settle: (item, worked, at) =>
        aside(false, async ({ inbox, outbox }) => {
          if (!(await inbox.settle(item, worked, at))) return false;
          for (const letter of worked.letters) await outbox.insert(newId(), letter, at);
          return true;
        }),
      takeBack: (delivery, item) => aside(false, ({ inbox }) => inbox.takeBack(delivery, item)),
      find: (delivery) => reading.inbox.find(delivery),
      tidy: (answersBefore, itemsBefore) => aside(false, ({ inbox }) => inbox.tidy(answersBefore, itemsBefore)),
      figures: (now) => reading.inbox.figures(now),
    },
    outbox: {
      claim: (options) => aside(true, ({ outbox }) => outbox.claim(options)),
      settle: (item, settlement, at, letters = []) =>
        aside(false, async ({ outbox }) => {
          if (!(await outbox.settle(item, settlement, at))) return false;
          for (const letter of letters) await outbox.insert(newId(), letter, at);
          return true;
        }),
      async said(key, sentAs, at) {
        const { value, durable } = await keeping(({ outbox }) => outbox.said(key, sentAs, at));
        // Whether or not it stays: said once more is better than waited for.
        durable.catch(() => undefined);
        return value;
      },
      byKey: (key) => reading.outbox.byKey(key),
      saidIn: (where, since, limit) => reading.outbox.saidIn(where, since, limit),
      ofMember: (memberId, limit) => reading.outbox.ofMember(memberId, limit),
      inStates: (states, limit) => reading.outbox.inStates(states, limit),
      tidy: (before) => aside(false, ({ outbox }) => outbox.tidy(before)),
      figures: (now) => reading.outbox.figures(now),
    },
    conversations: {
      channels: () => reading.conversations.channels(),
      addChannel: (channel) => aside(true, ({ conversations }) => conversations.addChannel(channel)),
      renameChannel: (id, name) => aside(true, ({ conversations }) => conversations.renameChannel(id, name)),
      removeChannel: (id) => aside(true, ({ conversations }) => conversations.removeChannel(id)),
      post: (place, key, spoken, at) =>
        aside(true, ({ conversations }) => conversations.post(newId(), place, key, spoken, at)),
      replace: (id, spoken, at) => aside(false, ({ conversations }) => conversations.replace(id, spoken, at)),
      byKey: (place, key) => reading.conversations.byKey(place, key),
      latest: (place, limit, before) => reading.conversations.latest(place, limit, before),
      after: (place, position, limit) => reading.conversations.after(place, position, limit),
      changedSince: (places, at, limit) => reading.conversations.changedSince(places, at, limit),
      unread: (memberId, places) => reading.conversations.unread(memberId, places),
      markRead: (memberId, place, position, at) =>
        aside(false, ({ conversations }) => conversations.markRead(memberId, place, position, at)),
    },
    linkRequests: {
      keep: (codeHash, request, now) => aside(true, ({ linkRequests }) => linkRequests.keep(codeHash, request, now)),
      find: (codeHash, now) => reading.linkRequests.find(codeHash, now),
      forget: (codeHash) => aside(false, ({ linkRequests }) => linkRequests.forget(codeHash)),
    },
  };
}
