import { createServer as createHttpServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { ConsoleConfig } from '../../src/config.ts';
import type { Conversations } from '../../src/ports/conversations.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Transfers } from '../../src/ports/transfer.ts';
import type { Router } from '../../src/router/messages.ts';
import type { Access } from '../../src/services/access.ts';
import type { Intake } from '../../src/services/intake.ts';
import type { News } from '../../src/services/news.ts';
import type { Readiness } from '../../src/services/readiness.ts';
import type { Suggest } from '../../src/services/suggest.ts';
import { readAssets } from './assets.ts';
import { createEvents } from './events.ts';
import type { Demo } from './guide.ts';
import { createPosted } from './posted.ts';
import type { QueueFigures } from './probes.ts';
import { type About, createServer } from './server.ts';
import { openSessions } from './sessions.ts';

export interface ConsoleOptions {
  readonly config: ConsoleConfig;
  readonly router: Router;
  readonly access: Access;
  readonly news: Pick<News, 'listen'>;
  /** Names that what somebody types may become. */
  readonly suggest: Suggest;
  /** Files on their way in or out. */
  readonly transfers: Transfers;
  readonly conversations: Conversations;
  readonly newId: () => string;
  /** Records what members say before it is worked on. */
  readonly intake?: Pick<Intake, 'ask' | 'serve'>;
  readonly about: About;
  /** The member as whom the link opens that is printed at start; `null`: there is no such link. */
  readonly ownerId: string | null;
  /** Given by `kam demo` alone. */
  readonly demo?: Demo;
  readonly readiness: () => Promise<Readiness>;
  /** Told under `/metrics`, beside a few numbers about the process. */
  readonly figures?: () => Promise<QueueFigures>;
  readonly log: Log;
  readonly now: () => number;
  /** Where the page's compiled scripts are, when not where the build puts them. */
  readonly scripts?: string;
}

export interface Console {
  /** The address people open, ending in `/`. */
  readonly url: string;
  /** The address that leads through the first run, later in as the owner; null when there is neither. Holds a token: print it, do not log it. */
  readonly entryUrl: string | null;
  close(): Promise<void>;
}

/** How long open requests get to finish when the console closes. */
const CLOSE_MS = 2000;

/** Starts the private listener; rejects with the setting to change when it cannot listen. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { access, ownerId, scripts, demo = null } = options;
  const [sessions, assets] = await Promise.all([openSessions(access, ownerId), readAssets(scripts)]);
  if (!assets.files.has('client.js')) options.log.warn('the console page is not built: run npm run build');

  const server = createHttpServer();
  const port = await listen(server, options.config);
  const posted = createPosted(options.conversations, options.now, options.log);
  const events = createEvents(options.news, posted);
  const app = createServer({ ...options, onPosted: posted.look, demo, port, sessions, assets, events });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing));

  const url = new URL('/', options.config.url ?? `http://${reachable(options.config.host)}:${port}`);
  const entry = new URL(url);
  entry.searchParams.set('token', sessions.printedToken ?? '');
  return {
    url: url.href,
    entryUrl: sessions.printedToken === null ? null : entry.href,
    close() {
      events.close();
      posted.close();
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
