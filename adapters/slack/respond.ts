import { isBeforeSending } from '../../src/chat/before-sending.ts';
import { fromStatus, limited, refusedWith, type SlackFault } from './errors.ts';
import type { MessageContent } from './message-content.ts';

/** How a private note to the address a gesture brought ended; `spent`: the address is used up, too old, or none of Slack's. */
export type Responded = 'sent' | 'spent' | { readonly fault: SlackFault };

export interface Note {
  readonly content: MessageContent;
  readonly thread: string | null;
  /** Takes the place of the note the gesture was made in. */
  readonly replacesOriginal: boolean;
}

/** Says something privately to whoever made a gesture, at the address it brought. Never rejects. */
export async function respondTo(
  url: string,
  note: Note,
  apiUrl: string | null,
  signal: AbortSignal,
): Promise<Responded> {
  if (!isSlacksOwn(url, apiUrl)) return 'spent';
  const { content, thread, replacesOriginal } = note;
  const body = {
    response_type: 'ephemeral',
    replace_original: replacesOriginal,
    ...(thread === null || replacesOriginal ? {} : { thread_ts: thread }),
    unfurl_links: false,
    unfurl_media: false,
    // Left out, the blocks that stand there might stay.
    ...(replacesOriginal ? { blocks: [] } : {}),
    ...content,
  };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    });
    return toResponded(response, (await response.text()).slice(0, 2000));
  } catch (error) {
    // The address itself is not told: whoever has it can write there.
    const text = 'the address of a private note could not be reached';
    return { fault: isBeforeSending(error) ? unsent(text) : { kind: 'unclear', text } };
  }
}

/** Only Slack's own addresses, or those of whatever stands for Slack. */
export function isSlacksOwn(address: string, apiUrl: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (apiUrl !== null) return url.origin === new URL(apiUrl).origin;
  return url.protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(url.hostname);
}

function toResponded(response: Response, body: string): Responded {
  const { status } = response;
  if (status === 429) {
    const seconds = Number(response.headers.get('retry-after'));
    return { fault: limited(Number.isInteger(seconds) && seconds > 0 ? seconds : 30) };
  }
  const code = codeIn(body);
  const fault = code === null ? null : refusedWith(code);
  if (fault?.kind === 'refused' && fault.trouble === 'content') return { fault };
  if (status >= 500) return { fault: fromStatus(status) };
  return response.ok && code === null ? 'sent' : 'spent';
}

/** Slack answers `ok` or `{"ok":true}`, else with a word, bare or as JSON. */
function codeIn(body: string): string | null {
  const text = body.trim();
  if (text === '' || text === 'ok') return null;
  const bare = /^[a-z][a-z0-9_]*$/.test(text) ? text : null;
  if (!text.startsWith('{')) return bare;
  try {
    const { ok, error } = JSON.parse(text) as { ok?: unknown; error?: unknown };
    return ok === true ? null : String(error ?? 'unknown');
  } catch {
    return null;
  }
}

const unsent = (text: string): SlackFault => ({ kind: 'unsent', afterMs: 0, text });
