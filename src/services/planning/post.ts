import type { Instant } from '../../domain/records.ts';
import type { Letter } from '../../ports/queues.ts';
import type { Said, Store } from '../../ports/store.ts';

/** A letter and what it says. */
export interface Saying {
  readonly letter: Letter;
  readonly said: readonly Said[];
}

/** Each letter and what it says stand together or not at all; who comes second finds the key taken and says nothing. */
export async function post(store: Store, now: Instant, letters: readonly Saying[]): Promise<void> {
  if (letters.length === 0) return;
  await store.transaction({ command: 'nudges', input: {}, memberId: null, at: now }, async (repositories) => {
    for (const { letter, said } of letters) if (await repositories.post(letter)) await repositories.noteSaid(said);
  });
}

/** How many letters are looked at whether they were never sent: more than ever go out between two passes. */
const UNSENT_AT_ONCE = 1000;

/** What stood in letters that were never sent may be said again. */
export async function unsayWhatWasNotSent(store: Store, now: Instant): Promise<void> {
  const unsent = await store.outbox.inStates(['expired', 'failed'], UNSENT_AT_ONCE);
  const keys = unsent.filter(({ kind }) => kind === 'nudges' || kind === 'urgent').map(({ dedupeKey }) => dedupeKey);
  const lost = await store.views.lettersSaying(keys);
  if (lost.length === 0) return;
  await store.transaction({ command: 'nudges', input: {}, memberId: null, at: now }, async (repositories) => {
    for (const key of lost) await repositories.unsay(key);
  });
}
