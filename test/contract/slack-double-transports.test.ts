import { verifySlackRequest } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Fault } from '../fakes/slack/faults.ts';
import { QUIET } from '../fakes/slack/quiet.ts';
import type { SlackSeed } from '../fakes/slack/seed.ts';
import { signatureOf } from '../fakes/slack/signature.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { type BoltOnDouble, boltOn, type Transport } from '../fixtures/slack-bolt.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function opened(seed: SlackSeed = {}): Promise<SlackDouble> {
  const slack = await openSlackDouble(seed);
  closing.push(() => slack.close());
  return slack;
}

async function boltAt(slack: SlackDouble, transport: Transport, pingMs?: number): Promise<BoltOnDouble> {
  const bolt = await boltOn(slack, transport, pingMs);
  closing.push(() => bolt.stop());
  return bolt;
}

describe('signatures', () => {
  /** The example of docs verifying-requests-from-slack. */
  const EXAMPLE = {
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    seconds: 1_531_420_618,
    body:
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
      '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
      '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121' +
      '.803a0bc887a14d10d2c447fce8b6703c',
    signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  };

  it('are those of the documented example, for the double and for Bolt', () => {
    const { secret, seconds, body, signature } = EXAMPLE;
    expect(signatureOf(secret, seconds, body)).toBe(signature);
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds };
    const verify = (text: string) => () =>
      verifySlackRequest({ signingSecret: secret, body: text, headers, nowMilliseconds: seconds * 1000 });
    expect(verify(body)).not.toThrow();
    expect(verify(`${body}x`)).toThrow();
  });

  it('that are wrong, old or of another body get nothing from Bolt', async () => {
    const slack = await opened();
    const bolt = await boltAt(slack, 'http');
    bolt.app.command('/kam', ({ ack }) => ack());
    const { http = '' } = await bolt.start();
    const status = async (forged: object) => (await slack.slash('wang', 'general', '', { http, forged })).status;
    expect(await status({})).toBe(200);
    expect(await status({ secret: 'another' })).toBe(401);
    expect(await status({ secondsAgo: 400 })).toBe(401);
    expect(await status({ tampered: (body: string) => body.replace('wang', 'boss').replace('WANG', 'BOSS') })).toBe(
      401,
    );
    expect((await slack.challenge(http)).ack).toEqual({ challenge: expect.stringContaining('challenge-') });
  });
});

describe.each<Transport>(['socket', 'http'])('what is not answered in time over %s', (transport) => {
  it('is told to who made the gesture', async () => {
    const slack = await opened({ patienceMs: 200 });
    const bolt = await boltAt(slack, transport);
    bolt.app.command('/kam', async () => undefined);
    const via = await bolt.start();
    expect((await slack.slash('wang', 'general', '', via)).error).toBe('no ack within 200 ms');
  });

  it('cannot be told to anybody who is not there', async () => {
    const slack = await opened();
    const via = transport === 'http' ? { http: 'http://127.0.0.1:1/slack/events' } : {};
    const expected = transport === 'http' ? 'connection_failed' : 'no socket is connected';
    expect((await slack.slash('wang', 'general', '', via)).error).toBe(expected);
  });
});

