import type { Instant } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';

/** What came in and is to be worked on once; what is to be said and is said once. Both outlive a crash. */

export const INBOX_STATES = ['pending', 'working', 'done', 'failed'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

/** A delivery of a platform, recorded before it is acknowledged. */
export interface Delivery {
  readonly platform: Platform;
  readonly tenant: string;
  /** How the platform names this delivery: one that comes again has the same. */
  readonly deliveryKey: string;
  /** Further names of the same: what came under any of them, or under its key, is here already. */
  readonly alsoKnownAs?: readonly string[];
  /** Deliveries of one conversation are worked on one after another, in the order received. */
  readonly conversation: string;
  /** All that is needed to work on it; plain JSON. */
  readonly payload: unknown;
}

export interface InboxItem extends Delivery {
  readonly id: string;
  /** From 1; above it the process that worked on it before is gone, or slow. */
  readonly attempt: number;
  readonly receivedAt: Instant;
}

/** How the work on an item ended. */
export interface Worked {
  /** It failed for good. */
  readonly error: string | null;
  /** Kept for a while for whoever delivers it again; plain JSON. */
  readonly answer: unknown;
  /** Posted in the same transaction, so that it is said once. */
  readonly letters: readonly Letter[];
}

/** What became of a delivery. */
export interface Received {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly state: InboxState;
  readonly answer: unknown;
  readonly error: string | null;
}

export interface Inbox {
  /** Durable when it returns. `false`: it was here before. */
  receive(delivery: Delivery, at: Instant): Promise<boolean>;
  /**
   * As `receive`, for a door that waits for the answer: leased at once where nothing of its conversation is unfinished. One that
   * failed before is begun again. `isNew: false`: it was here before, and did not fail; `item` is then null.
   */
  take(
    delivery: Delivery,
    at: Instant,
    leaseMs: number,
  ): Promise<{ readonly isNew: boolean; readonly item: InboxItem | null }>;
  /** The next items of a platform that may be worked on, one a conversation, each leased: twice as long with each attempt. */
  claim(options: Omit<ClaimOptions, 'paceMs'>): Promise<readonly InboxItem[]>;
  /** Holds an item longer than it is held already. `false`: it went to another meanwhile. */
  renew(item: InboxItem, now: Instant, leaseMs: number): Promise<boolean>;
  /** Ends the work on an item and empties its payload. `false`: it went to another meanwhile; nothing was changed or posted. */
  settle(item: InboxItem, worked: Worked, at: Instant): Promise<boolean>;
  /**
   * Forgets a delivery nobody has begun to work on, as if it had never come; `item`: as `take` handed it out, if it did. `false`: it is
   * somebody else's by now, or was worked on, be it that it failed and came again.
   */
  takeBack(delivery: Pick<Delivery, 'platform' | 'tenant' | 'deliveryKey'>, item: InboxItem | null): Promise<boolean>;
  find(delivery: Pick<Delivery, 'platform' | 'tenant' | 'deliveryKey'>): Promise<Received | undefined>;
  /** Empties answers of items settled before the first instant, and forgets items settled before the second. */
  tidy(answersBefore: Instant, itemsBefore: Instant): Promise<void>;
  figures(now: Instant): Promise<InboxFigures>;
}

export interface InboxFigures {
  readonly states: Readonly<Record<InboxState, number>>;
  /** How long the oldest unsettled one waits, in milliseconds. */
  readonly lagMs: number;
}

export const OUTBOX_STATES = ['pending', 'sending', 'sent', 'failed', 'unknown', 'expired'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** `nudges`: a member's daily message; `urgent`: one that cannot wait for it; `digest`: a channel's; `reply`: an answer; `notice`: to an admin. */
export const OUTBOX_KINDS = ['nudges', 'urgent', 'digest', 'reply', 'notice'] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

export interface Letter {
  /** Said once under this key, whoever plans it and however often. */
  readonly dedupeKey: string;
  readonly kind: OutboxKind;
  readonly platform: Platform;
  readonly tenant: string;
  /** `dm:MEMBER` or `channel:CHANNEL`. */
  readonly destination: string;
  readonly memberId: string | null;
  /** What to say, or enough to find it again; plain JSON. */
  readonly payload: unknown;
  readonly notBefore: Instant;
  /** From then on it is not worth saying any more. */
  readonly notAfter: Instant;
}

export interface OutboxItem extends Letter {
  readonly id: string;
  readonly state: OutboxState;
  /** How often it was tried, this time included. */
  readonly attempt: number;
  /** Since when it may have been sent without our knowing; `null`: it was not. */
  readonly doubtAt: Instant | null;
  readonly sentAs: string | null;
  readonly error: string | null;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}

/** An item in hand, until its lease runs out. */
export interface Claimed extends OutboxItem {
  readonly leaseUntil: Instant;
}

export type Settlement =
  | { readonly state: 'sent'; readonly sentAs: string | null }
  /** To be tried again. `isUnsure`: it may have been sent by now; else it surely was not. */
  | { readonly state: 'pending'; readonly notBefore: Instant; readonly error: string; readonly isUnsure: boolean }
  | { readonly state: 'failed' | 'unknown' | 'expired'; readonly error: string };

export interface Outbox {
  /**
   * Items that are due, and those whose lease ran out, each leased; at most one a destination, and none to a destination that
   * was written to less than `paceMs` ago. What is past its `notAfter` and surely was not sent is expired on the way and not
   * returned.
   */
  claim(options: ClaimOptions): Promise<readonly Claimed[]>;
  /**
   * Ends or postpones an item in hand, and posts what is to be said because of that in the same transaction. `false`: the lease
   * went to another meanwhile, nothing was changed or posted.
   */
  settle(item: Claimed, settlement: Settlement, at: Instant, letters?: readonly Letter[]): Promise<boolean>;
  /**
   * What was said in another way meanwhile is not to be sent any more; `sentAs`: the message it stands in. `false`: somebody has it in
   * hand, or it is settled. It may not be on the disk yet when this returns: a power cut has it sent after all.
   */
  said(dedupeKey: string, sentAs: string | null, at: Instant): Promise<boolean>;
  byKey(dedupeKey: string): Promise<OutboxItem | undefined>;
  /** What was said in a destination since that moment, the latest first, of much only that. */
  saidIn(
    where: Pick<Letter, 'platform' | 'tenant' | 'destination'>,
    since: Instant,
    limit: number,
  ): Promise<readonly OutboxItem[]>;
  /** Newest first. */
  ofMember(memberId: string, limit: number): Promise<readonly OutboxItem[]>;
  /** Of those states, newest first. */
  inStates(states: readonly OutboxState[], limit: number): Promise<readonly OutboxItem[]>;
  /** Empties what was said before that instant; that it was said stays. */
  tidy(payloadsBefore: Instant): Promise<void>;
  figures(now: Instant): Promise<OutboxFigures>;
}

export interface ClaimOptions {
  readonly platform: Platform;
  readonly limit: number;
  readonly now: Instant;
  readonly leaseMs: number;
  readonly paceMs: number;
}

export interface OutboxFigures {
  readonly states: Readonly<Record<OutboxState, number>>;
  /** Tries beyond the first. */
  readonly retried: number;
  /** How long the oldest due one waits, in milliseconds. */
  readonly lagMs: number;
}
