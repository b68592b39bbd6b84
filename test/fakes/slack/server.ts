import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { readBody } from './body.ts';
import type { Fault, Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Pace } from './pace.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketMode } from './socket-mode.ts';
import type { Json, State } from './state.ts';
import type { Tokens, WebApi } from './web-api.ts';

export interface ServerParts {
  readonly state: State;
  readonly api: WebApi;
  readonly files: Files;
  readonly faults: Faults;
  readonly pace: Pace;
  readonly responseUrls: ResponseUrls;
  readonly sockets: SocketMode;
  readonly tokens: Tokens;
}

interface Answer {
  readonly status: number;
  readonly text: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly outcome: string;
}

/** Listens on a free port of the loopback and sets `state.origin`. */
export async function listen(parts: ServerParts): Promise<Server> {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      // A bug of the double itself must not look like a fault of Slack's.
      parts.state.violations.push(`the double failed: ${error instanceof Error ? error.stack : String(error)}`);
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => parts.sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  parts.state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, faults, api } = parts;
  const { pathname } = new URL(request.url ?? '/', state.origin);
  const [, area = '', ...rest] = pathname.split('/');
  const { fields, bytes } = await readBody(request);
  const method = area === 'api' ? (rest[0] ?? '') : (NAMES[area] ?? area);
  const args = area === 'api' ? api.argsOf(method, fields) : fields;
  const record = (outcome: string): void => {
    if (area !== 'files') state.calls.push({ method, args, at: state.now(), outcome });
  };
  const fault = faults.take(method, args) ?? parts.pace.take(method, args);
  const before = fault === null ? null : beforehand(fault);
  if (before === 'reset') {
    record('reset');
    request.socket.destroy();
    return;
  }
  const answer = before ?? answerTo(parts, request, area, rest, fields, bytes);
  record(answer.outcome);
  if (fault !== null && 'slowMs' in fault) await pause(fault.slowMs);
  if (fault !== null && 'reset' in fault) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers).end(answer.text);
}

const NAMES: Readonly<Record<string, string>> = { response: 'response_url' };

/** What a fault answers in the place of the method. */
function beforehand(fault: Fault): Answer | 'reset' | null {
  if ('status' in fault) {
    const html = { 'content-type': 'text/html' };
    return { status: fault.status, text: '<html>Server Error</html>', headers: html, outcome: `http ${fault.status}` };
  }
  if ('error' in fault) return json({ ok: false, error: fault.error });
  if ('retryAfter' in fault) {
    const limited = json({ ok: false, error: 'ratelimited' });
    return { ...limited, status: 429, headers: { ...limited.headers, 'retry-after': String(fault.retryAfter) } };
  }
  return 'reset' in fault && fault.reset === 'before' ? 'reset' : null;
}

function answerTo(
  { api, files, responseUrls, tokens }: ServerParts,
  request: IncomingMessage,
  area: string,
  rest: readonly string[],
  fields: Json,
  bytes: Buffer,
): Answer {
  const [first = ''] = rest;
  if (area === 'api') {
    const { answer, scopes } = api.call(first, fields, request.headers);
    return json(answer, { 'x-oauth-scopes': scopes.join(','), 'x-slack-req-id': 'double' });
  }
  if (area === 'response') {
    const { status, text } = responseUrls.post(rest.join('/'), fields);
    return { status, text, outcome: text };
  }
  if (area === 'upload') {
    const isTaken = files.upload(first, bytes);
    return isTaken
      ? { status: 200, text: 'OK', outcome: 'ok' }
      : { status: 400, text: 'bad upload', outcome: 'http 400' };
  }
  const found = area === 'files' ? files.download(first) : null;
  const isAllowed = request.headers.authorization === `Bearer ${tokens.bot}`;
  if (found === null || !isAllowed) return { status: 404, text: 'not found', outcome: 'http 404' };
  return { status: 200, text: found, outcome: 'ok' };
}

function json(answer: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status: 200,
    text: JSON.stringify(answer),
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    outcome: answer['ok'] === true ? 'ok' : String(answer['error']),
  };
}
