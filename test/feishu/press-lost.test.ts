import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openAssistant } from '../../src/compose.ts';
import { openFeishu } from '../../src/start.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { clockAt, listenAt } from '../fixtures/in-chat.ts';
import { type FeishuAssistant, type Opening, openInFeishu, type Transport } from './opening.ts';

interface Watched extends FeishuAssistant {
  /** Resolves when no more than so many letters are held back, and their time has come. */
  heldNoLonger(left: number): Promise<void>;
}

const opened = closedAfterEach(async (transport: Transport, opening: Omit<Opening, 'now'> = {}): Promise<Watched> => {
  const clock = clockAt();
  const one = await openInFeishu(transport, { ...opening, now: clock.now });
  return {
    ...one,
    async heldNoLonger(left) {
      await expect.poll(async () => (await heldOf(one)).length, { interval: 20 }).toBe(left);
      clock.set(new Date(clock.now() + 10_000).toISOString());
      await one.settled();
    },
  };
});

const LOG = '昨天拜访华为张伟，聊了二期预算';
const FILLED = { account: '华为', contacts: '张伟', kind: '拜访', note: '聊了二期预算' };
const PATCHES = 'PATCH im/v1/messages/:id';
/** How the answer to the next press is lost. */
type Loss = 'cut off' | 'given up by Feishu' | 'late';
const LOSSES = {
  'cut off': { code: 200342, patienceMs: 3000 },
  'given up by Feishu': { code: 200341, patienceMs: 1200 },
  late: { code: 200341, patienceMs: 3000 },
} as const;
const WAYS: readonly [Transport, Loss][] = [
  ['websocket', 'cut off'],
  ['websocket', 'late'],
  ['webhook', 'given up by Feishu'],
  ['webhook', 'late'],
];

const interactions = async ({ ok }: FeishuAssistant) => (await ok('timeline 华为')).data.interactions;
const heldOf = async ({ assistant }: FeishuAssistant) =>
  (await assistant.store.outbox.inStates(['pending'], 20)).map(({ dedupeKey }) => dedupeKey);

/** The last card somebody sees, in their conversation or, apart, in a group. */
const cardOf = ({ double }: FeishuAssistant) =>
  [...double.dms('wang'), ...double.ephemerals('wang')].findLast(({ card }) => card !== null);

/** From now on nothing that is answered comes back before `then` is done, once it is settled. */
function afterSettling({ assistant: { store } }: FeishuAssistant, then: () => Promise<unknown>): () => void {
  const { settle } = store.inbox;
  Object.assign(store.inbox, {
    async settle(...given: Parameters<typeof settle>) {
      const isSettled = await settle(...given);
      await then();
      return isSettled;
    },
  });
  return () => void Object.assign(store.inbox, { settle });
}

/** The person is shown an error, though it was done. */
async function losing(one: FeishuAssistant, loss: Loss, act: () => Promise<{ code: number | null }>): Promise<void> {
  const heal = afterSettling(one, async () => {
    if (loss === 'cut off') one.double.socket.drop();
    if (loss === 'late') stall(3100);
    else await pause(loss === 'cut off' ? 100 : 1500);
  });
  const made = await act();
  heal();
  expect(made.code).toBe(LOSSES[loss].code);
  if (loss === 'cut off') await one.double.socket.whenConnected();
}

