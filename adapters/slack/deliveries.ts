import type { Press } from '../../src/chat/pressed.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import type { CommandBody, EventBody, GestureBody, SlackEvent } from './bodies.ts';
import type { Workspace } from './parts.ts';
import type { Origin, SlackPayload } from './payload.ts';

/**
 * An event as it is kept until it is worked on; `null`: nothing of it is kept. Of messages only what people say to us in our own
 * conversation or with our name in a channel, and of that no edits, no joining, nothing a program says.
 */
export function toEventDelivery(body: EventBody, workspace: Workspace | null): Delivery | null {
  const { event } = body;
  const team = workspace?.team ?? body.authorizations?.[0]?.team_id ?? body.team_id ?? '';
  switch (event.type) {
    case 'message':
      return isDirect(event) ? toMessageDelivery(event, team, 'dm', workspace) : null;
    case 'app_mention':
      return toMessageDelivery(event, team, 'mention', workspace);
    case 'user_change': {
      const user = typeof event.user === 'object' ? event.user.id : undefined;
      if (user === undefined || body.event_id === undefined) return null;
      return delivery(team, `event:${body.event_id}`, { team, user, notice: 'user-changed' });
    }
    case 'member_joined_channel': {
      const { channel, user } = event;
      if (typeof user !== 'string' || user !== workspace?.botUser) return null;
      if (typeof channel !== 'string' || body.event_id === undefined) return null;
      return delivery(team, `event:${body.event_id}`, { team, user, notice: 'invited', channel });
    }
    default:
      return null;
  }
}

const isDirect = ({ channel, channel_type: type }: SlackEvent): boolean =>
  type === 'im' || (type === undefined && typeof channel === 'string' && channel.startsWith('D'));

/** Kinds of messages people write; all others tell of something that happened, or are a program's. */
const WRITTEN: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];

/**
 * One post comes as two events where it is both a direct message and a mention, and one gesture has come as two posts: it is known
 * by the place and moment of the post, and by the name the sender's client gave it.
 */
function toMessageDelivery(
  event: SlackEvent,
  team: string,
  kind: 'dm' | 'mention',
  workspace: Workspace | null,
): Delivery | null {
  const { channel, user, ts, subtype, bot_id: bot, client_msg_id: gesture, text = '', files = [] } = event;
  const { attachments = [] } = event;
  if (bot !== undefined || !WRITTEN.includes(subtype)) return null;
  if (typeof channel !== 'string' || typeof user !== 'string' || ts === undefined || user === workspace?.botUser)
    return null;
  const from: Origin = { kind, channel, ts, thread: event.thread_ts ?? null };
  const beside = {
    ...(files.length > 0 ? { files: files.length } : {}),
    ...(attachments.length > 0 ? { hasForwarded: true } : {}),
  };
  const said = { team, user, content: { text }, from, ...beside };
  const names = gesture === undefined ? {} : { alsoKnownAs: [`client:${gesture}`] };
  return { ...delivery(team, `message:${channel}:${ts}`, said), ...names };
}

/** `/kam …`, typed anywhere. */
export function toCommandDelivery(body: CommandBody, workspace: Workspace | null): Delivery {
  const team = workspace?.team ?? body.team_id;
  const from: Origin = { kind: 'command', channel: body.channel_id, responseUrl: body.response_url };
  // Whoever copied a line that begins with it typed it twice.
  const content = { text: `/kam ${(body.text ?? '').replace(/^\s*[/／]kam(?=\s|$)/iu, '')}` };
  return delivery(team, `trigger:${body.trigger_id}`, { team, user: body.user_id, content, from });
}

/** A press of a button that says something. */
export function toPressDelivery(body: GestureBody, press: Press, workspace: Workspace | null): Delivery {
  const team = teamOf(body, workspace);
  const isDaily = press.kind !== 'share' && press.isDaily;
  // Slack gives each press a trigger; without one the moment tells it from the next.
  const key = body.trigger_id ?? `${body.user.id}:${body.actions?.[0]?.action_ts ?? ''}`;
  return delivery(team, `trigger:${key}`, {
    team,
    user: body.user.id,
    content: { press },
    from: pressedFrom(body, isDaily),
  });
}

/** The workspace a gesture belongs to: ours, wherever the person is at home. */
export const teamOf = ({ team, user }: GestureBody, workspace: Workspace | null): string =>
  workspace?.team ?? team?.id ?? user.team_id ?? '';

/** Where a button stood. */
export function pressedFrom(
  { container, channel, message, response_url: url, view }: GestureBody,
  isDaily: boolean,
): Extract<Origin, { readonly kind: 'press' | 'home' }> {
  const at = container?.channel_id ?? channel?.id;
  const ts = container?.message_ts ?? message?.ts;
  if (view !== undefined || at === undefined || ts === undefined) return { kind: 'home' };
  return {
    kind: 'press',
    channel: at,
    ts,
    thread: container?.thread_ts ?? message?.thread_ts ?? null,
    isEphemeral: container?.is_ephemeral === true,
    isDaily,
    responseUrl: url ?? null,
  };
}

/** One person's messages are worked on in the order they came. */
const delivery = (tenant: string, deliveryKey: string, payload: SlackPayload): Delivery => ({
  platform: 'slack',
  tenant,
  deliveryKey,
  conversation: payload.user,
  payload,
});
