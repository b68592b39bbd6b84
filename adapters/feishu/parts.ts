import type { Answering } from '../../src/chat/answering.ts';
import type { Readers } from '../../src/chat/hearers.ts';
import type { Waiting } from '../../src/chat/waiting.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { NewId } from '../../src/ports/ids.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Transfers } from '../../src/ports/transfer.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Router } from '../../src/router/messages.ts';
import type { Intake } from '../../src/services/intake.ts';
import type { Linking } from '../../src/services/linking.ts';
import type { PlatformPeople, Profile, Recognised } from '../../src/services/platform-people.ts';
import type { FeishuClient } from './client.ts';
import type { Who } from './payload.ts';

/** Who we are, as Feishu tells it. */
export interface FeishuApp {
  readonly botOpenId: string;
  readonly name: string;
  /** The organisation we are installed in; `null` until Feishu or the first event has told it. */
  readonly tenant: string | null;
}

/** The people and groups of the organisation, remembered for minutes. */
export interface Directory {
  /** `externalId` is the union id, where there is one. Rejects while Feishu cannot be asked and nothing is remembered. */
  profileOf(who: Who): Promise<Profile>;
  /** The people in a group, without ourselves and other bots; `unknown` where people of other organisations may read. Never rejects. */
  readersOf(chat: string): Promise<Readers>;
  userChanged(user: string): void;
  chatChanged(chat: string): void;
}

/** Everything the parts of the Feishu adapter stand on. */
export interface FeishuParts {
  readonly config: FeishuConfig;
  readonly client: FeishuClient;
  readonly directory: Directory;
  readonly people: PlatformPeople;
  readonly intake: Pick<Intake, 'accept' | 'ask'>;
  readonly router: Pick<Router, 'handle' | 'describe'>;
  readonly store: Pick<Store, 'views' | 'inbox' | 'outbox'>;
  readonly transfers: Transfers;
  /** Codes for whoever is known elsewhere. */
  readonly linking: Linking;
  readonly organisation: {
    readonly timeZone: string;
    readonly language: Language;
    readonly adminEmails: readonly string[];
  };
  readonly newId: NewId;
  readonly now: () => Instant;
  readonly log: Log;
  /** `null` until Feishu has told it: with a wrong secret, or while it cannot be reached. */
  readonly app: () => FeishuApp | null;
  /** Why Feishu cannot be used; `null`: it can. */
  readonly trouble: () => string | null;
  /** Who somebody of our organisation is with us; joins them where they may join. Rejects while Feishu cannot be asked. */
  readonly recognise: (tenant: string, who: Who) => Promise<Recognised>;
  /** Presses whose sender still waits for the answer. */
  readonly waiting: Waiting;
  /** Cards whose press is being answered: they are not to be changed meanwhile. */
  readonly answering: Answering;
}

/** What the work on an item ended with; of a press this is `Asked.answer` of `intake.ask`. */
export interface FeishuAnswered {
  readonly ok: boolean;
  readonly reply: Reply;
  readonly language: Language;
  readonly timeZone: string;
  /** Whether a letter goes out with it; `false`: whoever waits shows it in the place of the card. */
  readonly isSent: boolean;
}

/** What Feishu shows whoever pressed, as the answer to a `card.action.trigger`; `{}`: nothing. */
export interface CallbackAnswer {
  readonly toast?: {
    readonly type: 'info' | 'success' | 'error' | 'warning';
    readonly content: string;
  };
  readonly card?: { readonly type: 'raw'; readonly data: unknown };
}
