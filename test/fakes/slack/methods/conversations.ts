import { isTs, microsOf, newId } from '../identifiers.ts';
import { Refusal } from '../refusal.ts';
import { BOT, BOT_USER, TEAM } from '../seed.ts';
import type { Channel, Json, Message, State } from '../state.ts';
import {
  channelIn,
  defineMethod,
  flagArg,
  limitArg,
  type Method,
  missingScope,
  needScope,
  paged,
  textArg,
} from './define-method.ts';

// Scopes by kind of conversation, errors, limits: [KIT] conversations.*.

const READ = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;
const HISTORY = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const;

export const CONVERSATION_METHODS: Readonly<Record<string, Method>> = {
  'conversations.open': defineMethod({
    takes: ['users', 'channel', 'return_im', 'prevent_creation'],
    answer: (args, state) => {
      needScope(state, 'im:write');
      const users = (textArg(args, 'users') ?? '').split(',').filter((one) => one !== '');
      if (users.length === 0 && textArg(args, 'channel') === null) throw new Refusal('users_list_not_supplied');
      if (users.length > 1) needScope(state, 'mpim:write');
      const known = textArg(args, 'channel');
      const channel = known === null ? directWith(state, users[0] ?? '') : channelIn(state, known);
      const full = flagArg(args, 'return_im') ? describe(channel) : { id: channel.id };
      return { channel: full };
    },
  }),
  'conversations.info': defineMethod({
    needs: ['channel'],
    takes: ['channel', 'include_locale', 'include_num_members'],
    answer: (args, state) => {
      const channel = visibleIn(state, args['channel']);
      needScope(state, READ[channel.kind]);
      const members = flagArg(args, 'include_num_members') ? { num_members: channel.members.size } : {};
      return { channel: { ...describe(channel), ...members } };
    },
  }),
  'conversations.list': defineMethod({
    takes: ['types', 'exclude_archived', 'limit', 'cursor', 'team_id'],
    answer: (args, state) => {
      const kinds = (textArg(args, 'types') ?? 'public_channel').split(',');
      const wanted = [...state.channels.values()].filter(
        (one) =>
          kinds.includes(KIND_NAMES[one.kind]) &&
          isVisible(one) &&
          !(flagArg(args, 'exclude_archived') && one.isArchived),
      );
      for (const kind of kinds)
        needScope(state, READ[kind === 'public_channel' ? 'public' : kind === 'im' ? 'im' : 'private']);
      const { page, meta } = paged(wanted, args, limitArg(args, 100, 999));
      return { channels: page.map(describe), ...meta };
    },
  }),
  'conversations.members': defineMethod({
    needs: ['channel'],
    takes: ['channel', 'limit', 'cursor'],
    answer: (args, state) => {
      const channel = visibleIn(state, args['channel']);
      needScope(state, READ[channel.kind]);
      const { page, meta } = paged([...channel.members], args, limitArg(args, 100, 1000));
      return { members: page, ...meta };
    },
  }),
  'conversations.join': defineMethod({
    scopes: ['channels:join'],
    needs: ['channel'],
    takes: ['channel'],
    answer: (args, state) => {
      const channel = visibleIn(state, args['channel']);
      if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
      if (channel.isArchived) throw new Refusal('is_archived');
      channel.members.add(BOT_USER);
      return { channel: describe(channel) };
    },
  }),
  'conversations.history': defineMethod({
    needs: ['channel'],
    takes: ['channel', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'oldest', 'limit'],
    answer: (args, state) => {
      const channel = readableIn(state, args);
      const written = state.messages
        .filter((one) => one.channel === channel.id && one.threadTs === null && !one.isDeleted)
        .filter(within(args))
        .reverse();
      const { page, meta } = paged(written, args, limitArg(args, 100, 999));
      const hasMore = meta['response_metadata'] !== undefined && page.length < written.length;
      return {
        messages: page.map((one) => toWire(one, state, flagArg(args, 'include_all_metadata'))),
        has_more: hasMore,
        ...meta,
      };
    },
  }),
  'conversations.replies': defineMethod({
    needs: ['channel', 'ts'],
    takes: ['channel', 'ts', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'oldest', 'limit'],
    answer: (args, state) => {
      const channel = readableIn(state, args);
      const root = state.messages.find((one) => one.channel === channel.id && one.ts === args['ts'] && !one.isDeleted);
      if (root === undefined) throw new Refusal('thread_not_found');
      const thread = root.threadTs ?? root.ts;
      const written = state.messages
        .filter((one) => one.channel === channel.id && !one.isDeleted && (one.ts === thread || one.threadTs === thread))
        // The first message comes along whatever is asked for (docs conversations.replies).
        .filter((one) => one.ts === thread || within(args)(one));
      const { page, meta } = paged(written, args, limitArg(args, 1000, 1000));
      return {
        messages: page.map((one) => toWire(one, state, flagArg(args, 'include_all_metadata'))),
        has_more: page.length < written.length,
        ...meta,
      };
    },
  }),
};

