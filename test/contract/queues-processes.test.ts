import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type Engines, startEngines } from './engines.ts';
import { aDelivery, aLetter, post } from './queues.opening.ts';
import { openFresh } from './store.opening.ts';
import { outputOf } from './store.processes.ts';

const CHILD = fileURLToPath(new URL('queues.child.ts', import.meta.url));
const PROCESSES = 4;
const LANES = 6;
const EACH = 15;

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines?.stop());

interface Held {
  readonly queue: 'inbox' | 'outbox';
  readonly lane: string;
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

describe.each(ENGINES)('queues that several processes share (%s)', (engine) => {
  it('give each item to one of them, one of a lane at a time, in order', async () => {
    const url = await engines.freshUrl(engine);
    const store = await openFresh(url);
    const now = Date.now();
    const keys: Record<Held['queue'], string[][]> = { inbox: [], outbox: [] };
    for (let lane = 0; lane < LANES; lane++) {
      const deliveries = Array.from({ length: EACH }, () => aDelivery({ conversation: `talk ${lane}` }));
      for (const delivery of deliveries) await store.inbox.receive(delivery, now);
      const letters = Array.from({ length: EACH }, (_, n) =>
        aLetter({ destination: `channel:${lane}`, notBefore: now - 1000 + n, notAfter: now + 3600_000 }),
      );
      await post(store, ...letters);
      keys.inbox.push(deliveries.map(({ deliveryKey }) => deliveryKey));
      keys.outbox.push(letters.map(({ dedupeKey }) => dedupeKey));
    }
    const children = Array.from({ length: PROCESSES }, () =>
      spawn(process.execPath, ['--import', import.meta.resolve('tsx'), CHILD, url], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    const outputs = await Promise.all(children.map(outputOf));
    const held = outputs.flatMap((output) =>
      (output === '' ? [] : output.split('\n')).map((line) => JSON.parse(line) as Held),
    );

    for (const queue of ['inbox', 'outbox'] as const) {
      const own = held.filter((one) => one.queue === queue);
      const lanes = [...new Set(own.map(({ lane }) => lane))].map((lane) => own.filter((one) => one.lane === lane));
      // In the order in which they were taken; of a lane none was taken before the one before it was done with.
      const taken = lanes.map((lane) => lane.toSorted((a, b) => a.from - b.from || a.to - b.to));
      expect(taken.map((lane) => lane.map(({ key }) => key)).toSorted()).toEqual(keys[queue].toSorted());
      const overlaps = taken.flatMap((lane) => lane.filter(({ from }, n) => from < (lane[n - 1]?.to ?? 0)));
      expect(overlaps).toEqual([]);
    }
    const { states } = await store.outbox.figures(now);
    expect(states).toEqual({ ...states, sent: LANES * EACH, pending: 0, sending: 0 });
    await store.close();
  });

  it('records each delivery once where several are given ones whose names cross', async () => {
    const url = await engines.freshUrl(engine);
    const stores = [await openFresh(url), await openFresh(url)] as const;
    const now = Date.now();
    const most = 32;
    for (let round = 0; round < 10; round++) {
      // The same gestures under other names, those of one in the order opposite to those of the other.
      const named = (own: string) => (n: number, of: number) =>
        aDelivery({ deliveryKey: `${own}${round}/${n + 10}`, alsoKnownAs: [`shared${round}/${of + 10}`] });
      const [one, other] = [named('message'), named('post')];
      const came = Array.from({ length: most }, (_, n) => n);
      const fresh = await Promise.all([
        Promise.all(came.map((n) => stores[0].inbox.receive(one(n, n), now))),
        Promise.all(came.map((n) => stores[1].inbox.receive(other(n, most - 1 - n), now))),
      ]);
      expect(came.map((n) => [fresh[0][n], fresh[1][most - 1 - n]].filter((isNew) => isNew))).toEqual(
        came.map(() => [true]),
      );
    }
    for (const store of stores) await store.close();
  });
});
