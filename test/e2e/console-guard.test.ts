import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ConsoleDouble, done, member, openConsoleDouble, reply } from '../fixtures/console-double.ts';
import { freePort } from '../fixtures/free-port.ts';
import { createPageSender, errorCode, type Response, send } from '../fixtures/http-sender.ts';

const TOKEN = 'token-of-wang';
let double: ConsoleDouble;
const { get, post, cookieHeader } = createPageSender(() => double.port, TOKEN);

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

describe('reading, too, is for pages of our own', () => {
  test.each(['/api/events', '/api/names?typed=no', '/api/words', '/api/places', '/api/places/dm/messages'])(
    '%s',
    async (path) => {
      const own = { Cookie: cookieHeader() };
      expect((await get(path, {})).status).toBe(401);
      expect((await get(path, { ...own, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
      expect((await get(path, { ...own, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
      expect((await get(path, { ...own, Origin: 'https://evil.example' })).status).toBe(403);
      expect((await get(path, { ...own, Origin: 'null' })).status).toBe(403);
      expect((await get(path, { ...own, Host: 'evil.example' })).status).toBe(421);
    },
  );

  test('nobody hears anything in the first run', async () => {
    const fresh = await openConsoleDouble();
    const token = new URL(fresh.console.entryUrl ?? '').searchParams.get('token') ?? '';
    const headers = { Cookie: cookieHeader(token, fresh.port) };
    expect((await send(fresh.port, '/api/events', { headers })).status).toBe(403);
    expect((await send(fresh.port, '/api/names?typed=nor', { headers })).body).toBe('[]');
    await fresh.console.close();
  });
});

describe('writing, whatever the path, is for pages of our own', () => {
  test.each(['/api/places', '/api/places/dm/read', '/api/speak-as', '/api/sign-out', '/api/messages', '/api/files'])(
    '%s',
    async (path) => {
      expect((await post({}, { Origin: 'https://evil.example' }, path)).status).toBe(403);
      expect((await post({}, { Origin: 'null' }, path)).status).toBe(403);
      expect((await post({}, { 'Sec-Fetch-Site': 'cross-site' }, path)).status).toBe(403);
      expect((await post({}, { Cookie: '' }, path)).status).toBe(401);
      expect((await post({}, { Host: 'evil.example' }, path)).status).toBe(421);
    },
  );

  test('nobody can speak as somebody else: the path is not there', async () => {
    double.members.set('other', member('m2', 'Other', 'en'));
    expect((await post({ member: 'm2' }, {}, '/api/speak-as')).status).toBe(404);
    double.members.delete('other');
  });
});

describe('places of others', () => {
  test('cannot be read: one names one’s own conversation, or a channel', async () => {
    for (const place of ['m2', 'dm:m2', 'channel:x', 'm1']) {
      const { status } = await get(`/api/places/${place}/messages`, { Cookie: cookieHeader() });
      expect(status, place).toBe(404);
    }
    expect((await post({ text: 'hi', place: 'dm:m2' })).status).toBe(404);
    expect(double.asked).toEqual([]);
  });
});

describe('the page’s files', () => {
  test('may be kept by a browser under the address that names their contents, and are at no other', async () => {
    const page = (await get('/', { Cookie: cookieHeader() })).body;
    const [address = ''] = /\/assets\/\w+\/page\.css/.exec(page) ?? [];
    const file = await get(address);
    expect([file.status, file.headers['cache-control']]).toEqual([200, 'private, max-age=31536000, immutable']);
    expect(file.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await get('/assets/0000000000000000/page.css')).status).toBe(404);
  });
});

describe('signing out', () => {
  test('takes the cookie away and has the browser forget; another site cannot do it', async () => {
    const response = await post({}, {}, '/api/sign-out');
    expect(response.status).toBe(204);
    expect(response.headers['set-cookie']?.[0]).toContain(`kam_console_${double.port}=; Max-Age=0`);
    expect(response.headers['clear-site-data']).toBe('"storage"');
    expect((await post({}, { Origin: 'https://evil.example' }, '/api/sign-out')).status).toBe(403);
    expect((await post({}, { Cookie: '' }, '/api/sign-out')).status).toBe(401);
  });

  test('a link that is no longer good takes what the page kept along; a mistyped one does not', async () => {
    expect((await get('/', { Cookie: cookieHeader('withdrawn') })).headers['clear-site-data']).toBe('"storage"');
    expect((await get('/')).headers['clear-site-data']).toBeUndefined();
    const typo = await get('/?token=mistyped', { Cookie: cookieHeader() });
    expect([typo.status, typo.headers['clear-site-data']]).toEqual([401, undefined]);
  });
});
