import type { Instant } from '../domain/records.ts';
import type { Language, Platform } from '../domain/vocabulary.ts';
import type { Reply } from '../reply/reply.ts';

/** A message the assistant sends unasked, or as a later answer. */
export interface Posting {
  /** Written into the message where the platform has a place for it, so that it can be found again. */
  readonly key: string;
  readonly tenant: string;
  /** `dm:MEMBER` (their id with us) or `channel:CHANNEL` (as the platform names it). */
  readonly destination: string;
  readonly reply: Reply;
  readonly language: Language;
  /** The reader's zone, for instants. */
  readonly timeZone: string;
  /** Of an answer: what the platform's own adapter noted of where the question came from; plain JSON. */
  readonly route?: unknown;
}

export type SendResult =
  /** `sentAs`: the message, as the platform names it. */
  | { readonly kind: 'sent'; readonly sentAs: string | null }
  /** Not accepted now; nothing was written there. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly error: string }
  /** Whether it arrived cannot be told from here: it is looked for before it is sent again. */
  | { readonly kind: 'unsure'; readonly error: string }
  /** The reader or the channel is no more. */
  | { readonly kind: 'gone'; readonly error: string }
  | { readonly kind: 'refused'; readonly code: string };

/** `found` names the message where the platform does. `absent`: it surely is not there. `retry`: it cannot be looked for just now. */
export type FindResult =
  | { readonly kind: 'found'; readonly sentAs: string | null }
  | { readonly kind: 'absent' | 'cannot-tell' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly error: string };

/**
 * A chat platform as the delivery of messages sees it. Implementations throw nothing: what goes wrong is a result; and they give
 * up before `CHAT_PATIENCE_MS`, so that nothing is still on its way when somebody else takes the message in hand.
 */
export interface ChatPort {
  readonly platform: Platform;
  send(posting: Posting): Promise<SendResult>;
  /** Whether a posting that may have been sent since this moment is there. */
  find(posting: Pick<Posting, 'key' | 'tenant' | 'destination' | 'route'>, since: Instant): Promise<FindResult>;
  /** Puts another content in the place of a sent message; where the platform cannot, it says so as `refused`. */
  update(sentAs: string, posting: Posting): Promise<SendResult>;
}

/** The error of what is `gone` because the assistant is not in that channel any more, or the channel is closed. */
export const NOT_THERE = 'the assistant is not in that channel any more, or it is archived or dissolved';

/** How long one call may take, in milliseconds. */
export const CHAT_PATIENCE_MS = 20_000;
