import type { WebClient } from '@slack/web-api';
import { destinationOf } from '../../src/chat/destination.ts';
import { toSendResult } from '../../src/chat/faults.ts';
import { filesOf, handOver } from '../../src/chat/hand-over.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import { CHAT_PATIENCE_MS, type ChatPort, type FindResult, type Posting } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Transfers } from '../../src/ports/transfer.ts';
import { createSlackClients } from './client.ts';
import { isAboutPlace, type SlackFault } from './errors.ts';
import { findPosted, notFound } from './find-posted.ts';
import { isDirect } from './placing.ts';
import { parseName, routeOf, toName } from './route.ts';
import { tellThere, upload } from './upload.ts';
import { createVoice, type Said, type Spoken } from './voice.ts';

export interface SlackChatOptions {
  readonly config: SlackConfig;
  /** How a member is known in this workspace; `null`: they are not. */
  readonly userOf: (tenant: string, memberId: string) => Promise<string | null>;
  readonly log: Log;
  readonly now: () => Instant;
  /** Where the files are that an answer hands over; without it they are only named. */
  readonly transfers?: Pick<Transfers, 'find'>;
}

type Addressed = Pick<Posting, 'key' | 'tenant' | 'destination' | 'route'>;
type LookIn = (channel: string, thread: string | null) => Promise<FindResult>;

/** Less than is granted, so that a call that is given up has ended by then. */
const PATIENCE_MS = CHAT_PATIENCE_MS - 2000;
/** What is kept back of it to say that a file could not be handed over. */
const SAY_SO_MS = 4000;

/** Slack as the delivery of messages sees it. Messages are named `CHANNEL:TS`; private notes have no name. */
export function createSlackChat({ config, userOf, log, now, transfers }: SlackChatOptions): ChatPort {
  const clients = createSlackClients(config, log);
  const voice = createVoice({ apiUrl: config.apiUrl, now, log });

  async function say(slack: WebClient, posting: Posting): Promise<Spoken> {
    const route = routeOf(posting);
    switch (route?.to) {
      case 'one':
        return voice.whisper(slack, route, posting);
      case 'all':
        return sayThere(slack, route, posting);
      case 'replace': {
        const spoken = await voice.replace(slack, route, posting);
        // It is no more, or may not be changed any more: those who read there are told all the same.
        const isOver = 'fault' in spoken && ['gone', 'refused'].includes(toSendResult(spoken.fault).kind);
        return isOver ? sayThere(slack, { ...route, thread: null }, posting) : spoken;
      }
      default: {
        const { channel } = destinationOf(posting);
        if (channel !== null) return voice.post(slack, { channel, thread: null }, posting);
        const user = await readerOf(posting);
        return user === null ? { fault: UNKNOWN } : voice.postTo(slack, user, posting);
      }
    }
  }

  /** Whoever asked where nothing may be said, or can be any more, is told alone. */
  async function sayThere(
    slack: WebClient,
    { channel, thread, asker }: { channel: string; thread: string | null; asker?: string },
    posting: Posting,
  ): Promise<Spoken> {
    const spoken = await voice.post(slack, { channel, thread }, posting);
    const isShut = 'fault' in spoken && isAboutPlace(spoken.fault);
    if (!isShut || asker === undefined || isDirect(channel)) return spoken;
    const alone = { to: 'one', channel, thread, user: asker, responseUrl: null, replacesOriginal: false } as const;
    return voice.whisper(slack, alone, posting);
  }

  async function readerOf(posting: Addressed): Promise<string | null> {
    const route = routeOf(posting);
    if (route?.to === 'one') return route.user;
    const { member } = destinationOf(posting);
    return member === null ? null : userOf(posting.tenant, member);
  }

  /** Files are for the asker alone: where others read too they go into the direct conversation. */
  async function handOverFiles(posting: Posting, { channel, ts }: Said, until: number): Promise<void> {
    const files = filesOf(posting, transfers);
    if (files.length === 0) return;
    const reader = await readerOf(posting);
    if (reader === null) return;
    const leftMs = until - performance.now() - SAY_SO_MS;
    const direct = await voice.directOf(clients.within(leftMs), reader);
    if ('fault' in direct) return log.warn('a file could not be handed over in Slack', { why: direct.fault.text });
    const route = routeOf(posting);
    const thread = channel === direct.channel ? ((route?.to === 'all' ? route.thread : null) ?? ts) : null;
    const place = { channel: direct.channel, thread };
    const slack = clients.within(until - performance.now() - SAY_SO_MS);
    await handOver({
      files,
      put: (name, kept) => upload(slack, place, name, kept, voice.faultOf),
      tell: (text) => tellThere(clients.within(until - performance.now()), place, text, voice.faultOf),
      ...{ language: posting.language, platform: 'Slack', log },
    });
  }

  /** For one reader: their direct conversation is where it is put when nothing else is left. */
  async function findForReader(slack: WebClient, posting: Addressed, lookIn: LookIn): Promise<FindResult> {
    const user = await readerOf(posting);
    if (user === null) return { kind: 'absent' };
    const direct = await voice.directOf(slack, user);
    return 'fault' in direct ? notFound(direct.fault) : lookIn(direct.channel, null);
  }

  async function find(posting: Addressed, since: Instant): Promise<FindResult> {
    const slack = clients.within(PATIENCE_MS);
    const lookIn: LookIn = (channel, thread) =>
      findPosted(slack, { channel, thread }, posting.key, since, voice.faultOf);
    const route = routeOf(posting);
    const { channel } = destinationOf(posting);
    switch (route?.to) {
      case 'all':
        return lookIn(route.channel, route.thread);
      case 'replace':
        // It may be put there again.
        return settled(await lookIn(route.channel, null), 'absent');
      case 'one': {
        // A private note leaves no trace; only one that takes the place of another may be sent once more.
        const otherwise = route.replacesOriginal ? 'absent' : 'cannot-tell';
        return settled(await findForReader(slack, posting, lookIn), otherwise);
      }
      default:
        return channel === null ? findForReader(slack, posting, lookIn) : lookIn(channel, null);
    }
  }

  return {
    platform: 'slack',
    async send(posting) {
      const until = performance.now() + PATIENCE_MS;
      const spoken = await say(clients.within(PATIENCE_MS), posting);
      if ('fault' in spoken) return toSendResult(spoken.fault);
      await handOverFiles(posting, spoken, until);
      const { channel, ts } = spoken;
      return { kind: 'sent', sentAs: channel === null || ts === null ? null : toName({ channel, ts }) };
    },
    find,
    async update(sentAs, posting) {
      const name = parseName(sentAs);
      if (name === null) return { kind: 'gone', error: `there is no message ${sentAs}` };
      const spoken = await voice.replace(clients.within(PATIENCE_MS), name, posting);
      return 'fault' in spoken ? toSendResult(spoken.fault) : { kind: 'sent', sentAs };
    },
  };
}

const UNKNOWN: SlackFault = {
  kind: 'refused',
  trouble: 'gone',
  code: 'unknown_member',
  text: 'nobody in this Slack workspace is known as this member',
};

/** What was found stands, and what cannot be looked for just now; else `otherwise`. */
const settled = (found: FindResult, otherwise: 'absent' | 'cannot-tell'): FindResult =>
  found.kind === 'found' || found.kind === 'retry' ? found : { kind: otherwise };
