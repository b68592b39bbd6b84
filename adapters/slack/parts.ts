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
import type { AdapterParts } from '../../src/chat/parts.ts';
import type { Press } from '../../src/chat/pressed.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Call, Reply } from '../../src/reply/reply.ts';
import type { News } from '../../src/services/news.ts';
import type { Recognised } from '../../src/services/platform-people.ts';
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
export interface SlackParts extends AdapterParts {
  readonly config: SlackConfig;
  readonly clients: SlackClients;
  readonly directory: Directory;
  readonly news: Pick<News, 'listen'>;
  readonly suggest: Suggest;
  /** `null` until Slack has told it: with a bad token, or while it cannot be reached. */
  readonly workspace: () => Workspace | null;
  /** Who a user of our workspace is with us; joins them where they may join. Rejects while Slack cannot be asked. */
  readonly recognise: (team: string, user: string) => Promise<Recognised>;
}

/** What the one table of handlers calls for each gesture that opens or fills a surface. None of them acknowledges. */
export interface Modals {
  /** Whether a press had better open a modal at once: a form, a call that lacks something, a question where no message stands. */
  opensFor(press: Press, view: BlockAction['view']): boolean;
  /** Somebody pressed a button that asks: its form opens, or the answer. */
  open(body: BlockAction, action: ButtonAction): Promise<void>;
  /** Somebody typed a command that is nothing but the question what else is needed (`bareCommand`): its form opens. */
  begin(body: CommandBody, call: Call): Promise<void>;
  /** Somebody chose something in an open modal that other inputs of it depend on. */
  changed(body: BlockAction): Promise<void>;
  /** What the submission is acknowledged with; undefined: the modal closes. */
  submit(body: ViewSubmitAction): Promise<ViewResponseAction | undefined>;
}

/** Buttons of the home tab and of modals that open no modal of their own. */
export interface ViewPresses {
  /** A button that does something: it is kept, then acknowledged, and whoever pressed sees what came of it where they look. */
  pressed(body: BlockAction, press: Press, ack: () => Promise<void>): Promise<void>;
  /** A button of another version of ours, which does nothing any more. */
  outdated(body: BlockAction): Promise<void>;
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
  /**
   * Something was done by this user: what stands on their home may have changed. `said`: what they were told, when they did it there;
   * it is then seen there at once, above all else, until they open it anew. `null`: they did it elsewhere.
   */
  touched(team: string, user: string, said: Reply | null): void;
  /** Ends what is still to be refreshed. */
  close(): Promise<void>;
}
