import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ConsoleConfig } from '../../src/config.ts';
import type { Member } from '../../src/domain/records.ts';
import type { Language, Role } from '../../src/domain/vocabulary.ts';
import type { Conversations } from '../../src/ports/conversations.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Transfers } from '../../src/ports/transfer.ts';
import type { Router } from '../../src/router/messages.ts';
import type { Intake } from '../../src/services/intake.ts';
import type { Readiness } from '../../src/services/readiness.ts';
import type { Suggest } from '../../src/services/suggest.ts';
import { createApi } from './api.ts';
import type { Assets } from './assets.ts';
import type { Events } from './events.ts';
import { allowedPlaces, checkHost, checkOrigin, checkReader, sendSecurityHeaders } from './guard.ts';
import type { Demo } from './guide.ts';
import { wordsFor } from './page-words.ts';
import { createProbes, type QueueFigures } from './probes.ts';
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
  readonly transfers: Transfers;
  readonly assets: Assets;
  readonly conversations: Conversations;
  /** Tells whoever has the page open. */
  readonly onPosted: () => void;
  readonly newId: () => string;
  readonly intake?: Pick<Intake, 'ask' | 'serve'>;
  readonly about: About;
  readonly demo: Demo | null;
  readonly readiness: () => Promise<Readiness>;
  readonly figures?: () => Promise<QueueFigures>;
  readonly log: Log;
  readonly now: () => number;
}

/** What the console asks of the book beside what it puts through the router. */
export interface About {
  /** The role in force. */
  readonly roleOf: (member: Member) => Role;
  readonly nameOf: (memberId: string) => Promise<string>;
  /** Whether they never wrote anything. */
  readonly isNewcomer: (memberId: string) => Promise<boolean>;
  /** Whether every member may see every account. */
  readonly isOpenBook: () => Promise<boolean>;
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

  const { about } = options;
  const wordsOf = (session: Session, language: Language) => wordsFor(session, language, { ...options, ...about });

  const app = new Hono();
  app.use(sendSecurityHeaders(), checkHost(places), checkOrigin(places));
  app.route('/', createProbes(options));
  const signIn = (c: Context, token: string): void =>
    setCookie(c, cookie, token, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      secure: isSecure,
      maxAge: COOKIE_SECONDS,
    });
  const signOut = (c: Context): void => {
    deleteCookie(c, cookie, { path: '/', secure: isSecure });
    // What the page keeps in the browser goes with the person.
    c.header('Clear-Site-Data', '"storage"');
  };
  app.use('/api/*', checkReader(places));
  const isAdmin = (member: Member): boolean => about.roleOf(member) === 'admin';
  app.route('/api', createApi({ ...options, ...about, isAdmin, wordsOf, sessionOf, signIn, signOut }));
  app.get('/assets/:version/:name', (c) => {
    const asset = options.assets.files.get(c.req.param('name'));
    if (asset === undefined || c.req.param('version') !== options.assets.version) return notFound(c);
    // Another content has another address.
    return c.body(asset.body, 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
  });

  app.get('/', async (c) => {
    const token = c.req.query('token');
    if (token !== undefined) {
      const entered = await sessions.enter(token, await sessionOf(c), options.now());
      if (entered === undefined) return c.html(renderSignIn(options.assets), 401);
      if (!entered.isKnown) signIn(c, token);
      return c.redirect('/', 303);
    }
    const session = await sessionOf(c);
    if (session !== undefined) {
      const words = await wordsOf(session, session.member?.language ?? languageOf(c));
      return c.html(renderPage(words, options.assets));
    }
    if (isFromElsewhere(c)) return c.html(renderBounce());
    // A link that is no longer good: nothing of the conversation stays in a browser its owner may not use any more.
    if (getCookie(c, cookie) !== undefined) signOut(c);
    return c.html(renderSignIn(options.assets), 401);
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
