import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClients, createSlackLogger } from '../../adapters/slack/client.ts';
import { codeOf, refusedWith, toSlackFault } from '../../adapters/slack/errors.ts';
import { toSendResult } from '../../src/chat/faults.ts';
import type { Log } from '../../src/ports/log.ts';

const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const TOKEN = 'xoxb-1-2-secret';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** What a call to whatever answers so ends with. */
async function endOf(answer: RequestListener, call: 'post' | 'ask' = 'post') {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const error = await failure(apiUrl, call);
  return { fault: toSlackFault(error), code: codeOf(error), asked };
}

async function failure(apiUrl: string, call: 'post' | 'ask' = 'post'): Promise<unknown> {
  const clients = createSlackClients({ botToken: TOKEN, apiUrl }, QUIET);
  return clients[call].chat.postMessage({ channel: 'C1', text: 'hello' }).then(
    () => null,
    (error: unknown) => error,
  );
}

const says =
  (body: string, status = 200, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);
const refuses = (error: string, more: object = {}): RequestListener =>
  says(JSON.stringify({ ok: false, error, ...more }));

describe('each of Slack’s refusals', () => {
  const CASES: readonly (readonly [kind: string, codes: readonly string[]])[] = [
    [
      'retry',
      [
        ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'missing_scope'],
        ...['messages_tab_disabled', 'not_in_channel', 'restricted_action', 'ekm_access_denied', 'org_login_required'],
        ...['ratelimited', 'message_limit_exceeded', 'request_timeout'],
      ],
    ],
    ['unsure', ['internal_error', 'fatal_error', 'service_unavailable']],
    [
      'gone',
      ['channel_not_found', 'is_archived', 'user_not_found', 'user_disabled', 'message_not_found', 'thread_not_found'],
    ],
    [
      'refused',
      [
        ...['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long', 'no_text', 'cant_update_message'],
        ...['edit_window_closed', 'something_new'],
      ],
    ],
  ];

  it.each(CASES)('is %s: %j', async (kind, codes) => {
    for (const code of codes) {
      const { fault, asked } = await endOf(refuses(code));
      expect([code, toSendResult(fault).kind, asked]).toEqual([code, kind, 1]);
    }
  });

  it('says what to do where something can be done', async () => {
    const { fault } = await endOf(refuses('missing_scope', { needed: 'files:write', provided: 'chat:write' }));
    expect(fault).toMatchObject({
      kind: 'refused',
      code: 'missing_scope',
      text: expect.stringContaining('files:write'),
    });
    expect(refusedWith('invalid_auth').text).toContain('SLACK_BOT_TOKEN');
    expect(refusedWith('not_in_channel').text).toContain('/invite');
  });
});

describe('a call that got no answer of Slack’s', () => {
  it.each([
    ['a page of a proxy', says('<html>Sign in to the network</html>')],
    ['nothing at all', says('')],
    [
      'half of an answer',
      ((_, response) =>
        response
          .writeHead(200, { 'content-length': '500' })
          .write('{"ok":true', () => response.destroy())) as RequestListener,
    ],
    ['a broken connection', ((request) => request.socket.destroy()) as RequestListener],
    ['a trouble of the server', says('oops', 502)],
    ['a time-out of a proxy', says('', 504)],
  ])('but %s may have been carried out', async (_, answer) => {
    const { fault, asked, code } = await endOf(answer);
    expect(fault.kind).toBe('unclear');
    expect(toSendResult(fault).kind).toBe('unsure');
    // It is our outbox that tries again, after having looked.
    expect(asked).toBe(1);
    expect(code).toBeNull();
  });

  it.each([
    ['a refusal of a proxy', says('', 403)],
    ['no such page', says('not here', 404)],
    ['too large', says('', 413)],
  ])('but %s was not carried out', async (_, answer) => {
    expect((await endOf(answer)).fault.kind).toBe('unsent');
  });

  it('because nobody listens there, or there is no such place, was not carried out', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    for (const apiUrl of [`http://127.0.0.1:${port}/api/`, 'http://slack.invalid/api/'])
      expect(toSlackFault(await failure(apiUrl)).kind).toBe('unsent');
  });

  it('ends with the patience of its client', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
    const slack = createSlackClients({ botToken: TOKEN, apiUrl }, QUIET).within(30.5);
    for (let i = 0; i < 2; i++) {
      const error = await slack.chat.postMessage({ channel: 'C1', text: 'hello' }).catch((thrown: unknown) => thrown);
      expect(toSlackFault(error).kind).toBe('unclear');
    }
  });

  it('is asked again where that does no harm', async () => {
    expect((await endOf(says('', 502), 'ask')).asked).toBe(3);
    expect((await endOf(refuses('invalid_auth'), 'ask')).asked).toBe(1);
  });
});

describe('too often', () => {
  const LIMITED = JSON.stringify({ ok: false, error: 'ratelimited' });

  it.each([
    ['in seconds', { 'retry-after': '7' }, 7000],
    ['with no word of how long', {}, 30_000],
    ['with a word nobody understands', { 'retry-after': 'Sat, 21 Nov 2026 07:28:00 GMT' }, 30_000],
  ])('is told %s, and nothing waits inside the client', async (_, headers, afterMs) => {
    for (const call of ['post', 'ask'] as const) {
      const { fault, asked } = await endOf(says(LIMITED, 429, headers), call);
      expect(fault).toMatchObject({ kind: 'limited', afterMs });
      expect(toSendResult(fault)).toMatchObject({ kind: 'retry', afterMs });
      expect(asked).toBe(1);
    }
  });
});

describe('the token', () => {
  it('stands in nothing that is logged or told', async () => {
    const logged: string[] = [];
    const line = (message: string, details?: unknown): void => void logged.push(JSON.stringify([message, details]));
    const log: Log = { debug: line, info: line, warn: line, error: line };
    const clients = createSlackClients({ botToken: TOKEN, apiUrl: 'http://slack.invalid/api/' }, log);
    const error = await clients.post.chat
      .postMessage({ channel: 'C1', text: 'hello' })
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify([logged, toSlackFault(error)])).not.toContain(TOKEN);
    expect(logged.join()).toContain('http request failed');
    createSlackLogger(log).debug(TOKEN);
    expect(logged.join()).not.toContain(TOKEN);
  });
});
