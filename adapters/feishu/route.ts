import type { Posting } from '../../src/ports/chat.ts';
import type { Content } from '../../src/router/messages.ts';
import type { CardPlace } from './payload.ts';

/**
 * Where an answer goes in Feishu; stands in its letter (`Posting.route`), as plain JSON. A letter without one goes where its
 * `destination` says: `dm:MEMBER` by the member's union id, `channel:CHAT`.
 */
export type Route =
  /**
   * For all who read there. `replyTo`: the message it answers; `stands`: what that place is, for the buttons that stand there; `asker`:
   * who is told apart where nothing can be said to all.
   */
  | {
      readonly to: 'chat';
      readonly chat: string;
      readonly replyTo: string | null;
      readonly inThread: boolean;
      readonly stands: Shared;
      readonly asker?: string;
    }
  /**
   * For one reader alone: in the group it was asked in as a card only they see, where that is possible, else in their conversation
   * with us; `note`: with a short word in the group that it was answered there.
   */
  | {
      readonly to: 'one';
      readonly openId: string;
      readonly chat: string | null;
      readonly replyTo: string | null;
      readonly note: boolean;
      /** What is asked again, aloud, when the reader wants to share it there; absent: it is not to be shared. */
      readonly share?: Content;
    }
  /** In the place of a message of ours. `chat`: where it is said anew when that message is no more; `stands`: what that place is. */
  | { readonly to: 'replace'; readonly message: string; readonly chat: string; readonly stands: Shared };

/** Where the card stays: what is for one reader alone in a group cannot be replaced. */
type Shared = Exclude<CardPlace, 'ephemeral'>;

/** Where an answer goes, as its adapter noted; `null`: where its destination says. */
export const routeOf = ({ route }: Pick<Posting, 'route'>): Route | null => (route as Route | undefined) ?? null;