describe('the socket', () => {
  it('brings every gesture to one of the connections, ten of them at most', async () => {
    const slack = await opened({ patienceMs: 60_000 });
    const bolts = await Promise.all([1, 2, 3].map(() => boltAt(slack, 'socket')));
    const heard = [0, 0, 0];
    for (const [index, { app, start }] of bolts.entries()) {
      app.command('/kam', async ({ ack }) => {
        heard[index] = (heard[index] ?? 0) + 1;
        await ack();
      });
      await start();
    }
    await slack.socket.whenConnected(3);
    for (let time = 0; time < 6; time += 1) await slack.slash('wang', 'general', '');
    expect(heard).toEqual([2, 2, 2]);
    const address = async (): Promise<string> => {
      const answer = await new WebClient(slack.appToken, { slackApiUrl: slack.url }).apps.connections.open();
      return answer.url ?? '';
    };
    const url = await address();
    const frames = await Promise.all((await Promise.all(Array.from({ length: 8 }, address))).map(firstFrame));
    expect(frames.filter(({ type }) => type === 'hello')).toHaveLength(7);
    expect(frames.filter(({ reason }) => reason === 'too_many_websockets')).toHaveLength(1);
    await firstFrame(url);
    await expect(firstFrame(url)).rejects.toThrow('404');
  });

  it.each(['refresh_requested', 'warning'] as const)('is told to go (%s), and comes back', async (reason) => {
    const slack = await opened({ patienceMs: 60_000 });
    const bolt = await boltAt(slack, 'socket', 100);
    bolt.app.command('/kam', ({ ack }) => ack());
    await bolt.start();
    slack.socket.disconnect(reason);
    expect(slack.socket.connections()).toBe(0);
    await slack.socket.whenConnected();
    expect((await slack.slash('wang', 'general', '')).error).toBe(null);
  });

  it('closes late when told so, breaks, and falls silent; the client comes back from each', async () => {
    const slack = await opened({ patienceMs: 60_000 });
    const bolt = await boltAt(slack, 'socket', 300);
    await bolt.start();
    for (const trouble of [
      () => slack.socket.disconnect('refresh_requested', { lateMs: 200 }),
      () => slack.socket.drop(),
      () => slack.socket.stall(),
    ]) {
      const before = slack.calls('apps.connections.open').length;
      trouble();
      await expect.poll(() => slack.calls('apps.connections.open').length).toBeGreaterThan(before);
      await slack.socket.whenConnected();
    }
  });

  it('tells of acks that are late, double or of nothing', async () => {
    const slack = await opened({ patienceMs: 50 });
    const { url = '' } = await new WebClient(slack.appToken, { slackApiUrl: slack.url }).apps.connections.open();
    const socket = new WebSocket(url);
    socket.on('message', (data) => {
      const { envelope_id: id } = JSON.parse(String(data));
      if (id !== undefined) setTimeout(() => socket.send(JSON.stringify({ envelope_id: id })), 100);
    });
    await slack.socket.whenConnected();
    expect((await slack.slash('wang', 'general', '')).error).toBe('no ack within 50 ms');
    socket.send(JSON.stringify({ envelope_id: 'nothing' }));
    await expect.poll(() => slack.violations().length).toBe(2);
    expect(slack.violations().join()).toMatch(/too late or twice/);
    expect(slack.violations().join()).toMatch(/an ack of nothing/);
    socket.terminate();
  });

  async function firstFrame(url: string): Promise<{ type: string; reason?: string }> {
    const socket = new WebSocket(url);
    closing.push(async () => socket.terminate());
    return await new Promise((resolve, reject) => {
      socket.once('message', (data) => resolve(JSON.parse(String(data))));
      socket.once('error', reject);
    });
  }
});

describe('faults', () => {
  const CASES: readonly (readonly [what: string, fault: Fault, error: string, arrives: boolean])[] = [
    ['a broken server', { status: 500 }, 'slack_webapi_http_error', false],
    ['a break before', { reset: 'before' }, 'slack_webapi_request_error', false],
    ['a break after', { reset: 'after' }, 'slack_webapi_request_error', true],
    ['an answer that takes too long', { slowMs: 2000 }, 'slack_webapi_request_error', true],
    ['too many calls', { retryAfter: 7 }, 'slack_webapi_rate_limited_error', false],
    ['an error of Slack’s own', { error: 'fatal_error' }, 'slack_webapi_platform_error', false],
  ];

  it.each(CASES)('%s', async (_what, fault, code, arrives) => {
    const slack = await opened();
    const patientFor = (timeout: number): WebClient =>
      new WebClient(slack.botToken, {
        slackApiUrl: slack.url,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout,
        logger: QUIET,
      });
    const say = (client: WebClient) => client.chat.postMessage({ channel: slack.channels.general, text: 'once' });
    const patient = patientFor(60_000);
    slack.fail('chat.postMessage', fault, 1, ({ text }) => text === 'once');
    const failed = say('slowMs' in fault ? patientFor(500) : patient);
    await expect(failed).rejects.toMatchObject({ code, ...('retryAfter' in fault ? { retryAfter: 7 } : {}) });
    await expect.poll(() => slack.messages('general').length).toBe(arrives ? 1 : 0);
    await patient.auth.test();
    expect(await say(patient)).toMatchObject({ ok: true });
    expect(slack.calls('chat.postMessage')).toHaveLength(2);
  });

  it('are forgotten when all is healed, and hit addresses of gestures too', async () => {
    const slack = await opened();
    const { responseUrl = '' } = await slack.slash('wang', 'general', '');
    const say = () =>
      fetch(responseUrl ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"text":"a"}',
      });
    slack.fail('*', { status: 503 }, 5);
    expect((await say()).status).toBe(503);
    slack.heal();
    expect((await say()).status).toBe(200);
    expect(slack.ephemerals('wang').map((one) => one.shows)).toEqual(['a']);
  });

  it('a revoked token is told and is good for nothing more', async () => {
    const slack = await opened({ patienceMs: 60_000 });
    const bolt = await boltAt(slack, 'socket');
    const told: unknown[] = [];
    bolt.app.event('tokens_revoked', async ({ event }) => {
      told.push(event.tokens);
    });
    await bolt.start();
    await slack.revoke();
    await expect.poll(() => told).toEqual([{ oauth: [], bot: ['U0KAMBOT1'] }]);
    await expect(bolt.app.client.auth.test()).rejects.toThrow('token_revoked');
  });
});
