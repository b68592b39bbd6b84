import { createServer as createHttpServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { ConsoleConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Router } from '../../src/router/messages.ts';
import type { Access } from '../../src/services/access.ts';
import type { News } from '../../src/services/news.ts';
import type { Readiness } from '../../src/services/readiness.ts';
import type { Suggest } from '../../src/services/suggest.ts';
import { readAssets } from './assets.ts';
import { createEvents } from './events.ts';
import { createServer } from './server.ts';
import { openSessions } from './sessions.ts';

export interface ConsoleOptions {
  readonly config: ConsoleConfig;
  readonly router: Router;
  readonly access: Access;
  readonly news: Pick<News, 'listen'>;
  /** Names that what somebody types may become. */
  readonly suggest: Suggest;
  readonly readiness: () => Promise<Readiness>;
  /** In the text format of Prometheus; by default a few numbers about the process. */
  readonly metrics?: () => Promise<string>;
  readonly log: Log;
  readonly now: () => number;
  /** Where the page's compiled scripts are, when not where the build puts them. */
  readonly scripts?: string;
}

export interface Console {
  /** The address people open, ending in `/`. */
  readonly url: string;
  /** The address that leads through the first run; null when somebody is known already. Holds a token: print it, do not log it. */
  readonly firstRunUrl: string | null;
  close(): Promise<void>;
}

/** How long open requests get to finish when the console closes. */
const CLOSE_MS = 2000;

/** Starts the private listener; rejects with the setting to change when it cannot listen. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const [sessions, assets] = await Promise.all([openSessions(options.access), readAssets(options.scripts)]);
  if (!assets.has('client.js')) options.log.warn('the console page is not built: run npm run build');

  const server = createHttpServer();
  const port = await listen(server, options.config);
  const events = createEvents(options.news);
  const app = createServer({ ...options, port, sessions, assets, events });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing));

  const url = new URL('/', options.config.url ?? `http://${reachable(options.config.host)}:${port}`);
  const firstRun = new URL(url);
  firstRun.searchParams.set('token', sessions.setupToken ?? '');
  return {
    url: url.href,
    firstRunUrl: sessions.setupToken === null ? null : firstRun.href,
    close() {
      events.close();
      return close(server);
    },
  };
}

function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function listen(server: Server, { host, port }: ConsoleConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(listenProblem(error, host, port))));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `CONSOLE_PORT ${port} is in use on ${host}: set another, or 0 for any free port`;
  if (error.code === 'EACCES') return `CONSOLE_PORT ${port} may not be used by this user: set one above 1023`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `CONSOLE_HOST ${host} is not an address of this machine: set 127.0.0.1, or one that is`;
  }
  return `the console cannot listen on ${host}:${port} (CONSOLE_HOST, CONSOLE_PORT): ${error.message}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    // A stream that has just ended leaves its connection idle a moment later.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(force);
      clearInterval(idle);
      resolve();
    });
  });
}
