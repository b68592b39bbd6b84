import { type Answering, createAnswering } from '../../src/chat/answering.ts';
import { destinationOf } from '../../src/chat/destination.ts';
import { toSendResult } from '../../src/chat/faults.ts';
import { filesOf, handOver } from '../../src/chat/hand-over.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import {
  CHAT_PATIENCE_MS,
  type ChatPort,
  type FindResult,
  type Posting,
  type SendResult,
} from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Outbox } from '../../src/ports/queues.ts';
import type { KeptFile, Transfers } from '../../src/ports/transfer.ts';
import { createFeishuClient, type FeishuClient } from './client.ts';
import { type FeishuFault, troubleOf } from './errors.ts';
import { findPosted } from './find-posted.ts';
import { createOvertaken } from './overtaken.ts';
import { type Route, routeOf } from './route.ts';
import { uploadFile } from './upload.ts';
import { type Call, createVoice, type Place, type Said, type Spoken } from './voice.ts';

export interface FeishuChatOptions {
  readonly config: FeishuConfig;
  /** The one whose token is shared; without it one is made. */
  readonly client?: FeishuClient;
  /** How a member is known in this organisation, by union id or open id; `null`: they are not. */
  readonly userOf: (tenant: string, memberId: string) => Promise<string | null>;
  readonly log: Log;
  readonly now: () => Instant;
  /** Where the files are that an answer hands over; without it they are only named. */
  readonly transfers?: Pick<Transfers, 'find'>;
  /** Where it is known what was said later than what is to be put in the place of a card; without it nothing was. */
  readonly outbox?: Pick<Outbox, 'byKey' | 'saidIn'>;
  /** Cards somebody has just pressed in. */
  readonly answering?: Pick<Answering, 'free'>;
}

type Addressed = Pick<Posting, 'key' | 'tenant' | 'destination' | 'route'>;

/** Less than is granted, so that a call that is given up has ended by then, and waiting for a turn too. */
const PATIENCE_MS = CHAT_PATIENCE_MS - 4000;
/** One call of them. */
const CALL_MS = 10_000;
/** What is kept back to say that a file could not be handed over. */
const SAY_SO_MS = 4000;
/** What is sent again under one name within an hour is the same message (im-v1/message/create); less a margin for clocks. */
const ONCE_MS = 50 * 60_000;

