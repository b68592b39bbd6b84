import type { Instant } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';
import { CHAT_PATIENCE_MS, type ChatPort, NOT_THERE, type Posting, type SendResult } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import type { Claimed, Letter, Outbox, OutboxState, Settlement } from '../ports/queues.ts';
import { AMID_BURST, type Burst } from './burst.ts';
import { createLoop } from './loop.ts';
import { retryAfterMs } from './retry.ts';

/** What a letter says now; `nothing`: it is not worth saying any more. */
export type Compose = (item: Claimed) => Promise<Posting | 'nothing'>;

export interface DeliveryParts {
  readonly outbox: Pick<Outbox, 'claim' | 'settle' | 'tidy'>;
  /** Those that run here. */
  readonly chats: readonly ChatPort[];
  readonly compose: Compose;
  /** What is posted when it will never be known whether an item arrived: a note to the admins. */
  readonly onUnknown: (item: Claimed, at: Instant) => Promise<readonly Letter[]>;
  /** What is posted when a channel's letter found the assistant not there: a note to the admins. */
  readonly onNotThere?: (item: Claimed, at: Instant) => Promise<readonly Letter[]>;
  /** The least time between two messages to one destination, in milliseconds; without one there is none. */
  readonly paceMs?: Readonly<Partial<Record<Platform, number>>>;
  readonly now: () => Instant;
  /** Numbers from 0 up to 1. */
  readonly chance: () => number;
  readonly log: Log;
  /** While much comes in, little goes out: whoever speaks waits to be heard. */
  readonly burst?: Pick<Burst, 'over'>;
}

/** How many items went which way; `pending` are to be tried again, `lost` went to another process meanwhile. */
export type Delivered = Readonly<Partial<Record<OutboxState | 'lost', number>>>;

export interface Delivery {
  /** Sends what is due until nothing more is, and says what became of it. */
  pass(): Promise<Delivered>;
  /** Sends from now on, looking every second. */
  start(): void;
  /** Something was posted here: looks at once. */
  wake(): void;
  /** Takes nothing more in hand, and resolves when what is in hand is settled. */
  stop(): Promise<void>;
}

/** Long enough to look for a message, to compose it and to send it. */
const LEASE_MS = 60_000;
const AT_ONCE = 16;
const IDLE_MS = 1000;
/** The platform's clock and ours differ. */
const CLOCKS_MS = 5 * 60_000;
const TIDY_MS = 3600_000;
/** What was said is kept this long, so that the message can still be changed in place. */
const KEEP_MS = 30 * 24 * 3600_000;

/** Sends the letters of the outbox: each once, as far as the platform lets that be known. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { outbox, chats, paceMs, now, log } = parts;
  let tidied: Instant = Number.NEGATIVE_INFINITY;

  async function sendSome(counts: Map<OutboxState | 'lost', number>, limit = AT_ONCE): Promise<number> {
    let taken = 0;
    for (const chat of chats) {
      const { platform } = chat;
      const pace = paceMs?.[platform] ?? 0;
      const items = await outbox.claim({ platform, limit, now: now(), leaseMs: LEASE_MS, paceMs: pace });
      taken += items.length;
      const results = await Promise.all(items.map((item) => handle(item, chat)));
      for (const result of results) counts.set(result, (counts.get(result) ?? 0) + 1);
    }
    return taken;
  }

  async function handle(item: Claimed, chat: ChatPort): Promise<OutboxState | 'lost'> {
    const settlement = await decide(item, chat, parts);
    const isUnknown = settlement.state === 'unknown';
    if (isUnknown) log.warn('whether a message arrived will never be known', { id: item.id, error: settlement.error });
    if (settlement.state === 'failed') log.warn('a message failed', { id: item.id, error: settlement.error });
    const letters = await notesOn(item, settlement);
    return (await outbox.settle(item, settlement, now(), letters)) ? settlement.state : 'lost';
  }

  async function notesOn(item: Claimed, settlement: Settlement): Promise<readonly Letter[]> {
    if (item.kind === 'notice') return [];
    if (settlement.state === 'unknown') return parts.onUnknown(item, now());
    const isNotThere = settlement.state === 'failed' && settlement.error === NOT_THERE;
    return isNotThere ? ((await parts.onNotThere?.(item, now())) ?? []) : [];
  }

  async function tidy(): Promise<void> {
    if (now() - tidied < TIDY_MS) return;
    tidied = now();
    await outbox.tidy(now() - KEEP_MS);
  }

  const loop = createLoop({
    idleMs: IDLE_MS,
    log,
    async turn() {
      await tidy();
      const isCalm = (await parts.burst?.over()) ?? true;
      return (await sendSome(new Map(), isCalm ? AT_ONCE : AMID_BURST)) > 0;
    },
  });
  return {
    async pass() {
      const counts = new Map<OutboxState | 'lost', number>();
      while ((await sendSome(counts)) > 0);
      return Object.fromEntries(counts);
    },
    ...loop,
  };
}

/** What becomes of an item in hand, the sending included. */
async function decide(item: Claimed, chat: ChatPort, parts: DeliveryParts): Promise<Settlement> {
  const looked = item.doubtAt === null ? undefined : await lookFor(item, item.doubtAt, chat, parts);
  return looked ?? send(item, chat, parts);
}

