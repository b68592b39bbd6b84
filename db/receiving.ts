import { setImmediate as breathe } from 'node:timers/promises';
import type { Instant } from '../src/domain/records.ts';
import type { Delivery, Inbox } from '../src/ports/queues.ts';
import { StoreError } from '../src/ports/store.ts';
import type { Aside } from './queues.ts';
import type { QueueRows } from './repositories/index.ts';

interface Waiting {
  readonly id: string;
  readonly delivery: Delivery;
  readonly at: Instant;
  readonly settle: (outcome: Promise<boolean>) => void;
}

/** As many as are written in one transaction: whoever came first is not to wait for all who came later. */
const MOST = 64;

/**
 * Takes deliveries in. Those that come at once share a transaction: making one durable costs a disk as much as making a hundred
 * so, and whoever delivers waits for it.
 */
export function createReceiving(aside: Aside, newId: () => string): Inbox['receive'] {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      // Until all that has arrived by now has been read.
      await breathe();
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await write(batch);
    }
    isWriting = false;
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    const written = aside(false, ({ inbox }) => insertAll(batch, inbox, newId));
    const failed = await written.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    // One that cannot be kept takes no others along. Where the database itself is in trouble, each alone would fare no better.
    if (failed !== null && batch.length > 1 && !(failed.error instanceof StoreError)) {
      for (const one of batch) await write([one]);
      return;
    }
    for (const { id, settle } of batch) settle(written.then((fresh) => fresh.has(id)));
  }

  return (delivery, at) =>
    new Promise((resolve) => {
      waiting.push({ id: newId(), delivery, at, settle: resolve });
      if (!isWriting) void writeAll();
    });
}

/** The ids of those that were not here before. */
async function insertAll(
  batch: readonly Waiting[],
  inbox: QueueRows['inbox'],
  newId: () => string,
): Promise<ReadonlySet<string>> {
  const fresh = new Set<string>();
  // In one order, whoever writes: two processes that are given the same deliveries do not wait for each other.
  const inOrder = batch.toSorted((a, b) => (a.delivery.deliveryKey < b.delivery.deliveryKey ? -1 : 1));
  for (const one of inOrder) if (await insertOne(one, inbox, newId)) fresh.add(one.id);
  return fresh;
}

/** Its other names stand as rows of their own with nothing to do, so that the one index refuses each of them. */
async function insertOne(
  { id, delivery, at }: Waiting,
  inbox: QueueRows['inbox'],
  newId: () => string,
): Promise<boolean> {
  const { alsoKnownAs = [], ...itself } = delivery;
  if (!(await inbox.insert(id, itself, at))) return false;
  const written = [id];
  for (const deliveryKey of alsoKnownAs) {
    const name = newId();
    if (!(await inbox.insertName(name, { ...itself, deliveryKey }, at))) {
      for (const one of written) await inbox.withdraw(one);
      return false;
    }
    written.push(name);
  }
  return true;
}
