import type { Instant } from '../../src/domain/records.ts';
import type { ChatPort, Posting } from '../../src/ports/chat.ts';
import type { Conversations, Spoken } from '../../src/ports/conversations.ts';

export interface ConsoleChatOptions {
  readonly conversations: Conversations;
  readonly now: () => Instant;
  /** Tells whoever has the page open. */
  readonly onPosted?: () => void;
}

/** The console as the delivery of messages sees it: what is sent stands in its own conversations, once under its key. */
export function createConsoleChat({ conversations, now, onPosted }: ConsoleChatOptions): ChatPort {
  return {
    platform: 'console',
    async send(posting) {
      try {
        const message = await conversations.post(posting.destination, posting.key, spokenOf(posting), now());
        if (message === undefined) return { kind: 'gone', error: `there is no ${posting.destination} any more` };
        onPosted?.();
        return { kind: 'sent', sentAs: message.id };
      } catch (error) {
        // The connection may have been lost after the commit.
        return { kind: 'unsure', error: textOf(error) };
      }
    },
    async find({ destination, key }) {
      try {
        const message = await conversations.byKey(destination, key);
        return message === undefined ? { kind: 'absent' } : { kind: 'found', sentAs: message.id };
      } catch (error) {
        return { kind: 'retry', afterMs: 0, error: textOf(error) };
      }
    },
    async update(sentAs, posting) {
      try {
        if (!(await conversations.replace(sentAs, spokenOf(posting), now())))
          return { kind: 'gone', error: `there is no message ${sentAs} any more` };
        onPosted?.();
        return { kind: 'sent', sentAs };
      } catch (error) {
        return { kind: 'unsure', error: textOf(error) };
      }
    },
  };
}

const spokenOf = ({ reply, language, timeZone }: Posting): Spoken => ({ reply, language, timeZone });
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
