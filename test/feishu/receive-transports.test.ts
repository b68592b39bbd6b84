import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/ports/store.ts';
import type { Forged } from '../fakes/feishu/delivery.ts';
import { EVENTS, SCOPES } from '../fakes/feishu/seed.ts';
import { NOW } from '../fixtures/assistant.ts';
import { closedAfterEach } from '../fixtures/closed-after-each.ts';
import { type FeishuAssistant, openInFeishu } from './opening.ts';

const opened = closedAfterEach(openInFeishu);

const LOG = '记录 昨天拜访华为张伟，聊了二期预算';
const MINUTE = 60_000;

/** The inbox takes nothing until it is mended. */
function breakInbox({ assistant }: FeishuAssistant): () => void {
  const { inbox } = assistant.store;
  const { receive, take } = inbox;
  const full = () => Promise.reject(new StoreError('full', 'the disk is full'));
  Object.assign(inbox, { receive: full, take: full });
  return () => void Object.assign(inbox, { receive, take });
}

/** The inbox takes as long as it is told to. */
function holdInbox({ assistant }: FeishuAssistant): { readonly goOn: () => void; readonly isAsked: () => boolean } {
  const { inbox } = assistant.store;
  const { receive } = inbox;
  let goOn = (): void => {};
  let isAsked = false;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  inbox.receive = async (...given) => {
    isAsked = true;
    await held;
    inbox.receive = receive;
    return receive(...given);
  };
  return { goOn: () => goOn(), isAsked: () => isAsked };
}

const kept = async ({ assistant }: FeishuAssistant) => (await assistant.store.inbox.figures(assistant.now())).states;
const visits = async ({ ok }: FeishuAssistant): Promise<number> => (await ok('timeline 华为')).data.interactions.length;

describe.each(['websocket', 'webhook'] as const)('over the %s', (transport) => {
  it('does not acknowledge what could not be kept, and acts once on it when it comes again', async () => {
    const one = await opened(transport, { seed: { retryAfterMs: [100, 100, 100, 100, 100, 100] } });
    const { double, via, settled } = one;
    const before = await visits(one);
    const mend = breakInbox(one);
    expect(await double.say('wang', LOG, via)).toMatchObject({ status: 500, error: 'answered with 500' });
    mend();
    await expect.poll(() => double.deliveries().at(-1)?.delivered.error).toBeNull();
    await settled();
    expect(double.deliveries().length).toBeGreaterThan(1);
    expect(await visits(one)).toBe(before + 1);
    expect(double.dms('wang')).toHaveLength(2);
    expect(double.violations()).toEqual([]);
  });

  it('acts once on what Feishu repeats for seven hours, acknowledged or not', async () => {
    let ahead = 0;
    const since = performance.now();
    const now = () => Math.round(Date.parse(NOW) + performance.now() - since + ahead);
    const one = await opened(transport, { now });
    const { double, via, settled } = one;
    const before = await visits(one);
    const said = await double.say('wang', LOG, via);
    await settled();
    for (const after of [MINUTE / 4, 5 * MINUTE, 60 * MINUTE, 360 * MINUTE]) {
      ahead += after;
      expect((await double.redeliver(said.eventId ?? '', via)).error).toBeNull();
      await settled();
    }
    expect(await visits(one)).toBe(before + 1);
    expect(double.dms('wang')).toHaveLength(2);
  });

  it('takes a hundred messages at once, each kept before it is acknowledged', async () => {
    const one = await opened(transport, { seed: { patienceMs: 20_000 } });
    const { double, via } = one;
    const who = ['wang', 'boss', 'qian', 'tom', 'vera'];
    const all = Array.from({ length: 100 }, (_, i) => double.say(who[i % who.length] ?? '', '阶段 华为', via));
    const said = await Promise.all(all);
    expect(said.map(({ error }) => error).filter((error) => error !== null)).toEqual([]);
    await expect.poll(() => kept(one)).toMatchObject({ pending: 0, working: 0, failed: 0 });
    const { states } = await one.assistant.store.outbox.figures(one.assistant.now());
    expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(100);
  });

  it('is not held up by a book that is slow: Feishu sends again, and it is done once', async () => {
    const one = await opened(transport, { seed: { patienceMs: 3000 } });
    const { double, via, settled } = one;
    const before = await visits(one);
    const { goOn } = holdInbox(one);
    const late = await double.say('wang', LOG, via);
    expect(late.fault).toBe(transport === 'webhook' ? 'status' : 'late');
    goOn();
    await settled();
    expect((await double.redeliver(late.eventId ?? '', via)).error).toBeNull();
    await settled();
    expect(await visits(one)).toBe(before + 1);
    expect(double.dms('wang')).toHaveLength(2);
  });

  it('keeps nothing of what is for nobody', async () => {
    const one = await opened(transport, {
      seed: {
        scopes: [...SCOPES, 'im:message.group_msg', 'im:message.group_at_msg.include_bot:readonly'],
        events: [...EVENTS, 'im.message.message_read_v1'],
      },
    });
    const { double, via } = one;
    expect((await double.say('wang', '大家好', { chat: 'general', ...via })).error).toBeNull();
    expect((await double.say('wang', '开会', { chat: 'general', at: 'all', ...via })).error).toBeNull();
    expect((await double.say('wang', '你好', { chat: 'general', at: 'boss', ...via })).error).toBeNull();
    expect((await double.say('otherBot', '部署好了', { chat: 'bots', at: 'bot', ...via })).error).toBeNull();
    expect((await double.event('im.message.message_read_v1', { reader: {} }, via)).error).toBeNull();
    expect(double.deliveries()).toHaveLength(5);
    expect(await kept(one)).toMatchObject({ pending: 0, working: 0, done: 0 });
  });

  it('takes nothing more in once it stops, and ends what is inside', async () => {
    const one = await opened(transport);
    const { double, via, feishu } = one;
    const { goOn, isAsked } = holdInbox(one);
    const first = double.say('wang', LOG, via);
    await expect.poll(isAsked).toBe(true);
    const closing = feishu.close();
    const second = await double.say('boss', LOG, via);
    expect(second.error).not.toBeNull();
    goOn();
    expect((await first).error).toBeNull();
    await closing;
    await expect.poll(() => double.socket.connections()).toBe(0);
  });
});

