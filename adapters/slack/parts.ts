import type {
  BlockAction,
  BlockOptions,
  BlockSuggestion,
  ButtonAction,
  GlobalShortcut,
  MessageShortcut,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { AppHomeOpenedEvent } from '@slack/types';
import type { Press } from '../../src/chat/pressed.ts';
import type { Waiting } from '../../src/chat/waiting.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { NewId } from '../../src/ports/ids.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Transfers } from '../../src/ports/transfer.ts';
import type { Call, Reply } from '../../src/reply/reply.ts';
import type { Router } from '../../src/router/messages.ts';
import type { Intake } from '../../src/services/intake.ts';
import type { News } from '../../src/services/news.ts';
import type { PlatformPeople, Recognised } from '../../src/services/platform-people.ts';
import type { Suggest } from '../../src/services/suggest.ts';
import type { CommandBody } from './bodies.ts';
import type { SlackClients } from './client.ts';
import type { Directory } from './directory.ts';

/** Where we are installed, as `auth.test` tells it. */
export interface Workspace {
  /** The tenant of everything that comes from here. */
  readonly team: string;
  readonly botUser: string;
  readonly bot: string;
}

/** Everything the parts of the Slack adapter stand on. */
export interface SlackParts {
  readonly config: SlackConfig;
  readonly clients: SlackClients;
  readonly directory: Directory;
  readonly people: PlatformPeople;
  readonly intake: Pick<Intake, 'accept' | 'ask'>;
  readonly router: Pick<Router, 'handle' | 'describe'>;
  readonly store: Pick<Store, 'views' | 'inbox' | 'outbox'>;
  readonly news: Pick<News, 'listen'>;
  readonly suggest: Suggest;
  readonly transfers: Transfers;
  readonly organisation: {
    readonly timeZone: string;
    readonly language: Language;
    readonly adminEmails: readonly string[];
  };
  readonly newId: NewId;
  readonly now: () => Instant;
  readonly log: Log;
  /** `null` until Slack has told it: with a bad token, or while it cannot be reached. */
  readonly workspace: () => Workspace | null;
  /** Why Slack cannot be used; `null`: it can. */
  readonly trouble: () => string | null;
  /** Who a user of our workspace is with us; joins them where they may join. Rejects while Slack cannot be asked. */
  readonly recognise: (team: string, user: string) => Promise<Recognised>;
  /** Submitted modals whose sender still waits for the answer. */
  readonly waiting: Waiting;
}

/** What the work on an item ended with; of a submitted modal this is `Asked.answer` of `intake.ask`. */
export interface SlackAnswered {
  readonly ok: boolean;
  readonly reply: Reply;
  readonly language: Language;
  readonly timeZone: string;
  /** Whether a letter goes out with it; `false`: whoever waits shows it. */
  readonly isSent: boolean;
}

/** What the one table of handlers calls for each gesture that opens or fills a surface. None of them acknowledges. */
export interface Modals {
  /** Whether a press had better open a modal at once: a form, a call that lacks something, a question where no message stands. */
  opensFor(press: Press, view: BlockAction['view']): boolean;
  /** Somebody pressed a button that asks: its form opens, or the answer. */
  open(body: BlockAction, action: ButtonAction): Promise<void>;
  /** Something pressed in a modal was passed on, and is answered in the conversation: the modal says so. */
  passedOn(body: BlockAction): Promise<void>;
  /** Somebody typed a command that is nothing but the question what else is needed (`bareCommand`): its form opens. */
  begin(body: CommandBody, call: Call): Promise<void>;
  /** Somebody chose something in an open modal that other inputs of it depend on. */
  changed(body: BlockAction): Promise<void>;
  /** What the submission is acknowledged with; undefined: the modal closes. */
  submit(body: ViewSubmitAction): Promise<ViewResponseAction | undefined>;
}

export interface Shortcuts {
  onMessage(body: MessageShortcut): Promise<void>;
  global(body: GlobalShortcut): Promise<void>;
}

export interface OptionSource {
  find(body: BlockSuggestion): Promise<BlockOptions>;
}

export interface Home {
  /** The home tab or the messages tab was opened. */
  opened(team: string, event: AppHomeOpenedEvent): Promise<void>;
  /** Something was done by this user: what stands on their home may have changed. */
  touched(team: string, user: string): void;
  /** Ends what is still to be refreshed. */
  close(): Promise<void>;
}
