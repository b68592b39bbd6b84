import type { WebClient } from '@slack/web-api';
import { withoutDoubt } from '../../src/chat/faults.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Posting } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Content } from '../../src/router/messages.ts';
import { isAboutContent, isAboutPlace, type SlackFault, toSlackFault } from './errors.ts';
import { type MessageContent, toMessage, toPlainMessage } from './message-content.ts';
import { respondTo } from './respond.ts';
import type { MessageName, Route } from './route.ts';

/** Where a message was put; `ts` is `null` where Slack gives it no name: private notes. */
export interface Said {
  readonly channel: string | null;
  readonly ts: string | null;
}
export type Spoken = Said | { readonly fault: SlackFault };

type Direct = { readonly channel: string } | { readonly fault: SlackFault };

export interface VoiceParts {
  /** What stands for Slack itself, if anything does. */
  readonly apiUrl: string | null;
  readonly now: () => Instant;
  readonly log: Log;
}

/** The ways Slack has to say something. None rejects; `slack` is the client whose patience the call lives by. */
export interface Voice {
  /** For all who read there. */
  post(slack: WebClient, place: Place, posting: Posting): Promise<Spoken>;
  /** In the direct conversation with a user. */
  postTo(slack: WebClient, user: string, posting: Posting): Promise<Spoken>;
  /**
   * For one reader alone: by the address their gesture brought, else as a private note, else in their direct conversation.
   * What may be shared may be shared where it was asked only.
   */
  whisper(slack: WebClient, route: RouteToOne, posting: Posting): Promise<Spoken>;
  /** In the place of a message of ours. */
  replace(slack: WebClient, name: MessageName, posting: Posting): Promise<Spoken>;
  directOf(slack: WebClient, user: string): Promise<Direct>;
  /** What went wrong with a call; what an administrator can mend is logged now and then. */
  faultOf(error: unknown): SlackFault;
}

interface Place {
  readonly channel: string;
  readonly thread: string | null;
}
type RouteToOne = Extract<Route, { readonly to: 'one' }>;

/** By this kind of event our messages are known. Any app of the workspace can read it, so it holds a key and nothing else. */
export const OUTBOX_EVENT = 'kam_outbox';

const RESPOND_MS = 8000;
/** An operator is told the same at most this often. */
const ADVISED_MS = 10 * 60_000;
const UNNAMED: Said = { channel: null, ts: null };

