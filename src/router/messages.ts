import type { ErrorCode } from '../commands/outcome.ts';
import type { Instant } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';
import type { Call, Reply } from '../reply/reply.ts';

/** What comes in through any door, once the adapter knows who is asking. */
export interface Incoming {
  /** `null`: nobody known yet; only the first run answers. */
  readonly memberId: string | null;
  readonly platform: 'console' | 'cli' | 'slack' | 'feishu';
  /** In a channel nothing personal is said (docs/method.md §18). */
  readonly place: 'dm' | 'channel';
  /** Which one, as the platform names it; where it can be written to. */
  readonly channel?: { readonly tenant: string; readonly id: string };
  readonly content: Content;
  /** The moment it is said and recorded. */
  readonly at: Instant;
  /** Its item in the inbox, by which what it causes is done once, however often it is worked on. */
  readonly inboxId?: string;
  /** Overrides the person's own. */
  readonly language?: Language;
}

export type Content =
  | { readonly text: string }
  | { readonly call: Call }
  /** The form of a command with these arguments filled in, and with what can be read out of a text; nothing runs. */
  | { readonly form: Call & { readonly from?: string } };

/** What was understood: full account names, contact names, member keys, ISO dates. */
export interface Understood {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export type Answer =
  | {
      readonly ok: true;
      readonly understood: Understood;
      readonly data: Readonly<Record<string, unknown>>;
      readonly reply: Reply;
      readonly language: Language;
      /** The reader's zone, for instants in the reply. */
      readonly timeZone: string;
    }
  | {
      readonly ok: false;
      readonly understood: Understood | null;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly suggestions: readonly string[] };
      /** The same said in full: the message, and a form or buttons where they help. */
      readonly reply: Reply;
      readonly language: Language;
      readonly timeZone: string;
    };

/** The one place where messages become commands. Never throws: what goes wrong inside is answered as `unavailable` and logged. */
export interface Router {
  handle(incoming: Incoming): Promise<Answer>;
  /** Words for completion and help pages: each command with its names and summary in one language. */
  describe(
    language: Language,
  ): readonly { readonly name: string; readonly words: readonly string[]; readonly summary: string }[];
}
