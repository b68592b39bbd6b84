import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptBody, signatureOf } from '../fakes/feishu/crypto.ts';
import { type FeishuDouble, openFeishuDouble } from '../fakes/feishu/feishu-double.ts';
import { button, cardOf, openApi } from './feishu-api.ts';
import { answering, type HttpApp } from './feishu-app.ts';

/** Long enough for a slow machine: what Feishu would call late is tested by itself. */
const PATIENT = { patienceMs: 60_000 };

let feishu: FeishuDouble;
const apps: HttpApp[] = [];
beforeEach(async () => {
  feishu = await openFeishuDouble(PATIENT);
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await feishu.close();
});
const appOn = async (double: FeishuDouble, answer: Parameters<typeof answering>[0] = () => ({})): Promise<HttpApp> => {
  const app = await answering(answer, double);
  apps.push(app);
  return app;
};

describe('what is delivered over HTTP', () => {
  it('is encrypted and signed as the published vectors are', () => {
    // The page on the Encrypt Key.
    const published = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=';
    const iv = Buffer.from(published, 'base64').subarray(0, 16);
    expect(encryptBody('test key', 'hello world', iv)).toBe(published);
    // Computed with other means, from the pages on encryption and signatures.
    const body = '{"challenge":"abc","token":"t","type":"url_verification"}';
    expect(encryptBody('test key', body, Buffer.alloc(16))).toBe(
      'AAAAAAAAAAAAAAAAAAAAABgLw1kLwGFjbDY7DTSdFkuVG+OktoBZia+FdIlK6+SChw79qp1SCYxbzVGZJUhqKR4/9RcjQWE7yXMOAvqydpw=',
    );
    const sent = '{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}';
    expect(signatureOf('1700000000', 'abc', 'test key', sent)).toBe(
      '0c09d96c2aef2ad08179b3967ea410bbc91dab24ce3aec05af962cf1935844af',
    );
  });

  it('carries event, token and a signature over its raw bytes, in two segments too', async () => {
    const app = await appOn(feishu);
    const said = await feishu.say('wang', '华为', { http: app.url, splitAt: 17 });
    expect(said).toMatchObject({ error: null, status: 200 });
    const [{ headers, body, event } = { headers: {}, body: '', event: {} }] = app.received;
    expect(event).toMatchObject({ schema: '2.0', header: { token: feishu.verificationToken, app_id: feishu.appId } });
    const { 'x-lark-request-timestamp': at, 'x-lark-request-nonce': nonce, 'x-lark-signature': signature } = headers;
    expect(signature).toBe(signatureOf(String(at), String(nonce), feishu.encryptKey, body));
    expect(Math.abs(Date.now() / 1000 - Number(at))).toBeLessThan(600);
  });

  it('is neither where there is no Encrypt Key', async () => {
    const own = await openFeishuDouble({ ...PATIENT, encryptKey: null });
    const app = await appOn(own);
    await own.say('wang', '华为', { http: app.url });
    expect(own.encryptKey).toBe('');
    expect(app.received[0]?.headers).not.toHaveProperty('x-lark-signature');
    expect(JSON.parse(app.received[0]?.body ?? '')).toMatchObject({ schema: '2.0' });
    await own.close();
  });

  it('is wrong in the way that is asked for', async () => {
    const app = await appOn(feishu);
    const via = (forged: object) => feishu.say('wang', '华为', { http: app.url, forged });
    await via({ isUnsigned: true });
    expect(app.received.at(-1)?.headers).not.toHaveProperty('x-lark-signature');
    await via({ isPlain: true });
    expect(JSON.parse(app.received.at(-1)?.body ?? '')).toMatchObject({ schema: '2.0' });
    await via({ token: 'other' });
    expect(app.received.at(-1)?.event).toMatchObject({ header: { token: 'other' } });
    await via({ secondsAgo: 3600 });
    expect(Number(app.received.at(-1)?.headers['x-lark-request-timestamp'])).toBeLessThan(Date.now() / 1000 - 3000);
    await via({ tampered: (body: string) => `${body} ` });
    const { body = '', headers = {} } = app.received.at(-1) ?? {};
    const [at, nonce] = [headers['x-lark-request-timestamp'], headers['x-lark-request-nonce']];
    expect(headers['x-lark-signature']).not.toBe(signatureOf(String(at), String(nonce), feishu.encryptKey, body));
  });

  it('begins with a challenge, encrypted and not signed', async () => {
    const app = await appOn(feishu);
    expect(await feishu.verify(app.url)).toMatchObject({ isProved: true, status: 200 });
    expect(app.received[0]?.headers).not.toHaveProperty('x-lark-signature');
    expect(app.received[0]?.event).toMatchObject({ type: 'url_verification', token: feishu.verificationToken });
    const forged = { isPlain: true };
    expect((await feishu.verify(app.url, { forged })).isProved).toBe(true);
  });

  it('comes again, word for word, until it is acknowledged', async () => {
    const own = await openFeishuDouble({ ...PATIENT, retryAfterMs: [1, 1, 1, 1] });
    let times = 0;
    const app = await appOn(own, () => ({ raw: { status: ++times < 3 ? 500 : 200, text: '{}' } }));
    const said = await own.say('wang', '华为', { http: app.url });
    expect(said).toMatchObject({ error: 'answered with 500' });
    await expect.poll(() => own.deliveries().length).toBe(3);
    await own.redeliver(said.eventId ?? '', { http: app.url });
    expect(app.received).toHaveLength(4);
    expect(new Set(app.received.map(({ event }) => JSON.stringify(event))).size).toBe(1);
    await own.close();
  });

  it('is not sent of what the app is not subscribed to, may not hear or is not in', async () => {
    const app = await appOn(feishu);
    const via = { http: app.url };
    expect((await feishu.event('im.message.reaction.created_v1', {}, via)).eventId).toBeNull();
    expect((await feishu.say('wang', '华为', { chat: 'huawei', ...via })).eventId).toBeNull();
    expect((await feishu.say('wang', '@KAM 华为', { chat: 'elsewhere', at: 'bot', ...via })).eventId).toBeNull();
    expect((await feishu.say('otherBot', '@KAM', { chat: 'bots', at: 'bot', ...via })).eventId).toBeNull();
    feishu.grant([]);
    for (const one of [feishu.say('wang', '华为', via), feishu.enter('wang', via), feishu.invite('elsewhere', via)]) {
      expect((await one).eventId).toBeNull();
    }
    expect(app.received).toEqual([]);
    await expect(feishu.say('tom', '华为', { chat: 'huawei' })).rejects.toThrow('does not read in');
  });
});

