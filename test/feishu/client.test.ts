import { afterEach, describe, expect, it } from 'vitest';
import { createFeishuClient, type FeishuRequest } from '../../adapters/feishu/client.ts';
import { createToken } from '../../adapters/feishu/token.ts';
import { toSendResult } from '../../src/chat/faults.ts';
import type { FeishuConfig } from '../../src/config.ts';
import { openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { type Answer, configAt, keptLog, openLoopback, says } from './loopback.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const INFO: FeishuRequest = { method: 'GET', path: '/open-apis/bot/v3/info' };
const TOKEN_PATH = 'auth/v3/tenant_access_token';

async function clientAt(fields: Partial<FeishuConfig> = {}) {
  const feishu = await openFeishuDouble();
  open.push(feishu.close);
  const { log, logged } = keptLog();
  const own = { appId: feishu.appId, appSecret: feishu.appSecret };
  const client = createFeishuClient(configAt(feishu.url, { ...own, ...fields }), log);
  return { feishu, client, logged, message: messageTo(feishu.users.wang) };
}

const messageTo = (openId: string, text = 'hello'): FeishuRequest => ({
  method: 'POST',
  path: '/open-apis/im/v1/messages',
  params: { receive_id_type: 'open_id' },
  data: { receive_id: openId, msg_type: 'text', content: JSON.stringify({ text }), uuid: `u-${text}` },
});

/** What a call to whatever answers so ends with. */
async function endOf(answer: Answer, withinMs?: number, request: FeishuRequest = INFO) {
  const loopback = await openLoopback(answer);
  open.push(loopback.close);
  const called = await loopback.client.call(request, withinMs);
  const calls = loopback.asked.filter((one) => !one.includes(TOKEN_PATH));
  return { ...loopback, called, fault: called.ok ? null : called.fault, calls };
}

describe('the token', () => {
  it('is asked for once, by many who need it first', async () => {
    const { feishu, client } = await clientAt();
    const called = await Promise.all(Array.from({ length: 20 }, () => client.call(INFO)));
    expect(called.every(({ ok }) => ok)).toBe(true);
    expect(feishu.calls(TOKEN_PATH)).toHaveLength(1);
    expect(feishu.calls('bot/v3/info')).toHaveLength(20);
    await client.call(INFO);
    expect(feishu.calls(TOKEN_PATH)).toHaveLength(1);
  });

  it('is dropped when Feishu does not take it, and each call is tried once more', async () => {
    const { feishu, client } = await clientAt();
    await client.call(INFO);
    feishu.revokeTokens();
    const called = await Promise.all(Array.from({ length: 20 }, () => client.call(INFO)));
    expect(called.every(({ ok }) => ok)).toBe(true);
    expect(feishu.calls(TOKEN_PATH)).toHaveLength(2);
    expect(feishu.calls('bot/v3/info').filter(({ outcome }) => outcome === '99991663')).toHaveLength(20);
  });

  it.each([99991661, 99991663, 99991668, 99991671])('is asked for anew after %i, once', async (code) => {
    const { feishu, client } = await clientAt();
    feishu.fail('bot/v3/info', { code });
    expect((await client.call(INFO)).ok).toBe(true);
    feishu.fail('bot/v3/info', { code }, 2);
    const called = await client.call(INFO);
    expect(called).toMatchObject({ ok: false, fault: { kind: 'refused', trouble: 'app', code } });
    expect(feishu.calls('bot/v3/info')).toHaveLength(4);
    // The next caller asks for another one.
    expect((await client.call(INFO)).ok).toBe(true);
  });

  it('is renewed before its time is over, and not used by then', async () => {
    const clock = { now: 0 };
    let given = 0;
    const ask = async () => ({ ok: true, data: { token: `t-${++given}`, seconds: 7200 } }) as const;
    const token = createToken(ask, () => clock.now);
    const current = async () => {
      const had = await token.current(1000);
      return had.ok ? had.data : null;
    };
    expect(await current()).toBe('t-1');
    clock.now = 7_000_000;
    expect(await current()).toBe('t-1');
    clock.now = 7_100_000;
    expect(await current()).toBe('t-2');
    // Somebody else's bad news of the one before.
    token.drop('t-1');
    expect(await current()).toBe('t-2');
  });

  it.each([
    ['FEISHU_APP_SECRET', { appSecret: 'another' }],
    ['FEISHU_APP_ID', { appId: 'cli_0000000000000000' }],
  ] as const)('is not given with a wrong %s, which is said', async (setting, fields) => {
    const { feishu, client } = await clientAt(fields);
    const called = await client.call(INFO);
    expect(called).toMatchObject({
      fault: { kind: 'refused', trouble: 'app', text: expect.stringContaining(setting) },
    });
    expect(feishu.calls('bot/v3/info')).toEqual([]);
    if (!called.ok) expect(called.fault.text).toContain('open.larksuite.com');
  });

  it('that cannot be had leaves no doubt: nothing was sent', async () => {
    const { feishu, client, message } = await clientAt();
    for (const reset of ['before', 'after'] as const) {
      feishu.fail(`${TOKEN_PATH}/internal`, { reset });
      expect(await client.call(message)).toMatchObject({ fault: { kind: 'unsent' } });
    }
    feishu.fail(`${TOKEN_PATH}/internal`, { status: 502 });
    expect(await client.call(message)).toMatchObject({ fault: { kind: 'unsent' } });
    expect(feishu.dms('wang')).toEqual([]);
    expect((await client.call(message)).ok).toBe(true);
  });

  it('that takes too long is waited for no longer than the call may take', async () => {
    const { feishu, client, message } = await clientAt();
    feishu.fail(`${TOKEN_PATH}/internal`, { slowMs: 400 });
    expect(await client.call(message, 50)).toMatchObject({ fault: { kind: 'unsent' } });
    // It comes all the same, and serves the next one.
    expect((await client.call(message)).ok).toBe(true);
    expect(feishu.calls(TOKEN_PATH)).toHaveLength(1);
  });
});

describe('what a call ends with', () => {
  it('is what stands under data, or beside the code', async () => {
    const { client, message, feishu } = await clientAt();
    expect(await client.call(INFO)).toMatchObject({ ok: true, data: { bot: { open_id: feishu.botOpenId } } });
    expect(await client.call(message)).toMatchObject({ ok: true, data: { message_id: expect.stringMatching(/^om_/) } });
  });

  it('is in doubt when the connection breaks, or nothing comes in time', async () => {
    const { feishu, client, message } = await clientAt();
    await client.call(INFO);
    for (const reset of ['before', 'after'] as const) {
      feishu.fail('im/v1/messages', { reset });
      expect(await client.call(message)).toMatchObject({ fault: { kind: 'unclear' } });
    }
    const late = await endOf(() => {}, 60);
    expect(late.fault).toMatchObject({ kind: 'unclear', text: expect.stringContaining('no answer in time') });
  });

  it('is unsent where nobody listens', async () => {
    const { client, close } = await openLoopback(says({ code: 0 }));
    await close();
    expect(await client.call(INFO)).toMatchObject({
      fault: { kind: 'unsent', text: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it.each([
    ['429', { code: 99991400, msg: 'request trigger frequency limit' }, 429, { 'x-ogw-ratelimit-reset': '7' }, 7000],
    ['400, as older calls do', { code: 99991400, msg: '' }, 400, { 'x-ogw-ratelimit-reset': '3' }, 3000],
    ['nothing but 429', '', 429, { 'x-ogw-ratelimit-reset': '2' }, 2000],
    ['no word on how long', { code: 230020, msg: '' }, 400, {}, 1000],
    ['nonsense on how long', { code: 99991400, msg: '' }, 429, { 'x-ogw-ratelimit-reset': 'soon' }, 1000],
    ['days', { code: 99991400, msg: '' }, 429, { 'x-ogw-ratelimit-reset': '864000' }, 600_000],
  ] as const)('is limited when Feishu takes no more: %s', async (_, body, status, headers, afterMs) => {
    const { fault, calls } = await endOf(says(body, status, headers));
    expect(fault).toMatchObject({ kind: 'limited', afterMs });
    expect(calls).toHaveLength(1);
  });

  it('is a refusal when the code says so, whatever the status says', async () => {
    for (const status of [200, 400, 403]) {
      const { fault } = await endOf(says({ code: 230002, msg: 'Bot/User can NOT be out of the chat.' }, status));
      expect(fault).toMatchObject({ kind: 'refused', trouble: 'place', code: 230002 });
    }
  });

  it.each([
    ['a page of a proxy', says('<html>Please sign in</html>'), 'unclear'],
    ['a page that turns us away', says('<html>Forbidden</html>', 403), 'unsent'],
    ['a page that is not there', says('404 page not found', 404), 'unsent'],
    ['a redirection', says('', 302, { location: 'http://127.0.0.1:1/' }), 'unsent'],
    ['a gateway that gave up', says('<html>Bad gateway</html>', 502), 'unclear'],
    ['trouble of its own', says({ code: 2200, msg: 'internal error' }, 500), 'unclear'],
    ['trouble told with 200', says({ code: 2200, msg: 'internal error' }), 'unclear'],
    ['no object', says('"ok"', 200, { 'content-type': 'application/json' }), 'unclear'],
    ['an object without a code', says({ ok: true }), 'unclear'],
    ['a code that is no number', says({ code: '0' }), 'unclear'],
    ['nothing', says(''), 'unclear'],
    ['success and failure at once', says({ code: 0, data: {} }, 400), 'unsent'],
  ] as const)('is no success when what answers is %s', async (_, answer, kind) => {
    const { fault, calls } = await endOf(answer, 2000);
    expect(fault?.kind).toBe(kind);
    expect(calls).toHaveLength(1);
    // Whatever it was, the delivery of messages knows what to do.
    if (fault !== null) expect(['retry', 'unsure']).toContain(toSendResult(fault).kind);
  });

  it('is unclear when the answer does not end', async () => {
    const large = 'x'.repeat(9 * 1024 * 1024);
    expect((await endOf(says(large))).fault?.kind).toBe('unclear');
  });
});

describe('what is sent', () => {
  it('goes through no proxy of the environment', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1', NO_PROXY: '' });
    try {
      const { client } = await clientAt();
      expect((await client.call(INFO)).ok).toBe(true);
    } finally {
      process.env = before;
    }
  });

  it('reaches Feishu as it was meant, files too', async () => {
    const { client, feishu, message } = await clientAt();
    const sent = await client.call(message);
    expect(feishu.dms('wang').map(({ shows }) => shows)).toEqual(['hello']);
    expect(sent.ok).toBe(true);
    const data = { file_type: 'stream', file_name: '华为 客户.csv', file: Buffer.from('name\n华为\n') };
    const uploaded = await client.call({ method: 'POST', path: '/open-apis/im/v1/files', data, isUpload: true });
    expect(uploaded).toMatchObject({ ok: true, data: { file_key: expect.any(String) } });
  });

  it('and what comes back stands in no log, and no secret does', async () => {
    const { client, feishu, logged } = await clientAt();
    const private_ = messageTo(feishu.users.wang, 'Zhang Wei, 13912345678');
    feishu.fail('im/v1/messages', { code: 230099, msg: 'Failed to create card: Zhang Wei, 13912345678' });
    const refused = await client.call(private_);
    feishu.fail('im/v1/messages', { reset: 'after' });
    const broken = await client.call(private_);
    feishu.fail('im/v1/messages', { status: 500 });
    const failed = await client.call(private_);
    for (const text of [...logged, JSON.stringify([refused, broken, failed])]) {
      for (const secret of ['Zhang', '13912345678', feishu.appSecret, 't-g1', 'Bearer'])
        expect(text).not.toContain(secret);
    }
    expect(logged.length).toBeGreaterThan(0);
  });
});
