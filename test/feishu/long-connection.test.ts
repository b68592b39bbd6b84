import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { FeishuEvent } from '../../adapters/feishu/bodies.ts';
import { refusal } from '../../adapters/feishu/discovery.ts';
import {
  type LongConnection,
  type LongConnectionOptions,
  openLongConnection,
} from '../../adapters/feishu/long-connection.ts';
import { openTransports } from '../../adapters/feishu/transports.ts';
import type { Transports } from '../../src/chat/door.ts';
import type { FeishuConfig } from '../../src/config.ts';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { decodeFrame, encodeFrame, type Frame } from '../fakes/feishu/frames.ts';
import type { FeishuSeed } from '../fakes/feishu/seed.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Opened {
  readonly double: FeishuDouble;
  readonly handled: FeishuEvent[];
  /** What the operator was told, as `level message why`. */
  readonly told: string[];
}

const configOf = (baseUrl: string, more: Partial<FeishuConfig> = {}): FeishuConfig => ({
  ...{ appId: 'cli_a0b1c2d3e4f5a6b7', appSecret: 'kH7wq2ZrT9sXc4Vb1Nm8Lp5Yd3Gf6Ju0', mode: 'websocket' },
  ...{ encryptKey: null, verificationToken: null, baseUrl },
  ...more,
});

function logTo(told: string[]) {
  const at =
    (level: string) =>
    (message: string, { why, kind }: Readonly<Record<string, unknown>> = {}): void =>
      void told.push([level, message, why ?? kind ?? ''].join(' ').trim());
  return { debug: () => {}, info: at('info'), warn: at('warn'), error: at('error') };
}

async function openedDouble(seed: FeishuSeed = {}): Promise<FeishuDouble> {
  const double = await openFeishuDouble(seed);
  closing.push(() => double.close());
  return double;
}

function holding(
  baseUrl: string,
  given: Partial<LongConnectionOptions> & { readonly secret?: string } = {},
): Omit<Opened, 'double'> & { readonly connection: LongConnection } {
  const [handled, told]: [FeishuEvent[], string[]] = [[], []];
  const config = configOf(baseUrl, given.secret === undefined ? {} : { appSecret: given.secret });
  const connection = openLongConnection({
    config,
    log: logTo(told),
    ...given,
    async handle(event, whenHanded) {
      handled.push(event);
      return (await given.handle?.(event, whenHanded)) ?? null;
    },
  });
  closing.push(() => connection.close());
  return { connection, handled, told };
}

async function connected(
  given: Partial<LongConnectionOptions> = {},
  seed: FeishuSeed = {},
): Promise<Opened & { readonly connection: LongConnection }> {
  const double = await openedDouble(seed);
  const held = holding(double.url, given);
  await standing(double, held.connection);
  return { double, ...held };
}

/** Both sides know of it. */
async function standing(double: FeishuDouble, connection: Pick<LongConnection, 'trouble'>): Promise<void> {
  await expect.poll(() => connection.trouble()).toBeNull();
  await double.socket.whenConnected();
}

