import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChance } from '../../bench/chance.ts';
import { runSoak } from '../../bench/soak/run.ts';
import { ENGINES, type Engines, startEngines } from '../contract/engines.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines?.stop());

/** A short share of `npm run soak`. */
describe.each(ENGINES)('killed while it receives, plans and sends (%s)', (engine) => {
  it('does what came in once, and says what is to be said once where that can be known', async () => {
    const url = await engines.freshUrl(engine);
    const copies = engine === 'postgres' ? 3 : 1;
    const { entries, letters, deliveries, kills, days } = await runSoak({
      url,
      copies,
      kills: 6,
      chance: createChance(20261121).next,
    });
    expect(kills).toEqual({ receiving: 2, planning: 2, sending: 2 });
    expect(entries).toEqual({ once: deliveries, missing: 0, twice: 0, outOfOrder: 0 });
    expect(days).toEqual({ due: days.due, posted: days.due, early: 0 });
    const { slack, feishu, console } = letters;
    // Each is answered, beside what was planned.
    expect(slack?.posted).toBeGreaterThan(deliveries);
    for (const known of [slack, console]) {
      expect(known).toEqual({
        posted: known?.posted,
        once: known?.posted,
        never: 0,
        twice: 0,
        unknown: 0,
        lost: 0,
        others: 0,
      });
    }
    // Where the platform cannot tell: at most once, and what is not surely said is counted.
    expect(feishu).toMatchObject({ twice: 0, lost: 0, others: 0 });
    expect(feishu?.never).toBeLessThanOrEqual(feishu?.unknown ?? 0);
  });
});
