import { setImmediate as breathe } from 'node:timers/promises';
import type { Instant } from '../src/domain/records.ts';
import type { Delivery, Inbox } from '../src/ports/queues.ts';
import { StoreError } from '../src/ports/store.ts';
import type { Keeping, Kept } from './queues.ts';
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
 * Takes deliveries in. Those that come at once share a transaction, and those that come while it is made durable share the next:
 * this costs a disk as much for one as for a hundred, and whoever delivers waits for it.
 */
export function createReceiving(keeping: Keeping, newId: () => string): Inbox['receive'] {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      // Until all that has arrived by now has been read.
      await breathe();
      const batch = waiting.slice(0, unrelated(waiting));
      waiting = waiting.slice(batch.length);
      await write(batch);
    }
    isWriting = false;
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    const outcome = await keeping(({ inbox }) => insertAll(batch, inbox, newId)).catch((error: unknown) => ({ error }));
    if (!('error' in outcome)) return settleAll(batch, outcome);
    const { error } = outcome;
    // One that cannot be kept takes no others along. Where the database itself is in trouble, each alone would fare no better.
    if (batch.length > 1 && !(error instanceof StoreError)) for (const one of batch) await write([one]);
    else for (const { settle } of batch) settle(Promise.reject(error));
  }

  return (delivery, at) =>
    new Promise((resolve) => {
      waiting.push({ id: newId(), delivery, at, settle: resolve });
      if (!isWriting) void writeAll();
    });
}

/** Those that were here before too: what they repeat may have been written a moment ago. */
async function settleAll(
  batch: readonly Waiting[],
  { value: fresh, durable }: Kept<ReadonlySet<string>>,
): Promise<void> {
  for (const { id, settle } of batch) settle(durable.then(() => fresh.has(id)));
  await durable.catch(() => undefined);
}

/**
 * How many of them come before one that has a name in common with any: whether that is new shows when they are written. Names of
 * different workspaces may be alike; that costs a transaction.
 */
function unrelated(waiting: readonly Waiting[]): number {
  const names = new Set<string>();
  const most = Math.min(waiting.length, MOST);
  for (let at = 0; at < most; at++) {
    const own = namesOf((waiting[at] as Waiting).delivery);
    if (own.some((name) => names.has(name))) return at;
    for (const name of own) names.add(name);
  }
  return most;
}

/** Its key first. */
function namesOf({ deliveryKey, alsoKnownAs = [] }: Delivery): readonly [string, ...string[]] {
  return [deliveryKey, ...new Set(alsoKnownAs.filter((name) => name !== deliveryKey))];
}

interface Name {
  readonly of: Waiting;
  readonly name: string;
  /** The row it stands in: that of the delivery itself, or one of its own with nothing to do. */
  readonly id: string;
}

/** The ids of those that were not here before; the one index of names refuses the others. */
async function insertAll(
  batch: readonly Waiting[],
  inbox: QueueRows['inbox'],
  newId: () => string,
): Promise<ReadonlySet<string>> {
  const names = batch.flatMap((of): Name[] => {
    const [key, ...others] = namesOf(of.delivery);
    return [{ of, name: key, id: of.id }, ...others.map((name) => ({ of, name, id: newId() }))];
  });
  // All in one order, whoever writes: of two processes that are given the same, neither ever waits for what waits for it.
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  const refused = new Set<Waiting>();
  for (const one of names) if (!(await insertOne(one, inbox))) refused.add(one.of);
  // What was refused for one of its names leaves no trace of the others.
  for (const { of, id } of names) if (refused.has(of)) await inbox.withdraw(id);
  return new Set(batch.filter((one) => !refused.has(one)).map(({ id }) => id));
}

const insertOne = ({ of, name, id }: Name, inbox: QueueRows['inbox']): Promise<boolean> => {
  const { alsoKnownAs: _, ...itself } = of.delivery;
  return id === of.id ? inbox.insert(id, itself, of.at) : inbox.insertName(id, { ...itself, deliveryKey: name }, of.at);
};