describe('the long connection', () => {
  it('hands over what comes, as it came, and acknowledges it', async () => {
    const { double, handled, told } = await connected();
    const made = await double.say('wang', '查 华为');
    expect([made.error, made.ack]).toEqual([null, null]);
    expect(handled).toEqual([made.payload]);
    expect(told).toEqual([]);
    expect(double.violations()).toEqual([]);
  });

  it('puts together what comes in pieces, cut inside a character', async () => {
    const { double, handled } = await connected();
    const made = await double.say('wang', '记录 昨天拜访华为张伟，聊了二期预算', { fragments: 40 });
    expect(made.error).toBeNull();
    expect(handled).toEqual([made.payload]);
  });

  it('gives the answer of a handler back', async () => {
    const { double } = await connected({ handle: async () => ({ toast: { type: 'success', content: '已记录' } }) });
    expect((await double.menu('wang', 'home')).ack).toEqual({ toast: { type: 'success', content: '已记录' } });
  });

  it('does not acknowledge what a handler refuses, and goes on', async () => {
    let isFull = true;
    const { double, connection } = await connected({
      handle: () => (isFull ? Promise.reject(new Error('the disk is full')) : Promise.resolve(null)),
    });
    expect(await double.say('wang', '查 华为')).toMatchObject({ status: 500, fault: 'status' });
    isFull = false;
    expect((await double.say('wang', '查 华为')).error).toBeNull();
    expect(connection.trouble()).toBeNull();
  });

  it('takes events of any type', async () => {
    const { double, handled } = await connected();
    const made = await double.event('im.chat.updated_v1', { chat_id: 'oc_1' });
    expect(made.error).toBeNull();
    expect(handled).toHaveLength(1);
  });

  it('pings, and drops a connection over which nothing comes any more', async () => {
    const limits = { handshakeMs: 5000, pongMs: 1000 };
    const { double, connection, handled } = await connected({ limits }, { client: { pingInterval: 1 } });
    await expect.poll(() => double.socket.pings()).toBeGreaterThan(0);
    double.socket.stall();
    await expect.poll(() => double.calls('callback/ws/endpoint').length).toBeGreaterThan(1);
    await expect.poll(() => connection.trouble()).toBeNull();
    // The dead one counts until Feishu notices.
    await expect.poll(() => double.socket.connections()).toBe(1);
    await standing(double, connection);
    expect((await double.say('wang', '查 华为')).error).toBeNull();
    expect(handled).toHaveLength(1);
  });

  it('is dialled again when it is lost, again and again', async () => {
    const { double, connection, told } = await connected();
    for (let round = 1; round <= 3; round++) {
      double.socket.drop();
      await expect.poll(() => double.calls('callback/ws/endpoint').length).toBe(round + 1);
      await standing(double, connection);
      expect((await double.say('wang', '查 华为')).error).toBeNull();
    }
    expect(told.filter((line) => line.startsWith('info')).slice(0, 2)).toEqual([
      'info the long connection to Feishu was lost',
      'info the long connection to Feishu stands again',
    ]);
    expect(told.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
  });

  it('comes back whatever Feishu answers meanwhile', async () => {
    const { double, connection, told } = await connected();
    double.fail('callback/ws/endpoint', { status: 502 }, 1);
    double.fail('callback/ws/endpoint', { reset: 'before' }, 1);
    double.fail('callback/ws/endpoint', { code: 1 }, 1);
    double.fail('callback/ws/endpoint', { code: 1000040343 }, 1);
    double.socket.drop();
    await expect.poll(() => connection.trouble()).not.toBeNull();
    await standing(double, connection);
    expect((await double.say('wang', '查 华为')).error).toBeNull();
    const why = told.filter((line) => line.startsWith('warn'));
    expect(why).toHaveLength(4);
    expect(why.join('\n')).toMatch(/HTTP 502[\s\S]*cannot be reached[\s\S]* 1: [\s\S]* 1000040343: /);
  });
});

describe('what Feishu has against a connection', () => {
  it.each([
    [514, 'FEISHU_APP_SECRET'],
    [403, 'FEISHU_MODE=webhook'],
    [1000040350, 'fifty'],
    [1000040351, 'FEISHU_BASE_URL=https://open.larksuite.com'],
  ])('is told to whoever can mend it, once, and tried again: %d', async (code, words) => {
    const double = await openedDouble();
    double.fail('callback/ws/endpoint', { code }, 3);
    const { connection, told } = holding(double.url, { longestMs: 50 });
    await expect.poll(() => connection.trouble()).toContain(words);
    await expect.poll(() => connection.trouble()).toBeNull();
    expect(told.filter((line) => line.startsWith('error'))).toEqual([expect.stringContaining(words)]);
    expect(told.at(-1)).toBe('info the long connection to Feishu stands again');
  });

  it('is told of a secret that is not the app’s', async () => {
    const double = await openedDouble();
    const { connection } = holding(double.url, { secret: 'wrong' });
    await expect.poll(() => connection.trouble()).toContain('514');
    // What is lasting is not asked for again as soon as what passes by itself.
    await pause(700);
    expect(double.calls('callback/ws/endpoint')).toHaveLength(1);
  });

  it.each([
    ['https://open.feishu.cn', 'https://open.larksuite.com'],
    ['https://open.larksuite.com', 'https://open.feishu.cn'],
  ])('names the other side of %s', (own, other) => {
    expect(refusal(1000040351, 'incorrect domain', own).message).toContain(`FEISHU_BASE_URL=${other} `);
  });

  it('is told where the handshake is refused', async () => {
    const double = await openedDouble();
    double.socket.refuseHandshakes(1);
    const { connection, told } = holding(double.url, { longestMs: 50 });
    await expect.poll(() => connection.trouble()).toBeNull();
    expect(told[0]).toMatch(/^error .* 403: this app may not use the long connection/);
  });

  it('is told where the handshake is refused for too many connections', async () => {
    const refusal = 'HTTP/1.1 514 X\r\nHandshake-Status: 514\r\nHandshake-Autherrcode: 1000040350\r\n\r\n';
    const { url } = await gateway({ upgrade: (socket) => socket.end(refusal) });
    const { connection } = holding(url);
    await expect.poll(() => connection.trouble()).toContain('too many connections');
  });

  it.each([
    ['no data', { code: 514, msg: 'auth failed' }, '514'],
    ['no data where there should be', { code: 0, msg: '' }, 'did not tell where'],
    ['an address that is none', { code: 0, data: { URL: 'about:blank' } }, 'did not tell where'],
    [
      'words of its own',
      { code: 77, msg: 'a new\nkind of trouble' },
      '77: Feishu opens no connection just now (a new kind of trouble)',
    ],
    ['no JSON', 'hello', 'answered HTTP 200'],
    ['nothing to connect to', { code: 0, data: { URL: 'ws://127.0.0.1:9/' } }, 'was not taken up'],
  ])('is told where the answer has %s', async (_, discovery, words) => {
    const { url } = await gateway({ discovery });
    const { connection } = holding(url);
    await expect.poll(() => connection.trouble()).toContain(words);
  });

  it('takes the secret to no other address than the one that is set', async () => {
    const heard: string[] = [];
    const elsewhere = await serving((request, response) => {
      heard.push(request.url ?? '');
      response.end('{}');
    });
    const url = await serving((_, response) => response.writeHead(307, { location: `${elsewhere}/` }).end());
    const { connection } = holding(url);
    await expect.poll(() => connection.trouble()).toMatch(/FEISHU_BASE_URL.*cannot be reached.*redirect/);
    expect(heard).toEqual([]);
  });

  it('is told where nobody answers', async () => {
    const { connection } = holding('http://127.0.0.1:9');
    await expect.poll(() => connection.trouble()).toMatch(/FEISHU_BASE_URL.*cannot be reached/);
  });
});

describe('a handshake', () => {
  it('is given up when it hangs, and begun anew', async () => {
    let isHanging = true;
    const { url, dialled } = await gateway({ hangs: () => isHanging });
    const { connection } = holding(url, { limits: { handshakeMs: 200, pongMs: 1000 } });
    await expect.poll(() => connection.trouble()).toContain('was not taken up');
    isHanging = false;
    await expect.poll(() => connection.trouble()).toBeNull();
    expect(dialled()).toBeGreaterThan(1);
  });

  it('loses nothing that comes in the same segment as its end', async () => {
    const acked: string[] = [];
    const { url } = await gateway({ first: eventFrame('m1', { header: { event_id: 'e1' } }), acked });
    const { handled } = holding(url);
    await expect.poll(() => acked).toEqual(['m1 {"code":200}']);
    expect(handled).toEqual([{ header: { event_id: 'e1' } }]);
  });

  it('is survived by what cannot be read, and the operator is told', async () => {
    const acked: string[] = [];
    const broken = eventFrame('m1', {}).subarray(0, 20);
    const { url } = await gateway({ first: broken, second: eventFrame('m2', { header: {} }), acked });
    const { connection, told } = holding(url);
    await expect.poll(() => acked).toEqual(['m2 {"code":200}']);
    expect(told).toEqual(['warn something that came over the connection to Feishu could not be read']);
    expect(connection.trouble()).toBeNull();
  });

  it('that is under way does not outlive the end of the program', async () => {
    const { url, sockets } = await gateway({ hangs: () => true });
    const { connection } = holding(url);
    await expect.poll(() => sockets()).toBe(1);
    await connection.close();
    await expect.poll(() => sockets()).toBe(0);
  });
});

describe('the end', () => {
  async function transportsOf(double: FeishuDouble, handle: () => Promise<null>): Promise<Transports> {
    const table = { handle };
    const transports = await openTransports({ config: configOf(double.url), table, log: logTo([]) });
    closing.push(() => transports.close());
    await standing(double, transports);
    return transports;
  }

  it('waits for what is inside, and still acknowledges it', async () => {
    const double = await openedDouble();
    let goOn = (): void => {};
    let inside = 0;
    const transports = await transportsOf(double, () => {
      inside += 1;
      return new Promise((resolve) => {
        goOn = () => resolve(null);
      });
    });
    const first = double.say('wang', '查 华为');
    await expect.poll(() => inside).toBe(1);
    const ended = transports.close();
    // What comes meanwhile is for another process.
    expect(await double.say('wang', '查 比亚迪')).toMatchObject({ status: 500 });
    goOn();
    expect((await first).error).toBeNull();
    await ended;
    expect(inside).toBe(1);
    await expect.poll(() => double.socket.connections()).toBe(0);
    expect(double.calls('callback/ws/endpoint')).toHaveLength(1);
  });

  it('ends the connection of a Feishu that does not say goodbye', async () => {
    const double = await openedDouble();
    const transports = await transportsOf(double, async () => null);
    double.socket.stall();
    await transports.close();
    await expect.poll(() => double.socket.connections()).toBe(0);
  });
});

/** The address of a server that answers so. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Given {
  readonly discovery?: unknown;
  readonly hangs?: () => boolean;
  /** In the place of the handshake. */
  readonly upgrade?: (socket: Duplex) => void;
  /** Sent together with the end of the handshake. */
  readonly first?: Buffer;
  readonly second?: Buffer;
  readonly acked?: string[];
}

