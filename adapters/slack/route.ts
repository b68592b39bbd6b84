import type { Posting } from '../../src/ports/chat.ts';
import type { Content } from '../../src/router/messages.ts';

/**
 * Where an answer goes in Slack; stands in its letter (`Posting.route`), as plain JSON. A letter without one goes where its
 * `destination` says.
 */
export type Route =
  /** For all who read there: a channel or a direct conversation, in a thread where one is named. */
  | {
      readonly to: 'all';
      readonly channel: string;
      readonly thread: string | null;
      /** Who asked: told alone where it cannot be said there. Absent in what was kept by an earlier version. */
      readonly asker?: string;
    }
  /** For one reader alone: by the address the gesture brought while that is good, else as a private note, else by DM. */
  | {
      readonly to: 'one';
      readonly channel: string | null;
      readonly user: string;
      readonly thread: string | null;
      readonly responseUrl: string | null;
      /** The private note that is to be replaced by this one: only its own address can do that. */
      readonly replacesOriginal: boolean;
      /** What is asked again, aloud, when the reader wants to share it there; absent: it is not to be shared. */
      readonly share?: Content;
    }
  /** In the place of a message of ours. */
  | { readonly to: 'replace'; readonly channel: string; readonly ts: string; readonly asker?: string };

/** Where an answer goes, as its adapter noted; `null`: where its destination says. */
export const routeOf = ({ route }: Pick<Posting, 'route'>): Route | null => (route as Route | undefined) ?? null;

/** A message as Slack names it, and as one word: `CHANNEL:TS`. */
export interface MessageName {
  readonly channel: string;
  readonly ts: string;
}

export const toName = ({ channel, ts }: MessageName): string => `${channel}:${ts}`;

export function parseName(name: string): MessageName | null {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(name) ?? [];
  return channel === undefined || ts === undefined ? null : { channel, ts };
}
