import { isRecord } from '../block-kit/rules.ts';
import { checkMessageBlocks } from '../block-kit/surfaces.ts';
import { isTs, newId, newTs, permalinkOf } from '../identifiers.ts';
import { Refusal } from '../refusal.ts';
import { BOT, BOT_USER } from '../seed.ts';
import type { Channel, Json, Message, State } from '../state.ts';
import { directWith, toWire } from './conversations.ts';
import { channelIn, defineMethod, type Method, needScope, textArg } from './define-method.ts';

// Arguments, errors and limits: [KIT] chat.*.

const JSON_ARGS = {
  blocks: 'invalid_blocks_format',
  metadata: 'invalid_metadata_format',
  attachments: 'invalid_attachments',
};
const CONTENT = ['text', 'blocks', 'attachments', 'markdown_text', 'metadata'];
const STYLE = ['mrkdwn', 'parse', 'link_names', 'unfurl_links', 'unfurl_media', 'username', 'icon_emoji', 'icon_url'];

export const CHAT_METHODS: Readonly<Record<string, Method>> = {
  'chat.postMessage': defineMethod({
    scopes: ['chat:write'],
    needs: ['channel'],
    // client_msg_id is not documented as an argument and does no harm [KIT duplicate_message_not_found].
    takes: ['channel', 'thread_ts', 'reply_broadcast', 'client_msg_id', ...CONTENT, ...STYLE],
    json: JSON_ARGS,
    answer: (args, state) => {
      const channel = writableIn(state, args['channel']);
      const content = contentOf(args, 40_000);
      const message = keep(state, channel, {
        ...content,
        metadata: metadataOf(args) ?? null,
        threadTs: threadIn(state, channel, args),
        mayUnfurl: args['unfurl_links'] !== 'false' || args['unfurl_media'] !== 'false',
        clientMsgId: textArg(args, 'client_msg_id'),
      });
      return { channel: channel.id, ts: message.ts, message: { ...toWire(message, state, true), bot_id: BOT } };
    },
  }),
  'chat.postEphemeral': defineMethod({
    scopes: ['chat:write'],
    needs: ['channel', 'user'],
    takes: ['channel', 'user', 'thread_ts', ...CONTENT, ...STYLE],
    json: JSON_ARGS,
    answer: (args, state) => {
      const channel = writableIn(state, args['channel']);
      const user = textArg(args, 'user') ?? '';
      if (!channel.members.has(user) || state.users.get(user)?.isDeleted === true)
        throw new Refusal('user_not_in_channel');
      const content = contentOf(args, null);
      const note = keepEphemeral(state, channel.id, user, { ...content, threadTs: threadIn(state, channel, args) });
      return { message_ts: note.ts };
    },
  }),
  'chat.update': defineMethod({
    scopes: ['chat:write'],
    needs: ['channel', 'ts'],
    takes: ['channel', 'ts', 'as_user', 'file_ids', 'reply_broadcast', ...CONTENT, ...STYLE],
    json: JSON_ARGS,
    answer: (args, state) => {
      const message = ourMessage(state, args, 'cant_update_message');
      if (args['text'] === undefined && args['blocks'] === undefined && args['attachments'] === undefined) {
        throw new Refusal('no_text');
      }
      const text = textArg(args, 'text');
      if (text !== null && [...text].length > 4000) throw new Refusal('msg_too_long');
      if (args['blocks'] !== undefined) checkMessageBlocks(args['blocks']);
      const metadata = metadataOf(args);
      // Blocks stay where only they are left out together with the text; metadata stays where it is not named.
      const { blocks } = args;
      if (Array.isArray(blocks)) message.blocks = blocks.length === 0 ? null : identified(state, blocks);
      else if (text !== null) message.blocks = null;
      if (text !== null) message.text = text;
      if (metadata !== undefined) message.metadata = metadata;
      message.edits += 1;
      return { channel: message.channel, ts: message.ts, text: message.text, message: toWire(message, state, true) };
    },
  }),
  'chat.delete': defineMethod({
    scopes: ['chat:write'],
    needs: ['channel', 'ts'],
    takes: ['channel', 'ts', 'as_user'],
    answer: (args, state) => {
      const message = ourMessage(state, args, 'cant_delete_message');
      message.isDeleted = true;
      return { channel: message.channel, ts: message.ts };
    },
  }),
  'chat.getPermalink': defineMethod({
    needs: ['channel', 'message_ts'],
    takes: ['channel', 'message_ts'],
    answer: (args, state) => {
      const channel = channelIn(state, args['channel']);
      const message = find(state, channel.id, args['message_ts']);
      if (message === undefined) throw new Refusal('message_not_found');
      return { channel: channel.id, permalink: permalinkOf(channel.id, message.ts) };
    },
  }),
};

interface Content {
  readonly text: string;
  readonly blocks: readonly Json[] | null;
}

/** Text and blocks that may stand in a message; a longer text is cut where `most` is named, else refused beyond 40,000. */
export function contentOf(args: Json, cutAt: number | null): Content {
  const text = textArg(args, 'text') ?? textArg(args, 'markdown_text');
  const { blocks } = args;
  if (textArg(args, 'markdown_text') !== null && (textArg(args, 'text') !== null || blocks !== undefined)) {
    throw new Refusal('markdown_text_conflict');
  }
  if (blocks !== undefined) checkMessageBlocks(blocks);
  const isEmpty = blocks === undefined || (Array.isArray(blocks) && blocks.length === 0);
  if (text === null && isEmpty && args['attachments'] === undefined) throw new Refusal('no_text');
  if (cutAt === null && [...(text ?? '')].length > 40_000) throw new Refusal('msg_too_long');
  const characters = [...(text ?? '')];
  const shown = cutAt === null ? characters : characters.slice(0, cutAt);
  return { text: shown.join(''), blocks: isEmpty ? null : (blocks as readonly Json[]) };
}

