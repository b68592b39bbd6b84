import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ConsoleConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Router } from '../../src/router/messages.ts';
import type { Readiness } from '../../src/services/readiness.ts';
import type { Suggest } from '../../src/services/suggest.ts';
import { createApi } from './api.ts';
import type { Asset } from './assets.ts';
import type { Events } from './events.ts';
import { allowedPlaces, checkHost, checkOrigin, checkReader, sendSecurityHeaders } from './guard.ts';
import { createProbes } from './probes.ts';
import { languageOf, refuse } from './refuse.ts';
import type { Session, Sessions } from './sessions.ts';
import { renderBounce, renderPage, renderSignIn } from './shell.ts';
import { SERVER_WORDS } from './words.ts';

export interface ServerOptions {
  readonly config: ConsoleConfig;
  /** The one really listened on. */
  readonly port: number;
  readonly router: Router;
  readonly sessions: Sessions;
  readonly events: Events;
  readonly suggest: Suggest;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics?: () => Promise<string>;
  readonly log: Log;
  readonly now: () => number;
}

/** Half a year: the link is opened once per browser. */
const COOKIE_SECONDS = 180 * 24 * 3600;

/** Everything the private listener answers; the checks come before anything else. */
export function createServer(options: ServerOptions): Hono {
  const { config, port, sessions, log } = options;
  const places = allowedPlaces(config, port);
  // Cookies do not tell ports apart; two consoles on one machine must.
  const cookie = `kam_console_${port}`;
  const isSecure = config.url?.startsWith('https:') ?? false;
  const sessionOf = (c: Context): Promise<Session | undefined> => sessions.find(getCookie(c, cookie));

  const scripts = [...options.assets.keys()].filter((name) => name.endsWith('.js'));

  const app = new Hono();
  app.use(sendSecurityHeaders(), checkHost(places), checkOrigin(places));
  app.route('/', createProbes(options));
  const signOut = (c: Context): void => {
    deleteCookie(c, cookie, { path: '/', secure: isSecure });
    // What the page keeps in the browser goes with the person.
    c.header('Clear-Site-Data', '"storage"');
  };
  app.use('/api/*', checkReader(places));
  app.route('/api', createApi({ ...options, sessionOf, signOut }));
  app.get('/assets/:name', (c) => {
    const asset = options.assets.get(c.req.param('name'));
    return asset === undefined ? notFound(c) : c.body(asset.body, 200, { 'Content-Type': asset.type });
  });

  app.get('/', async (c) => {
    const token = c.req.query('token');
    if (token !== undefined) {
      if ((await sessions.find(token)) === undefined) return c.html(renderSignIn(), 401);
      setCookie(c, cookie, token, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        secure: isSecure,
        maxAge: COOKIE_SECONDS,
      });
      return c.redirect('/', 303);
    }
    const session = await sessionOf(c);
    if (session !== undefined) {
      return c.html(renderPage(session.member?.language ?? languageOf(c), session.member, scripts));
    }
    if (isFromElsewhere(c)) return c.html(renderBounce());
    // A link that is no longer good: nothing of the conversation stays in a browser its owner may not use any more.
    if (getCookie(c, cookie) !== undefined) signOut(c);
    return c.html(renderSignIn(), 401);
  });

  app.notFound(notFound);
  app.onError((error, c) => {
    // The path alone: a query may hold a token.
    log.error('console request failed', { method: c.req.method, path: c.req.path, error: String(error) });
    return refuse(c, 500, 'unavailable', SERVER_WORDS[languageOf(c)].unavailable);
  });
  return app;
}

function notFound(c: Context): Response {
  const words = SERVER_WORDS[languageOf(c)];
  return c.req.path.startsWith('/api/')
    ? refuse(c, 404, 'not-found', words.notFound)
    : c.text(`${words.notFound}\n`, 404);
}

function isFromElsewhere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}
