/** A process of its own for the tests of the queues: `queues.child.ts URL`. Takes and settles all there is, and says when it had what. */
import { setTimeout as pause } from 'node:timers/promises';
import { openFresh } from './store.opening.ts';

const store = await openFresh(process.argv[2] ?? '');
const { inbox, outbox } = store;
const LEASE_MS = 120_000;
/** A moment between taking and settling, so that others would get a chance to take the same. */
const work = (): Promise<void> => pause(Math.random() * 4);
const say = (queue: string, lane: string, key: string, from: number): void =>
  console.log(JSON.stringify({ queue, lane, key, from, to: Date.now() }));

async function sendSome(): Promise<number> {
  const now = Date.now();
  const items = await outbox.claim({ platform: 'console', limit: 3, now, leaseMs: LEASE_MS, paceMs: 0 });
  await Promise.all(
    items.map(async (item) => {
      const from = Date.now();
      await work();
      say('outbox', item.destination, item.dedupeKey, from);
      if (!(await outbox.settle(item, { state: 'sent', sentAs: null }, Date.now()))) say('outbox', '', 'lost', from);
    }),
  );
  return items.length;
}

async function workOnSome(): Promise<number> {
  const items = await inbox.claim({ platform: 'console', limit: 3, now: Date.now(), leaseMs: LEASE_MS });
  await Promise.all(
    items.map(async (item) => {
      const from = Date.now();
      await work();
      say('inbox', item.conversation, item.deliveryKey, from);
      const worked = { error: null, answer: null, letters: [] };
      if (!(await inbox.settle(item, worked, Date.now()))) say('inbox', '', 'lost', from);
    }),
  );
  return items.length;
}

for (let empty = 0; empty < 20; ) {
  const done = (await sendSome()) + (await workOnSome());
  empty = done === 0 ? empty + 1 : 0;
  if (done === 0) await pause(10);
}
await store.close();
