import type { SlackFault } from './errors.ts';
import { toSlackFault } from './errors.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import type { SlackParts } from './parts.ts';
import { respondTo } from './respond.ts';

/** Somebody who made a gesture. */
export interface Told {
  readonly user: string;
  /** The address the gesture brought; `null`: those made in the home tab, in modals and from anywhere bring none. */
  readonly responseUrl: string | null;
}

export type TellParts = Pick<SlackParts, 'clients' | 'config' | 'log'>;

const RESPOND_MS = 5000;

/**
 * Says something in words to whoever made a gesture, alone, where nothing else has room for it: at the address it brought, else in
 * their conversation with the assistant. Never rejects.
 */
export async function tell({ user, responseUrl }: Told, text: string, parts: TellParts): Promise<void> {
  const { config, log } = parts;
  const content = { text: escapeMrkdwn(text) };
  if (responseUrl !== null) {
    const note = { content, thread: null, replacesOriginal: false };
    const told = await respondTo(responseUrl, note, config.apiUrl, AbortSignal.timeout(RESPOND_MS));
    // What may have arrived is not said twice.
    if (told === 'sent' || (told !== 'spent' && told.fault.kind === 'unclear')) return;
  }
  const fault = await say(user, content, parts);
  if (fault !== null) log.warn('somebody in Slack could not be told', { why: fault.text });
}

async function say(
  user: string,
  content: { readonly text: string },
  { clients }: TellParts,
): Promise<SlackFault | null> {
  try {
    const { channel } = await clients.post.conversations.open({ users: user });
    await clients.post.chat.postMessage({
      channel: channel?.id ?? '',
      ...content,
      unfurl_links: false,
      unfurl_media: false,
    });
    return null;
  } catch (error) {
    return toSlackFault(error);
  }
}
