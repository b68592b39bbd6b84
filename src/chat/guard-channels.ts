import { type ChatPort, NOT_THERE, type Posting, type SendResult } from '../ports/chat.ts';
import type { Log } from '../ports/log.ts';
import { destinationOf } from './destination.ts';

export interface GuardParts {
  /** Whether everybody who reads in that channel is one of ours; a rejection is a no. */
  readonly mayHear: (tenant: string, channel: string) => Promise<boolean>;
  /** Whether we read in that channel at all, as far as can be told; asked after `mayHear`. */
  readonly areWeThere: (channel: string) => Promise<boolean>;
  /** What is remembered of who reads in a channel is asked anew. */
  readonly forget: (channel: string) => void;
  readonly log: Log;
}

/** Who reads in a channel may be others tomorrow; until then it is asked again now and then. In milliseconds. */
const AGAIN_MS = 30 * 60_000;

/**
 * The same chat, which says nothing unasked about accounts in a channel where others than members read, whoever they were when it
 * was arranged. Answers (`Posting.route`) are not asked about once more: who may hear them was just looked at.
 */
export function guardChannels(chat: ChatPort, { mayHear, areWeThere, forget, log }: GuardParts): ChatPort {
  async function refusal({ tenant, reply, ...posting }: Posting): Promise<SendResult | null> {
    const { channel } = destinationOf(posting);
    if (channel === null || (posting.route ?? null) !== null || reply.audience === 'outsiders') return null;
    // Somebody may have come in a moment ago, and nobody has asked: it is looked at each time.
    forget(channel);
    if (await mayHear(tenant, channel).catch(() => false)) return null;
    // Nothing mends that by itself, and whoever can is told: it is not tried again.
    if (!(await areWeThere(channel).catch(() => true))) {
      log.warn('a digest is not told in a channel', { platform: chat.platform, channel, why: NOT_THERE });
      return { kind: 'gone', error: NOT_THERE };
    }
    const error = 'others than members read in that channel, or it cannot be told who does: nothing is said there';
    log.warn('a digest is not told in a channel', { platform: chat.platform, channel, why: error });
    return { kind: 'retry', afterMs: AGAIN_MS, error };
  }

  return {
    ...chat,
    send: async (posting) => (await refusal(posting)) ?? chat.send(posting),
    update: async (sentAs, posting) => (await refusal(posting)) ?? chat.update(sentAs, posting),
  };
}
