import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../db/sqlite.ts';
import { createStore, type Engine, type Session } from '../../db/store.ts';
import type { InboxItem } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';
import { type Engines, fileOf, startEngines } from './engines.ts';
import { aDelivery, claiming, NOON } from './queues.opening.ts';
import { changeId, nameKeys } from './store.opening.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines?.stop());

const freshEngine = async (): Promise<Engine> =>
  openSqlite({ file: fileOf(await engines.freshUrl('sqlite')) }, nameKeys);

/** A store whose disk does as it is told: the next way there waits for its answer. */
async function openOnDisk() {
  const engine = await freshEngine();
  const { unsynced } = engine;
  if (!unsynced) throw new Error('SQLite keeps no log here');
  const ways: { readonly answer: (error?: Error) => void }[] = [];
  const sync = (): Promise<void> =>
    new Promise((resolve, reject) => {
      ways.push({ answer: (error) => (error === undefined ? resolve(unsynced.sync()) : reject(error)) });
    });
  const held: Engine = { ...engine, unsynced: { begin: unsynced.begin, sync } };
  const store: Store = createStore(held, { newId: changeId, namesVersion: 'test' });
  await store.migrate();
  const nextWay = async () => {
    await expect.poll(() => ways.length).toBeGreaterThan(0);
    return ways.shift() as (typeof ways)[number];
  };
  return { store, nextWay };
}

/** What has become of it by now. */
function watched<T>(promise: Promise<T>): () => T | 'waiting' | 'refused' {
  let outcome: T | 'waiting' | 'refused' = 'waiting';
  promise.then(
    (value) => {
      outcome = value;
    },
    () => {
      outcome = 'refused';
    },
  );
  return () => outcome;
}

describe('deliveries on SQLite', () => {
  it('are told to be kept when the disk has them, and no earlier, those that repeat them included', async () => {
    const { store, nextWay } = await openOnDisk();
    const delivery = aDelivery();
    const first = watched(store.inbox.receive(delivery, NOON));
    const way = await nextWay();
    const again = watched(store.inbox.receive(delivery, NOON));
    const other = watched(store.inbox.receive(aDelivery(), NOON));
    // Committed it is: others see it by now.
    expect(await store.inbox.find(delivery)).toMatchObject({ state: 'pending' });
    expect([first(), again(), other()]).toEqual(['waiting', 'waiting', 'waiting']);
    way.answer();
    await expect.poll(first).toBe(true);
    const next = await nextWay();
    expect([again(), other()]).toEqual(['waiting', 'waiting']);
    next.answer();
    await expect.poll(again).toBe(false);
    await expect.poll(other).toBe(true);
    await store.close();
  });

  it('are refused when the disk does not take them, and may come again', async () => {
    const { store, nextWay } = await openOnDisk();
    const [one, other] = [aDelivery(), aDelivery()];
    const outcomes = Promise.allSettled([one, other].map((each) => store.inbox.receive(each, NOON)));
    const way = await nextWay();
    way.answer(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    const fault = { name: 'StoreError', fault: 'damaged' };
    expect(await outcomes).toMatchObject([
      { status: 'rejected', reason: fault },
      { status: 'rejected', reason: fault },
    ]);
    const again = store.inbox.receive(one, NOON);
    (await nextWay()).answer();
    expect(await again).toBe(false);
    const claimed = store.inbox.claim(claiming());
    (await nextWay()).answer();
    expect(await claimed).toHaveLength(2);
    await store.close();
  });

  it('are taken in hand and settled when the disk has that, and keep nobody else from writing', async () => {
    const { store, nextWay } = await openOnDisk();
    const received = store.inbox.receive(aDelivery(), NOON);
    (await nextWay()).answer();
    await received;
    const claim = store.inbox.claim(claiming());
    const claimed = watched(claim);
    const way = await nextWay();
    await store.transaction({ command: 'test', input: {}, memberId: null, at: NOON }, async () => undefined);
    expect(claimed()).toBe('waiting');
    way.answer();
    const [item] = await claim;
    const settling = store.inbox.settle(item as InboxItem, { error: null, answer: null, letters: [] }, NOON);
    const settled = watched(settling);
    const last = await nextWay();
    expect(settled()).toBe('waiting');
    last.answer();
    expect(await settling).toBe(true);
    await store.close();
  });

  it('are all on the disk when the store is closed', async () => {
    const engine = await freshEngine();
    const store = createStore(engine, { newId: changeId, namesVersion: 'test' });
    await store.migrate();
    const receiving = Promise.all(Array.from({ length: 20 }, () => store.inbox.receive(aDelivery(), NOON)));
    await expect.poll(async () => (await store.inbox.figures(NOON)).states.pending).toBe(20);
    await store.close();
    expect(await receiving).toEqual(Array.from({ length: 20 }, () => true));
  });

  it('and the rest of the queues alone are committed without stopping for the disk: the book does not', async () => {
    const engine = await freshEngine();
    await createStore(engine, { newId: changeId, namesVersion: 'test' }).migrate();
    const { unsynced } = engine;
    if (!unsynced) throw new Error('SQLite keeps no log here');
    const levels = { full: 2, normal: 1 };
    const levelOf = async ({ connection: { queries } }: Session): Promise<unknown> => {
      const [row] = await queries.select({ level: sql`synchronous` }).from(sql`pragma_synchronous`);
      return row?.level;
    };
    const usual = async () => {
      const session = await engine.begin(false);
      const level = await levelOf(session);
      await session.commit();
      return level;
    };
    for (const end of ['commit', 'rollback'] as const) {
      const session = await unsynced.begin();
      expect(await levelOf(session)).toBe(levels.normal);
      await session[end]();
      expect(await usual()).toBe(levels.full);
    }
    // One that cannot begin leaves nothing behind either.
    const session = await engine.begin(false);
    await expect(unsynced.begin()).rejects.toThrow();
    await session.commit();
    expect(await usual()).toBe(levels.full);
    await unsynced.sync();
    await engine.close();
  });
});
