import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { FeishuEvent } from '../../adapters/feishu/bodies.ts';
import type { Table } from '../../adapters/feishu/receive.ts';
import { createWebhook, type WebhookOptions } from '../../adapters/feishu/webhook.ts';
import { createGate, type Gate } from '../../src/chat/gate.ts';
import { encryptBody, signatureOf } from '../fakes/feishu/crypto.ts';

const KEY = 'an encrypt key';
const TOKEN = 'a verification token';
const NOW = Date.parse('2026-11-21T12:00:00+08:00');
const HOUR = 3600;

interface Webhook {
  readonly url: string;
  readonly port: number;
  readonly gate: Gate;
  /** What came through to the table of handlers. */
  readonly handled: FeishuEvent[];
  /** What the operator was told: why something was refused. */
  readonly told: unknown[];
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function opened(given: Partial<WebhookOptions> & { handle?: Table['handle'] } = {}): Promise<Webhook> {
  const [handled, told]: [FeishuEvent[], unknown[]] = [[], []];
  const gate = createGate();
  const table: Table = {
    async handle(event) {
      handled.push(event);
      return (await given.handle?.(event)) ?? null;
    },
  };
  const warn = (_: string, { why, error }: Readonly<Record<string, unknown>> = {}): void =>
    void told.push(why ?? error);
  const log = { debug: () => {}, info: () => {}, warn, error: warn };
  const secrets = { encryptKey: KEY, verificationToken: TOKEN };
  const server = createServer(createWebhook({ secrets, table, gate, log, clock: () => NOW, ...given }));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/feishu/events`, port, gate, handled, told };
}

const PLAIN = { encryptKey: null, verificationToken: TOKEN };

const said = (text = '查 华为', token = TOKEN) => ({
  schema: '2.0',
  header: { event_id: 'e1', event_type: 'im.message.receive_v1', token, app_id: 'cli_0', tenant_key: 't' },
  event: { message: { content: JSON.stringify({ text }) } },
});

interface Signing {
  readonly key?: string;
  readonly secondsAgo?: number;
  readonly timestamp?: string;
}

/** A body and the headers Feishu signs it with. */
function signed(body: string, { key = KEY, secondsAgo = 0, timestamp }: Signing = {}) {
  const at = timestamp ?? String(NOW / 1000 - secondsAgo);
  const headers = {
    'content-type': 'application/json',
    'x-lark-request-timestamp': at,
    'x-lark-request-nonce': 'nonce',
    'x-lark-signature': signatureOf(at, 'nonce', key, body),
  };
  return { method: 'POST', body, headers };
}

const encrypted = (value: unknown, key = KEY): string =>
  JSON.stringify({ encrypt: encryptBody(key, JSON.stringify(value)) });

const posted = (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...headers },
});

describe('what is encrypted and signed', () => {
  it.each([
    ['one as it should be', signed(encrypted(said()))],
    ['one whose JSON is written in another way', signed(encrypted(said()).replace('{"encrypt":', '{ "encrypt" :\n '))],
    ['one that carries more', signed(encrypted(said()).replace('{', '{"new":1,'))],
    ['one signed nearly eight hours ago', signed(encrypted(said()), { secondsAgo: 8 * HOUR - 1 })],
    ['one signed by a clock ahead of ours', signed(encrypted(said()), { secondsAgo: -300 })],
    ['one whose moment is in milliseconds', signed(encrypted(said()), { timestamp: String(NOW - 1000) })],
  ])('is taken: %s', async (_, post) => {
    const { url, handled, told } = await opened();
    const answer = await fetch(url, post);
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect(handled).toEqual([said()]);
    expect(told).toEqual([]);
  });

  const right = signed(encrypted(said()));
  it.each([
    ['one signed with another key', signed(encrypted(said()), { key: 'another' }), 401],
    ['one encrypted with another key', signed(encrypted(said(), 'another')), 401],
    ['one signed and encrypted with another key', signed(encrypted(said(), 'another'), { key: 'another' }), 401],
    ['one that was changed on its way', { ...right, body: right.body.replace('"}', 'A"}') }, 401],
    ['one with a space more than was signed', { ...right, body: `${right.body} ` }, 401],
    ['one with another nonce', { ...right, headers: { ...right.headers, 'x-lark-request-nonce': 'other' } }, 401],
    ['one with another moment', { ...right, headers: { ...right.headers, 'x-lark-request-timestamp': '1' } }, 401],
    ['one without a signature', posted(right.body), 401],
    ['one with an empty signature', { ...right, headers: { ...right.headers, 'x-lark-signature': '' } }, 401],
    ['one that is not encrypted', signed(JSON.stringify(said())), 401],
    ['one neither encrypted nor signed', posted(JSON.stringify(said())), 401],
    ['one with another token', signed(encrypted(said('查 华为', 'another'))), 401],
    ['one without a token', signed(encrypted({ schema: '2.0', header: {}, event: {} })), 401],
    ['one whose cipher is no text', signed('{"encrypt":7}'), 401],
    ['one whose cipher holds no JSON', signed(JSON.stringify({ encrypt: encryptBody(KEY, 'hello') })), 401],
    ['one that is played again after eight hours', signed(encrypted(said()), { secondsAgo: 8 * HOUR + 1 }), 401],
    ['one of 1970', signed(encrypted(said()), { timestamp: '0' }), 401],
    ['one of a far future', signed(encrypted(said()), { secondsAgo: -8 * HOUR - 1 }), 401],
    ['one of no moment', signed(encrypted(said()), { timestamp: 'now' }), 401],
  ])('is refused: %s', async (_, post, status) => {
    const { url, handled, told } = await opened();
    const answer = await fetch(url, post);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
    expect(handled).toEqual([]);
    expect(told).toEqual([expect.any(String)]);
  });

  it('tells the operator once a minute of what is refused for the same reason, however much of it comes', async () => {
    let now = NOW;
    const { url, told } = await opened({ clock: () => now });
    for (let count = 0; count < 5; count++) await fetch(url, posted(encrypted(said())));
    await fetch(url, posted('rubbish'));
    expect(told).toEqual(['it is not signed', 'it is not JSON']);
    now += 60_000;
    await fetch(url, posted('rubbish'));
    expect(told).toHaveLength(3);
  });
});

describe('what carries a token and is not encrypted', () => {
  it('is taken', async () => {
    const { url, handled } = await opened({ secrets: PLAIN });
    expect((await fetch(url, posted(JSON.stringify(said())))).status).toBe(200);
    expect(handled).toEqual([said()]);
  });

  it('is taken in the shape of the oldest events', async () => {
    const { url, handled } = await opened({ secrets: PLAIN });
    const old = { uuid: 'u1', token: TOKEN, type: 'event_callback', event: { type: 'p2p_chat_create' } };
    expect((await fetch(url, posted(JSON.stringify(old)))).status).toBe(200);
    expect(handled).toEqual([old]);
  });

  it.each([
    ['another token', said('x', 'another')],
    ['no token', { schema: '2.0', header: { event_type: 'im.message.receive_v1' }, event: {} }],
    ['the token where it does not belong', { schema: '2.0', header: {}, token: TOKEN, event: {} }],
    ['no text as a token', { schema: '2.0', header: { token: [TOKEN] }, event: {} }],
  ])('is refused with %s', async (_, body) => {
    const { url, handled } = await opened({ secrets: PLAIN });
    expect((await fetch(url, posted(JSON.stringify(body)))).status).toBe(401);
    expect(handled).toEqual([]);
  });

  it('names the setting when Feishu encrypts after all', async () => {
    const { url, told } = await opened({ secrets: PLAIN });
    expect((await fetch(url, signed(encrypted(said())))).status).toBe(401);
    expect(told).toEqual([expect.stringContaining('FEISHU_ENCRYPT_KEY')]);
  });
});

describe('a challenge', () => {
  const challenge = { challenge: 'ajls384kdjx98XX', token: TOKEN, type: 'url_verification' };

  it.each([
    ['encrypted', {}, posted(encrypted(challenge))],
    ['encrypted and signed', {}, signed(encrypted(challenge))],
    ['plain', { secrets: PLAIN }, posted(JSON.stringify(challenge))],
    [
      'encrypted, with no token to be held to',
      { secrets: { encryptKey: KEY, verificationToken: null } },
      posted(encrypted(challenge)),
    ],
  ])('is echoed at once: %s', async (_, given, post) => {
    // Whatever else goes on, it asks nobody.
    const { url, handled, told } = await opened({ ...given, handle: () => new Promise(() => {}) });
    const answer = await fetch(url, post);
    expect([answer.status, await answer.json()]).toEqual([200, { challenge: 'ajls384kdjx98XX' }]);
    expect([handled, told]).toEqual([[], []]);
  });

  it('is echoed as the published vector has it', async () => {
    const encrypt =
      'tT1xP+ovuc0T3b/rnZX3ax76exqAn0ANQ6/U45GcciC0mgNBc8JtvqOJGNAPMKpgRs2dVU1NYk9VDeqS8T4SYtU0hzNU54aS84WnxvZ3VFfDcy/RyABlNqlUiGyLDzFI0yxdCMT4KR/YEQXlt6nZi50KwRlZ+A75r645KesZuLMljezYyY8VeeXEVjPw35+e';
    const secrets = { encryptKey: 'mazhe.nerd', verificationToken: 'iRdCP2WwXNBXRM3mGLqhrgch3cn0gbT6' };
    const { url } = await opened({ secrets });
    const answer = await fetch(url, posted(JSON.stringify({ encrypt })));
    expect(await answer.json()).toEqual({ challenge: '5634b122-c042-4634-bc7f-b07a3c3e77ad' });
  });

  it.each([
    ['with another token', {}, posted(encrypted({ ...challenge, token: 'another' }))],
    ['without a token', {}, posted(encrypted({ ...challenge, token: undefined }))],
    ['not encrypted where it should be', {}, posted(JSON.stringify(challenge))],
    ['signed with another key', {}, signed(encrypted(challenge), { key: 'another' })],
    ['plain, with another token', { secrets: PLAIN }, posted(JSON.stringify({ ...challenge, token: 'another' }))],
  ])('is refused %s', async (_, given, post) => {
    const { url } = await opened(given);
    const answer = await fetch(url, post);
    expect([answer.status, await answer.text()]).toEqual([401, '']);
  });
});

describe('what no Feishu sends', () => {
  it.each([
    ['nothing', posted(''), 400],
    ['no JSON', posted('token=x'), 400],
    ['a list', posted('[]'), 400],
    ['a number', posted('7'), 400],
    ['bytes that are no text', posted(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 400],
    ['an object without anything', posted('{}'), 401],
    ['a GET', { method: 'GET' }, 405],
    ['a PUT', { method: 'PUT', body: '{}' }, 405],
    ['more than a megabyte', posted(JSON.stringify({ encrypt: 'x'.repeat(1024 * 1024) })), 413],
  ])('is answered with a status: %s', async (_, post, status) => {
    const { url, handled } = await opened();
    expect((await fetch(url, post)).status).toBe(status);
    expect(handled).toEqual([]);
  });

  it('is answered whatever it is', async () => {
    const { url, handled } = await opened();
    const header = fc.stringMatching(/^[!-~]{0,40}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => Buffer.from(text)),
        ),
        fc.option(header, { nil: '' }),
        header,
        async (body, signature, timestamp) => {
          const headers = { 'x-lark-signature': signature, 'x-lark-request-timestamp': timestamp };
          const answer = await fetch(url, posted(new Uint8Array(body), headers));
          expect([400, 401]).toContain(answer.status);
        },
      ),
      { numRuns: 200 },
    );
    expect(handled).toEqual([]);
  });
});

/** Writes to the socket piece by piece, each in a segment of its own, and reads what comes. */
function raw(port: number, pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const came: Buffer[] = [];
    socket.on('data', (data) => came.push(data));
    socket.on('error', (error) => (came.length > 0 ? resolve(Buffer.concat(came).toString()) : reject(error)));
    socket.on('close', () => resolve(Buffer.concat(came).toString()));
    socket.on('connect', async () => {
      for (const piece of pieces) {
        await new Promise<void>((written) => socket.write(piece, () => written()));
        await new Promise((later) => setTimeout(later, 30));
      }
    });
  });
}

const head = (length: number | null, more = ''): string =>
  `POST /feishu/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${more}${
    length === null ? 'transfer-encoding: chunked' : `content-length: ${length}`
  }\r\n\r\n`;

describe('how it comes over the wire', () => {
  it('is whole where a Han character lies across two segments', async () => {
    const { port, handled } = await opened({ secrets: PLAIN });
    const bytes = Buffer.from(JSON.stringify(said('记录 华为 拜访')));
    const middle = bytes.indexOf(Buffer.from('访')) + 1;
    const answer = await raw(port, [head(bytes.length), bytes.subarray(0, middle), bytes.subarray(middle)]);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(handled).toEqual([said('记录 华为 拜访')]);
  });

  it('is whole where each byte comes by itself', async () => {
    const { port, handled } = await opened({ secrets: PLAIN });
    const bytes = Buffer.from(JSON.stringify({ ...said('华为'), event: {} }));
    const pieces = Array.from({ length: 60 }, (_, at) =>
      bytes.subarray(bytes.length - 60 + at, bytes.length - 59 + at),
    );
    const answer = await raw(port, [head(bytes.length), bytes.subarray(0, bytes.length - 60), ...pieces]);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(handled).toHaveLength(1);
  });

  it.each([
    ['that says how large it is', head(64 * 1024 * 1024), ['{"encrypt":"']],
    ['that does not say', head(null), Array.from({ length: 20 }, () => `20000\r\n${'x'.repeat(0x20000)}\r\n`)],
  ])('is refused when it grows too large: one %s', async (_, start, pieces) => {
    const { port, handled } = await opened();
    expect(await raw(port, [start, ...pieces])).toMatch(/^HTTP\/1.1 413 /);
    expect(handled).toEqual([]);
  });

  it('is not waited for when the rest of it does not come', async () => {
    const { port } = await opened({ limits: { readMs: 100, answerMs: 2700 } });
    expect(await raw(port, [head(200), '{"encrypt":'])).toMatch(/^HTTP\/1.1 408 /);
  });

  it('harms nobody who comes after it when it breaks off', async () => {
    const { port, url, handled } = await opened();
    await new Promise<void>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => {
        socket.write(`${head(200)}{"encrypt":`, () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    expect((await fetch(url, signed(encrypted(said())))).status).toBe(200);
    expect(handled).toHaveLength(1);
  });
});

describe('what the handlers come to', () => {
  it('goes back with the answer to a press', async () => {
    const shown = {
      toast: { type: 'success', content: '已记录' },
      card: { type: 'raw', data: { schema: '2.0' } },
    } as const;
    const { url } = await opened({ handle: async () => shown });
    const answer = await fetch(url, signed(encrypted(said())));
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual(shown);
  });

  it('is to be sent again when the book refuses', async () => {
    const { url, told } = await opened({ handle: () => Promise.reject(new Error('the disk is full')) });
    expect((await fetch(url, signed(encrypted(said())))).status).toBe(500);
    expect(told).toEqual([expect.objectContaining({ message: 'the disk is full' })]);
  });

  it('is to be sent again when the book is slow, and is kept meanwhile', async () => {
    let isKept = false;
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { url, gate } = await opened({
      limits: { readMs: 5000, answerMs: 50 },
      handle: async () => {
        await held;
        isKept = true;
        return null;
      },
    });
    expect((await fetch(url, signed(encrypted(said())))).status).toBe(503);
    expect(isKept).toBe(false);
    // Whoever closes waits for it.
    const closing = gate.close(60_000);
    goOn();
    expect(await closing).toBe(0);
    expect(isKept).toBe(true);
  });

  it('is no longer asked for once the program stops, and what is inside is answered', async () => {
    let goOn = (): void => {};
    const { url, gate, handled } = await opened({
      handle: () =>
        new Promise((resolve) => {
          goOn = () => resolve(null);
        }),
    });
    const inside = fetch(url, signed(encrypted(said())));
    await expect.poll(() => handled.length).toBe(1);
    const closing = gate.close(5000);
    expect((await fetch(url, signed(encrypted(said())))).status).toBe(503);
    goOn();
    expect((await inside).status).toBe(200);
    expect(await closing).toBe(0);
  });
});
