import { guardChannels as guard } from '../../src/chat/guard-channels.ts';
import { createHearers, type HearersParts } from '../../src/chat/hearers.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { ChatPort } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import { createSlackClients } from './client.ts';
import { createDirectory } from './directory.ts';
import type { Workspace } from './parts.ts';

export interface GuardOptions extends Omit<HearersParts, 'platform' | 'directory'> {
  readonly config: SlackConfig;
  readonly log: Log;
  readonly now: () => Instant;
}

/** The same chat, which says nothing unasked in channels where others than members read. */
export function guardChannels(chat: ChatPort, { config, people, store, log, now }: GuardOptions): ChatPort {
  const { ask } = createSlackClients(config, log);
  let workspace: Workspace | null = null;
  const directory = createDirectory({ ask, workspace: () => workspace, now, log });
  const hearers = createHearers({ platform: 'slack', directory, people, store });
  return guard(chat, {
    log,
    forget: directory.channelChanged,
    areWeThere: hearers.areWeThere,
    async mayHear(tenant, channel) {
      if (workspace === null) {
        const { user_id: botUser, bot_id: bot } = await ask.auth.test();
        workspace = { team: tenant, botUser: botUser ?? '', bot: bot ?? '' };
      }
      return hearers.areMembers(tenant, channel);
    },
  });
}