/** Blocks and elements without an id get one, as Slack gives them [T Block.block_id]. */
export function identified(state: State, blocks: readonly Json[]): readonly Json[] {
  const named = (element: unknown): unknown =>
    isRecord(element) && element['action_id'] === undefined && INTERACTIVE.test(String(element['type']))
      ? { ...element, action_id: newId(state, 'a') }
      : element;
  return blocks.map((block) => {
    const { elements, accessory, element } = block;
    return {
      ...block,
      block_id: block['block_id'] ?? newId(state, 'b'),
      ...(Array.isArray(elements) && block['type'] !== 'rich_text' ? { elements: elements.map(named) } : {}),
      ...(accessory === undefined ? {} : { accessory: named(accessory) }),
      ...(element === undefined ? {} : { element: named(element) }),
    };
  });
}

const INTERACTIVE = /^(button|overflow|checkboxes|radio_buttons|.*(select|picker|input))$/;

/** Writes a message of the assistant, or of somebody else. */
export function keep(state: State, channel: Channel, message: Partial<Message> & Content): Message {
  const kept: Message = {
    ts: newTs(state),
    channel: channel.id,
    author: BOT_USER,
    metadata: null,
    threadTs: null,
    visibleTo: null,
    files: [],
    clientMsgId: null,
    mayUnfurl: true,
    edits: 0,
    isDeleted: false,
    ...message,
    blocks: message.blocks === null ? null : identified(state, message.blocks),
  };
  state.messages.push(kept);
  return kept;
}

/** Writes a private note: no history has it and nothing but its own address changes it (docs chat.postEphemeral). */
export function keepEphemeral(state: State, channel: string, user: string, note: Partial<Message> & Content): Message {
  const kept: Message = {
    ts: newTs(state),
    channel,
    author: BOT_USER,
    metadata: null,
    threadTs: null,
    files: [],
    clientMsgId: null,
    mayUnfurl: false,
    edits: 0,
    isDeleted: false,
    ...note,
    visibleTo: user,
    blocks: note.blocks === null ? null : identified(state, note.blocks),
  };
  state.ephemerals.push(kept);
  return kept;
}

export function find(state: State, channel: string, ts: unknown): Message | undefined {
  return state.messages.find((one) => one.channel === channel && one.ts === ts && !one.isDeleted);
}

/** A channel the bot may write to; a person's id means the conversation with them, which takes im:write to open. */
function writableIn(state: State, id: unknown): Channel {
  if (typeof id === 'string' && /^[UW]/.test(id)) {
    needScope(state, 'im:write');
    if (!state.users.has(id)) throw new Refusal('channel_not_found');
  }
  const channel = typeof id === 'string' && /^[UW]/.test(id) ? directWith(state, id) : channelIn(state, id);
  const isIn = channel.members.has(BOT_USER);
  if (!isIn && channel.kind !== 'public') throw new Refusal('channel_not_found');
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!isIn && !state.granted.includes('chat:write.public')) throw new Refusal('not_in_channel');
  if (channel.kind === 'im' && !state.seed.hasMessagesTab) throw new Refusal('messages_tab_disabled');
  return channel;
}

/** The message it hangs under: written as an id is, and there. */
function threadIn(state: State, channel: Channel, args: Json): string | null {
  const { thread_ts: thread } = args;
  if (thread === undefined || thread === '') return null;
  if (!isTs(thread)) throw new Refusal('invalid_thread_ts');
  const root = find(state, channel.id, thread);
  if (root === undefined) throw new Refusal('thread_not_found');
  if (root.threadTs !== null) state.violations.push(`${args['channel']}: thread_ts of a reply, not of its parent`);
  return root.threadTs ?? root.ts;
}

function ourMessage(state: State, args: Json, code: string): Message {
  const channel = channelIn(state, args['channel']);
  const message = find(state, channel.id, args['ts']);
  if (message === undefined) throw new Refusal('message_not_found');
  if (message.author !== BOT_USER) throw new Refusal(code);
  if (channel.isArchived) throw new Refusal('is_inactive');
  return message;
}

/** Undefined: not named, so what is there stays; null: taken away by an empty object [KIT chat.update metadata]. */
function metadataOf(args: Json): Json | null | undefined {
  const { metadata } = args;
  if (metadata === undefined) return undefined;
  if (!isRecord(metadata)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return null;
  const { event_type: type, event_payload: payload } = metadata;
  const extra = Object.keys(metadata).filter((key) => !['event_type', 'event_payload', 'entities'].includes(key));
  if (typeof type !== 'string' || !/^[\w.-]{1,255}$/.test(type) || !isRecord(payload) || extra.length > 0) {
    throw new Refusal('invalid_metadata_schema');
  }
  // [T MessageMetadata]: texts, numbers, flags, objects of those and lists of such objects.
  if (!Object.values(payload).every(isPayloadValue)) throw new Refusal('invalid_metadata_schema');
  if (Buffer.byteLength(JSON.stringify(metadata)) > 8_000) throw new Refusal('metadata_too_large');
  return metadata;
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isFlat = (value: unknown): boolean => isRecord(value) && Object.values(value).every(isScalar);
const isPayloadValue = (value: unknown): boolean =>
  isScalar(value) || isFlat(value) || (Array.isArray(value) && value.every(isFlat));
