import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Delivered } from './delivery.ts';
import { decodeFrame, encodeFrame, type Frame } from './frames.ts';
import { newId } from './identifiers.ts';
import { type Json, objectIn, parsed, textIn } from './json.ts';
import { APP_ID, APP_SECRET } from './seed.ts';
import type { State } from './state.ts';

/** The long connection (node-sdk ws-client). */
export interface Gateway {
  /** What discovery answers to these credentials. */
  discover(body: Json): Json;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Resolves once that many are there. */
  whenConnected(count?: number): Promise<void>;
  /** To one of the connections, in so many frames. */
  deliver(payload: Json, fragments: number): Promise<Delivered>;
  /** The connections are gone without a word. */
  drop(): void;
  /** The connections stay and nothing more comes over them, no answer to a ping either; new ones are well. */
  stall(): void;
  /** The next handshakes are refused. */
  refuseHandshakes(times: number): void;
  pings(): number;
  close(): void;
}

/** Connections of one app (event-subscriptions/request-url-configuration-case). */
const MOST = 50;
const SERVICE = 33_554_678;

interface Waiting {
  readonly settle: (how: Omit<Delivered, 'latencyMs'>) => void;
  readonly socket: WebSocket;
}

export function createGateway(state: State): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const stalled = new Set<WebSocket>();
  const waitedFor: { count: number; resolve: () => void }[] = [];
  let open: WebSocket[] = [];
  let [turn, refusals, pinged] = [0, 0, 0];

  // A client counts once it has pinged: the SDK does so when it has opened, and loses what comes before (measured with node-sdk 1.74).
  const greet = (socket: WebSocket): void => {
    open.push(socket);
    for (const one of waitedFor.filter(({ count }) => open.length >= count)) one.resolve();
  };
  const heard = (socket: WebSocket, data: Buffer): void => {
    if (stalled.has(socket)) return;
    const frame = decoded(state, data);
    if (frame === null) return;
    const headers = Object.fromEntries(frame.headers);
    if (frame.method === 0) pong(socket, frame, headers['type'] ?? '');
    else acknowledged(headers['message_id'] ?? '', frame.payload);
  };
  const pong = (socket: WebSocket, frame: Frame, type: string): void => {
    if (type !== 'ping') return;
    pinged += 1;
    if (!open.includes(socket)) greet(socket);
    const payload = Buffer.from(JSON.stringify(clientConfig(state)));
    socket.send(encodeFrame({ ...frame, headers: [['type', 'pong']], payload }));
  };
  const acknowledged = (id: string, payload: Buffer): void => {
    const one = waiting.get(id);
    if (one === undefined) state.violations.push(`long connection: an ack of nothing, too late or twice: ${id}`);
    else one.settle(ackIn(payload));
  };
  const left = (socket: WebSocket): void => {
    open = open.filter((one) => one !== socket);
    for (const one of waiting.values()) {
      if (one.socket !== socket) continue;
      one.settle({ ack: null, status: null, error: 'the connection closed before the ack', fault: 'unreachable' });
    }
  };

  return {
    discover: (body) => {
      const refused = (code: number, msg: string): Json => ({ code, msg, data: {} });
      if (body['AppID'] !== APP_ID || body['AppSecret'] !== APP_SECRET) return refused(514, 'auth failed');
      if (state.seed.isAppDisabled) return refused(403, 'forbidden');
      if (open.length >= MOST) return refused(1000040350, 'the number of connections exceeded the limit');
      const ticket = randomUUID();
      tickets.add(ticket);
      const address = `${state.origin.replace(/^http/, 'ws')}/ws/v2?fpid=493&aid=552564`;
      const URL = `${address}&device_id=${Date.now()}&access_key=${newId('')}&service_id=${SERVICE}&ticket=${ticket}`;
      return { code: 0, msg: '', data: { URL, ClientConfig: clientConfig(state) } };
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', state.origin).searchParams.get('ticket') ?? '';
      if (refusals > 0 || !tickets.delete(ticket)) {
        refusals = Math.max(0, refusals - 1);
        const why = 'handshake-status: 403\r\nhandshake-msg: forbidden\r\nhandshake-autherrcode: 1000040346\r\n';
        socket.end(`HTTP/1.1 403 Forbidden\r\n${why}\r\n`);
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => {
        ws.on('message', (data: Buffer) => heard(ws, data));
        ws.on('close', () => left(ws));
        ws.on('error', () => ws.terminate());
      });
    },
    connections: () => open.length,
    whenConnected: (count = 1) =>
      open.length >= count ? Promise.resolve() : new Promise((resolve) => waitedFor.push({ count, resolve })),
    deliver: (payload, fragments) => {
      // Each event goes to one of the connections (event-subscriptions/request-url-configuration-case).
      turn += 1;
      const socket = open[turn % Math.max(1, open.length)];
      const since = performance.now();
      if (socket === undefined) {
        const error = 'no connection is there';
        return Promise.resolve({ ack: null, status: null, latencyMs: 0, error, fault: 'unreachable' });
      }
      const id = randomUUID();
      return new Promise((resolve) => {
        const patience = state.seed.patienceMs;
        const settle: Waiting['settle'] = (how) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve({ ...how, latencyMs: performance.now() - since });
        };
        const late = { ack: null, status: null, error: `no answer within ${patience} ms`, fault: 'late' } as const;
        const timer = setTimeout(() => settle(late), patience);
        waiting.set(id, { settle, socket });
        if (stalled.has(socket)) return;
        for (const frame of framesOf(id, payload, fragments)) socket.send(encodeFrame(frame));
      });
    },
    drop: () => {
      for (const socket of [...open]) socket.terminate();
    },
    stall: () => {
      for (const socket of open) stalled.add(socket);
    },
    refuseHandshakes: (times) => {
      refusals = times;
    },
    pings: () => pinged,
    close: () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

