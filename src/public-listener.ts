import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Readiness } from './services/readiness.ts';

/** The listener that platforms reach from the internet. */
export interface PublicListener {
  readonly port: number;
  /** Takes no new connection; resolves when what is being answered is answered, or after a moment. */
  close(): Promise<void>;
}

export interface PublicListenerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Who answers at which path; nothing else is answered but the two probes. */
  readonly routes: ReadonlyMap<string, RequestListener>;
  readonly readiness: () => Promise<Readiness>;
}

/** How long requests under way get to finish when it closes. */
const CLOSE_MS = 3000;

/** Starts listening; rejects with the setting to change when it cannot. */
export async function openPublicListener(options: PublicListenerOptions): Promise<PublicListener> {
  const { routes, readiness } = options;
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const answer = routes.get(path);
    if (answer) return void answer(request, response);
    if (path === '/healthz') return say(response, 200, { status: 'ok' });
    if (path === '/readyz') {
      void readiness().then(
        (found) => say(response, found.ready ? 200 : 503, found),
        () => say(response, 503, { ready: false }),
      );
      return;
    }
    say(response, 404, { error: 'not-found' });
  });
  const port = await listen(server, options);
  return { port, close: () => close(server) };
}

function say(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

function listen(server: Server, { host, port }: PublicListenerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(problemOf(error, host, port))));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function problemOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `PORT ${port} is in use on ${host}: set another`;
  if (error.code === 'EACCES') return `PORT ${port} may not be used by this user: set one above 1023`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `HOST ${host} is not an address of this machine: set 0.0.0.0, or one that is`;
  return `the public listener cannot listen on ${host}:${port} (HOST, PORT): ${error.message}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
