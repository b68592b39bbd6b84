import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import type { ChatPort, FindResult, Posting, SendResult } from '../../src/ports/chat.ts';
import type { Letter, OutboxItem } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';
import { createDelivery, type Delivery, type DeliveryParts } from '../../src/services/delivery.ts';
import { createIds } from '../../src/services/ids.ts';
import { retryAfterMs } from '../../src/services/retry.ts';
import { newId } from '../fixtures/records.ts';

const NOON = Date.UTC(2026, 10, 21, 4);
const SECOND = 1000;
const LEASE = 60 * SECOND;

let store: Store;
let now = NOON;
const folder = mkdtempSync(join(tmpdir(), 'kam-delivery-'));
beforeAll(async () => {
  store = await openStore({ url: `file:${join(folder, 'kam.db')}`, nameKeys: () => [], newId: createIds() });
  await store.migrate();
});
afterAll(async () => {
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  now = NOON;
});

/** A platform that does what it is told, in turn; when nothing is left to tell, it takes everything. */
function scripted(sends: (SendResult | Error)[] = [], finds: (FindResult | Error)[] = []) {
  const asked: string[] = [];
  const next = <T>(script: (T | Error)[], usual: T): T => {
    const result = script.shift() ?? usual;
    if (result instanceof Error) throw result;
    return result;
  };
  const chat: ChatPort = {
    platform: 'console',
    async send({ key }) {
      asked.push(`send ${key}`);
      return next(sends, { kind: 'sent', sentAs: `as ${key}` });
    },
    async find({ key }) {
      asked.push(`find ${key}`);
      return next(finds, { kind: 'cannot-tell' });
    },
    update: async (sentAs) => ({ kind: 'sent', sentAs }),
  };
  return { chat, asked };
}

const logged: string[] = [];
const note = (message: string): void => void logged.push(message);
const log = { debug: note, info: note, warn: note, error: note };

const toPosting = ({ dedupeKey, tenant, destination }: OutboxItem): Posting => ({
  key: dedupeKey,
  tenant,
  destination,
  reply: { title: dedupeKey, audience: 'asker', blocks: [] },
  language: 'en',
  timeZone: 'Asia/Shanghai',
});

function deliver(chat: ChatPort, parts: Partial<DeliveryParts> = {}): Delivery {
  return createDelivery({
    outbox: store.outbox,
    chats: [chat],
    compose: async (item) => toPosting(item),
    onUnknown: async () => [],
    now: () => now,
    chance: () => 1,
    log,
    ...parts,
  });
}

function aLetter(fields: Partial<Letter> = {}): Letter {
  const dedupeKey = newId('letter');
  const notAfter = NOON + 3600 * SECOND;
  const to = { platform: 'console', tenant: '', destination: `dm:${dedupeKey}`, memberId: null } as const;
  return { dedupeKey, kind: 'nudges', ...to, payload: {}, notBefore: NOON, notAfter, ...fields };
}

async function posted(fields: Partial<Letter> = {}): Promise<string> {
  const letter = aLetter(fields);
  await store.transaction({ command: 't', input: {}, memberId: null, at: now }, (r) => r.post(letter));
  return letter.dedupeKey;
}
const stateOf = async (key: string) => (await store.outbox.byKey(key))?.state;

