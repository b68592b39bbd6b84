import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../domain/records.ts';
import type { Platform } from '../domain/vocabulary.ts';
import type { Log } from '../ports/log.ts';
import type { Delivery, Inbox, InboxItem, Letter, Received } from '../ports/queues.ts';
import { AMID_BURST, type Burst, createBurst } from './burst.ts';
import { createLoop } from './loop.ts';

/**
 * Works on one item: understands it, acts, and says what to answer. It may be called again for the same item, after a crash or
 * by another process, and must then act no second time (`Incoming.inboxId`). What it throws, another try may mend.
 */
export type Work = (item: InboxItem) => Promise<Answered>;

export interface Answered {
  /** For the door that waits, and for whoever delivers the same again; plain JSON. */
  readonly answer: unknown;
  /** For doors that do not wait: said once, however often the item is worked on. */
  readonly letters?: readonly Letter[];
}

export type Asked =
  | { readonly kind: 'answered'; readonly answer: unknown }
  /** It failed; delivered again, it is tried again. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** It is recorded, but still waits for what came before it, or is not settled yet. */
  | { readonly kind: 'later' };

/** Whoever waits for an answer. */
export interface Asker {
  /** It is durable. `false`: they were told that it was not kept, so it is taken back. */
  kept(): boolean;
  /** Whether they still wait: what fails then is theirs to try again, else it is tried again as everything that was accepted. */
  isThere(): boolean;
}

export interface IntakeParts {
  readonly inbox: Inbox;
  readonly now: () => Instant;
  readonly log: Log;
  /** Of a process that died, everything waits this long; in milliseconds. */
  readonly leaseMs?: number;
  /** How long a door waits for what came before, in milliseconds. */
  readonly patienceMs?: number;
  /** Letters were posted. */
  readonly onPosted?: () => void;
  /** By which others know that much comes in. */
  readonly burst?: Burst;
}

