import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A chat platform on the loopback that takes messages and counts them by key. It is as unkind as a network: it takes one and cuts
 * the connection, is busy, is slow, or cuts the connection before it took anything.
 */
export interface ChatDouble {
  readonly port: number;
  /** How often each key was taken, by platform and key. */
  readonly taken: ReadonlyMap<string, number>;
  /** Told when a message of this process arrives, before it is taken. */
  onArrival: ((pid: number) => void) | undefined;
  /** From now on it is kind. */
  calm(): void;
  close(): Promise<void>;
}

const FINDABLE = 'slack';

export async function openChatDouble(chance: () => number): Promise<ChatDouble> {
  const taken = new Map<string, number>();
  let isCalm = false;
  const double = { onArrival: undefined as ChatDouble['onArrival'] };

  const take = (name: string): void => {
    taken.set(name, (taken.get(name) ?? 0) + 1);
  };
  async function send(name: string, request: IncomingMessage, response: ServerResponse, pid: number): Promise<void> {
    double.onArrival?.(pid);
    const dice = isCalm ? 1 : chance();
    if (dice < 0.1) return void request.socket.destroy();
    if (dice < 0.2) return void response.writeHead(503, { 'retry-after': '1' }).end();
    if (dice < 0.3) await pause(chance() * 200);
    take(name);
    if (dice < 0.45) return void request.socket.destroy();
    response.writeHead(200).end(name);
  }
  const find = (name: string, { socket }: IncomingMessage, response: ServerResponse): void => {
    if (!name.startsWith(FINDABLE)) response.writeHead(501).end();
    else if (!isCalm && chance() < 0.1) socket.destroy();
    else response.writeHead(taken.has(name) ? 200 : 404).end();
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const name = `${searchParams.get('platform')} ${searchParams.get('key')}`;
    // Whoever asked may have been killed.
    response.on('error', () => undefined);
    if (pathname === '/send') void send(name, request, response, Number(searchParams.get('pid')));
    else if (pathname === '/find') find(name, request, response);
    // Whoever plans asks whether to go on.
    else response.writeHead(isCalm ? 204 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(double, {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    taken,
    calm() {
      isCalm = true;
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
