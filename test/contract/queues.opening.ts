import type { Spoken } from '../../src/ports/conversations.ts';
import type { ClaimOptions, Delivery, Letter } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { newId } from '../fixtures/records.ts';
import { write } from './store.opening.ts';

/** Noon of some day: the queues know no clock of their own. */
export const NOON = Date.UTC(2026, 10, 21, 4);
export const SECOND = 1000;
export const LEASE_MS = 60 * SECOND;

export function aDelivery(fields: Partial<Delivery> = {}): Delivery {
  const deliveryKey = newId('delivery');
  return {
    platform: 'console',
    tenant: 'home',
    deliveryKey,
    conversation: deliveryKey,
    payload: { text: 'hi' },
    ...fields,
  };
}

export function aLetter(fields: Partial<Letter> = {}): Letter {
  const dedupeKey = newId('letter');
  return {
    dedupeKey,
    kind: 'nudges',
    platform: 'console',
    tenant: 'home',
    destination: `dm:${dedupeKey}`,
    memberId: null,
    payload: { say: dedupeKey },
    notBefore: NOON,
    notAfter: NOON + 3600 * SECOND,
    ...fields,
  };
}

/** Posts letters in one transaction; whether each was new. */
export async function post(store: Store, ...letters: readonly Letter[]): Promise<readonly boolean[]> {
  const { value } = await write(store, async (r) => {
    const isNew: boolean[] = [];
    for (const letter of letters) isNew.push(await r.post(letter));
    return isNew;
  });
  return value;
}

export const claiming = (fields: Partial<ClaimOptions> = {}): ClaimOptions => ({
  platform: 'console',
  limit: 10,
  now: NOON,
  leaseMs: LEASE_MS,
  paceMs: 0,
  ...fields,
});

export const saying = (title: string): Spoken => ({
  reply: { title, audience: 'asker', blocks: [] } satisfies Reply,
  language: 'en',
  timeZone: 'Asia/Shanghai',
});