describe('a press is answered', () => {
  const good = cardOf({ tag: 'markdown', content: '好' });
  const answer = (card: unknown) => ({ card: { type: 'raw', data: card } });
  it.each<readonly [string, Parameters<typeof answering>[0], number | null]>([
    ['with nothing', () => ({}), null],
    ['with a toast', () => ({ toast: { type: 'success', content: '好' } }), null],
    ['with a card', () => answer(good), null],
    ['not at all', () => ({ raw: 'silence' }), 200341],
    ['with 500', () => ({ raw: { status: 500, text: '{}' } }), 200671],
    ['with another address', () => ({ raw: { status: 302, text: '' } }), 200671],
    ['with no JSON', () => ({ raw: { text: 'ok' } }), 200672],
    ['with something else', () => ({ ok: true }), 200672],
    ['with a toast of no kind', () => ({ toast: { type: 'fatal', content: '好' } }), 200672],
    ['with a toast without words', () => ({ toast: { type: 'info', content: '' } }), 200672],
    ['with a card as it is', () => good, 200672],
    ['with a template', () => ({ card: { type: 'template', data: { template_id: 'AAq' } } }), 200672],
    ['with a card 1.0', () => answer({ elements: [] }), 200830],
    ['with a card that is wrong', () => answer(cardOf({ tag: 'note' })), 200673],
    ['with a card over 30 KB', () => answer(cardOf({ tag: 'markdown', content: '汉'.repeat(10_300) })), 200673],
  ])('%s', async (_, answered, code) => {
    const own = await openFeishuDouble(code === 200341 ? { patienceMs: 50 } : PATIENT);
    const app = await appOn(own, answered);
    const api = await openApi(own);
    const card = JSON.stringify(cardOf(button('撤销')));
    const made = await api('POST im/v1/messages', {
      query: { receive_id_type: 'chat_id' },
      body: { receive_id: own.chats.huawei, msg_type: 'interactive', content: card },
    });
    const id = String(made.data['message_id']);
    const pressed = await own.press('wang', id, '撤销', { http: app.url });
    expect(pressed.code).toBe(code);
    expect(own.message(id)?.shows).toBe(pressed.isReplaced ? '好' : '[撤销]');
    expect(own.toasts('wang').map(({ content }) => content)).toEqual(
      code !== null ? [String(code)] : pressed.toast === null ? [] : ['好'],
    );
    expect(own.toasts('boss')).toEqual([]);
    await expect(own.press('tom', id, '撤销')).rejects.toThrow('does not see');
    await own.close();
  });

  it('with 200340 where the other tab has no callback, with 200342 where nobody listens', async () => {
    const own = await openFeishuDouble({ callbacks: [] });
    for (const [double, code] of [
      [own, 200340],
      [feishu, 200342],
    ] as const) {
      const api = await openApi(double);
      const content = JSON.stringify(cardOf(button('撤销')));
      const body = { receive_id: double.users.wang, msg_type: 'interactive', content };
      const made = await api('POST im/v1/messages', { query: { receive_id_type: 'open_id' }, body });
      const pressed = await double.press('wang', String(made.data['message_id']), '撤销', {
        http: 'http://127.0.0.1:1',
      });
      expect(pressed.code).toBe(code);
    }
    await own.close();
  });
});