export function createVoice({ apiUrl, now, log }: VoiceParts): Voice {
  /** Direct conversations by user: one stays the same for good. */
  const directs = new Map<string, string>();
  /** Channels that take nothing more, until when. */
  const held = new Map<string, Instant>();
  const advised = new Map<string, Instant>();

  /** Tells the operator what can be mended. */
  function advise(fault: SlackFault): void {
    if (fault.kind !== 'refused' || (fault.trouble !== 'app' && fault.trouble !== 'place')) return;
    if (now() - (advised.get(fault.text) ?? Number.NEGATIVE_INFINITY) < ADVISED_MS) return;
    advised.set(fault.text, now());
    log.warn(`Slack: ${fault.text}`);
  }

  function faultOf(error: unknown): SlackFault {
    const fault = toSlackFault(error);
    advise(fault);
    return fault;
  }

  const attempt = async <T>(call: () => Promise<T>, read = faultOf): Promise<T | { readonly fault: SlackFault }> =>
    call().catch((error: unknown) => ({ fault: read(error) }));

  /** Said with blocks, and in words alone when Slack does not take these. */
  async function inWords<T>(
    posting: Posting,
    say: (content: MessageContent) => Promise<T>,
    share: Content | null = null,
  ): Promise<T> {
    const spoken = await say(toMessage(posting, share));
    const fault = faultIn(spoken);
    if (fault === null || !isAboutContent(fault)) return spoken;
    log.warn('Slack does not take the look of a message: it is sent in words alone', { why: fault.text });
    return say(toPlainMessage(posting));
  }

  async function post(slack: WebClient, { channel, thread }: Place, posting: Posting): Promise<Spoken> {
    const waitMs = (held.get(channel) ?? 0) - now();
    if (waitMs > 0) return { fault: { kind: 'limited', afterMs: waitMs, text: 'this channel takes no more just now' } };
    held.delete(channel);
    const spoken = await inWords(posting, (content) =>
      attempt<Spoken>(async () => {
        const said = await slack.chat.postMessage({
          channel,
          ...(thread === null ? {} : { thread_ts: thread }),
          metadata: metadataOf(posting),
          unfurl_links: false,
          unfurl_media: false,
          ...content,
        });
        return { channel: said.channel ?? channel, ts: said.ts ?? null };
      }),
    );
    const fault = faultIn(spoken);
    if (fault?.kind === 'limited') held.set(channel, now() + fault.afterMs);
    return spoken;
  }

  async function directOf(slack: WebClient, user: string): Promise<Direct> {
    const known = directs.get(user);
    if (known !== undefined) return { channel: known };
    const opened = await attempt<Direct>(async () => {
      const { channel } = await slack.conversations.open({ users: user });
      return { channel: channel?.id ?? '' };
    });
    // Opening one that is open does nothing, so a lost answer leaves no doubt.
    if ('fault' in opened) return { fault: withoutDoubt(opened.fault) };
    directs.set(user, opened.channel);
    return opened;
  }

  async function postTo(slack: WebClient, user: string, posting: Posting): Promise<Spoken> {
    const wasKnown = directs.has(user);
    const direct = await directOf(slack, user);
    if ('fault' in direct) return direct;
    const spoken = await post(slack, { channel: direct.channel, thread: null }, posting);
    const fault = faultIn(spoken);
    if (fault?.kind !== 'refused' || fault.trouble !== 'gone') return spoken;
    directs.delete(user);
    // Whether the reader is gone, or only what was remembered is wrong, is told when the conversation is opened anew.
    return wasKnown ? { fault: { kind: 'unsent', afterMs: 0, text: fault.text } } : spoken;
  }

  /** `null`: the address is good no more. */
  async function respond({ responseUrl, thread, replacesOriginal, share }: RouteToOne, posting: Posting) {
    if (responseUrl === null) return null;
    const say = (content: MessageContent) =>
      respondTo(responseUrl, { content, thread, replacesOriginal }, apiUrl, AbortSignal.timeout(RESPOND_MS));
    const responded = await inWords(posting, say, share ?? null);
    if (responded === 'sent') return UNNAMED;
    return responded === 'spent' || responded.fault.kind === 'unsent' ? null : responded;
  }

  /** `null`: there they cannot be told. */
  async function note(slack: WebClient, { channel, user, thread, share }: RouteToOne, posting: Posting) {
    if (channel === null) return null;
    const inThread = thread === null ? {} : { thread_ts: thread };
    const say = (content: MessageContent) =>
      attempt<Spoken>(async () => {
        await slack.chat.postEphemeral({ channel, user, ...inThread, ...content });
        return UNNAMED;
      }, toSlackFault);
    const spoken = await inWords(posting, say, share ?? null);
    const fault = faultIn(spoken);
    if (fault === null) return spoken;
    if (isAboutPlace(fault)) return null;
    advise(fault);
    return spoken;
  }

  return {
    post,
    postTo,
    directOf,
    faultOf,
    whisper: async (slack, route, posting) =>
      (await respond(route, posting)) ?? (await note(slack, route, posting)) ?? postTo(slack, route.user, posting),
    replace: (slack, { channel, ts }, posting) =>
      inWords(posting, (content) =>
        attempt<Spoken>(async () => {
          // Left out, the blocks that stand there might stay.
          await slack.chat.update({ channel, ts, metadata: metadataOf(posting), blocks: [], ...content });
          return { channel, ts };
        }),
      ),
  };
}

const metadataOf = ({ key }: Posting) => ({ event_type: OUTBOX_EVENT, event_payload: { key } });

const faultIn = (spoken: unknown): SlackFault | null =>
  typeof spoken === 'object' && spoken !== null && 'fault' in spoken ? (spoken as { fault: SlackFault }).fault : null;
