import type { Instant } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';
import type { NewId } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Transfers } from '../ports/transfer.ts';
import type { Reply } from '../reply/reply.ts';
import type { Router } from '../router/messages.ts';
import type { Intake } from '../services/intake.ts';
import type { Linking } from '../services/linking.ts';
import type { PlatformPeople } from '../services/platform-people.ts';
import type { Waiting } from './waiting.ts';

/** What the adapter of every chat platform stands on, beside what is its own. */
export interface AdapterParts {
  readonly people: PlatformPeople;
  readonly intake: Pick<Intake, 'accept' | 'ask'>;
  readonly router: Pick<Router, 'handle' | 'describe'>;
  readonly store: Pick<Store, 'views' | 'inbox' | 'outbox'>;
  readonly transfers: Transfers;
  /** Codes given to accounts nobody is known by. */
  readonly linking: Pick<Linking, 'begin'>;
  readonly organisation: {
    readonly timeZone: string;
    readonly language: Language;
    readonly adminEmails: readonly string[];
  };
  readonly newId: NewId;
  readonly now: () => Instant;
  readonly log: Log;
  /** Why the platform cannot be used; `null`: it can. */
  readonly trouble: () => string | null;
  /** Gestures whose sender still waits for the answer. */
  readonly waiting: Waiting;
}

/** What the work on an item ended with; of what somebody waits for this is `Asked.answer` of `intake.ask`. */
export interface ItemAnswer {
  readonly ok: boolean;
  readonly reply: Reply;
  readonly language: Language;
  readonly timeZone: string;
  /** Whether a letter goes out with it; `false`: whoever waits is shown it at once. */
  readonly isSent: boolean;
}