describe('delivery', () => {
  it('sends each letter once', async () => {
    const keys = [await posted(), await posted(), await posted()];
    const { chat, asked } = scripted();
    expect(await deliver(chat).pass()).toEqual({ sent: 3 });
    expect(await deliver(chat).pass()).toEqual({});
    expect(asked.toSorted()).toEqual(keys.map((key) => `send ${key}`).toSorted());
    expect(await store.outbox.byKey(keys[0] ?? '')).toMatchObject({ state: 'sent', sentAs: `as ${keys[0]}` });
  });

  it('tries again what was not taken, later and later, and no earlier than it was told', async () => {
    const key = await posted();
    const busy: SendResult = { kind: 'retry', afterMs: 0, error: 'busy' };
    const { chat, asked } = scripted([busy, { ...busy, afterMs: 30 * SECOND }, busy]);
    const waits: number[] = [];
    for (let tries = 0; tries < 3; tries++) {
      expect(await deliver(chat).pass()).toEqual({ pending: 1 });
      const item = await store.outbox.byKey(key);
      expect(item).toMatchObject({ state: 'pending', error: 'busy', doubtAt: null, attempt: tries + 1 });
      waits.push((item?.notBefore ?? 0) - now);
      now = (item?.notBefore ?? 0) - 1;
      expect(await deliver(chat).pass()).toEqual({});
      now += 1;
    }
    expect(waits).toEqual([SECOND, 30 * SECOND, 4 * SECOND]);
    expect(await deliver(chat).pass()).toEqual({ sent: 1 });
    expect(asked).toHaveLength(4);
  });

  it.each([
    ['found', { kind: 'found', sentAs: 'm7' }, { state: 'sent', sentAs: 'm7' }, 1],
    ['absent', { kind: 'absent' }, { state: 'sent' }, 2],
    ['cannot tell', { kind: 'cannot-tell' }, { state: 'unknown' }, 1],
  ] as const)('looks for what may have been sent: %s', async (_what, found, end, sends) => {
    for (const unsure of [{ kind: 'unsure', error: 'reset' } as const, new Error('reset')]) {
      now = NOON;
      const key = await posted();
      const { chat, asked } = scripted([unsure], [found]);
      expect(await deliver(chat).pass()).toEqual({ pending: 1 });
      expect(await store.outbox.byKey(key)).toMatchObject({ doubtAt: NOON, error: 'reset' });
      now += SECOND;
      await deliver(chat).pass();
      expect(await store.outbox.byKey(key)).toMatchObject(end);
      expect(asked.filter((call) => call.startsWith('send'))).toHaveLength(sends);
      expect(asked.filter((call) => call.startsWith('find'))).toHaveLength(1);
    }
  });

  it('looks for what a process that died had in hand, before it sends it', async () => {
    const [there, missing] = [await posted(), await posted()];
    await store.outbox.claim({ platform: 'console', limit: 9, now, leaseMs: LEASE, paceMs: 0 });
    const { chat, asked } = scripted();
    expect(await deliver(chat).pass()).toEqual({});
    now += LEASE;
    chat.find = async ({ key }, since) => {
      expect(since).toBeLessThan(NOON);
      return key === there ? { kind: 'found', sentAs: null } : { kind: 'absent' };
    };
    expect(await deliver(chat).pass()).toEqual({ sent: 2 });
    expect(asked).toEqual([`send ${missing}`]);
  });

  it('goes on looking while it cannot look, and gives up when it is too late', async () => {
    const key = await posted();
    const away: FindResult = { kind: 'retry', afterMs: 0, error: 'away' };
    const { chat, asked } = scripted([{ kind: 'unsure', error: 'reset' }], [away, new Error('broken'), away]);
    await deliver(chat).pass();
    for (const error of ['away', 'broken']) {
      now += 60 * SECOND;
      expect(await deliver(chat).pass()).toEqual({ pending: 1 });
      expect(await store.outbox.byKey(key)).toMatchObject({ state: 'pending', error, doubtAt: NOON });
    }
    now = NOON + 3600 * SECOND;
    expect(await deliver(chat).pass()).toEqual({ unknown: 1 });
    expect(asked.filter((call) => call.startsWith('send'))).toHaveLength(1);
  });

  it('fails what has no reader any more or is refused', async () => {
    const { chat } = scripted([
      { kind: 'gone', error: 'left' },
      { kind: 'refused', code: 'msg_blocks_too_long' },
    ]);
    for (const error of ['left', 'msg_blocks_too_long']) {
      const key = await posted();
      expect(await deliver(chat).pass()).toEqual({ failed: 1 });
      expect(await store.outbox.byKey(key)).toMatchObject({ state: 'failed', error, payload: null });
    }
  });

  it('sends nothing too late, whatever took so long, and nothing there is nothing to say of', async () => {
    const { chat, asked } = scripted();
    const late = await posted({ notAfter: NOON + 5 * SECOND });
    const slowly = async (item: OutboxItem) => {
      now += 5 * SECOND;
      return toPosting(item);
    };
    expect(await deliver(chat, { compose: slowly }).pass()).toEqual({ expired: 1 });
    expect(await stateOf(late)).toBe('expired');
    const empty = await posted();
    expect(await deliver(chat, { compose: async () => 'nothing' }).pass()).toEqual({ expired: 1 });
    expect(await stateOf(empty)).toBe('expired');
    const stuck = await posted();
    const forAges = async (item: OutboxItem) => {
      now += LEASE - 10 * SECOND;
      return toPosting(item);
    };
    expect(await deliver(chat, { compose: forAges }).pass()).toEqual({ pending: 1 });
    const broken = async () => {
      throw new Error('a bug');
    };
    now += SECOND;
    expect(await deliver(chat, { compose: broken }).pass()).toEqual({ pending: 1 });
    expect(logged).toContain('a message could not be composed');
    expect(asked).toEqual([]);
    now += 2 * SECOND;
    expect(await deliver(chat).pass()).toEqual({ sent: 1 });
    expect(asked).toEqual([`send ${stuck}`]);
  });

  it('tells the admins of what will never be known, once a day, and never of such a note itself', async () => {
    const notice = aLetter({ kind: 'notice', dedupeKey: newId('notice') });
    const { chat, asked } = scripted();
    chat.send = async ({ key }) => {
      asked.push(`send ${key}`);
      return { kind: 'unsure', error: 'reset' };
    };
    const told: string[] = [];
    const onUnknown = async ({ dedupeKey }: OutboxItem) => {
      told.push(dedupeKey);
      return [notice];
    };
    const keys = [await posted(), await posted()];
    for (let n = 0; n < 4; n++) {
      await deliver(chat, { onUnknown }).pass();
      now += SECOND;
    }
    expect(told.toSorted()).toEqual(keys.toSorted());
    for (const key of [...keys, notice.dedupeKey]) {
      expect(await stateOf(key)).toBe('unknown');
      expect(asked.filter((call) => call === `send ${key}`)).toHaveLength(1);
    }
  });

  it('keeps its pace with each destination and sends to others beside it', async () => {
    const destination = `channel:${newId('team')}`;
    for (let n = 0; n < 3; n++) await posted({ destination });
    await posted();
    const { chat } = scripted();
    const paceMs = { console: SECOND };
    expect(await deliver(chat, { paceMs }).pass()).toEqual({ sent: 2 });
    expect(await deliver(chat, { paceMs }).pass()).toEqual({});
    now += SECOND;
    expect(await deliver(chat, { paceMs }).pass()).toEqual({ sent: 1 });
    now += SECOND;
    expect(await deliver(chat, { paceMs }).pass()).toEqual({ sent: 1 });
  });

  it('sends by itself until it is stopped, and stops when what is in hand is settled', async () => {
    const { chat } = scripted();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const key = await posted();
    const compose = async (item: OutboxItem) => {
      await held;
      return toPosting(item);
    };
    const delivery = deliver(chat, { compose });
    delivery.start();
    await expect.poll(() => stateOf(key)).toBe('sending');
    const stopped = delivery.stop();
    const later = await posted();
    release();
    await stopped;
    expect([await stateOf(key), await stateOf(later)]).toEqual(['sent', 'pending']);
    await deliver(chat).pass();
  });
});

describe('waiting between tries', () => {
  it.each([
    [1, 0, 0, 1],
    [1, 1, 0, 1000],
    [4, 1, 0, 8000],
    [4, 0.5, 0, 4000],
    [30, 1, 0, 900_000],
    [5000, 1, 0, 900_000],
    [1, 0.5, 60_000, 60_000],
  ])('try %i, chance %d, at least %i ms: %i ms', (attempt, chance, atLeastMs, waitMs) => {
    expect(retryAfterMs(attempt, () => chance, atLeastMs)).toBe(waitMs);
  });
});
