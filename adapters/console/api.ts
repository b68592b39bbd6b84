import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Transfers } from '../../src/ports/transfer.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Answer, Router } from '../../src/router/messages.ts';
import type { Suggest } from '../../src/services/suggest.ts';
import { type Message, parseMessage } from './body.ts';
import { createDoor, type DoorOptions, type Told } from './door.ts';
import type { Events } from './events.ts';
import type { Demo } from './guide.ts';
import { LIMITS } from './limits.ts';
import type { PageAnswer, PageName, PageWords } from './page/protocol.ts';
import { addPeople } from './people-api.ts';
import { addPlaces } from './places-api.ts';
import { languageOf, refuse } from './refuse.ts';
import { renderReply } from './render.ts';
import type { Session, Sessions } from './sessions.ts';
import { addTransfers } from './transfer.ts';
import { SERVER_WORDS } from './words.ts';

interface ApiOptions extends DoorOptions {
  readonly router: Router;
  readonly sessions: Sessions;
  readonly sessionOf: (c: Context) => Promise<Session | undefined>;
  /** What the page knows when it opens. */
  readonly wordsOf: (session: Session, language: Language) => Promise<PageWords>;
  /** Gives the browser this token. */
  readonly signIn: (c: Context, token: string) => void;
  /** Takes the cookie away. */
  readonly signOut: (c: Context) => void;
  readonly isAdmin: (member: NonNullable<Session['member']>) => boolean;
  readonly nameOf: (memberId: string) => Promise<string>;
  readonly demo: Demo | null;
  readonly events: Events;
  readonly suggest: Suggest;
  readonly transfers: Transfers;
  readonly log: Log;
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
    // A page that was opened as one member must not speak as another who signed in beside it.
    const asked = c.req.header('kam-member') ?? c.req.query('member');
    if (asked !== undefined && asked !== (session.member?.id ?? '')) {
      return refuse(c, 409, 'other-member', SERVER_WORDS[languageOf(c)].otherMember);
    }
    c.set('session', session);
    c.set('language', session.member?.language ?? languageOf(c));
    return next();
  });

  api.get('/words', async (c) => c.json(await options.wordsOf(c.get('session'), c.get('language'))));
  addPlaces(api, options);
  addTransfers(api, options);
  if (options.demo !== null) addPeople(api, options.demo, options.signIn);

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

  const door = createDoor(options);
  const tell = (c: Context<Guarded>, message: Message, told: Told | 'later' | 'no-channel'): Response => {
    const words = SERVER_WORDS[c.get('language')];
    if (told === 'later') return refuse(c, 503, 'unavailable', words.later);
    if (told === 'no-channel') return refuse(c, 404, 'not-found', words.noChannel);
    return c.json(toPageAnswer(told.answer, message, told));
  };
  const tooLarge = (c: Context): Response => refuse(c, 413, 'too-large', SERVER_WORDS[languageOf(c)].tooLarge);
  api.post('/messages', bodyLimit({ maxSize: LIMITS.callBytes, onError: tooLarge }), async (c) => {
    const words = SERVER_WORDS[c.get('language')];
    if (!isJson(c.req.header('content-type'))) return refuse(c, 415, 'unsupported-media-type', words.wrongType);
    const body = await c.req.text();
    const message = readMessage(body);
    if (message === 'not-json') return refuse(c, 400, 'invalid-request', words.notJson);
    if (message === undefined) return refuse(c, 400, 'invalid-request', words.wrongShape);
    const isLarge = Buffer.byteLength(body) > LIMITS.messageBytes;
    if ('text' in message.content && isLarge) return tooLarge(c);
    const { member } = c.get('session');
    if (member === null) {
      return c.json(toPageAnswer(await askFirst(options, message, c.get('language')), message));
    }
    // A book as a file is not kept beside the book; brought in a second time it changes nothing.
    return tell(c, message, await door.ask(member, isLarge ? { ...message, id: undefined } : message));
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

/** In the first run: nobody is known yet, so the page's language counts. */
async function askFirst(options: ApiOptions, message: Message, language: Language): Promise<Answer> {
  const at = options.now();
  const answer = await options.router.handle({
    memberId: null,
    platform: 'console',
    place: 'dm',
    content: message.content,
    at,
    language: message.language ?? language,
  });
  const { memberId } = answer.ok && answer.understood.command === 'welcome' ? answer.data : NOTHING;
  if (typeof memberId === 'string') {
    await options.sessions.welcome(memberId, at);
    options.log.info('first run is over: the first member is an admin');
  }
  return answer;
}

function toPageAnswer(answer: Answer, { want }: Message, { posted, isPrivate }: Partial<Told> = {}): PageAnswer {
  const { language, timeZone, reply } = answer;
  const id = `r${randomBytes(6).toString('hex')}`;
  const shown = {
    html: want === 'data' ? '' : renderReply(reply, { language, timeZone, id }),
    text: want === 'data' ? '' : renderText(reply, language, timeZone),
    language,
    did: didOf(answer),
    ...(posted === undefined ? {} : { posted }),
    ...(isPrivate === undefined ? {} : { isPrivate }),
  };
  if (answer.ok) return want === 'html' ? { ok: true, ...shown } : { ok: true, ...shown, data: answer.data };
  return { ok: false, ...shown, error: { code: answer.error.code, message: answer.error.message } };
}

function didOf({ ok, understood }: Answer): string | null {
  if (!ok || understood === null) return null;
  const { action } = understood.input;
  return typeof action === 'string' ? `${understood.command}:${action}` : understood.command;
}
