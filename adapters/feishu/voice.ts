import type { Answering } from '../../src/chat/answering.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import { createAdviser } from './advise.ts';
import type { Called, FeishuRequest } from './client.ts';
import { NO_THREAD } from './codes.ts';
import { type FeishuFault, troubleOf } from './errors.ts';
import { inForms, type MessageForm, uuidOf } from './message-forms.ts';
import { ANSWERED_APART, UNREACHED } from './note-words.ts';
import { createPace } from './pace.ts';
import type { Route } from './route.ts';

/** A message that was put there; `message` is `null` for what one reader alone sees: it cannot be named again. */
export interface Said {
  readonly message: string | null;
  readonly chat: string | null;
}
export type Spoken = Said | { readonly fault: FeishuFault };

/** A call that ends by a moment that was set before. */
export type Call = <T>(request: FeishuRequest) => Promise<Called<T>>;

/** A group or conversation, or a reader in their conversation with us. `stands`: what that place is, for the buttons put there. */
export interface Place {
  readonly idType: 'chat_id' | 'open_id' | 'union_id';
  readonly id: string;
  readonly stands: 'dm' | 'group';
  /** The message it answers, and whether it does so in a thread. */
  readonly replyTo?: string | null;
  readonly inThread?: boolean;
}

type ToOne = Extract<Route, { readonly to: 'one' }>;
type Replaced = Pick<Extract<Route, { readonly to: 'replace' }>, 'message' | 'stands'>;

export interface VoiceParts {
  readonly appId: string;
  readonly answering: Pick<Answering, 'free'>;
  readonly now: () => Instant;
  readonly log: Log;
}

/** The ways Feishu has to say something. None rejects. What is sent again under one key within an hour is the same message. */
export interface Voice {
  say(call: Call, place: Place, posting: Posting): Promise<Spoken>;
  /** For one reader alone: in the group as a card only they see, else in their conversation with us. */
  whisper(call: Call, route: ToOne, posting: Posting): Promise<Spoken>;
  /** Whether what was whispered under this key went to their conversation, as far as is remembered. */
  wentApart(key: string): boolean;
  /**
   * In the place of a message of ours, once nobody waits there for what a press shows; not where `isOvertaken` says then that something
   * later stands there.
   */
  replace(
    call: Call,
    replaced: Replaced,
    posting: Posting,
    isOvertaken?: (posting: Posting) => Promise<boolean>,
  ): Promise<Spoken>;
  /** Words alone; `part` tells what is sent under one key apart. */
  tell(call: Call, place: Place, text: string, key: string, part: string): Promise<Spoken>;
  /** A file that was uploaded. */
  hand(call: Call, place: Place, fileKey: string, key: string, part: string): Promise<Spoken>;
}

interface Sent {
  readonly message_id?: string;
  readonly chat_id?: string;
}
interface Message {
  readonly type: 'interactive' | 'text' | 'file';
  readonly content: unknown;
  readonly uuid: string;
}

/** Five a second in a group, of all bots there together (im-v1/faq), and a margin for their way; what waits longer comes back later. */
const PACE = { most: 5, withinMs: 1100, patientMs: 3500 };
/** A press is answered within three seconds. */
const PRESSED_MS = 3500;
/** Changing a message is not worth coming back for later, so this long it is waited for. */
const MOMENT_MS = 2000;
/** So many of the last answers that went apart are known. */
const REMEMBERED = 1000;
const MESSAGES = '/open-apis/im/v1/messages';
const THERE = { note: ANSWERED_APART, unreached: UNREACHED } as const;

