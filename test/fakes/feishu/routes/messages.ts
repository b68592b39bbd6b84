import { checkContent } from '../content-rules.ts';
import { newId } from '../identifiers.ts';
import { isRecord, type Json, objectIn, textIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { APP_ID, BOT_OPEN_ID, TENANT } from '../seed.ts';
import { type Chat, directWith, keep, type Message, type Person, type State } from '../state.ts';
import { type Asked, defineRoute, invalidField, type Route } from './define-route.ts';

const SEND = ['im:message', 'im:message:send_as_bot', 'im:message:send'];
const HOUR_MS = 3_600_000;

/** im/v1/messages: create and reply (im-v1/message/create, im-v1/message/reply). */
export const MESSAGE_ROUTES: readonly Route[] = [
  defineRoute('POST im/v1/messages', {
    scopes: SEND,
    needs: { query: ['receive_id_type'], body: ['receive_id', 'msg_type', 'content'] },
    takes: ['receive_id', 'msg_type', 'content', 'uuid'],
    answer: (asked) => {
      const { state, query, body } = asked;
      const chat = receiverOf(state, textIn(query['receive_id_type']), textIn(body['receive_id']));
      return send(asked, chat, { thread: null, root: null, parent: null });
    },
  }),
  defineRoute('POST im/v1/messages/:id/reply', {
    scopes: SEND,
    needs: { body: ['msg_type', 'content'] },
    takes: ['msg_type', 'content', 'reply_in_thread', 'uuid'],
    answer: (asked) => {
      const { state, params, body } = asked;
      const parent = messageOf(state, params['id'] ?? '');
      const chat = chatOf(state, parent.chat);
      const isThread = body['reply_in_thread'] === true || parent.thread !== null || chat.kind === 'topic';
      // Threads are not for every place (im-v1/message/reply, 230071).
      if (body['reply_in_thread'] === true && chat.kind === 'p2p') {
        throw new Refusal(230071, 'This chat does not support reply in thread.');
      }
      if (parent.visibleTo !== null) throw new Refusal(230001, 'Your request contains an invalid request parameter.');
      const root = parent.root ?? parent.id;
      return send(asked, chat, { thread: isThread ? threadOf(state, parent) : null, root, parent: parent.id });
    },
  }),
];

function send({ state, body }: Asked, chat: Chat, place: Pick<Message, 'thread' | 'root' | 'parent'>): Json {
  checkMayWrite(state, chat);
  const [type, content, uuid] = [textIn(body['msg_type']), body['content'], uuidIn(body)];
  // The same uuid is sent at most once in an hour; who repeats it is given the message that was sent (im-v1/message/create).
  const known = uuid === null ? undefined : state.messages.find((one) => one.uuid === uuid && isRecent(state, one));
  if (known !== undefined) {
    if (known.chat !== chat.id) state.violations.push(`the uuid ${uuid} was used for another chat`);
    else if (known.edits === 0 && titleIn(known.content) !== titleIn(content)) {
      state.violations.push(`the uuid ${uuid} was used for another content`);
    }
    return toWire(state, known);
  }
  if (uuid === null) state.violations.push('a message was sent without a uuid');
  const { card } = checkContent(state, type, content, chat);
  const message = keep(state, {
    ...place,
    chat: chat.id,
    author: BOT_OPEN_ID,
    type,
    content: content as string,
    card,
    uuid,
    ...(chat.kind === 'topic' && place.thread === null ? { thread: newId('omt_') } : {}),
  });
  return toWire(state, message);
}

/** What a message begins with: one message may be tried in several looks, a card and then words alone, under one uuid. */
function titleIn(content: unknown): string {
  const { header, text } = objectIn(textIn(content));
  const title = isRecord(header) && isRecord(header['title']) ? header['title']['content'] : text;
  return textIn(title).split('\n', 1)[0] ?? '';
}

const isRecent = (state: State, message: Message): boolean => state.now() - message.createdAt < HOUR_MS;

/** ≤ 50 characters (im-v1/message/create). */
function uuidIn(body: Json): string | null {
  const { uuid } = body;
  if (uuid === undefined || uuid === '') return null;
  if (typeof uuid !== 'string' || uuid.length > 50) throw invalidField('uuid', 'the max len is 50');
  return uuid;
}

/** Whom or what a receive_id means. */
function receiverOf(state: State, type: string, id: string): Chat {
  if (!['open_id', 'union_id', 'user_id', 'email', 'chat_id'].includes(type)) {
    throw invalidField(
      'receive_id_type',
      'receive_id_type is optional, options: [open_id,user_id,union_id,email,chat_id]',
    );
  }
  if (type === 'chat_id') {
    const chat = state.chats.get(id);
    if (chat === undefined) throw new Refusal(230034, 'The receive_id is invalid.');
    return chat;
  }
  const person = personBy(state, type, id);
  if (person === undefined) throw new Refusal(230034, 'The receive_id is invalid.');
  return directWith(state, person.openId);
}

/** Somebody by an id of this type. */
export function personBy(state: State, type: string, id: string): Person | undefined {
  const keys = { open_id: 'openId', union_id: 'unionId', user_id: 'userId', email: 'email' } as const;
  const key = keys[type as keyof typeof keys];
  return [...state.people.values()].find((one) => one[key] === id);
}

/** Whether the bot may write there (im-v1/message/create, error codes). */
export function checkMayWrite(state: State, chat: Chat): void {
  if (!state.seed.isBot) throw new Refusal(230006, 'Bot ability is not activated.');
  if (chat.user === null) checkGroup(chat);
  else checkReader(state.people.get(chat.user));
}

function checkReader(person: Person | undefined): void {
  if (person === undefined || person.kind === 'bot') throw new Refusal(230034, 'The receive_id is invalid.');
  if (person.tenant !== TENANT) throw new Refusal(230038, 'Cross tenant p2p chat operate forbid.');
  if (person.isResigned) throw new Refusal(230029, 'User has resigned.');
  if (!person.isInRange) throw new Refusal(230013, 'Bot has NO availability to this user.');
  if (person.hasStopped) throw new Refusal(230053, 'The user has stopped the bot from sending messages.');
}

function checkGroup(chat: Chat): void {
  if (chat.isDissolved) throw new Refusal(232009, 'Your request specifies a chat which has already been dissolved.');
  if (!chat.hasBot) throw new Refusal(230002, 'The bot can NOT be out of the chat.');
  if (chat.isMuted) throw new Refusal(230018, 'These operations are NOT allowed at current group settings.');
}

/** A message by its id; one that is gone is refused. */
export function messageOf(state: State, id: string): Message {
  // Tokens of presses and other ids are none (openclaw#71673).
  if (!/^om_\w+$/.test(id))
    throw new Refusal(99992354, `The request you send is not a valid {message_id} or not exists: ${id}`);
  const found = state.messages.find((one) => one.id === id);
  if (found === undefined) throw new Refusal(230001, 'Your request contains an invalid request parameter: message_id.');
  if (found.isRecalled) throw new Refusal(230011, 'The message was recalled.');
  if (found.isDeleted) throw new Refusal(230110, 'Action unavailable as the message has been deleted.');
  return found;
}

/** The chat of a message. */
export function chatOf(state: State, id: string): Chat {
  const chat = state.chats.get(id);
  if (chat === undefined) throw new Error(`a message in no chat: ${id}`);
  return chat;
}

/** The topic of a message: its own, or one that begins with it. */
function threadOf(state: State, parent: Message): string {
  const root = state.messages.find((one) => one.id === (parent.root ?? parent.id));
  const known = parent.thread ?? state.messages.find((one) => one.root === root?.id && one.thread !== null)?.thread;
  return known ?? newId('omt_');
}

/** A message as the API tells it. */
export function toWire(state: State, message: Message): Json {
  const author = state.people.get(message.author);
  const isOurs = message.author === BOT_OPEN_ID;
  return {
    message_id: message.id,
    ...(message.root === null ? {} : { root_id: message.root }),
    ...(message.parent === null ? {} : { parent_id: message.parent }),
    ...(message.thread === null ? {} : { thread_id: message.thread }),
    msg_type: message.type,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.isDeleted || message.isRecalled,
    updated: message.edits > 0,
    chat_id: message.chat,
    sender: isOurs
      ? { id: APP_ID, id_type: 'app_id', sender_type: 'app', tenant_key: TENANT }
      : { id: message.author, id_type: 'open_id', sender_type: 'user', tenant_key: author?.tenant ?? TENANT },
    body: { content: contentToRead(message) },
    mentions: message.mentions.map(({ key, openId, name }) => ({
      key,
      id: openId,
      id_type: 'open_id',
      name,
      tenant_key: TENANT,
    })),
  };
}

/**
 * A card is never handed back as it was sent: its title, and in the place of the rest of a card 2.0 a line that the client is too old
 * for it.
 */
function contentToRead({ type, content, card }: Message): string {
  if (type !== 'interactive' || card === null) return content;
  const header = isRecord(card['header']) ? card['header'] : {};
  const title = isRecord(header['title']) ? textIn(header['title']['content']) : '';
  return JSON.stringify({ title, elements: [[{ tag: 'text', text: '请升级至最新版本客户端，以查看内容' }]] });
}
