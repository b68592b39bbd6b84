import type { Answering } from '../../src/chat/answering.ts';
import type { Readers } from '../../src/chat/hearers.ts';
import type { AdapterParts } from '../../src/chat/parts.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Profile, Recognised } from '../../src/services/platform-people.ts';
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
  /** What a group is called; `null`: this reader is not in it, as far as can be told. Never rejects. */
  nameOf(chat: string, reader: Who): Promise<string | null>;
  userChanged(user: string): void;
  chatChanged(chat: string): void;
}

/** Everything the parts of the Feishu adapter stand on. */
export interface FeishuParts extends AdapterParts {
  readonly config: FeishuConfig;
  readonly client: FeishuClient;
  readonly directory: Directory;
  /** `null` until Feishu has told it: with a wrong secret, or while it cannot be reached. */
  readonly app: () => FeishuApp | null;
  /** Who somebody of our organisation is with us; joins them where they may join. Rejects while Feishu cannot be asked. */
  readonly recognise: (tenant: string, who: Who) => Promise<Recognised>;
  /** Cards whose press is being answered: they are not to be changed meanwhile. */
  readonly answering: Answering;
}

/** What Feishu shows whoever pressed, as the answer to a `card.action.trigger`; `{}`: nothing. */
export interface CallbackAnswer {
  readonly toast?: {
    readonly type: 'info' | 'success' | 'error' | 'warning';
    readonly content: string;
  };
  readonly card?: { readonly type: 'raw'; readonly data: unknown };
}