export interface Intake {
  /** From now on this works on what comes from a platform. */
  serve(platform: Platform, work: Work): void;
  /** Durable when it returns, and worked on soon. `false`: it was here before. */
  accept(delivery: Delivery): Promise<boolean>;
  /**
   * Durable before it is worked on, at once; one that comes again is given the first answer. Without an `asker`, somebody waits as long
   * as it takes.
   */
  ask(delivery: Delivery, asker?: Asker): Promise<Asked>;
  /** Works on all there is now, whatever a crash left behind included once its lease ran out. */
  drain(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

const LEASE_MS = 15_000;
const PATIENCE_MS = 40_000;
const AT_ONCE = 8;
/** What comes in waits for each of them. */
const IDLE_MS = 1000;
const POLL_MS = 50;
/**
 * An item that ends the process each time is given up after so many attempts, but not before so long, as what was acknowledged is not
 * to be lost in a night of restarts, or while somebody mends a token. Leases grow longer, so that meanwhile little comes of it.
 */
const MOST_ATTEMPTS = 20;
const LEAST_MS = 48 * 3600_000;
/** From here on the operator is told which item it may be. */
const DOUBTFUL_ATTEMPTS = 3;
const TIDY_MS = 3600_000;
const ANSWERS_MS = 24 * 3600_000;
const ITEMS_MS = 90 * 24 * 3600_000;

const STAYS: Asker = { kept: () => true, isThere: () => true };

/** The worker of the inbox. */
export function createIntake(parts: IntakeParts): Intake {
  const { inbox, now, log, leaseMs = LEASE_MS, patienceMs = PATIENCE_MS } = parts;
  const workers = new Map<Platform, Work>();
  const { burst = createBurst() } = parts;
  let tidied: Instant = Number.NEGATIVE_INFINITY;

  const workOf = (platform: Platform): Work => {
    const work = workers.get(platform);
    if (!work) throw new Error(`Nothing here works on what comes from ${platform}.`);
    return work;
  };

  async function workOn(item: InboxItem, isWaitedFor: () => boolean): Promise<Asked> {
    if (item.attempt > DOUBTFUL_ATTEMPTS) {
      const { id, attempt } = item;
      log.warn('a message is worked on again: processes ended or were slow while they did', { id, attempt });
    }
    const renewal = setInterval(() => {
      inbox.renew(item, now(), leaseMs).catch((error: unknown) => log.warn('a lease could not be renewed', { error }));
    }, leaseMs / 3).unref();
    let isDone = false;
    try {
      const { answer, letters = [] } = await workOf(item.platform)(item);
      isDone = true;
      await inbox.settle(item, { error: null, answer, letters }, now());
      if (letters.length > 0) parts.onPosted?.();
      return { kind: 'answered', answer };
    } catch (error) {
      log.error('a message could not be worked on', { id: item.id, attempt: item.attempt, error });
      // What it changed stands: not to be told as failed. Another try, when its lease runs out, finds it done and answers.
      if (isDone) return { kind: 'later' };
      // Whoever waits is told and may ask again; what nobody waits for is tried again when its lease runs out.
      if (isWaitedFor()) await giveUp(item, error);
      return { kind: 'failed', error };
    } finally {
      clearInterval(renewal);
    }
  }

  /** One after another into the first of the work, so that what comes in meanwhile is received in between. */
  async function workInTurn(item: InboxItem, place: number): Promise<void> {
    for (let before = 0; before < place; before++) await breathe();
    await burst.over();
    const isHopeless = item.attempt > MOST_ATTEMPTS && now() - item.receivedAt > LEAST_MS;
    if (isHopeless) await giveUp(item, 'given up after several attempts');
    else await workOn(item, () => false);
  }

  async function giveUp(item: InboxItem, error: unknown): Promise<void> {
    const text = error instanceof Error ? error.message : String(error);
    const worked = { error: text, answer: null, letters: [] };
    await inbox
      .settle(item, worked, now())
      .catch((fault: unknown) => log.warn('an item stays leased', { error: fault }));
  }

  async function workOnSome(limit = AT_ONCE): Promise<number> {
    let taken = 0;
    for (const platform of workers.keys()) {
      const items = await inbox.claim({ platform, limit, now: now(), leaseMs });
      taken += items.length;
      await Promise.all(items.map((item, place) => workInTurn(item, place)));
    }
    return taken;
  }

  /** What was delivered before, or waits for something that was. */
  async function awaitAnswer(delivery: Delivery): Promise<Asked> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      const found = await inbox.find(delivery);
      if (found === undefined || found.state === 'failed')
        return { kind: 'failed', error: found?.error ?? 'forgotten' };
      if (found.state === 'done')
        return { kind: 'answered', answer: found.answer ?? (await answerAnew(delivery, found)) };
      if ((await workOnSome()) === 0) await pause(POLL_MS);
    }
    return { kind: 'later' };
  }

  /** The answer was forgotten since. Working on it once more acts no second time. */
  async function answerAnew(delivery: Delivery, { id, receivedAt }: Received): Promise<unknown> {
    return (await workOf(delivery.platform)({ ...delivery, id, receivedAt, attempt: 2 })).answer;
  }

  async function tidy(): Promise<void> {
    if (now() - tidied < TIDY_MS) return;
    tidied = now();
    await inbox.tidy(now() - ANSWERS_MS, now() - ITEMS_MS);
  }

  const loop = createLoop({
    idleMs: IDLE_MS,
    log,
    async turn() {
      await tidy();
      const isOver = await burst.over();
      return (await workOnSome(isOver ? AT_ONCE : AMID_BURST)) > 0;
    },
  });
  return {
    serve(platform, work) {
      workers.set(platform, work);
    },
    async accept(delivery) {
      const isNew = await burst.during(inbox.receive(delivery, now()));
      if (isNew) loop.wake();
      return isNew;
    },
    async ask(delivery, asker = STAYS) {
      const { isNew, item } = await inbox.take(delivery, now(), leaseMs);
      if (!asker.kept() && isNew)
        return (await inbox.takeBack(delivery, item)) ? { kind: 'failed', error: 'taken back' } : { kind: 'later' };
      return item ? workOn(item, asker.isThere) : awaitAnswer(delivery);
    },
    async drain() {
      let worked = 0;
      for (let some = await workOnSome(); some > 0; some = await workOnSome()) worked += some;
      return worked;
    },
    start: loop.start,
    stop: loop.stop,
  };
}
