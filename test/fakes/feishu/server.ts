import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { callApi } from './api.ts';
import { readBody } from './body.ts';
import type { Fault, Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import { newId } from './identifiers.ts';
import type { Json } from './json.ts';
import type { Pace } from './pace.ts';
import type { State } from './state.ts';

export interface ServerParts {
  readonly state: State;
  readonly faults: Faults;
  readonly pace: Pace;
  readonly gateway: Gateway;
}

interface Answer {
  readonly status: number;
  readonly content: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: string;
}

const DISCOVERY = 'callback/ws/endpoint';
/** These tell what is wrong with HTTP 200 (measured with node-sdk 1.74). */
const ALWAYS_200 = new Set([DISCOVERY, 'auth/v3/tenant_access_token/internal']);

/** Listens on a free port of the loopback and sets `state.origin`. */
export async function listen(parts: ServerParts): Promise<Server> {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      // A bug of the double itself must not look like a fault of Feishu's.
      parts.state.violations.push(`the double failed: ${error instanceof Error ? error.stack : String(error)}`);
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => parts.gateway.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  parts.state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, faults, pace, gateway } = parts;
  const url = new URL(request.url ?? '/', state.origin);
  const path = url.pathname.replace(/^\/(open-apis\/)?/, '');
  const method = request.method ?? 'GET';
  const query = Object.fromEntries(url.searchParams);
  const body = await readBody(request);
  const record = (outcome: string): void => {
    state.calls.push({ method, path, query, body: body.fields, at: state.now(), outcome });
  };
  const fault = faults.take(method, path, body.fields) ?? pace.take(method, path, body.fields);
  const before = fault === null ? null : beforehand(fault, path);
  if (before === 'reset') {
    record('reset');
    request.socket.destroy();
    return;
  }
  const answerNow = (): Answer => {
    if (path === DISCOVERY) return json(200, gateway.discover(body.fields));
    const answer = callApi(state, { method, path, query, headers: request.headers, body });
    if (answer.bytes === null) return json(answer.status, answer.json ?? {});
    return {
      status: 200,
      content: answer.bytes,
      headers: { 'content-type': 'application/octet-stream' },
      outcome: '0',
    };
  };
  const answer = before ?? answerNow();
  record(answer.outcome);
  if (fault !== null && 'slowMs' in fault) await pause(fault.slowMs);
  if (fault !== null && 'reset' in fault) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { 'x-tt-logid': newId('').slice(0, 20), ...answer.headers }).end(answer.content);
}

/** What a fault answers in the place of the call. */
function beforehand(fault: Fault, path: string): Answer | 'reset' | null {
  if ('code' in fault) return refusedWith(fault, path);
  if ('status' in fault) {
    const headers = { 'content-type': 'text/html', ...fault.headers };
    return { status: fault.status, content: '<html>Server Error</html>', headers, outcome: `http ${fault.status}` };
  }
  return 'reset' in fault && fault.reset === 'before' ? 'reset' : null;
}

function refusedWith(fault: Extract<Fault, { code: number }>, path: string): Answer {
  // HTTP 429 and `x-ogw-ratelimit-reset` in seconds (api-call-guide/frequency-control).
  const isLimit = fault.code === 99991400;
  const status = fault.status ?? (ALWAYS_200.has(path) ? 200 : isLimit ? 429 : 400);
  const msg = fault.msg ?? (isLimit ? 'request trigger frequency limit' : `failed with ${fault.code}`);
  const more = path === DISCOVERY ? { data: {} } : { error: { log_id: newId('').slice(0, 20) } };
  const answer = json(status, { code: fault.code, msg, ...more });
  const reset: Answer['headers'] = isLimit ? { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' } : {};
  return { ...answer, headers: { ...answer.headers, ...reset, ...fault.headers } };
}

function json(status: number, answer: Json): Answer {
  return {
    status,
    content: JSON.stringify(answer),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    outcome: String(answer['code']),
  };
}
