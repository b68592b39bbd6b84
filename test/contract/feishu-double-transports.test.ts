import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { decodeFrame, encodeFrame } from '../fakes/feishu/frames.ts';
import type { FeishuSeed } from '../fakes/feishu/seed.ts';
import { openApi, QUIET } from './feishu-api.ts';

type Heard = { readonly message: { readonly content: string }; readonly event_id: string };

let feishu: FeishuDouble;
let ws: WSClient | null = null;
let heard: Heard[] = [];
/** The SDK's long connection to a double; `answer`: what its handler of messages does. */
async function connected(seed: FeishuSeed = {}, answer: (data: Heard) => unknown = () => undefined): Promise<Error[]> {
  heard = [];
  feishu = await openFeishuDouble({
    client: { reconnectInterval: 0.02, pingInterval: 2 },
    patienceMs: 60_000,
    ...seed,
  });
  const hear = (data: Heard): unknown => {
    heard.push(data);
    return answer(data);
  };
  const handles: Record<string, (data: never) => unknown> = { 'im.message.receive_v1': hear };
  const eventDispatcher = new EventDispatcher({ logger: QUIET }).register<typeof handles>(handles);
  return start(eventDispatcher);
}
async function start(eventDispatcher: EventDispatcher): Promise<Error[]> {
  const errors: Error[] = [];
  ws = new WSClient({
    ...{ appId: feishu.appId, appSecret: feishu.appSecret, domain: feishu.url, logger: QUIET },
    // Shorter than the time between two pings: each starts the watch anew.
    ...{ loggerLevel: LoggerLevel.fatal, handshakeTimeoutMs: 5000, wsConfig: { pingTimeout: 1.5 } },
    onError: (error) => errors.push(error),
  });
  await ws.start({ eventDispatcher });
  return errors;
}
afterEach(async () => {
  ws?.close({ force: true });
  ws = null;
  await feishu?.close();
});

describe('the long connection', () => {
  it('writes and reads frames of any size', () => {
    const frame = {
      ...{ seqId: 2n ** 63n, logId: 300n, service: 33_554_678, method: 1 },
      headers: [['type', 'event'] as const, ['trace_id', '华'.repeat(100)] as const],
      payload: Buffer.from('{"a":"华为"}'.repeat(1000)),
    };
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
    const bytes = encodeFrame(frame);
    expect(() => decodeFrame(bytes.subarray(0, 40))).toThrow('cut off');
    expect(() => decodeFrame(Buffer.from('hello'))).toThrow();
  });

  it('delivers in one frame and in fragments', async () => {
    await connected();
    await feishu.socket.whenConnected();
    for (const fragments of [1, 2, 7]) {
      expect(await feishu.say('wang', `华为 ${fragments}`, { fragments })).toMatchObject({ error: null, status: 200 });
      expect(heard.at(-1)?.message.content).toBe(`{"text":"华为 ${fragments}"}`);
    }
    expect(feishu.violations()).toEqual([]);
  });

  it('tells who throws from who is late, and delivers again', async () => {
    const releases: (() => void)[] = [];
    let times = 0;
    await connected({ patienceMs: 1500, retryAfterMs: [10] }, async () => {
      times += 1;
      if (times === 1) throw new Error('no');
      if (times > 2) await new Promise<void>((resolve) => releases.push(resolve));
    });
    await feishu.socket.whenConnected();
    expect(await feishu.say('wang', '一')).toMatchObject({ status: 500, fault: 'status' });
    await expect.poll(() => feishu.deliveries().length).toBe(2);
    expect(heard[1]?.event_id).toBe(heard[0]?.event_id);
    expect(await feishu.say('wang', '二')).toMatchObject({ status: null, fault: 'late' });
    for (const release of releases) release();
    await expect.poll(() => feishu.violations()).toContainEqual(expect.stringContaining('too late'));
  });

  it('comes back after a drop, and once it answers no ping any more', async () => {
    await connected();
    await feishu.socket.whenConnected();
    feishu.socket.drop();
    await expect.poll(() => feishu.calls('callback/ws/endpoint').length).toBeGreaterThan(1);
    await feishu.socket.whenConnected();
    const pings = feishu.socket.pings();
    await expect.poll(() => feishu.socket.pings()).toBeGreaterThan(pings);
    const before = feishu.calls('callback/ws/endpoint').length;
    feishu.socket.stall();
    await expect.poll(() => feishu.calls('callback/ws/endpoint').length).toBeGreaterThan(before);
    await expect.poll(() => feishu.socket.connections()).toBe(1);
    await feishu.socket.whenConnected();
    expect((await feishu.say('wang', '华为')).error).toBeNull();
  });

  it.each([
    [1, /code=1,/],
    [403, /code=403/],
    [514, /code=514/],
    [1000040350, /code=1000040350/],
    [1000040351, /code=1000040351/],
  ])('is refused at discovery with %d, which the SDK takes for the end', async (code, words) => {
    feishu = await openFeishuDouble();
    feishu.fail('callback/ws/endpoint', { code });
    const errors = await start(new EventDispatcher({ logger: QUIET }));
    await expect.poll(() => errors.map(({ message }) => message)).toEqual([expect.stringMatching(words)]);
    expect(feishu.socket.connections()).toBe(0);
  });

  it('is refused with the wrong secret, and where the app is not in use', async () => {
    feishu = await openFeishuDouble({ isAppDisabled: true });
    const ask = async (secret: string) => {
      const body = JSON.stringify({ AppID: feishu.appId, AppSecret: secret });
      const response = await fetch(`${feishu.url}/callback/ws/endpoint`, { method: 'POST', body });
      return ((await response.json()) as { code: number }).code;
    };
    expect(await ask('wrong')).toBe(514);
    expect(await ask(feishu.appSecret)).toBe(403);
  });

  it('is open fifty times for one app, and a ticket is good once', async () => {
    feishu = await openFeishuDouble();
    const discover = async () => {
      const body = JSON.stringify({ AppID: feishu.appId, AppSecret: feishu.appSecret });
      const response = await fetch(`${feishu.url}/callback/ws/endpoint`, { method: 'POST', body });
      return (await response.json()) as { code: number; data: { URL: string } };
    };
    const ping = { seqId: 0n, logId: 0n, service: 1, method: 0, headers: [['type', 'ping'] as const] };
    const sockets: WebSocket[] = [];
    for (let i = 0; i < 50; i++) {
      const socket = new WebSocket((await discover()).data.URL);
      socket.on('open', () => socket.send(encodeFrame({ ...ping, payload: Buffer.alloc(0) })));
      sockets.push(socket);
    }
    await feishu.socket.whenConnected(50);
    expect((await discover()).code).toBe(1000040350);
    const again = new WebSocket(sockets[0]?.url ?? '');
    const refused = await new Promise<Error>((resolve) => again.on('error', resolve));
    expect(refused.message).toContain('403');
    for (const socket of sockets) socket.terminate();
    await expect.poll(() => feishu.socket.connections()).toBe(0);
    expect((await discover()).code).toBe(0);
  });

  it('is tried again after a handshake that was refused', async () => {
    feishu = await openFeishuDouble({ client: { reconnectInterval: 0.02 }, patienceMs: 60_000 });
    feishu.socket.refuseHandshakes(2);
    const errors = await start(new EventDispatcher({ logger: QUIET }));
    await feishu.socket.whenConnected();
    expect(errors).toEqual([]);
    expect(feishu.calls('callback/ws/endpoint')).toHaveLength(3);
  });

  it('brings each event to one of several connections', async () => {
    await connected();
    await feishu.socket.whenConnected();
    const first = ws;
    await start(new EventDispatcher({ logger: QUIET }).register({ 'im.message.receive_v1': async () => undefined }));
    await feishu.socket.whenConnected(2);
    for (let i = 0; i < 4; i++) expect((await feishu.say('wang', `${i}`)).error).toBeNull();
    expect(heard).toHaveLength(2);
    first?.close({ force: true });
  });

  it('says so when nobody is there', async () => {
    feishu = await openFeishuDouble();
    expect(await feishu.say('wang', '华为')).toMatchObject({ error: 'no connection is there', fault: 'unreachable' });
  });
});

