import type { WebClient } from '@slack/web-api';
import { toSendResult } from '../../src/chat/faults.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { FindResult } from '../../src/ports/chat.ts';
import type { SlackFault } from './errors.ts';
import { toName } from './route.ts';
import { OUTBOX_EVENT } from './voice.ts';

interface Place {
  readonly channel: string;
  /** The thread it stands in. */
  readonly thread: string | null;
}

/** Slack gives at most so many messages at once, and to some apps fewer. */
const PAGE = 200;

/** Looks for a message of ours by the key that stands in it, among those of a place since a moment. Never rejects. */
export async function findPosted(
  slack: WebClient,
  { channel, thread }: Place,
  key: string,
  since: Instant,
  faultOf: (error: unknown) => SlackFault,
): Promise<FindResult> {
  const oldest = (Math.max(0, since) / 1000).toFixed(6);
  const common = { channel, oldest, limit: PAGE, include_all_metadata: true };
  try {
    for (let cursor = ''; ; ) {
      const from = cursor === '' ? {} : { cursor };
      const page = await (thread === null
        ? slack.conversations.history({ ...common, ...from })
        : slack.conversations.replies({ ...common, ...from, ts: thread }));
      const found = page.messages?.find((message) => isOurs(message, key));
      if (found?.ts !== undefined) return { kind: 'found', sentAs: toName({ channel, ts: found.ts }) };
      cursor = page.response_metadata?.next_cursor ?? '';
      if (cursor === '') return { kind: 'absent' };
    }
  } catch (error) {
    return notFound(faultOf(error));
  }
}

/** What a failure to look comes to. */
export function notFound(fault: SlackFault): FindResult {
  // Of a thread that is gone nothing is left to be found.
  if (fault.kind === 'refused' && fault.code === 'thread_not_found') return { kind: 'absent' };
  if (fault.kind === 'refused' && fault.trouble !== 'app') return { kind: 'cannot-tell' };
  const result = toSendResult(fault);
  return { kind: 'retry', afterMs: result.kind === 'retry' ? result.afterMs : 0, error: fault.text };
}

function isOurs({ metadata }: { readonly metadata?: unknown }, key: string): boolean {
  const { event_type: type, event_payload: payload } = (metadata ?? {}) as {
    readonly event_type?: unknown;
    readonly event_payload?: { readonly key?: unknown };
  };
  return type === OUTBOX_EVENT && payload?.key === key;
}
