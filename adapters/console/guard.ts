import type { MiddlewareHandler } from 'hono';
import type { ConsoleConfig } from '../../src/config.ts';
import { languageOf, refuse } from './refuse.ts';
import { SERVER_WORDS } from './words.ts';

/** Where the console may be asked for, and from which pages it may be told to do something. */
export interface Places {
  /** Values of the Host header. */
  readonly hosts: ReadonlySet<string>;
  /** Values of the Origin header. */
  readonly origins: ReadonlySet<string>;
}

const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/** The listener's own names, and those of the public address behind a proxy. */
export function allowedPlaces(config: ConsoleConfig, port: number): Places {
  const names = ['127.0.0.1', 'localhost', '[::1]', bracketed(config.host.toLowerCase())];
  // A browser leaves port 80 out.
  const own = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  const origins = own.map((host) => `http://${host}`);
  if (config.url === null) return { hosts: new Set(own), origins: new Set(origins) };
  const { host, origin } = new URL(config.url);
  return { hosts: new Set([...own, host]), origins: new Set([...origins, origin]) };
}

/** On every response: nothing from elsewhere, no frame around it, nothing kept but what says so itself. */
export function sendSecurityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (name !== 'Cache-Control' || c.res.headers.get('cache-control')?.endsWith('immutable') !== true) {
        c.res.headers.set(name, value);
      }
    }
  };
}

const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** Refuses a Host that is not ours: a name that somebody else points at this address (DNS rebinding) gets nothing. */
export function checkHost(places: Places): MiddlewareHandler {
  return async (c, next) => {
    if (places.hosts.has((c.req.header('host') ?? '').toLowerCase())) return next();
    return c.text(`${SERVER_WORDS.en.wrongHost}\n${SERVER_WORDS.zh.wrongHost}\n`, 421);
  };
}

/** The API is for pages of our own, reading too: a stream of news that another site holds open would cost us all the same. */
export function checkReader(places: Places): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')?.toLowerCase();
    const site = c.req.header('sec-fetch-site');
    const isOwn = origin === undefined || places.origins.has(origin);
    if (isOwn && (site === undefined || site === 'same-origin' || site === 'none')) return next();
    return refuse(c, 403, 'forbidden', SERVER_WORDS[languageOf(c)].wrongOrigin);
  };
}

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses to change anything unless a page of our own asks: a strict cookie does not tell two ports of one machine apart. */
export function checkOrigin(places: Places): MiddlewareHandler {
  return async (c, next) => {
    if (READING_METHODS.has(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const isOwn = places.origins.has((c.req.header('origin') ?? '').toLowerCase());
    if (isOwn && (site === undefined || site === 'same-origin' || site === 'none')) return next();
    return refuse(c, 403, 'forbidden', SERVER_WORDS[languageOf(c)].wrongOrigin);
  };
}
