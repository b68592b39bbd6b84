import { randomUUID } from 'node:crypto';
import { newId, newTrigger, newTs } from './identifiers.ts';
import { toWire } from './methods/conversations.ts';
import { describeView } from './methods/views.ts';
import { APP, BOT_USER, type SeededUser, TEAM, TEAM_DOMAIN } from './seed.ts';
import type { Channel, Json, Message, State, ViewRecord } from './state.ts';

// Fields: [B] types/command, types/actions/block-action.d.ts, types/shortcuts, types/view, types/options; [T] events.

const TOKEN = 'verification-token';

/** Where a gesture was made: in a message, or in a view. */
export type Place =
  | { readonly kind: 'message'; readonly message: Message; readonly channel: Channel }
  | { readonly kind: 'view'; readonly view: ViewRecord };

export function slashPayload(
  state: State,
  user: SeededUser,
  channel: Channel,
  text: string,
  responseUrl: string,
): Json {
  return {
    token: TOKEN,
    team_id: TEAM,
    team_domain: TEAM_DOMAIN,
    channel_id: channel.id,
    channel_name: channel.kind === 'im' ? 'directmessage' : channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: user.id,
    user_name: user.id.toLowerCase(),
    command: state.seed.command.name,
    text,
    api_app_id: APP,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: newTrigger(state, user.id),
  };
}

/** The envelope of an event; in a shared channel `team_id` is the speaker's, ours stands in `authorizations` [B buildSource]. */
export function eventPayload(state: State, event: Json, more: { team?: string; isExtShared?: boolean } = {}): Json {
  return {
    token: TOKEN,
    team_id: more.team ?? TEAM,
    context_team_id: TEAM,
    context_enterprise_id: null,
    api_app_id: APP,
    event,
    type: 'event_callback',
    event_id: newId(state, 'Ev'),
    event_time: Math.floor(state.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: more.isExtShared ?? false,
    event_context: `4-${randomUUID()}`,
  };
}

export function messageEvent(message: Message, channel: Channel, user: SeededUser): Json {
  const type = { public: 'channel', private: 'group', im: 'im' }[channel.kind];
  return { ...spoken(message, user), type: 'message', channel_type: type };
}

export function mentionEvent(message: Message, user: SeededUser): Json {
  return { ...spoken(message, user), type: 'app_mention' };
}

function spoken(message: Message, user: SeededUser): Json {
  const { ts, channel, text, threadTs, clientMsgId } = message;
  return {
    user: user.id,
    text,
    ts,
    event_ts: ts,
    channel,
    team: user.team,
    // Of who is from elsewhere, in a shared channel [T AppMentionEvent].
    ...(user.team === TEAM ? {} : { user_team: user.team, source_team: user.team }),
    client_msg_id: clientMsgId,
    // What the composer writes: the text as rich text beside the escaped one [T RichTextBlock].
    blocks: message.blocks,
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    ...(message.files.length === 0 ? {} : { files: message.files, subtype: 'file_share' }),
  };
}

export function actionPayload(
  state: State,
  user: SeededUser,
  place: Place,
  action: Json,
  responseUrl: string | null,
): Json {
  const common = {
    type: 'block_actions',
    ...gesture(state, user, place.kind === 'view' ? place.view.id : null),
    actions: [{ ...action, action_ts: newTs(state) }],
  };
  if (place.kind === 'view') {
    const view = describeView(place.view);
    return { ...common, container: { type: 'view', view_id: place.view.id }, view, state: view['state'] };
  }
  const { message, channel } = place;
  const isEphemeral = message.visibleTo !== null;
  return {
    ...common,
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channel.name },
    // Of a private note nothing is sent along: the stricter reading, as [B block-action.d.ts] has `message` optional.
    ...(isEphemeral ? {} : { message: toWire(message, state, true) }),
    state: { values: {} },
    response_url: responseUrl,
  };
}

export function submissionPayload(state: State, user: SeededUser, view: ViewRecord): Json {
  return { type: 'view_submission', ...gesture(state, user, view.id), view: describeView(view), response_urls: [] };
}

export function closedPayload(user: SeededUser, view: ViewRecord, isCleared: boolean): Json {
  const { id, team } = user;
  return {
    type: 'view_closed',
    team: { id: TEAM, domain: TEAM_DOMAIN },
    user: { id, username: id.toLowerCase(), name: id.toLowerCase(), team_id: team },
    api_app_id: APP,
    token: TOKEN,
    view: describeView(view),
    is_cleared: isCleared,
    is_enterprise_install: false,
    enterprise: null,
  };
}

export function messageShortcutPayload(
  state: State,
  user: SeededUser,
  callbackId: string,
  message: Message,
  channel: Channel,
  responseUrl: string,
): Json {
  return {
    type: 'message_action',
    ...gesture(state, user, null),
    action_ts: newTs(state),
    callback_id: callbackId,
    message_ts: message.ts,
    message: toWire(message, state, true),
    channel: { id: channel.id, name: channel.name },
    response_url: responseUrl,
  };
}

/** From anywhere: no channel, no address to answer to. */
export function globalShortcutPayload(state: State, user: SeededUser, callbackId: string): Json {
  return { type: 'shortcut', ...gesture(state, user, null), action_ts: newTs(state), callback_id: callbackId };
}

export function suggestionPayload(state: State, user: SeededUser, place: Place, element: Json, value: string): Json {
  const { trigger_id: _, ...common } = gesture(state, user, null);
  const { block_id: block, action_id: action } = element;
  const where =
    place.kind === 'view'
      ? { container: { type: 'view', view_id: place.view.id }, view: describeView(place.view) }
      : {
          container: { type: 'message', message_ts: place.message.ts, channel_id: place.channel.id },
          channel: { id: place.channel.id, name: place.channel.name },
          message: toWire(place.message, state, true),
        };
  return { type: 'block_suggestion', ...common, ...where, block_id: block, action_id: action, value };
}

function gesture(state: State, { id, team }: SeededUser, viewId: string | null): Json {
  return {
    token: TOKEN,
    team: { id: TEAM, domain: TEAM_DOMAIN },
    user: { id, username: id.toLowerCase(), name: id.toLowerCase(), team_id: team },
    api_app_id: APP,
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: newTrigger(state, id, viewId),
  };
}
