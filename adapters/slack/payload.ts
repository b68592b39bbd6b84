import type { Press } from '../../src/chat/pressed.ts';
import type { Content } from '../../src/router/messages.ts';

/** What came from Slack, as it is kept in the inbox until it is worked on. Plain JSON. */
export type SlackPayload = SlackSaid | SlackNotice;

/** Something said to us. A text is as Slack hands it over (`readInbound`). */
export interface SlackSaid {
  readonly team: string;
  readonly user: string;
  readonly content: Content | { readonly press: Press };
  readonly from: Origin;
  /** How many files came with it. */
  readonly files?: number;
  /** A message that was forwarded stood in it: what that says is in no text of theirs. */
  readonly hasForwarded?: boolean;
}

/** Something that happened: to a user of the workspace, or to us, whom somebody took into a channel. */
export type SlackNotice =
  | { readonly team: string; readonly user: string; readonly notice: 'user-changed' }
  | { readonly team: string; readonly user: string; readonly notice: 'invited'; readonly channel: string };

/** How somebody spoke, and so where the answer belongs. */
export type Origin =
  /** In the conversation with the assistant. `thread`: the message it hangs under, in the agent view each message is one. */
  | { readonly kind: 'dm'; readonly channel: string; readonly ts: string; readonly thread: string | null }
  /** `@KAM …`: answered in the thread of that message. */
  | { readonly kind: 'mention'; readonly channel: string; readonly ts: string; readonly thread: string | null }
  /** `/kam …`, typed anywhere, where the assistant is no member too. */
  | { readonly kind: 'command'; readonly channel: string; readonly responseUrl: string }
  /** A button of one of our messages. */
  | {
      readonly kind: 'press';
      readonly channel: string;
      readonly ts: string;
      readonly thread: string | null;
      readonly isEphemeral: boolean;
      /** A daily message or a digest: it stays, and is brought up to date by itself. */
      readonly isDaily: boolean;
      readonly responseUrl: string | null;
    }
  /** A button of the home tab. */
  | { readonly kind: 'home' }
  /** A modal that was sent in; `opened` is where it was opened from, whose answer is the answer. */
  | { readonly kind: 'form'; readonly viewId: string; readonly opened: Exclude<Origin, { readonly kind: 'form' }> }
  /** A shortcut: on a message (in that channel), or global (no channel). */
  | { readonly kind: 'shortcut'; readonly channel: string | null; readonly responseUrl: string | null };

/** Where somebody was when they spoke: of a form, where it was opened. */
export const originOf = (from: Origin): Exclude<Origin, { readonly kind: 'form' }> =>
  from.kind === 'form' ? from.opened : from;