/** It may have been sent by whoever had it before; undefined when it surely was not. */
async function lookFor(
  item: Claimed,
  since: Instant,
  chat: ChatPort,
  { now, chance }: DeliveryParts,
): Promise<Settlement | undefined> {
  const found = await calmly(() => chat.find(addressOf(item), since - CLOCKS_MS), findThrew);
  switch (found.kind) {
    case 'found':
      return { state: 'sent', sentAs: found.sentAs };
    case 'absent':
      return undefined;
    case 'cannot-tell':
      return { state: 'unknown', error: 'it may have been sent, and the platform cannot tell' };
    case 'retry': {
      if (now() >= item.notAfter) return { state: 'unknown', error: found.error };
      const waitMs = retryAfterMs(item.attempt, chance, found.afterMs);
      return { state: 'pending', notBefore: now() + waitMs, error: found.error, isUnsure: true };
    }
  }
}

async function send(item: Claimed, chat: ChatPort, parts: DeliveryParts): Promise<Settlement> {
  const { now, chance, compose, log } = parts;
  const again = (error: string, afterMs: number, isUnsure: boolean): Settlement => ({
    state: 'pending',
    notBefore: now() + retryAfterMs(item.attempt, chance, afterMs),
    error,
    isUnsure,
  });
  const tooLate: Settlement = { state: 'expired', error: 'not sent in time' };
  if (now() >= item.notAfter) return tooLate;
  const posting = await calmly(
    () => compose(item),
    (error) => {
      log.error('a message could not be composed', { id: item.id, error });
      return undefined;
    },
  );
  if (posting === undefined) return again('it could not be composed', 0, false);
  if (posting === 'nothing') return { state: 'expired', error: 'there was nothing left to say' };
  if (now() >= item.notAfter) return tooLate;
  // Somebody else may take it in hand before this one has arrived.
  if (now() + CHAT_PATIENCE_MS > item.leaseUntil) return again('it took too long to compose', 0, false);
  const result = await calmly(() => chat.send(posting), sendThrew);
  switch (result.kind) {
    case 'sent':
      return { state: 'sent', sentAs: result.sentAs };
    case 'retry':
      return again(result.error, result.afterMs, false);
    case 'unsure':
      return again(result.error, 0, true);
    case 'gone':
      return { state: 'failed', error: result.error };
    case 'refused':
      return { state: 'failed', error: result.code };
  }
}

const addressOf = ({ dedupeKey: key, tenant, destination, payload }: Claimed) => {
  const { route } = (payload ?? {}) as { readonly route?: unknown };
  return { key, tenant, destination, ...(route === undefined ? {} : { route }) };
};

const findThrew = (error: unknown) => ({ kind: 'retry', afterMs: 0, error: textOf(error) }) as const;
const sendThrew = (error: unknown): SendResult => ({ kind: 'unsure', error: textOf(error) });

async function calmly<T, F>(call: () => Promise<T>, onError: (error: unknown) => F): Promise<T | F> {
  try {
    return await call();
  } catch (error) {
    return onError(error);
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