/** A gateway that does what the double's cannot: hangs, and answers what it likes. */
async function gateway({ discovery, hangs, upgrade, first, second, acked = [] }: Given) {
  const frames = new WebSocketServer({ noServer: true });
  const open = new Set<Duplex>();
  let dials = 0;
  const server: Server = createServer((_, response) => {
    const URL = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws?device_id=1&service_id=2`;
    const found = discovery ?? { code: 0, data: { URL, ClientConfig: { PingInterval: 120 } } };
    response.end(typeof found === 'string' ? found : JSON.stringify(found));
  });
  server.on('upgrade', (request, socket: Duplex, head) => {
    dials += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
    // One that is upgraded stays half open for ever.
    socket.once('end', () => socket.end());
    if (hangs?.() === true) socket.resume();
    if (upgrade !== undefined) return upgrade(socket);
    if (hangs?.() === true) return;
    if (first !== undefined) socket.cork();
    frames.handleUpgrade(request, socket, head, (ws) => {
      ws.on('message', (data: Buffer) => {
        const { headers, payload, method } = decodeFrame(data);
        if (method === 1) acked.push(`${new Map(headers).get('message_id')} ${payload.toString()}`);
      });
      if (first === undefined) return;
      ws.send(first);
      if (second !== undefined) ws.send(second);
      socket.uncork();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of open) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, dialled: () => dials, sockets: () => open.size };
}

function eventFrame(id: string, event: unknown): Buffer {
  const headers: Frame['headers'] = [
    ['type', 'event'],
    ['message_id', id],
    ['sum', '1'],
    ['seq', '0'],
    ['trace_id', 't'],
    ['timestamp', '0'],
  ];
  const payload = Buffer.from(JSON.stringify(event));
  return encodeFrame({ seqId: 0n, logId: 0n, service: 2, method: 1, headers, payload });
}
