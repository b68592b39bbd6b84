import type { Platform } from '../../src/domain/vocabulary.ts';
import type { Spoken } from '../../src/ports/conversations.ts';
import type { InboxState, OutboxKind, OutboxState } from '../../src/ports/queues.ts';
import type { Kit } from '../kit.ts';

/**
 * What came in and is still to be worked on, what is still to be said, the console's own conversations, and who asked to be known.
 * None of it travels.
 */
export function defineQueues(k: Kit) {
  const inbox = k.table(
    'inbox',
    {
      id: k.text('id').primaryKey(),
      platform: k.text('platform').$type<Platform>().notNull(),
      tenant: k.text('tenant').notNull(),
      /** How the platform names this delivery; a second one of the same name is the same. */
      deliveryKey: k.text('delivery_key').notNull(),
      /** What is worked on in order, one after another. */
      conversation: k.text('conversation').notNull(),
      /** Emptied once it was worked on. */
      payload: k.json('payload'),
      /** What was answered, kept for a while for whoever asks again. */
      answer: k.json('answer'),
      state: k.text('state').$type<InboxState>().notNull(),
      attempt: k.integer('attempt').notNull(),
      leaseUntil: k.instant('lease_until'),
      error: k.text('error'),
      receivedAt: k.instant('received_at').notNull(),
      settledAt: k.instant('settled_at'),
    },
    (t) => [
      k.uniqueIndex('inbox_delivery').on(t.platform, t.tenant, t.deliveryKey),
      // What is unfinished is found by this alone: there is ever so much more that is done.
      k.index('inbox_unfinished').on(t.state, t.platform, t.tenant, t.conversation, t.id),
      k.index('inbox_settled').on(t.settledAt),
    ],
  );

  const outbox = k.table(
    'outbox',
    {
      id: k.text('id').primaryKey(),
      /** What is said once; kept after sending. */
      dedupeKey: k.text('dedupe_key').notNull(),
      kind: k.text('kind').$type<OutboxKind>().notNull(),
      platform: k.text('platform').$type<Platform>().notNull(),
      tenant: k.text('tenant').notNull(),
      /** Whoever or whichever channel it goes to, as the platform names it. */
      destination: k.text('destination').notNull(),
      memberId: k.text('member_id'),
      /** What to say, or enough to find it; emptied when it will never be said, or was said long ago. */
      payload: k.json('payload'),
      state: k.text('state').$type<OutboxState>().notNull(),
      attempt: k.integer('attempt').notNull(),
      notBefore: k.instant('not_before').notNull(),
      notAfter: k.instant('not_after').notNull(),
      leaseUntil: k.instant('lease_until'),
      /** When it was last taken in hand: by this the pace of a destination holds over restarts and copies. */
      triedAt: k.instant('tried_at'),
      /** Since when it may have been sent without our knowing. */
      doubtAt: k.instant('doubt_at'),
      /** The message, as the platform names it. */
      sentAs: k.text('sent_as'),
      error: k.text('error'),
      createdAt: k.instant('created_at').notNull(),
      settledAt: k.instant('settled_at'),
    },
    (t) => [
      k.uniqueIndex('outbox_dedupe_key').on(t.dedupeKey),
      k.index('outbox_unsent').on(t.state, t.platform, t.tenant, t.destination, t.notBefore),
      k.index('outbox_destination').on(t.platform, t.tenant, t.destination, t.triedAt),
      k.index('outbox_member').on(t.memberId, t.createdAt),
    ],
  );

  const consoleChannels = k.table(
    'console_channels',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      foldedKey: k.text('folded_key').notNull(),
      createdById: k.text('created_by_id'),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.uniqueIndex('console_channels_name').on(t.foldedKey)],
  );

  /** What was said unasked in the console, so that it is there when somebody looks. */
  const consoleMessages = k.table(
    'console_messages',
    {
      id: k.text('id').primaryKey(),
      /** `dm:MEMBER` or `channel:CHANNEL`. */
      place: k.text('place').notNull(),
      /** From 1 in each place, without gaps. */
      position: k.integer('position').notNull(),
      /** The key under which it was sent; a second one of the same key is the same. */
      sendKey: k.text('send_key').notNull(),
      spoken: k.json('spoken').$type<Spoken>().notNull(),
      postedAt: k.instant('posted_at').notNull(),
      updatedAt: k.instant('updated_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('console_messages_key').on(t.place, t.sendKey),
      k.uniqueIndex('console_messages_place').on(t.place, t.position),
      k.index('console_messages_updated').on(t.place, t.updatedAt),
    ],
  );

  /** How far each member has read in each place. */
  const consoleReads = k.table(
    'console_reads',
    {
      memberId: k.text('member_id').notNull(),
      place: k.text('place').notNull(),
      position: k.integer('position').notNull(),
      readAt: k.instant('read_at').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.memberId, t.place] })],
  );

  const linkRequests = k.table(
    'link_requests',
    {
      codeHash: k.text('code_hash').primaryKey(),
      platform: k.text('platform').$type<Platform>().notNull(),
      tenant: k.text('tenant').notNull(),
      externalId: k.text('external_id').notNull(),
      name: k.text('name').notNull(),
      expiresAt: k.instant('expires_at').notNull(),
    },
    (t) => [k.uniqueIndex('link_requests_account').on(t.platform, t.tenant, t.externalId)],
  );

  return { inbox, outbox, consoleChannels, consoleMessages, consoleReads, linkRequests };
}