/** The process stands still: it answers in time by all that it knows. */
function stall(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe.each(WAYS)('over the %s, an answer that is %s', (transport, loss) => {
  const open = () => opened(transport, { seed: { patienceMs: LOSSES[loss].patienceMs } });

  it('is put in the place of the card after all, once', async () => {
    const one = await open();
    const { double, via, settled } = one;
    await double.say('wang', LOG, via);
    await settled();
    const card = cardOf(one);
    await losing(one, loss, () => double.press('wang', card?.id, '撤销', via));
    expect(await interactions(one)).toEqual([]);
    expect(double.message(card?.id ?? '')?.shows).not.toContain('已撤销');
    await one.heldNoLonger(1);
    expect(cardOf(one)).toMatchObject({ id: card?.id, shows: expect.stringContaining('已撤销'), edits: 1 });
    expect(double.calls(PATCHES)).toHaveLength(1);
    expect(double.dms('wang').filter(({ card: is }) => is !== null)).toHaveLength(1);
  });

  it('that was a refused form comes back with what was typed, and is handed in from there', async () => {
    const one = await open();
    const { double, via, settled } = one;
    await double.say('wang', '/kam 记录', via);
    await settled();
    const form = cardOf(one);
    await losing(one, loss, () => double.submit('wang', form?.id, { ...FILLED, date: '2026-12-24' }, via));
    await one.heldNoLonger(1);
    expect(cardOf(one)).toMatchObject({ id: form?.id, shows: expect.stringContaining('还没有到'), edits: 1 });
    expect(cardOf(one)?.fields.find(({ name }) => name === 'note')?.value).toBe('聊了二期预算');
    const made = await double.submit('wang', form?.id, { date: '2026-11-20' }, via);
    expect(made).toMatchObject({ code: null, isReplaced: true });
    await settled();
    expect(await interactions(one)).toHaveLength(1);
  });

  it('is not put over what a later press showed there', async () => {
    const one = await open();
    const { double, via, settled } = one;
    await double.say('wang', '/kam 记录', via);
    await settled();
    const form = cardOf(one);
    await losing(one, loss, () => double.submit('wang', form?.id, { ...FILLED, date: '2026-12-24' }, via));
    const made = await double.submit('wang', form?.id, { ...FILLED, date: '2026-11-20' }, via);
    expect(made).toMatchObject({ code: null, isReplaced: true });
    await one.heldNoLonger(1);
    expect(cardOf(one)).toMatchObject({ id: form?.id, shows: expect.stringContaining('已记录'), edits: 1 });
    expect(double.calls(PATCHES)).toEqual([]);
    expect(await interactions(one)).toHaveLength(1);
  });

  it('is said once more to the one who alone saw the card, as that cannot be changed', async () => {
    const one = await open();
    const { double, via, settled } = one;
    await double.say('wang', LOG, { chat: 'mixed', at: 'bot', ...via });
    await settled();
    const [note] = double.ephemerals('wang');
    await losing(one, loss, () => double.press('wang', note?.id, '撤销', via));
    await one.heldNoLonger(1);
    expect(double.ephemerals('wang').map(({ shows }) => shows.includes('已撤销'))).toEqual([false, true]);
  });
});

describe.each(['websocket', 'webhook'] as const)('over the %s', (transport) => {
  it('what was shown at once is said nowhere else', async () => {
    const one = await opened(transport);
    const { double, via, settled, assistant } = one;
    await double.say('wang', LOG, via);
    await settled();
    const calls = double.calls('im/v1/messages').length;
    const made = await double.press('wang', cardOf(one)?.id, '撤销', via);
    expect(made).toMatchObject({ code: null, isReplaced: true });
    const [held] = await heldOf(one);
    expect(held).toBeDefined();
    await one.heldNoLonger(0);
    // By its callback, as nothing was sent.
    const letter = await assistant.store.outbox.byKey(held ?? '');
    expect(letter).toMatchObject({ state: 'sent', attempt: 0, sentAs: cardOf(one)?.id });
    expect(letter?.settledAt).toBeLessThan(letter?.notBefore ?? 0);
    expect(double.calls('im/v1/messages')).toHaveLength(calls);
  });

  it('what was recorded before the process died is shown by the next, once', async () => {
    const one = await opened(transport, { seed: { patienceMs: 1500 } });
    const { double, via, settled, assistant } = one;
    await double.say('wang', LOG, via);
    await settled();
    const card = cardOf(one);
    let isDead = (): void => {};
    const dead = new Promise<void>((resolve) => {
      isDead = resolve;
    });
    const died = afterSettling(one, () => {
      isDead();
      return new Promise(() => {});
    });
    const pressed = double.press('wang', card?.id, '撤销', via);
    await dead;
    died();
    await assistant.speaking.delivery.stop();
    // It dies with the press unanswered.
    double.socket.drop();
    const closing = one.feishu.close();
    expect((await pressed).code).not.toBeNull();
    expect(await heldOf(one)).toHaveLength(1);

    const next = await openAssistant(assistant.config, assistant.now);
    if (next.config.feishu === null) throw new Error('Feishu is not configured');
    const feishu = await openFeishu(next, next.config.feishu);
    const listener = await listenAt('/feishu/events', feishu);
    next.intake.start();
    next.speaking.delivery.start();
    await one.heldNoLonger(1);
    expect(cardOf(one)).toMatchObject({ id: card?.id, shows: expect.stringContaining('已撤销'), edits: 1 });
    expect(double.calls(PATCHES)).toHaveLength(1);
    expect(await interactions(one)).toEqual([]);
    await next.speaking.delivery.stop();
    await feishu.close();
    await listener?.close();
    await next.close();
    await closing;
  });

  it('two presses quickly after one another end with what the second showed', async () => {
    const one = await opened(transport);
    const { double, via, settled } = one;
    await double.say('wang', '/kam 记录', via);
    await settled();
    const id = cardOf(one)?.id;
    const both = await Promise.all([
      double.submit('wang', id, { ...FILLED, date: '2026-12-24' }, via),
      double.submit('wang', id, { ...FILLED, date: '2026-11-20' }, via),
    ]);
    expect(both.map(({ code, isReplaced }) => ({ code, isReplaced }))).toEqual([
      { code: null, isReplaced: true },
      { code: null, isReplaced: true },
    ]);
    await one.heldNoLonger(0);
    expect(cardOf(one)).toMatchObject({ id, shows: expect.stringContaining('已记录'), edits: 2 });
    expect(double.calls(PATCHES)).toEqual([]);
    expect(await heldOf(one)).toEqual([]);
  });
});

describe('an answer whose connection broke as soon as it was shown', () => {
  it('is put there again, where that changes nothing', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.say('wang', LOG);
    await settled();
    const made = await double.press('wang', cardOf(one)?.id, '撤销');
    double.socket.drop();
    const shown = cardOf(one);
    expect(made.isReplaced).toBe(true);
    await one.heldNoLonger(1);
    expect(cardOf(one)).toEqual({ ...shown, edits: 2 });
    expect(double.calls(PATCHES)).toHaveLength(1);
  });

  it('is not put over what was taken back there meanwhile', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.say('wang', '/kam 记录');
    await settled();
    const id = cardOf(one)?.id;
    await double.submit('wang', id, { ...FILLED, date: '2026-11-20' });
    double.socket.drop();
    await expect.poll(() => double.socket.connections(), { interval: 5 }).toBe(0);
    await double.socket.whenConnected();
    expect(await double.press('wang', id, '撤销')).toMatchObject({ code: null, isReplaced: true });
    await one.heldNoLonger(1);
    expect(cardOf(one)).toMatchObject({ id, shows: expect.stringContaining('已撤销'), edits: 2 });
    expect(double.calls(PATCHES)).toEqual([]);
    expect(await interactions(one)).toEqual([]);
  });

  it('is not said a second time to the one who alone saw it', async () => {
    const one = await opened('websocket');
    const { double, settled } = one;
    await double.say('wang', LOG, { chat: 'mixed', at: 'bot' });
    await settled();
    const made = await double.press('wang', cardOf(one)?.id, '撤销');
    double.socket.drop();
    expect(made.isReplaced).toBe(true);
    await one.heldNoLonger(0);
    expect(double.ephemerals('wang')).toHaveLength(1);
  });
});
