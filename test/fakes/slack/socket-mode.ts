import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { isRecord } from './block-kit/rules.ts';
import type { Delivered } from './delivery.ts';
import { APP } from './seed.ts';
import type { Json, State } from './state.ts';

export interface Envelope {
  readonly type: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Json;
  /** Whether the ack may carry an answer. */
  readonly acceptsResponse: boolean;
  readonly retry: { readonly attempt: number; readonly reason: string } | null;
}

export interface SocketMode {
  /** An address for one connection (docs apps.connections.open). */
  open(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Connections that have been greeted. */
  connections(): number;
  /** Resolves once that many are there. */
  whenConnected(count?: number): Promise<void>;
  deliver(envelope: Envelope): Promise<Delivered>;
  /**
   * Tells every connection to go. `warning`: some ten seconds before; `refresh_requested`: now. `late`: the server does not close
   * its side for so long (ms), as Slack's does.
   */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled', close?: 'prompt' | { lateMs: number }): void;
  /** The connections are gone without a word. */
  drop(): void;
  /** The connections stay and nothing more comes over them, no answer to a ping either. */
  stall(): void;
  /** A frame over every connection, whatever stands in it. */
  utter(text: string): void;
  close(): void;
}

const PING_MS = 5_000;
/** "An app may have up to 10" (docs using-socket-mode). */
const MOST = 10;

interface Waiting {
  readonly resolve: (delivered: Delivered) => void;
  readonly acceptsResponse: boolean;
  readonly since: number;
  readonly socket: WebSocket;
  readonly timer: NodeJS.Timeout;
}

export function createSocketMode(state: State): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const settled = new Set<string>();
  const waitedFor: { count: number; resolve: () => void }[] = [];
  let open: WebSocket[] = [];
  let turn = 0;
  const pings = setInterval(() => {
    for (const socket of open) if (!socket.isPaused) socket.ping();
  }, PING_MS);
  pings.unref();

  const greet = (socket: WebSocket): void => {
    open.push(socket);
    send(socket, {
      type: 'hello',
      num_connections: open.length,
      debug_info: { host: 'double', approximate_connection_time: 18_060 },
      connection_info: { app_id: APP },
    });
    for (const one of waitedFor.filter(({ count }) => open.length >= count)) one.resolve();
  };
  const left = (socket: WebSocket): void => {
    open = open.filter((one) => one !== socket);
    for (const [id, one] of waiting) {
      if (one.socket === socket) settle(id, { ack: null, status: null, error: 'the socket closed before the ack' });
    }
  };
  const settle = (id: string, how: Omit<Delivered, 'latencyMs'>): void => {
    const one = waiting.get(id);
    if (one === undefined) return;
    waiting.delete(id);
    settled.add(id);
    clearTimeout(one.timer);
    one.resolve({ ...how, latencyMs: performance.now() - one.since });
  };
  const heard = (text: string): void => {
    const said = objectIn(text);
    const id = String(said['envelope_id']);
    const one = waiting.get(id);
    if (one === undefined) {
      state.violations.push(
        settled.has(id) ? 'socket: an ack too late or twice' : `socket: an ack of nothing: ${text}`,
      );
      return;
    }
    const payload = said['payload'];
    const ack = isRecord(payload) && Object.keys(payload).length === 0 ? null : (payload ?? null);
    if (ack !== null && !one.acceptsResponse) state.violations.push('socket: an answer in the ack of an event');
    settle(id, { ack, status: null, error: null });
  };

  return {
    open: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${state.origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${APP}`;
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', state.origin).searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => {
        ws.on('message', (data) => heard(String(data)));
        ws.on('close', () => left(ws));
        ws.on('error', () => ws.terminate());
        if (open.length < MOST) greet(ws);
        else leave(ws, 'too_many_websockets');
      });
    },
    connections: () => open.length,
    whenConnected: (count = 1) =>
      open.length >= count ? Promise.resolve() : new Promise((resolve) => waitedFor.push({ count, resolve })),
    deliver: ({ type, payload, acceptsResponse, retry }) => {
      turn += 1;
      const socket =
        open.filter((one) => one.readyState === WebSocket.OPEN)[turn % Math.max(1, open.length)] ?? open[0];
      const since = performance.now();
      if (socket === undefined) {
        return Promise.resolve({ ack: null, status: null, latencyMs: 0, error: 'no socket is connected' });
      }
      const id = randomUUID();
      return new Promise((resolve) => {
        const patience = state.seed.patienceMs;
        const timer = setTimeout(
          () => settle(id, { ack: null, status: null, error: `no ack within ${patience} ms` }),
          patience,
        );
        waiting.set(id, { resolve, acceptsResponse, since, socket, timer });
        send(socket, {
          envelope_id: id,
          type,
          payload,
          accepts_response_payload: acceptsResponse,
          ...(retry === null ? {} : { retry_attempt: retry.attempt, retry_reason: retry.reason }),
        });
      });
    },
    disconnect: (reason, close = 'prompt') => {
      for (const socket of [...open]) {
        leave(socket, reason);
        // Who is late does not read the client's close and so does not answer it [MEAS].
        if (close !== 'prompt') {
          socket.pause();
          setTimeout(() => socket.resume(), close.lateMs).unref();
        }
        // Nothing more is given to it; what it was given may still be acknowledged.
        open = open.filter((one) => one !== socket);
      }
    },
    drop: () => {
      for (const socket of [...open]) socket.terminate();
    },
    stall: () => {
      for (const socket of open) socket.pause();
    },
    utter: (text) => {
      for (const socket of open) socket.send(text);
    },
    close: () => {
      clearInterval(pings);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

/** [SM] onWebSocketMessage: the client closes on `disconnect`, whatever its reason. */
function leave(socket: WebSocket, reason: string): void {
  send(socket, { type: 'disconnect', reason, debug_info: { host: 'double' } });
}

function send(socket: WebSocket, message: Json): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function objectIn(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