export function createVoice({ appId, answering, now, log }: VoiceParts): Voice {
  const pace = createPace({ ...PACE, now: () => performance.now() });
  /** Places that take nothing more, until when. */
  const held = new Map<string, Instant>();
  const advise = createAdviser(now, log);
  const apart = new Set<string>();

  /** One after another in each place; a place that takes no more is left alone as long as Feishu says. */
  async function inPlace<T>(id: string, act: () => Promise<Called<T>>): Promise<Called<T>> {
    const waitMs = (held.get(id) ?? 0) - now();
    if (waitMs > 0) return tooMuch(waitMs);
    held.delete(id);
    const pacedMs = await pace.turn(id);
    if (pacedMs > 0) return tooMuch(pacedMs);
    const called = await act();
    if (!called.ok && called.fault.kind === 'limited') hold(id, called.fault.afterMs);
    return called;
  }

  function hold(id: string, forMs: number): void {
    for (const [place, until] of held) if (until <= now()) held.delete(place);
    held.set(id, now() + forMs);
  }

  async function send(call: Call, place: Place, { type, content, uuid }: Message): Promise<Spoken> {
    const { idType, id, replyTo = null, inThread = false } = place;
    const data = { msg_type: type, content: JSON.stringify(content), uuid };
    const create = (): FeishuRequest => ({
      ...{ method: 'POST', path: MESSAGES, params: { receive_id_type: idType }, data: { ...data, receive_id: id } },
    });
    const reply = (isInThread: boolean): FeishuRequest => ({
      ...{ method: 'POST', path: `${MESSAGES}/${encodeURIComponent(replyTo ?? '')}/reply` },
      data: { ...data, reply_in_thread: isInThread },
    });
    const said = await inPlace(id, async () => {
      const first = await call<Sent>(replyTo === null ? create() : reply(inThread));
      if (replyTo === null || first.ok || first.fault.kind !== 'refused') return first;
      if (inThread && NO_THREAD.includes(first.fault.code)) return call<Sent>(reply(false));
      // What was asked is taken back by now: the answer stands by itself.
      return first.fault.trouble === 'gone' ? call<Sent>(create()) : first;
    });
    if (!said.ok) return { fault: advise(said.fault) };
    return { message: said.data.message_id ?? null, chat: said.data.chat_id ?? (idType === 'chat_id' ? id : null) };
  }

  // Whatever it looks like it is one message: of one in doubt no second look is sent beside the first.
  const messageOf = ({ key }: Posting, { isPlain, card, text }: MessageForm): Message => ({
    type: isPlain ? 'text' : 'interactive',
    content: isPlain ? { text } : card,
    uuid: uuidOf(appId, key, 'message'),
  });

  const say: Voice['say'] = (call, place, posting) =>
    inForms(posting, place.stands, (form) => send(call, place, messageOf(posting, form)), { isLast: true, log });

  /** `null`: there they cannot be told alone. */
  async function note(call: Call, { chat, openId, share }: ToOne, posting: Posting): Promise<Spoken | null> {
    if (chat === null) return null;
    const show = async ({ card }: MessageForm): Promise<Spoken> => {
      const data = { chat_id: chat, open_id: openId, msg_type: 'interactive', card };
      const shown = await inPlace(`${chat}/${openId}`, () =>
        call<Sent>({ method: 'POST', path: '/open-apis/ephemeral/v1/send', data }),
      );
      return shown.ok ? { message: null, chat } : { fault: shown.fault };
    };
    const spoken = await inForms(posting, 'ephemeral', show, { share: share ?? null, log });
    if (!('fault' in spoken) || spoken.fault.kind !== 'refused') return spoken;
    if (troubleOf(spoken.fault) === 'app') advise(spoken.fault);
    log.debug('a card for one reader alone was refused: they are told apart', { why: spoken.fault.text });
    return null;
  }

  function goesApart({ key }: Posting): void {
    apart.add(key);
    for (const oldest of apart) if (apart.size > REMEMBERED) apart.delete(oldest);
  }

  async function whisper(call: Call, route: ToOne, posting: Posting): Promise<Spoken> {
    const noted = await note(call, route, posting);
    if (noted !== null) return noted;
    goesApart(posting);
    const spoken = await say(call, { idType: 'open_id', id: route.openId, stands: 'dm' }, posting);
    if (!('fault' in spoken)) {
      if (route.note) await sayThere(call, route, posting, 'note');
      return spoken;
    }
    const isUnreached = ['place', 'gone'].includes(troubleOf(spoken.fault) ?? '');
    // That they cannot be told is all they can be told.
    return (isUnreached ? await sayThere(call, route, posting, 'unreached') : null) ?? spoken;
  }

  /** What became of an answer for one reader, to all in the group it was asked in; `null`: it cannot be said there. */
  async function sayThere(
    call: Call,
    { chat, replyTo }: ToOne,
    { language, key }: Posting,
    what: keyof typeof THERE,
  ): Promise<Said | null> {
    if (chat === null) return null;
    const place: Place = { idType: 'chat_id', id: chat, stands: 'group', replyTo };
    const told = await tell(call, place, THERE[what][language], key, what);
    if (!('fault' in told)) return { message: null, chat };
    log.debug('what became of an answer could not be said in the group', { why: told.fault.text });
    return null;
  }

  const replace: Voice['replace'] = async (call, { message, stands }, posting, isOvertaken = async () => false) => {
    const path = `${MESSAGES}/${encodeURIComponent(message)}`;
    const put = async ({ card, text, isPlain }: MessageForm): Promise<Spoken> => {
      await answering.free(message, PRESSED_MS);
      if (await isOvertaken(posting)) return { message, chat: null };
      const patched = await soon(() => call({ method: 'PATCH', path, data: { content: JSON.stringify(card) } }));
      // Words alone stand there already: a text takes no card, however plain.
      const isText = isPlain && !patched.ok && troubleOf(patched.fault) === 'content';
      const data = { msg_type: 'text', content: JSON.stringify({ text }) };
      const done = isText ? await call({ method: 'PUT', path, data }) : patched;
      return done.ok ? { message, chat: null } : { fault: advise(done.fault) };
    };
    return inForms(posting, stands, put, { log });
  };

  const tell: Voice['tell'] = (call, place, text, key, part) =>
    send(call, place, { type: 'text', content: { text }, uuid: uuidOf(appId, key, part) });

  return {
    say,
    whisper,
    wentApart: (key) => apart.has(key),
    replace,
    tell,
    hand: (call, place, fileKey, key, part) =>
      send(call, place, { type: 'file', content: { file_key: fileKey }, uuid: uuidOf(appId, key, part) }),
  };
}

/** Once more when it passes in a moment: somebody is pressing in the card, or it was changed too often just now. */
async function soon<T>(act: () => Promise<Called<T>>): Promise<Called<T>> {
  const called = await act();
  const waitMs = called.ok || !('afterMs' in called.fault) ? 0 : called.fault.afterMs;
  if (waitMs === 0 || waitMs > MOMENT_MS) return called;
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  return act();
}

const tooMuch = (afterMs: number): Called<never> => ({
  ok: false,
  fault: { kind: 'limited', afterMs, text: 'this chat takes no more just now' },
});
