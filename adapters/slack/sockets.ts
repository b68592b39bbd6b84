import { setTimeout as pause } from 'node:timers/promises';
import { toSlackFault } from './errors.ts';
import { createSocket, type Socket, type SocketOptions } from './socket.ts';

export type SocketsOptions = Omit<SocketOptions, 'onGoodbye' | 'onClosed'>;

/** Socket Mode, held up: one connection, and its successor as soon as Slack announces its end. */
export interface Sockets {
  isConnected(): boolean;
  /** Why not; `null`: it is, or it is still being tried. */
  trouble(): string | null;
  close(): Promise<void>;
}

const FIRST_MS = 250;
/** Where the network is at fault: meanwhile whoever types a command is told by Slack that it failed. */
const LONGEST_MS = 10_000;
/** Where somebody has to mend a setting first. */
const REFUSED_MS = 60_000;
/** What came over the old connection may still be acknowledged there for so long. */
const LINGER_MS = 1000;

/**
 * Opens connections in the background for as long as it is not closed. The library's own reconnecting is not used: it hangs up
 * before it dials, waits seconds before each attempt, gives up for good on faults of the network, and lets the rejection end the
 * process (socket-mode 3.1.0).
 */
export function openSockets(options: SocketsOptions): Sockets {
  const { log } = options;
  const stop = new AbortController();
  const open = new Set<Socket>();
  /** Of those, the ones Slack will hang up. */
  const leaving = new WeakSet<Socket>();
  let current: Socket | null = null;
  let trouble: string | null = null;
  let isSeeking = false;

  /** Dials until it is answered; one call at a time. */
  async function seek(): Promise<void> {
    if (isSeeking) return;
    isSeeking = true;
    for (let failures = 0; !stop.signal.aborted; failures++) {
      const waitMs = await dial(failures);
      if (waitMs === null) break;
      await pause(waitMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
    isSeeking = false;
  }

  /** `null`: it is connected, or not to be any more; else how long to wait before the next attempt. */
  async function dial(failures: number): Promise<number | null> {
    const socket = createSocket({ ...options, onGoodbye: () => leaves(socket), onClosed: () => lost(socket) });
    open.add(socket);
    try {
      await socket.start();
      if (stop.signal.aborted) return null;
      adopt(socket);
      // Slack may have said goodbye with its first words.
      return leaving.has(socket) ? backoffMs(failures) : null;
    } catch (error) {
      void drop(socket);
      return stop.signal.aborted ? null : failed(error, failures);
    }
  }

  function adopt(socket: Socket): void {
    if (trouble !== null) log.info('the socket to Slack is connected again');
    const before = current;
    [current, trouble] = [socket, null];
    if (before !== null) setTimeout(() => void drop(before), LINGER_MS).unref();
  }

  function leaves(socket: Socket): void {
    leaving.add(socket);
    if (socket === current) void seek();
  }

  function lost(socket: Socket): void {
    void drop(socket);
    if (socket !== current) return;
    current = null;
    void seek();
  }

  function failed(error: unknown, failures: number): number {
    const fault = toSlackFault(error);
    const code = fault.kind === 'refused' ? fault.code : null;
    const text = (code === null ? undefined : whyNot(code)) ?? fault.text;
    const isRefused = fault.kind === 'refused' && fault.trouble === 'app';
    if (text !== trouble) log[isRefused ? 'error' : 'warn']('the socket to Slack is not connected', { why: text });
    trouble = text;
    if (isRefused) return REFUSED_MS;
    const asked = fault.kind === 'limited' ? fault.afterMs : 0;
    return Math.max(asked, backoffMs(failures));
  }

  async function drop(socket: Socket): Promise<void> {
    await socket.end();
    open.delete(socket);
  }

  void seek();
  return {
    isConnected: () => current !== null,
    trouble: () => trouble,
    async close() {
      stop.abort();
      current = null;
      await Promise.all([...open].map(drop));
    },
  };
}

/** How long after so many attempts in vain the next one is made. */
export const backoffMs = (failures: number): number => Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);

const TOKEN =
  'Copy an app-level token with the scope connections:write from Basic Information of the app, set it, and start again';

/** Refusals of `apps.connections.open`: what is wrong is another setting than with all other calls. */
function whyNot(code: string): string | undefined {
  const tokens = ['invalid_auth', 'not_authed', 'not_allowed_token_type', 'token_revoked', 'account_inactive'];
  if (tokens.includes(code)) return `${code}: Slack does not take SLACK_APP_TOKEN. ${TOKEN}`;
  if (code === 'missing_scope') return `${code}: SLACK_APP_TOKEN lacks the scope connections:write. ${TOKEN}`;
  if (code === 'forbidden_team' || code === 'socket_mode_not_enabled')
    return `${code}: switch on Socket Mode in the app, or take SLACK_APP_TOKEN away and set SLACK_SIGNING_SECRET`;
  return undefined;
}