describe('faults', () => {
  beforeEach(async () => {
    feishu = await openFeishuDouble();
  });
  const send = async () => {
    const api = await openApi(feishu);
    const body = { receive_id: feishu.users.wang, msg_type: 'text', content: '{"text":"好"}', uuid: 'u' };
    return await api('POST im/v1/messages', { query: { receive_id_type: 'open_id' }, body });
  };

  it('of Feishu come with their code and do nothing', async () => {
    feishu.fail('im/v1/messages', { code: 230020 });
    feishu.fail('POST im/v1/messages', { code: 99991400, headers: { 'x-ogw-ratelimit-reset': '7' } });
    expect(await send()).toMatchObject({ status: 400, code: 230020 });
    const limited = await send();
    expect(limited.status).toBe(429);
    expect(limited.headers.get('x-ogw-ratelimit-reset')).toBe('7');
    expect(feishu.dms('wang')).toEqual([]);
    expect((await send()).code).toBe(0);
    expect(feishu.calls('im/v1/messages').map(({ outcome }) => outcome)).toEqual(['230020', '99991400', '0']);
  });

  it('of the way come before or after it was done', async () => {
    feishu.fail('im/v1/messages', { reset: 'before' });
    await expect(send()).rejects.toThrow();
    expect(feishu.dms('wang')).toEqual([]);
    feishu.fail('im/v1/messages', { reset: 'after' });
    await expect(send()).rejects.toThrow();
    expect(feishu.dms('wang')).toHaveLength(1);
    feishu.fail('im/v1/messages', { status: 502 });
    await expect(send()).rejects.toThrow(/JSON|token/);
    feishu.fail('im/v1/messages', { slowMs: 30 });
    expect((await send()).code).toBe(0);
    expect(feishu.dms('wang')).toHaveLength(1);
  });

  it('mean a path, a method, a number of times and a body, and are forgotten', async () => {
    feishu.fail('PATCH im/v1/messages/:id', { code: 230011 });
    feishu.fail('im/v1/messages', { code: 230022 }, 2, ({ msg_type: type }) => type === 'interactive');
    expect((await send()).code).toBe(0);
    const api = await openApi(feishu);
    expect((await api('PATCH im/v1/messages/om_1', { body: {} })).code).toBe(230011);
    feishu.fail('*', { code: 1 }, 100);
    feishu.heal();
    expect((await send()).code).toBe(0);
  });
});