/** Feishu as the delivery of messages sees it. Messages are named by their ids; cards for one reader in a group have no name. */
export function createFeishuChat(options: FeishuChatOptions): ChatPort {
  const { config, userOf, log, now, transfers, answering = createAnswering() } = options;
  const { appId } = config;
  const client = options.client ?? createFeishuClient(config, log);
  const isOvertaken = createOvertaken(options.outbox ?? null);
  const voice = createVoice({ appId, answering, now, log });
  /** Conversations with members: where to look for what may have been said there. */
  const directs = new Map<string, string>();

  const callUntil =
    (until: number): Call =>
    (request) =>
      client.call(request, Math.min(CALL_MS, until - performance.now()));

  /** Where somebody is written to; `null`: nowhere. */
  async function directOf(posting: Addressed): Promise<Place | null> {
    const route = routeOf(posting);
    if (route?.to === 'one') return { idType: 'open_id', id: route.openId, stands: 'dm' };
    const { member } = destinationOf(posting);
    const id = member === null ? null : await userOf(posting.tenant, member);
    return id === null ? null : { idType: id.startsWith('on_') ? 'union_id' : 'open_id', id, stands: 'dm' };
  }

  async function say(call: Call, posting: Posting): Promise<Spoken> {
    const route = routeOf(posting);
    switch (route?.to) {
      case 'one':
        return voice.whisper(call, route, posting);
      case 'chat':
        return sayToAll(call, route, posting);
      case 'replace': {
        const spoken = await voice.replace(call, route, posting, isOvertaken);
        // It is no more, or may not be changed any more: those who read there are told all the same.
        const isOver = 'fault' in spoken && ['gone', 'refused'].includes(toSendResult(spoken.fault).kind);
        const { chat: id, stands } = route;
        return isOver ? voice.say(call, { idType: 'chat_id', id, stands }, posting) : spoken;
      }
      default: {
        const { channel } = destinationOf(posting);
        if (channel !== null) return voice.say(call, { idType: 'chat_id', id: channel, stands: 'group' }, posting);
        const direct = await directOf(posting);
        return direct === null ? { fault: UNKNOWN } : voice.say(call, direct, posting);
      }
    }
  }

  /** Where the group lets us say nothing, whoever asked is answered in their own conversation. */
  async function sayToAll(call: Call, route: ToAll, posting: Posting): Promise<Spoken> {
    const spoken = await voice.say(call, placeOf(route), posting);
    const isKeptOut = 'fault' in spoken && troubleOf(spoken.fault) === 'place';
    const { asker } = route;
    if (!isKeptOut || asker === undefined) return spoken;
    return voice.say(call, { idType: 'open_id', id: asker, stands: 'dm' }, posting);
  }

  /** Files are for the asker alone, in their conversation with us. */
  async function handOverFiles(posting: Posting, until: number): Promise<void> {
    const files = filesOf(posting, transfers);
    const direct = files.length === 0 ? null : await directOf(posting);
    if (direct === null) return;
    const call = callUntil(until - SAY_SO_MS);
    const parts = { posting, direct, count: 0 };
    await handOver({
      files,
      put: (name, kept) => put(call, name, kept, parts),
      tell: async (text) =>
        whyNot(await voice.tell(callUntil(until), direct, text, posting.key, `missing-${parts.count++}`)),
      ...{ language: posting.language, platform: 'Feishu', log },
    });
  }

  async function put(call: Call, name: string, kept: KeptFile, parts: Handing): Promise<string | null> {
    const uploaded = await uploadFile(call, name, kept);
    if ('why' in uploaded) return uploaded.why;
    const { direct, posting } = parts;
    return whyNot(await voice.hand(call, direct, uploaded.fileKey, posting.key, `file-${parts.count++}`));
  }

  function noteDirect(posting: Posting, { message, chat }: Said): void {
    const { member } = destinationOf(posting);
    const isDirect = member !== null && message !== null && ['one', undefined].includes(routeOf(posting)?.to);
    if (isDirect && chat !== null) directs.set(member, chat);
  }

  /** Where it was to be said; `null`: that is not known. */
  function chatOf(posting: Addressed): string | null {
    const route = routeOf(posting);
    if (route?.to === 'chat') return route.chat;
    const { channel, member } = destinationOf(posting);
    return channel ?? directs.get(member ?? '') ?? null;
  }

  async function find(posting: Addressed, since: Instant): Promise<FindResult> {
    const route = routeOf(posting);
    // It may be put there again.
    if (route?.to === 'replace') return { kind: 'absent' };
    // A card only one reader sees leaves no trace, and has no name under which it would be sent once.
    if (route?.to === 'one' && route.chat !== null && !voice.wentApart(posting.key)) return { kind: 'cannot-tell' };
    // Sent again it is the same message, if it was sent.
    if (now() - since <= ONCE_MS) return { kind: 'absent' };
    const chat = chatOf(posting);
    const call = callUntil(performance.now() + PATIENCE_MS);
    return chat === null ? { kind: 'cannot-tell' } : findPosted(call, chat, since, appId);
  }

  return {
    platform: 'feishu',
    async send(posting) {
      const until = performance.now() + PATIENCE_MS;
      const spoken = await say(callUntil(until), posting);
      if ('fault' in spoken) return toResult(spoken.fault, posting);
      noteDirect(posting, spoken);
      await handOverFiles(posting, until);
      return { kind: 'sent', sentAs: spoken.message };
    },
    find,
    async update(sentAs, posting) {
      if (!/^om_\w+$/.test(sentAs)) return { kind: 'gone', error: `there is no message ${sentAs}` };
      const call = callUntil(performance.now() + PATIENCE_MS);
      const spoken = await voice.replace(call, { message: sentAs, stands: standsOf(posting) }, posting);
      return 'fault' in spoken ? toSendResult(spoken.fault) : { kind: 'sent', sentAs };
    },
  };
}

/** Whoever is none of ours is told once that they are not: should an administrator let them in, they ask anew. */
function toResult(fault: FeishuFault, { destination }: Posting): SendResult {
  const isOver = destination.startsWith('user:') && troubleOf(fault) === 'place';
  return isOver ? { kind: 'gone', error: fault.text } : toSendResult(fault);
}

type ToAll = Extract<Route, { readonly to: 'chat' }>;

const placeOf = ({ chat: id, stands, replyTo, inThread }: ToAll): Place => ({
  ...{ idType: 'chat_id', id, stands, replyTo, inThread },
});

/** What the place is where a posting stays. */
function standsOf(posting: Posting): Place['stands'] {
  const route = routeOf(posting);
  if (route !== null) return route.to === 'one' ? 'dm' : route.stands;
  return destinationOf(posting).channel === null ? 'dm' : 'group';
}

interface Handing {
  readonly posting: Posting;
  readonly direct: Place;
  /** How much was said under the posting's key beside it. */
  count: number;
}

const whyNot = (spoken: Spoken): string | null => ('fault' in spoken ? spoken.fault.text : null);

const UNKNOWN: FeishuFault = {
  kind: 'refused',
  trouble: 'gone',
  code: 0,
  text: 'nobody in this organisation of Feishu is known as this member',
};
