import { extname } from 'node:path';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Transfers } from '../../src/ports/transfer.ts';
import { printableLine } from '../../src/reply/printable.ts';
import { LIMITS } from './limits.ts';
import type { PageFile } from './page/protocol.ts';
import { languageOf, refuse } from './refuse.ts';
import type { Session } from './sessions.ts';
import { SERVER_WORDS } from './words.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.vcf': 'text/vcard; charset=utf-8',
  '.json': 'application/json',
};

/**
 * `/api/files`: files on their way in and out. One that comes in is only kept; what becomes of it the command `import` says, which
 * is called with its id like any other and asks who may do what.
 */
export function addTransfers(
  api: Hono<{ Variables: { session: Session; language: Language } }>,
  { transfers }: { readonly transfers: Transfers },
): void {
  let inHand = 0;
  const tooLarge = (c: Context): Response => refuse(c, 413, 'too-large', SERVER_WORDS[languageOf(c)].tooLarge);

  api.post(
    '/files',
    // Each is held in memory until it is whole.
    async (c, next) => {
      if (inHand >= LIMITS.filesInHand) {
        c.header('Retry-After', '2');
        return refuse(c, 503, 'busy', SERVER_WORDS[c.get('language')].busy);
      }
      inHand += 1;
      try {
        return await next();
      } finally {
        inHand -= 1;
      }
    },
    bodyLimit({ maxSize: LIMITS.fileBytes, onError: tooLarge }),
    async (c) => {
      const words = SERVER_WORDS[c.get('language')];
      const { member } = c.get('session');
      if (member === null) return refuse(c, 403, 'forbidden', words.signIn);
      if (!/^application\/octet-stream\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
        return refuse(c, 415, 'unsupported-media-type', words.wrongFileType);
      }
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      if (bytes.length === 0) return refuse(c, 400, 'invalid-request', words.emptyFile);
      const name = nameOf(c.req.query('name') ?? '');
      const file = transfers.keep(member.id, name, bytes);
      if (file === null) return tooLarge(c);
      return c.json({ id: file.id, name } satisfies PageFile, 201);
    },
  );

  api.get('/files/:id', (c) => {
    const { member } = c.get('session');
    const file = member === null ? undefined : transfers.find(member.id, c.req.param('id'));
    if (file === undefined) return refuse(c, 404, 'not-found', SERVER_WORDS[c.get('language')].noFile);
    const ending = extname(file.name).toLowerCase();
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': TYPES[ending] ?? 'application/octet-stream',
      'Content-Disposition': `attachment; filename="kam${ending}"; filename*=UTF-8''${encoded(file.name)}`,
    });
  });
}

/** The last part of a path, as it may be shown. */
function nameOf(given: string): string {
  const name = printableLine(given).split(/[/\\]/).at(-1)?.slice(0, 120).trim() ?? '';
  return name === '' ? 'file' : name.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** As RFC 8187 has it. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
