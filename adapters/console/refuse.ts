import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { PageRefusal } from './page/protocol.ts';

/** The first of our languages that the browser names; English when it names none. */
export function languageOf(c: Context): Language {
  const named = (c.req.header('accept-language') ?? '').toLowerCase().match(/(?:^|,)\s*(zh|en)\b/);
  return named?.[1] === 'zh' ? 'zh' : 'en';
}

/** Answers that a request never reached the router. */
export function refuse(c: Context, status: ContentfulStatusCode, code: string, message: string): Response {
  return c.json({ ok: false, error: { code, message } } satisfies PageRefusal, status);
}
