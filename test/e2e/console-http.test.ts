import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../adapters/console/limits.ts';
import type { PageAnswer, PageWords } from '../../adapters/console/page/protocol.ts';
import type { Answer } from '../../src/router/messages.ts';
import { type ConsoleDouble, done, member, NOW, openConsoleDouble, reply } from '../fixtures/console-double.ts';

interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Not fetch: it does not let a test lie about its Host. */
function send(port: number, path: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    outgoing.on('error', reject);
    // Of a body over the limit the server reads no more: writing on fails after the answer is here.
    outgoing.on('socket', (socket) => socket.on('error', () => {}));
    outgoing.end(body);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const TOKEN = 'token-of-wang';
let double: ConsoleDouble;
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  send(double.port, path, { headers });
const cookieHeader = (token = TOKEN, port = double.port): string => `kam_console_${port}=${token}`;

function post(body: unknown, headers: Record<string, string> = {}, path = '/api/messages'): Promise<Response> {
  const all = {
    'Content-Type': 'application/json',
    Origin: `http://127.0.0.1:${double.port}`,
    Cookie: cookieHeader(),
    ...headers,
  };
  return send(double.port, path, {
    method: 'POST',
    headers: all,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

function errorCode(response: Response): string {
  return (JSON.parse(response.body) as { error: { code: string } }).error.code;
}

beforeAll(async () => {
  double = await openConsoleDouble({ members: [[TOKEN, member('m1', 'Wang Li', 'en')]] });
});
afterAll(() => double.console.close());
beforeEach(() => {
  double.asked.length = 0;
  double.members.set(TOKEN, member('m1', 'Wang Li', 'en'));
});

describe('who may ask', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example'])(
    'Host %j is refused, on every path',
    async (host) => {
      for (const path of ['/', '/healthz', '/readyz', '/metrics', '/api/words', '/assets/page.css', '/nothing']) {
        expect((await get(path, { Host: host })).status, path).toBe(421);
      }
    },
  );

  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('Host %s with our port is ours', async (name) => {
    expect((await get('/healthz', { Host: `${name}:${double.port}` })).status).toBe(200);
  });

  test.each([
    ['none', undefined],
    ['another site', 'https://evil.example'],
    ['another port of this machine', 'http://localhost:1'],
    ['a sandboxed frame', 'null'],
    ['ours over https', 'https://127.0.0.1'],
  ])('a message whose Origin is %s is refused', async (_, origin) => {
    const response = await send(double.port, '/api/messages', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Cookie: cookieHeader(),
        ...(origin === undefined ? {} : { Origin: origin }),
      },
      body: '{"text":"hi"}',
    });
    expect([response.status, errorCode(response)]).toEqual([403, 'forbidden']);
    expect(double.asked).toEqual([]);
  });

  test.each(['cross-site', 'same-site'])('a message with Sec-Fetch-Site %s is refused', async (site) => {
    expect((await post({ text: 'hi' }, { 'Sec-Fetch-Site': site })).status).toBe(403);
  });

  test.each(['same-origin', 'none'])('a message with Sec-Fetch-Site %s is taken', async (site) => {
    expect((await post({ text: 'hi' }, { 'Sec-Fetch-Site': site })).status).toBe(200);
  });

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ])('content type %j is refused', async (type) => {
    const response = await post('{"text":"hi"}', { 'Content-Type': type });
    expect([response.status, errorCode(response)]).toEqual([415, 'unsupported-media-type']);
    expect(double.asked).toEqual([]);
  });

  test('without a token: 401, and how to get one, in both languages', async () => {
    const page = await get('/');
    expect(page.status).toBe(401);
    expect(page.body).toContain('/kam member YOUR NAME console');
    expect(page.body).toContain('请管理员');
    for (const cookie of ['', cookieHeader('wrong'), cookieHeader(TOKEN, 1), cookieHeader('x'.repeat(5000))]) {
      expect((await get('/api/words', { Cookie: cookie })).status).toBe(401);
      const message = await post({ text: 'hi' }, { Cookie: cookie });
      expect([message.status, errorCode(message)]).toEqual([401, 'unauthorized']);
    }
    expect(double.asked).toEqual([]);
  });

  test('a member who left is out at the next request', async () => {
    expect((await post({ text: 'hi' })).status).toBe(200);
    double.members.delete(TOKEN);
    expect((await post({ text: 'hi' })).status).toBe(401);
    expect((await get('/', { Cookie: cookieHeader() })).status).toBe(401);
  });
});