const KIND_NAMES = { public: 'public_channel', private: 'private_channel', im: 'im' } as const;

/** The direct conversation of the bot with somebody, opened where there is none. */
export function directWith(state: State, userId: string): Channel {
  const user = state.users.get(userId);
  if (user === undefined) throw new Refusal('user_not_found');
  if (user.isDeleted) throw new Refusal('user_disabled');
  // Of the older im.open; not among the errors of [KIT conversations.open].
  if (user.kind === 'bot') throw new Refusal('cannot_dm_bot');
  const known = [...state.channels.values()].find((one) => one.user === userId);
  if (known !== undefined) return known;
  const id = newId(state, 'D');
  const opened: Channel = {
    id,
    name: 'directmessage',
    kind: 'im',
    members: new Set([userId, BOT_USER]),
    isArchived: false,
    isExtShared: false,
    user: userId,
  };
  state.channels.set(id, opened);
  return opened;
}

export function toWire(message: Message, state: State, withMetadata: boolean): Json {
  const { ts, text, blocks, metadata, threadTs, author, files, clientMsgId, edits } = message;
  const replies = state.messages.filter(
    (one) => one.threadTs === ts && one.channel === message.channel && !one.isDeleted,
  );
  return {
    type: 'message',
    user: author,
    ts,
    text,
    team: TEAM,
    ...(author === BOT_USER ? { bot_id: BOT } : {}),
    ...(blocks === null ? {} : { blocks }),
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    ...(replies.length === 0 ? {} : { thread_ts: ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts }),
    ...(files.length === 0 ? {} : { files }),
    ...(clientMsgId === null ? {} : { client_msg_id: clientMsgId }),
    ...(edits > 0 ? { edited: { user: author, ts } } : {}),
    ...(metadata !== null && withMetadata ? { metadata } : {}),
  };
}

function describe(channel: Channel): Json {
  const { id, name, kind, members, isArchived, isExtShared, user } = channel;
  const common = {
    id,
    created: 1_700_000_000,
    is_archived: isArchived,
    is_im: kind === 'im',
    is_org_shared: false,
    context_team_id: TEAM,
  };
  if (kind === 'im') return { ...common, user, is_open: true, is_user_deleted: false };
  return {
    ...common,
    name,
    name_normalized: name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_mpim: false,
    is_private: kind === 'private',
    is_member: members.has(BOT_USER),
    is_shared: isExtShared,
    is_ext_shared: isExtShared,
    is_pending_ext_shared: false,
    is_general: name === 'general',
  };
}

const isVisible = (channel: Channel): boolean => channel.kind === 'public' || channel.members.has(BOT_USER);

function visibleIn(state: State, id: unknown): Channel {
  const channel = channelIn(state, id);
  if (!isVisible(channel)) throw new Refusal('channel_not_found');
  return channel;
}

/** "Only user tokens can access public channels they are not in" [KIT conversations.history]. */
function readableIn(state: State, args: Json): Channel {
  const none = missingScope(state, Object.values(HISTORY));
  if (none !== null) throw none;
  const channel = visibleIn(state, args['channel']);
  needScope(state, HISTORY[channel.kind]);
  if (!channel.members.has(BOT_USER)) throw new Refusal('not_in_channel');
  return channel;
}

/** Between `oldest` and `latest`, which are texts like a message's id or whole seconds. */
function within(args: Json): (message: Message) => boolean {
  const bound = (name: 'oldest' | 'latest'): number | null => {
    const value = textArg(args, name);
    if (value === null || value === '0') return null;
    if (!isTs(value) && !/^\d+(\.\d+)?$/.test(value)) throw new Refusal(`invalid_ts_${name}`);
    return microsOf(value);
  };
  const [oldest, latest, isInclusive] = [bound('oldest'), bound('latest'), flagArg(args, 'inclusive')];
  return ({ ts }) => {
    const at = microsOf(ts);
    const isLate = oldest === null || at > oldest || (isInclusive && at === oldest);
    const isEarly = latest === null || at < latest || (isInclusive && at === latest);
    return isLate && isEarly;
  };
}