describe('the long connection of a whole assistant', () => {
  it('is lost and comes back, and what was said meanwhile is answered once', async () => {
    const one = await opened('websocket', { seed: { retryAfterMs: Array.from({ length: 200 }, () => 300) } });
    const { double, feishu, settled, told } = one;
    double.fail('callback/ws/endpoint', { status: 502 }, 1000);
    double.socket.drop();
    await expect.poll(async () => (await feishu.readiness()).ready).toBe(false);
    expect((await double.say('wang', '阶段 华为')).fault).toBe('unreachable');
    double.heal();
    await expect.poll(async () => (await feishu.readiness()).ready).toBe(true);
    await expect.poll(() => double.deliveries().at(-1)?.delivered.error).toBeNull();
    await settled();
    expect(double.dms('wang')).toHaveLength(2);
    expect(told).toContain('info the long connection to Feishu stands again');
  });

  it('names the setting when Feishu does not take the secret, and everything else runs', async () => {
    const settings = { FEISHU_APP_SECRET: 'wrong' };
    const { feishu, ok } = await opened('websocket', { settings, isUnready: true });
    await expect.poll(async () => (await feishu.readiness()).message).toContain('FEISHU_APP_SECRET');
    await ok('stage 华为');
  });
});

describe('the webhook of a whole assistant', () => {
  it.each([
    ['encrypted', {}],
    ['plain', { encryptKey: null }],
  ])('proves that it is ours: %s', async (_, seed) => {
    const { double, via } = await opened('webhook', { seed });
    expect(await double.verify(via.http ?? '')).toMatchObject({ isProved: true, error: null });
    expect(await double.verify(via.http ?? '', { forged: { token: 'another' } })).toMatchObject({ isProved: false });
  });

  it.each<readonly [string, Forged]>([
    ['another Encrypt Key', { encryptKey: 'another' }],
    ['another token', { token: 'another' }],
    ['no signature', { isUnsigned: true }],
    ['no encryption', { isPlain: true }],
    ['a body changed on its way', { tampered: (body) => `${body} ` }],
    ['a signature of nine hours ago', { secondsAgo: 9 * 3600 }],
  ])('keeps nothing that has %s', async (_, forged) => {
    const one = await opened('webhook');
    const { double, via } = one;
    const made = await double.say('wang', LOG, { ...via, forged });
    expect(made.status).toBe(401);
    expect(await kept(one)).toMatchObject({ pending: 0, working: 0, done: 0 });
    // The same as it should be is not known already.
    expect((await double.redeliver(made.eventId ?? '', via)).error).toBeNull();
    await one.settled();
    expect(double.dms('wang')).toHaveLength(2);
  });

  it('reads a Han character that lies across two segments', async () => {
    const one = await opened('webhook', { seed: { encryptKey: null } });
    const { double, via, settled } = one;
    const whole = await double.say('wang', '阶段 华为', via);
    const body = JSON.stringify(whole.payload);
    const splitAt = Buffer.from(body.slice(0, body.indexOf('为'))).length + 1;
    await settled();
    expect((await double.say('wang', '阶段 华为', { ...via, splitAt })).error).toBeNull();
    await settled();
    const [, first, , second] = double.dms('wang');
    expect(first?.shows).toContain('华为');
    expect(second?.shows).toBe(first?.shows);
  });
});