describe('the link', () => {
  test('sets a strict cookie and leaves the address bar', async () => {
    const response = await get(`/?token=${TOKEN}`);
    expect(response.status).toBe(303);
    expect(response.headers.location).toBe('/');
    const cookie = response.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toContain(`kam_console_${double.port}=${TOKEN};`);
    expect(cookie).toContain('Path=/');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toContain('Secure');
    const page = await get('/', { Cookie: cookie.split(';')[0] ?? '' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Wang Li');
  });

  test.each(['wrong', '', '%00', 'x'.repeat(5000)])('a token that is none sets nothing', async (token) => {
    const response = await get(`/?token=${token}`);
    expect(response.status).toBe(401);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('a visit that began on another site is loaded once more from here, not for ever', async () => {
    const first = await get('/', { 'Sec-Fetch-Site': 'cross-site' });
    expect([first.status, first.body.includes('http-equiv="refresh"')]).toEqual([200, true]);
    expect((await get('/', { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(401);
  });

  test('no token is ever logged', async () => {
    await get(`/?token=${TOKEN}`);
    double.handle = () => Promise.reject(new Error('broken'));
    const response = await post({ text: 'hi' });
    double.handle = async () => done('help', reply('Help'));
    expect([response.status, errorCode(response)]).toEqual([500, 'unavailable']);
    expect(double.logged.join('\n')).toContain('broken');
    expect(double.logged.join('\n')).not.toContain(TOKEN);
  });

  test('behind a proxy: its Host and Origin are ours, the cookie is Secure', async () => {
    const port = await freePort();
    const proxied = await openConsoleDouble({
      config: { port, url: 'https://kam.example.com' },
      members: [[TOKEN, member('m1', 'Wang Li', 'en')]],
    });
    expect(proxied.console.url).toBe('https://kam.example.com/');
    const opened = await send(port, `/?token=${TOKEN}`, { headers: { Host: 'kam.example.com' } });
    expect(opened.headers['set-cookie']?.[0]).toContain('Secure');
    const say = (origin: string): Promise<Response> =>
      send(port, '/api/messages', {
        method: 'POST',
        headers: {
          Host: 'kam.example.com',
          Origin: origin,
          Cookie: cookieHeader(TOKEN, port),
          'Content-Type': 'application/json',
        },
        body: '{"text":"hi"}',
      });
    expect((await say('https://kam.example.com')).status).toBe(200);
    expect((await say('http://kam.example.com')).status).toBe(403);
    await proxied.console.close();
  });
});

describe('every answer', () => {
  test.each(['/', '/api/words', '/healthz', '/assets/page.css', '/nothing', '/?token=x'])(
    '%s: strict headers',
    async (path) => {
      const { headers } = await get(path, { Cookie: cookieHeader() });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  test('the page has nothing inline and nothing from elsewhere', async () => {
    const { body } = await get('/', { Cookie: cookieHeader() });
    expect(body).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son[a-z]+=|https?:\/\//);
  });

  test.each([
    '/nothing',
    '/assets/../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/tsconfig.json',
    '/index.php',
  ])('%s: 404', async (path) => expect((await get(path, { Cookie: cookieHeader() })).status).toBe(404));

  test('unknown paths and methods of the API answer in JSON', async () => {
    const unknown = await get('/api/nothing', { Cookie: cookieHeader() });
    expect([unknown.status, errorCode(unknown)]).toEqual([404, 'not-found']);
    const wrong = await get('/api/messages', { Cookie: cookieHeader() });
    expect([wrong.status, errorCode(wrong)]).toEqual([405, 'wrong-method']);
  });
});

describe('probes', () => {
  test('health, readiness and metrics want no token', async () => {
    expect((await get('/healthz')).body).toBe('{"ok":true}');
    expect(JSON.parse((await get('/readyz')).body)).toEqual({ ready: true, parts: { database: 'ok' } });
    const metrics = await get('/metrics');
    expect(metrics.headers['content-type']).toContain('text/plain');
    expect(metrics.body).toMatch(/^process_uptime_seconds [\d.]+$/m);
  });

  test('not ready is 503', async () => {
    const down = await openConsoleDouble({ isReady: false });
    expect((await send(down.port, '/readyz')).status).toBe(503);
    await down.console.close();
  });
});

describe('messages', () => {
  test('a text goes to the router as this member’s and comes back rendered', async () => {
    double.handle = async () => done('stage', reply('Stage <b>'), 'en');
    const response = await post({ text: 'what stage is Northwind?', language: 'zh' });
    expect(double.asked).toEqual([
      { memberId: 'm1', platform: 'console', place: 'dm', content: { text: 'what stage is Northwind?' }, at: NOW },
    ]);
    const body = JSON.parse(response.body) as PageAnswer;
    expect(body).toMatchObject({ ok: true, text: 'Stage <b>', language: 'en' });
    expect(body.html).toContain('Stage &lt;b&gt;');
  });

  test('a call goes through as it is', async () => {
    const call = { command: 'log', args: { contacts: ['Ada'], amount: 12.5, answered: false, note: '张伟' } };
    await post({ call });
    expect(double.asked[0]?.content).toEqual({ call });
  });

  test('a refusal of the router is an answer, with its code', async () => {
    const refusal: Answer = {
      ok: false,
      understood: null,
      error: { code: 'unknown-account', message: 'Which?', suggestions: [] },
      reply: reply('Which?'),
      language: 'en',
      timeZone: 'UTC',
    };
    double.handle = async () => refusal;
    const response = await post({ text: 'x' });
    expect(response.status).toBe(200);
    expect(JSON.parse(response.body)).toMatchObject({
      ok: false,
      error: { code: 'unknown-account', message: 'Which?' },
    });
  });

  test.each([
    '',
    'x',
    '[]',
    'null',
    '{}',
    '{"text":1}',
    '{"text":"a","call":{"command":"x","args":{}}}',
    '{"call":{"command":"x"}}',
    '{"call":{"command":1,"args":{}}}',
    '{"call":{"command":"x","args":[]}}',
  ])('body %j is refused', async (body) => {
    const response = await post(body);
    expect([response.status, errorCode(response)]).toEqual([400, 'invalid-request']);
    expect(double.asked).toEqual([]);
  });

  test('a text at the limit and one byte more', async () => {
    double.handle = async () => done('help', reply('Help'));
    const around = JSON.stringify({ text: '' }).length;
    const response = await post({ text: 'x'.repeat(LIMITS.messageBytes - around) });
    expect(response.status).toBe(200);
    const over = await post({ text: 'x'.repeat(LIMITS.messageBytes - around + 1) });
    expect([over.status, errorCode(over)]).toEqual([413, 'too-large']);
  });

  test('a file at the limit and one byte more', async () => {
    const around = JSON.stringify({ call: { command: 'import', args: { file: '' } } }).length;
    const file = 'x'.repeat(LIMITS.callBytes - around);
    expect((await post({ call: { command: 'import', args: { file } } })).status).toBe(200);
    expect((await post({ call: { command: 'import', args: { file: `${file}x` } } })).status).toBe(413);
  });

  test('a body that never says how long it is, is cut off all the same', async () => {
    const response = await post('x'.repeat(LIMITS.callBytes + 1), { 'Transfer-Encoding': 'chunked' });
    expect(response.status).toBe(413);
  });

  test('the words of the page are in the member’s language', async () => {
    double.members.set(TOKEN, member('m1', '王丽', 'zh'));
    const words = JSON.parse((await get('/api/words', { Cookie: cookieHeader() })).body) as PageWords;
    expect(words).toMatchObject({ member: { name: '王丽' }, language: 'zh' });
    expect(JSON.stringify(words.commands)).toContain('阶段');
  });
});

describe('first run', () => {
  test('the link leads to the form, the form to a member, and the same cookie stays', async () => {
    const fresh = await openConsoleDouble();
    const link = new URL(fresh.console.firstRunUrl ?? '');
    const token = link.searchParams.get('token') ?? '';
    expect(token.length).toBeGreaterThan(20);
    const opened = await send(fresh.port, `/?token=${token}`);
    const headers = {
      'Content-Type': 'application/json',
      Origin: `http://localhost:${fresh.port}`,
      Cookie: opened.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
      'Accept-Language': 'zh-CN,zh;q=0.9,en;q=0.8',
    };
    const page = await send(fresh.port, '/', { headers });
    expect(page.body).toContain('<html lang="zh">');
    expect(page.body).toContain('class="first-run"');
    const say = (body: unknown): Promise<Response> =>
      send(fresh.port, '/api/messages', { method: 'POST', headers, body: JSON.stringify(body) });

    await say({ text: 'hello', language: 'en' });
    expect(fresh.asked[0]).toMatchObject({ memberId: null, language: 'en', content: { text: 'hello' } });
    const welcome = await say({ call: { command: 'welcome', args: { name: 'Wang Li', language: 'en' } } });
    expect(fresh.asked[1]).toMatchObject({ memberId: null, language: 'zh' });
    expect(JSON.parse(welcome.body)).toMatchObject({ ok: true });

    await say({ text: 'hi' });
    expect(fresh.asked[2]).toEqual({
      memberId: 'm1',
      platform: 'console',
      place: 'dm',
      content: { text: 'hi' },
      at: NOW,
    });
    expect(fresh.logged.join('\n')).not.toContain(token);
    await fresh.console.close();
  });

  test('somebody else was faster: the token is worth nothing', async () => {
    const fresh = await openConsoleDouble();
    const token = new URL(fresh.console.firstRunUrl ?? '').searchParams.get('token') ?? '';
    fresh.members.set('other', member('m9', 'Other', 'en'));
    const headers = { Cookie: cookieHeader(token, fresh.port) };
    expect((await send(fresh.port, '/', { headers })).status).toBe(401);
    fresh.members.clear();
    expect((await send(fresh.port, '/', { headers })).status).toBe(401);
    await fresh.console.close();
  });

  test('there is none when somebody is known', () => {
    expect(double.console.firstRunUrl).toBeNull();
    expect(double.console.url).toBe(`http://127.0.0.1:${double.port}/`);
  });
});

test('a port in use is told with the setting that mends it', async () => {
  await expect(openConsoleDouble({ config: { port: double.port } })).rejects.toThrow('CONSOLE_PORT');
  await expect(openConsoleDouble({ config: { host: '203.0.113.7' } })).rejects.toThrow('CONSOLE_HOST');
});
