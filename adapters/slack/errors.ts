import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { isBeforeSending } from '../../src/chat/before-sending.ts';
import { type CommonTrouble, type Fault, LATER_MS } from '../../src/chat/faults.ts';

/** What went wrong with a call; a refusal has Slack's own word for it. */
export type SlackFault = Fault<CommonTrouble, string>;

/** How a call ended in doubt, or was refused, from whatever the client threw. Total: what is not known is in doubt. */
export function toSlackFault(error: unknown): SlackFault {
  if (error instanceof WebAPIRateLimitedError) return limited(error.retryAfter);
  if (error instanceof WebAPIPlatformError) return fromAnswer(error.data);
  if (error instanceof WebAPIHTTPError) return fromStatus(error.statusCode);
  const cause = error instanceof WebAPIRequestError ? error.original : error;
  const text = `Slack could not be reached: ${textOf(cause)}`;
  return isBeforeSending(cause) ? { kind: 'unsent', afterMs: 0, text } : { kind: 'unclear', text };
}

/** Slack's own word for a refusal, when there is one: `not_in_channel`. */
export function codeOf(error: unknown): string | null {
  const fault = toSlackFault(error);
  return fault.kind === 'refused' ? fault.code : null;
}

/** Whether the same may be taken when it is said more plainly. */
export const isAboutContent = (fault: SlackFault): boolean => fault.kind === 'refused' && fault.trouble === 'content';

/** Whether the same may be taken elsewhere: nothing is wrong with the app or with what is said. */
export const isAboutPlace = (fault: SlackFault): boolean =>
  fault.kind === 'refused' && fault.trouble !== 'app' && fault.trouble !== 'content';

/** Slack has said no with this word: by the Web API, or at the address a gesture brought. */
export function refusedWith(code: string, needed?: string): SlackFault {
  const known = CODES[code];
  const [trouble, advice] = known ?? ['other'];
  if (trouble === 'doubt') return { kind: 'unclear', text: `Slack had trouble of its own (${code})` };
  if (trouble === 'later') return { kind: 'unsent', afterMs: LATER_MS, text: `Slack is busy (${code})` };
  const hint = typeof advice === 'function' ? advice(needed ?? '?') : advice;
  return { kind: 'refused', trouble, code, text: hint === undefined ? code : `${code}: ${hint}` };
}

export const limited = (seconds: number): SlackFault => ({
  kind: 'limited',
  afterMs: seconds * 1000,
  text: `Slack takes no more for ${seconds} s`,
});

/** Slack answered with a status alone. */
export function fromStatus(status: number): SlackFault {
  const text = `Slack, or something on the way there, answered ${status}`;
  return status >= 500 || status === 408
    ? { kind: 'unclear', text }
    : { kind: 'unsent', afterMs: LATER_MS, text: `${text}: look at SLACK_API_URL and at proxies` };
}

type Known = readonly [trouble: CommonTrouble | 'doubt' | 'later', advice?: string | ((scope: string) => string)];

const TOKEN: Known = [
  'app',
  'Slack does not take SLACK_BOT_TOKEN. Copy the Bot User OAuth Token from OAuth & Permissions of the app, set it, and start again',
];
const NOT_IN: Known = ['place', 'the assistant is not in that channel. Say there: /invite @kam'];
const NO_CHANNEL: Known = [
  'gone',
  'there is no such channel any more, or it is private and the assistant is not in it. If it is there, say there: /invite @kam',
];
const FORBIDDEN: Known = [
  'place',
  'the workspace does not let the assistant write there. An owner of the workspace can',
];
const CONTENT: Known = ['content'];
const NO_READER: Known = ['gone'];

/**
 * Slack's words for refusals of the methods used here (chat.postMessage, chat.postEphemeral, chat.update, conversations.open,
 * conversations.history), each once. What is not here is a refusal nobody can do anything about.
 */
const CODES: Readonly<Record<string, Known>> = {
  invalid_auth: TOKEN,
  not_authed: TOKEN,
  account_inactive: TOKEN,
  token_revoked: TOKEN,
  token_expired: TOKEN,
  not_allowed_token_type: TOKEN,
  missing_scope: [
    'app',
    (scope) =>
      `the app lacks the scope ${scope}. Add it under OAuth & Permissions (or take manifest.yml anew), and install the app once more`,
  ],
  no_permission: ['app', 'the app may not do this. Install it once more from manifest.yml'],
  org_login_required: ['app', 'the workspace is being moved to an organisation; it lasts until that is done'],
  team_added_to_org: ['app', 'the workspace is being moved to an organisation; it lasts until that is done'],
  ekm_access_denied: ['app', 'an administrator of the organisation has suspended writing'],
  team_access_not_granted: ['app', 'the app is not granted to this workspace. Install it there'],
  access_denied: ['app', 'the app may not do this. Install it once more from manifest.yml'],
  accesslimited: ['app', 'Slack may not be used from this network. Look at the allowed addresses of the app'],
  messages_tab_disabled: ['app', 'switch on the Messages Tab under App Home of the app'],
  not_in_channel: NOT_IN,
  user_not_in_channel: ['place'],
  restricted_action: FORBIDDEN,
  restricted_action_read_only_channel: FORBIDDEN,
  restricted_action_non_threadable_channel: FORBIDDEN,
  restricted_action_thread_only_channel: FORBIDDEN,
  restricted_action_thread_locked: FORBIDDEN,
  channel_not_found: NO_CHANNEL,
  is_archived: ['gone', 'the channel is archived'],
  thread_not_found: ['gone'],
  cannot_reply_to_message: ['gone'],
  message_not_found: ['gone'],
  is_inactive: ['gone'],
  user_not_found: NO_READER,
  users_not_found: NO_READER,
  user_disabled: NO_READER,
  user_not_visible: NO_READER,
  cannot_dm_bot: NO_READER,
  invalid_blocks: CONTENT,
  invalid_blocks_format: CONTENT,
  msg_blocks_too_long: CONTENT,
  msg_too_long: CONTENT,
  no_text: CONTENT,
  // Both may have been done in part.
  internal_error: ['doubt'],
  fatal_error: ['doubt'],
  service_unavailable: ['doubt'],
  ratelimited: ['later'],
  rate_limited: ['later'],
  message_limit_exceeded: ['later'],
  request_timeout: ['later'],
};

function fromAnswer({ error, ...rest }: WebAPIPlatformError['data']): SlackFault {
  // A page of a proxy, or nothing: no answer of Slack's.
  if (!/^[a-z][a-z0-9_:.]*$/.test(error)) return { kind: 'unclear', text: 'Slack answered with something unreadable' };
  const { needed } = rest as { readonly needed?: unknown };
  return refusedWith(error, typeof needed === 'string' ? needed : undefined);
}

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
};
