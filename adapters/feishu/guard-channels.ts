import { guardChannels as guard } from '../../src/chat/guard-channels.ts';
import { createHearers, type HearersParts } from '../../src/chat/hearers.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { ChatPort } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import { askForApp } from './app.ts';
import type { FeishuClient } from './client.ts';
import { createDirectory } from './directory.ts';
import type { FeishuApp } from './parts.ts';

export interface GuardOptions extends Omit<HearersParts, 'platform' | 'directory'> {
  readonly client: FeishuClient;
  readonly log: Log;
  readonly now: () => Instant;
}

/** The same chat, which says nothing unasked in groups where others than members read. */
export function guardChannels(chat: ChatPort, { client, people, store, log, now }: GuardOptions): ChatPort {
  let app: FeishuApp | null = null;
  const directory = createDirectory({ client, app: () => app, now, log });
  const hearers = createHearers({ platform: 'feishu', directory, people, store });
  return guard(chat, {
    log,
    forget: directory.chatChanged,
    areWeThere: hearers.areWeThere,
    async mayHear(tenant, channel) {
      if (app === null) {
        const asked = await askForApp(client);
        if (!('found' in asked)) return false;
        // A letter is for the organisation we are installed in.
        app = { ...asked.found, tenant };
      }
      return hearers.areMembers(tenant, channel);
    },
  });
}
