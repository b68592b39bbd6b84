import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Log } from '../../src/ports/log.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Answer, Router } from '../../src/router/messages.ts';
import type { Suggest } from '../../src/services/suggest.ts';
import { type Message, parseMessage } from './body.ts';
import type { Events } from './events.ts';
import { LIMITS } from './limits.ts';
import type { PageAnswer, PageName, PageWant, PageWords } from './page/protocol.ts';
import { languageOf, refuse } from './refuse.ts';
import { renderReply } from './render.ts';
import type { Session, Sessions } from './sessions.ts';
import { PAGE_UI } from './ui-words.ts';
import { vocabularyIn } from './vocabulary.ts';
import { SERVER_WORDS } from './words.ts';

interface ApiOptions {
  readonly router: Router;
  readonly sessions: Sessions;
  readonly sessionOf: (c: Context) => Promise<Session | undefined>;
  /** Takes the cookie away. */
  readonly signOut: (c: Context) => void;
  readonly events: Events;
  readonly suggest: Suggest;
  readonly log: Log;
  readonly now: () => number;
}

type Guarded = { Variables: { session: Session; language: Language } };

const NOTHING: Readonly<Record<string, unknown>> = {};

const isJson = (type: string | undefined): boolean => /^application\/json\s*(?:;|$)/i.test(type ?? '');

/** `/api/*`: messages to the router and the words of the page, for whoever has a valid token. */
export function createApi(options: ApiOptions): Hono<Guarded> {
  const api = new Hono<Guarded>();

  api.use(async (c, next) => {
    const session = await options.sessionOf(c);
    if (session === undefined) return refuse(c, 401, 'unauthorized', SERVER_WORDS[languageOf(c)].signIn);
    c.set('session', session);
    c.set('language', session.member?.language ?? languageOf(c));
    return next();
  });

  api.get('/words', (c) => {
    const language = c.get('language');
    const { member } = c.get('session');
    return c.json({
      member: member && { id: member.id, name: member.name, timeZone: member.timeZone },
      language,
      ui: PAGE_UI[language],
      vocabulary: vocabularyIn(language),
      commands: options.router.describe(language),
    } satisfies PageWords);
  });

  api.get('/events', (c) => {
    const { member } = c.get('session');
    if (member === null) return refuse(c, 403, 'forbidden', SERVER_WORDS[c.get('language')].signIn);
    const isStillIn = async (): Promise<boolean> => (await options.sessionOf(c))?.member?.id === member.id;
    return options.events.open(c, member.id, isStillIn);
  });

  api.get('/names', async (c) => {
    const { member } = c.get('session');
    const typed = (c.req.query('typed') ?? '').slice(-LIMITS.typedLength);
    const names = member === null || typed === '' ? [] : await options.suggest(member.id, typed);
    return c.json(names satisfies readonly PageName[]);
  });

  api.post('/sign-out', (c) => {
    options.signOut(c);
    return c.body(null, 204);
  });

  const tooLarge = (c: Context): Response => refuse(c, 413, 'too-large', SERVER_WORDS[languageOf(c)].tooLarge);
  api.post('/messages', bodyLimit({ maxSize: LIMITS.callBytes, onError: tooLarge }), async (c) => {
    const words = SERVER_WORDS[c.get('language')];
    if (!isJson(c.req.header('content-type'))) return refuse(c, 415, 'unsupported-media-type', words.wrongType);
    const body = await c.req.text();
    const message = readMessage(body);
    if (message === 'not-json') return refuse(c, 400, 'invalid-request', words.notJson);
    if (message === undefined) return refuse(c, 400, 'invalid-request', words.wrongShape);
    if ('text' in message.content && Buffer.byteLength(body) > LIMITS.messageBytes) return tooLarge(c);
    return c.json(toPageAnswer(await ask(options, c.get('session'), message, c.get('language')), message.want));
  });

  api.on(['GET', 'PUT', 'PATCH', 'DELETE'], '/messages', (c) =>
    refuse(c, 405, 'wrong-method', SERVER_WORDS[c.get('language')].wrongMethod),
  );
  return api;
}

function readMessage(body: string): Message | 'not-json' | undefined {
  try {
    return parseMessage(JSON.parse(body));
  } catch {
    return 'not-json';
  }
}

async function ask(options: ApiOptions, { member }: Session, message: Message, language: Language): Promise<Answer> {
  const at = options.now();
  const base = {
    memberId: member?.id ?? null,
    platform: 'console',
    place: 'dm',
    content: message.content,
    at,
  } as const;
  // A member's own language counts; before there is one, the page's.
  const answer = await options.router.handle(
    member === null ? { ...base, language: message.language ?? language } : base,
  );
  const { memberId } = answer.ok && answer.understood.command === 'welcome' ? answer.data : NOTHING;
  if (member === null && typeof memberId === 'string') {
    await options.sessions.welcome(memberId, at);
    options.log.info('first run is over: the first member is an admin');
  }
  return answer;
}

function toPageAnswer(answer: Answer, want: PageWant): PageAnswer {
  const { language, timeZone, reply } = answer;
  const id = `r${randomBytes(6).toString('hex')}`;
  const shown = {
    html: want === 'data' ? '' : renderReply(reply, { language, timeZone, id }),
    text: want === 'data' ? '' : renderText(reply, language, timeZone),
    language,
  };
  if (answer.ok) return want === 'html' ? { ok: true, ...shown } : { ok: true, ...shown, data: answer.data };
  return { ok: false, ...shown, error: { code: answer.error.code, message: answer.error.message } };
}
