import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../adapters/console/limits.ts';
import type { PageAnswer, PageWords } from '../../adapters/console/page/protocol.ts';
import type { Answer } from '../../src/router/messages.ts';
import { type ConsoleDouble, done, member, NOW, openConsoleDouble, reply } from '../fixtures/console-double.ts';
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
    const link = new URL(fresh.console.entryUrl ?? '');
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
    const token = new URL(fresh.console.entryUrl ?? '').searchParams.get('token') ?? '';
    fresh.members.set('other', member('m9', 'Other', 'en'));
    const headers = { Cookie: cookieHeader(token, fresh.port) };
    expect((await send(fresh.port, '/', { headers })).status).toBe(401);
    fresh.members.clear();
    expect((await send(fresh.port, '/', { headers })).status).toBe(401);
    await fresh.console.close();
  });

  test('there is none when somebody is known', () => {
    expect(double.console.entryUrl).toBeNull();
    expect(double.console.url).toBe(`http://127.0.0.1:${double.port}/`);
  });
});

test('a port in use is told with the setting that mends it', async () => {
  await expect(openConsoleDouble({ config: { port: double.port } })).rejects.toThrow('CONSOLE_PORT');
  await expect(openConsoleDouble({ config: { host: '203.0.113.7' } })).rejects.toThrow('CONSOLE_HOST');
});
