import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { TEAM } from '../fakes/slack/seed.ts';
import { signatureOf } from '../fakes/slack/signature.ts';
import { openInSlack, type SlackAssistant } from './opening.ts';

const open: SlackAssistant[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
type Fields = Readonly<Record<string, string>>;

/** Slash commands as Slack posts them, to be changed on their way. */
async function opened() {
  const one = await openInSlack('http');
  open.push(one);
  const { double, via, assistant } = one;
  const sign = (body: string, secret = double.signingSecret) => {
    const seconds = Math.floor(Date.now() / 1000);
    return {
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signatureOf(secret, seconds, body),
    };
  };
  let typed = 0;
  const bodyOf = (fields: Fields): string => {
    typed += 1;
    const usual = {
      ...{ command: '/kam', text: 'stage 华为', team_id: TEAM, user_id: double.users.wang, channel_id: 'C0GENERAL' },
      ...{ trigger_id: `${typed}.1.x`, response_url: `${double.url}response/none` },
    };
    return new URLSearchParams({ ...usual, ...fields }).toString();
  };
  return {
    ...one,
    sign,
    bodyOf,
    post: (headers: Readonly<Record<string, string>>, body: string) => post(via.http ?? '', headers, body),
    async kept(): Promise<number> {
      const { states } = await assistant.store.inbox.figures(assistant.now());
      return Object.values(states).reduce((sum, count) => sum + count, 0);
    },
  };
}

describe('a posted command', () => {
  it('is kept once, however often it is posted, and answered with nothing', async () => {
    const { post, sign, bodyOf, kept } = await opened();
    const body = bodyOf({ text: 'log 华为 张伟 电话 聊了 50% 的预算 + ☕️' });
    for (let time = 1; time <= 3; time++) {
      expect(await post({ ...FORM, ...sign(body) }, body)).toEqual({ status: 200, said: '' });
      expect(await kept()).toBe(1);
    }
  });

  it('says what was typed, letter by letter', async () => {
    const one = await opened();
    const { post, sign, bodyOf, settled, assistant } = one;
    const body = bodyOf({ text: 'log 华为 张伟 电话 聊了 50% 的预算 + 1&2=3 ☕️' });
    await post({ ...FORM, ...sign(body) }, body);
    await settled();
    const notes = (await assistant.store.views.all('interaction')).map(({ note }) => note);
    expect(notes).toContainEqual(expect.stringContaining('聊了 50% 的预算 + 1&2=3 ☕️'));
  });

  it('may be longer than commands are, and may have a form for its answer', async () => {
    const { post, sign, bodyOf, kept } = await opened();
    const long = bodyOf({ text: `stage 华为 ${'长'.repeat(30_000)}` });
    expect((await post({ ...FORM, ...sign(long) }, long)).status).toBe(200);
    expect(await kept()).toBe(1);
    const bare = bodyOf({ text: 'log' });
    expect(await post({ ...FORM, ...sign(bare) }, bare)).toEqual({ status: 200, said: '' });
    expect(await kept()).toBe(1);
  });

  it.each([
    ['signed with another secret', {}, 'another', 401],
    ['not signed', {}, 'none', 401],
    ['with a signature cut short', {}, 'short', 401],
    ['signed for other words', {}, 'others', 401],
    ['that claims to be a look at the certificate', { ssl_check: '1' }, 'right', 200],
    ['that claims so and is not signed', { ssl_check: '1' }, 'none', 200],
    ['that carries what is no gesture', { payload: '{' }, 'right', 400],
  ] as const)('is not kept: one %s', async (_, fields, signing, status) => {
    const { post, sign, bodyOf, kept } = await opened();
    const body = bodyOf(fields);
    const signed = sign(
      signing === 'others' ? bodyOf(fields) : body,
      signing === 'another' ? 'x'.repeat(32) : undefined,
    );
    const { 'x-slack-signature': signature, ...stamp } = signed;
    const cut = signing === 'short' ? { 'x-slack-signature': signature.slice(0, -1) } : signed;
    expect((await post({ ...FORM, ...(signing === 'none' ? stamp : cut) }, body)).status).toBe(status);
    expect(await kept()).toBe(0);
  });
});

/** As given, byte for byte. */
function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ readonly status: number; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, { method: 'POST', headers: { ...headers, ...length } }, (response) => {
      let said = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        said += part;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, said }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
