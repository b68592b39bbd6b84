import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/** What a connection runs over, seen from outside the SDK: it neither tells that it is gone, nor why a handshake was refused. */
export interface Wire {
  /** To be handed to the SDK. */
  readonly agent: http.Agent;
  /** What the refusal of the handshake said; `null`: it was not refused. */
  refused(): { readonly code: number; readonly said: string } | null;
  /** Resolves when it is closed; at once when it never was open. */
  whenClosed(): Promise<void>;
  destroy(): void;
}

/** A peer that vanished without a word is noticed by the system after this long without traffic, and some more; in milliseconds. */
const KEEP_ALIVE_MS = 15_000;

/** A wire for one connection to that address; `onClosed` is called once, whichever side ended it. */
export function createWire(url: string, onClosed: () => void): Wire {
  const agent = url.startsWith('wss:') ? new https.Agent({ maxCachedSessions: 0 }) : new http.Agent();
  let refusal: ReturnType<Wire['refused']> = null;
  let socket: Socket | null = null;
  let isOver = false;
  let over = (): void => {};
  const closed = new Promise<void>((resolve) => {
    over = resolve;
  });
  const open = agent as unknown as Inner;
  const { createConnection, addRequest } = open;
  open.createConnection = (...given) => {
    const made = createConnection.apply(agent, given);
    if (made === undefined) return made;
    socket = made;
    made.setKeepAlive(true, KEEP_ALIVE_MS);
    // Destroyed before, it is not to be connected after all.
    if (isOver) made.destroy();
    made.once('close', () => {
      isOver = true;
      over();
      onClosed();
    });
    return made;
  };
  open.addRequest = (request, ...given) => {
    request.prependListener('response', ({ statusCode = 0, headers }) => {
      refusal = refusalIn(statusCode, headers);
    });
    addRequest.call(agent, request, ...given);
  };
  return {
    agent,
    refused: () => refusal,
    whenClosed: () => (socket === null ? Promise.resolve() : closed),
    destroy() {
      isOver = true;
      socket?.destroy();
    },
  };
}

/** What every agent has, though the types leave it out. */
interface Inner {
  createConnection(...given: unknown[]): Socket | undefined;
  addRequest(request: http.ClientRequest, ...given: unknown[]): void;
}

/** ws/const.go of the Go SDK: a refused log-in says in a header of its own what it lacks. */
function refusalIn(status: number, headers: http.IncomingHttpHeaders) {
  const code = numberIn(headers['handshake-status']) ?? status;
  const inner = code === 514 ? numberIn(headers['handshake-autherrcode']) : null;
  const said = headers['handshake-msg'];
  return { code: inner === TOO_MANY ? inner : code, said: typeof said === 'string' ? said : '' };
}

const TOO_MANY = 1000040350;

function numberIn(value: string | string[] | undefined): number | null {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null;
}
