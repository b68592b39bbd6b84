import { toSendResult } from '../../src/chat/faults.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { FindResult } from '../../src/ports/chat.ts';
import type { FeishuFault } from './errors.ts';
import type { Call } from './voice.ts';

interface Page {
  readonly items?: readonly { readonly sender?: { readonly id?: string; readonly sender_type?: string } }[];
  readonly has_more?: boolean;
  readonly page_token?: string;
}

const PAGE = 50;
/** More is not read: then it cannot be told. */
const MOST_PAGES = 10;

/**
 * Whether anything of ours was said in a chat since a moment: a message there does not tell which letter it was, so only that there is
 * none can be known. Never rejects.
 */
export async function findPosted(call: Call, chat: string, since: Instant, appId: string): Promise<FindResult> {
  const common = { container_id_type: 'chat', container_id: chat, page_size: PAGE, sort_type: 'ByCreateTimeAsc' };
  const from = { start_time: String(Math.max(0, Math.floor(since / 1000))) };
  let token = '';
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const params = { ...common, ...from, ...(token === '' ? {} : { page_token: token }) };
    const page = await call<Page>({ method: 'GET', path: '/open-apis/im/v1/messages', params });
    if (!page.ok) return notFound(page.fault);
    const { items = [], has_more: hasMore = false, page_token: next = '' } = page.data;
    if (items.some(({ sender }) => sender?.id === appId)) return { kind: 'cannot-tell' };
    if (!hasMore || next === '') return { kind: 'absent' };
    token = next;
  }
  return { kind: 'cannot-tell' };
}

/** What a failure to look comes to: the scope to read a group is one few apps have. */
function notFound(fault: FeishuFault): FindResult {
  if (fault.kind === 'refused') return { kind: 'cannot-tell' };
  const result = toSendResult(fault);
  return { kind: 'retry', afterMs: result.kind === 'retry' ? result.afterMs : 0, error: fault.text };
}