function clientConfig({ seed: { client } }: State): Json {
  return {
    ReconnectCount: client.reconnectCount,
    ReconnectInterval: client.reconnectInterval,
    ReconnectNonce: client.reconnectNonce,
    PingInterval: client.pingInterval,
  };
}

/** Headers of data, and fragments that are put together again (node-sdk ws-client/data-cache). */
function framesOf(id: string, payload: Json, fragments: number): readonly Frame[] {
  const bytes = Buffer.from(JSON.stringify(payload));
  const size = Math.ceil(bytes.length / fragments);
  const trace = newId('');
  return Array.from({ length: fragments }, (_, seq) => ({
    seqId: 0n,
    logId: 1n,
    service: SERVICE,
    method: 1,
    headers: [
      ['type', 'event'],
      ['message_id', id],
      ['sum', String(fragments)],
      ['seq', String(seq)],
      ['trace_id', trace],
      ['timestamp', String(Date.now())],
    ],
    payload: bytes.subarray(seq * size, (seq + 1) * size),
  }));
}

function decoded(state: State, data: Buffer): Frame | null {
  try {
    return decodeFrame(data);
  } catch (error) {
    state.violations.push(`long connection: ${String(error)}`);
    return null;
  }
}

/** `{"code":200|500,"data":base64(JSON(result))}` (node-sdk ws-client). */
function ackIn(payload: Buffer): Omit<Delivered, 'latencyMs'> {
  const { code, data } = objectIn(payload.toString());
  const status = typeof code === 'number' ? code : 0;
  if (status !== 200) return { ack: null, status, error: `answered with ${status}`, fault: 'status' };
  const text = Buffer.from(textIn(data), 'base64').toString();
  const ack = text === '' ? null : parsed(text);
  if (ack === undefined) return { ack: text, status, error: 'the answer is no JSON', fault: 'body' };
  const isEmpty = typeof ack === 'object' && ack !== null && Object.keys(ack).length === 0;
  return { ack: isEmpty ? null : ack, status, error: null, fault: null };
}
