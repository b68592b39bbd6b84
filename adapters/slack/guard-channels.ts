import type { SlackConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { ChatPort, Posting, SendResult } from '../../src/ports/chat.ts';
import type { Log } from '../../src/ports/log.ts';
import { createHearers, type HearersParts } from './aloud.ts';
import { createSlackClients } from './client.ts';
import { createDirectory } from './directory.ts';
import type { Workspace } from './parts.ts';
import { destinationOf, routeOf } from './route.ts';

export interface GuardOptions extends Omit<HearersParts, 'directory'> {
  readonly config: SlackConfig;
  readonly log: Log;
  readonly now: () => Instant;
}

/** Who reads in a channel may be others tomorrow; until then it is asked again now and then. In milliseconds. */
const AGAIN_MS = 30 * 60_000;

/**
 * The same chat, which says nothing unasked about accounts in a channel where others than members read, whoever they were when it
 * was arranged. Answers are not asked about once more: who may hear them was just looked at.
 */
export function guardChannels(chat: ChatPort, { config, people, store, log, now }: GuardOptions): ChatPort {
  const { ask } = createSlackClients(config, log);
  let workspace: Workspace | null = null;
  const directory = createDirectory({ ask, workspace: () => workspace, now, log });
  const hearers = createHearers({ directory, people, store });

  async function mayHear(tenant: string, channel: string): Promise<boolean> {
    if (workspace === null) {
      const { user_id: botUser, bot_id: bot } = await ask.auth.test();
      workspace = { team: tenant, botUser: botUser ?? '', bot: bot ?? '' };
    }
    return hearers.areMembers(tenant, channel);
  }

  async function refusal({ tenant, reply, ...posting }: Posting): Promise<SendResult | null> {
    const { channel } = destinationOf(posting);
    if (channel === null || routeOf(posting) !== null || reply.audience === 'outsiders') return null;
    if (await mayHear(tenant, channel).catch(() => false)) return null;
    const error = 'others than members read in that channel, or it cannot be told who does: nothing is said there';
    log.warn('a digest is not told in Slack', { channel, why: error });
    return { kind: 'retry', afterMs: AGAIN_MS, error };
  }

  return {
    ...chat,
    send: async (posting) => (await refusal(posting)) ?? chat.send(posting),
    update: async (sentAs, posting) => (await refusal(posting)) ?? chat.update(sentAs, posting),
  };
}
