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
  /** Deliveries of one conversation are worked on one after another, in the order received. */
  readonly conversation: string;
  /** All that is needed to work on it; plain JSON. */
  readonly payload: unknown;
}

export interface InboxItem extends Delivery {
  readonly id: string;
  /** From 1; above it the process that worked on it before is gone. */
  readonly attempt: number;
  readonly receivedAt: Instant;
}

export interface Inbox {
  /** Durable when it returns. `false`: it was here before. */
  receive(delivery: Delivery, at: Instant): Promise<boolean>;
  /** The next items that may be worked on, one a conversation, leased until then. */
  claim(limit: number, now: Instant, leaseMs: number): Promise<readonly InboxItem[]>;
  /** Ends the work on an item and empties its payload; `error`: it failed for good. Does nothing when the lease went to another. */
  settle(item: InboxItem, outcome: { readonly error: string | null }, at: Instant): Promise<boolean>;
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
  readonly sentAs: string | null;
  readonly error: string | null;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
}

/** An item in hand. `isStale`: whoever had it before may have sent it. */
export interface Claimed extends OutboxItem {
  readonly isStale: boolean;
}

export type Settlement =
  | { readonly state: 'sent'; readonly sentAs: string | null }
  | { readonly state: 'pending'; readonly notBefore: Instant; readonly error: string }
  | { readonly state: 'failed' | 'unknown' | 'expired'; readonly error: string };

export interface Outbox {
  /**
   * Items that are due, and those whose lease ran out, each leased; at most one a destination, and none to a destination that
   * was written to less than `paceMs` ago. What is past its `notAfter` is expired on the way and not returned.
   */
  claim(options: ClaimOptions): Promise<readonly Claimed[]>;
  /** Ends or postpones an item in hand. `false`: the lease went to another meanwhile, nothing was changed. */
  settle(item: Claimed, settlement: Settlement, at: Instant): Promise<boolean>;
  byKey(dedupeKey: string): Promise<OutboxItem | undefined>;
  /** Newest first. */
  ofMember(memberId: string, limit: number): Promise<readonly OutboxItem[]>;
  /** Of those states, newest first. */
  inStates(states: readonly OutboxState[], limit: number): Promise<readonly OutboxItem[]>;
  figures(now: Instant): Promise<OutboxFigures>;
}

export interface ClaimOptions {
  readonly limit: number;
  readonly now: Instant;
  readonly leaseMs: number;
  readonly paceMs: number;
  /** Only these platforms: those whose adapter runs here. */
  readonly platforms: readonly Platform[];
}

export interface OutboxFigures {
  readonly states: Readonly<Record<OutboxState, number>>;
  /** Tries beyond the first. */
  readonly retried: number;
  /** How long the oldest due one waits, in milliseconds. */
  readonly lagMs: number;
}
