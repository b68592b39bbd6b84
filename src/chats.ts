import { createConsoleChat } from '../adapters/console/chat-port.ts';
import type { Answering } from './chat/answering.ts';
import type { Config } from './config.ts';
import type { Platform } from './domain/vocabulary.ts';
import type { ChatPort } from './ports/chat.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';
import type { Transfers } from './ports/transfer.ts';
import type { PlatformPeople } from './services/platform-people.ts';

export interface ChatParts {
  readonly store: Store;
  readonly transfers: Transfers;
  /** Asked for with the first message. */
  readonly people: () => Pick<PlatformPeople, 'mayRead'>;
  readonly answering: Answering;
  readonly log: Log;
  readonly now: () => number;
}

/** The chats that are configured, as the delivery of messages sees them. */
export function createChats(config: Config, parts: ChatParts): readonly ChatPort[] {
  const { store, transfers, people, answering, log, now } = parts;
  const { slack, feishu } = config;
  const { conversations, views } = store;
  const userOf = async (platform: Platform, tenant: string, memberId: string): Promise<string | null> =>
    (await views.identitiesOf(memberId)).find(
      (one) => one.platform === platform && one.tenant === tenant && one.closedAt === null,
    )?.externalId ?? null;
  return [
    createConsoleChat({ conversations, now }),
    ...(slack === null
      ? []
      : [
          whenNeeded('slack', async () => {
            const { createSlackChat } = await import('../adapters/slack/chat-port.ts');
            const { guardChannels } = await import('../adapters/slack/guard-channels.ts');
            const chat = createSlackChat({
              config: slack,
              userOf: (tenant, memberId) => userOf('slack', tenant, memberId),
              transfers,
              log,
              now,
            });
            return guardChannels(chat, { config: slack, people: people(), store, log, now });
          }),
        ]),
    ...(feishu === null
      ? []
      : [
          whenNeeded('feishu', async () => {
            const { createFeishuChat } = await import('../adapters/feishu/chat-port.ts');
            const { createFeishuClient } = await import('../adapters/feishu/client.ts');
            const { guardChannels } = await import('../adapters/feishu/guard-channels.ts');
            const client = createFeishuClient(feishu, log);
            const chat = createFeishuChat({
              ...{ config: feishu, client, transfers, outbox: store.outbox, answering, log, now },
              userOf: (tenant, memberId) => userOf('feishu', tenant, memberId),
            });
            return guardChannels(chat, { client, people: people(), store, log, now });
          }),
        ]),
  ];
}

/** A chat whose library is loaded with the first message: most calls of the program never send one. */
function whenNeeded(platform: Platform, open: () => Promise<ChatPort>): ChatPort {
  let opened: Promise<ChatPort> | undefined;
  const chat = (): Promise<ChatPort> => {
    opened ??= open();
    return opened;
  };
  return {
    platform,
    send: async (posting) => (await chat()).send(posting),
    find: async (posting, since) => (await chat()).find(posting, since),
    update: async (sentAs, posting) => (await chat()).update(sentAs, posting),
  };
}
