import type { Letter } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';

/** How often there is something new to say to everybody, by the clock of the soak. */
const EVERY_MS = 20_000;
const HOUR_MS = 3600_000;
const READERS: readonly (readonly [Letter['platform'], string])[] = [
  ['slack', 'dm:ann'],
  ['slack', 'dm:ben'],
  ['slack', 'channel:sales'],
  ['feishu', 'dm:cai'],
  ['feishu', 'channel:south'],
  ['console', 'dm:dan'],
];

/** A letter to each reader for each stretch of time, so that there is always something to send. Called by every copy, again and again. */
export async function planLetters(store: Store, now: number): Promise<void> {
  const turn = Math.floor(now / EVERY_MS);
  await store.transaction({ command: 'plan', input: {}, memberId: null, at: now }, async (repositories) => {
    for (const [platform, destination] of READERS) {
      await repositories.post({
        dedupeKey: `${platform}:${destination}:${turn}`,
        kind: 'notice',
        platform,
        tenant: '',
        destination,
        memberId: null,
        payload: { turn },
        notBefore: now,
        notAfter: now + 24 * HOUR_MS,
      });
    }
  });
}
