import type { Delivered, Via } from './delivery.ts';
import { newId } from './identifiers.ts';
import type { Json } from './json.ts';
import { eventPayload, idsOf, messageEvent } from './payloads.ts';
import type { People } from './people.ts';
import { BOT_NAME, BOT_OPEN_ID, TENANT } from './seed.ts';
import { type Chat, directWith, keep, type Message, type Person, type State } from './state.ts';
import { composed, type Mentioned, type Written } from './typed.ts';

/** A gesture that was made, and how it was answered. */
export interface Gesture extends Delivered {
  /** `null`: nothing was delivered, as the app is not told of it. */
  readonly eventId: string | null;
  /** What was delivered. */
  readonly payload: Json | null;
}

export interface Said extends Gesture {
  readonly messageId: string;
  readonly chat: string;
  readonly thread: string | null;
}

export interface Speaking extends Via {
  /** By key, id or name; else the conversation with the bot. */
  readonly chat?: string;
  /** Who is mentioned: before the words, or where `@Name` stands in them (`@KAM` the bot). */
  readonly at?: string | readonly string[];
  /** The message it answers. */
  readonly replyTo?: string;
  /** In the topic of that message. */
  readonly inThread?: boolean;
}

export interface Gestures {
  /** Somebody writes. `at`: `bot`, `all`, or keys of people. */
  say(user: string, written: Written, how?: Speaking): Promise<Said>;
  /** Presses an item of the bot's menu. */
  menu(user: string, key: string, via?: Via): Promise<Gesture>;
  /** Opens the conversation with the bot. */
  enter(user: string, via?: Via): Promise<Gesture>;
  /** The bot is taken into a group, or out of it. */
  invite(chat: string, via?: Via & { readonly by?: string }): Promise<Gesture>;
  remove(chat: string, via?: Via & { readonly by?: string }): Promise<Gesture>;
  /** Somebody comes into a group, or leaves it. */
  join(user: string, chat: string, via?: Via): Promise<Gesture>;
  leave(user: string, chat: string, via?: Via): Promise<Gesture>;
  dissolve(chat: string, via?: Via): Promise<Gesture>;
  /** Something about somebody is another than before; `isResigned`: they left the organisation. */
  changeUser(user: string, changes: Partial<Person>, via?: Via): Promise<Gesture>;
  /** A message of somebody's is taken back, or one of the bot's is deleted for all; no event tells of it. */
  recall(messageId: string): void;
  /** Any event of this name. */
  event(type: string, event: Json, via?: Via): Promise<Gesture>;
  /** An event that was delivered before, once more and word for word. */
  redeliver(eventId: string, via?: Via): Promise<Gesture>;
}

export interface GestureParts {
  readonly state: State;
  readonly people: People;
  /** Tells the app of something, and remembers what it was told. */
  readonly tell: Tell;
}

export type Tell = (payload: Json, via: Via) => Promise<Gesture>;

/** Of what the app is not told. */
const UNTOLD: Gesture = {
  eventId: null,
  payload: null,
  ack: null,
  status: null,
  latencyMs: 0,
  error: null,
  fault: null,
};

export function createGestures({ state, people, tell }: GestureParts, told: Map<string, Json>): Gestures {
  const event = (type: string, body: Json, via: Via = {}): Promise<Gesture> => {
    const scopes = EVENT_SCOPES.find(([begins]) => type.startsWith(begins))?.[1] ?? [];
    const isTold = scopes.length === 0 || scopes.some((one) => state.granted.includes(one));
    if (!isTold || !state.seed.events.includes(type)) return Promise.resolve(UNTOLD);
    return tell(eventPayload(state, type, body), via);
  };
  const inGroup = (chat: Chat, by: Person): Json => ({
    chat_id: chat.id,
    operator_id: idsOf(state, by),
    external: chat.isExternal,
    operator_tenant_key: by.tenant,
    name: chat.name,
    i18n_names: { zh_cn: chat.name },
  });
  const ofMember = (who: string, where: string, verb: string, via: Via): Promise<Gesture> => {
    const [person, chat] = [people.person(who), people.chat(where)];
    if (verb === 'added') chat.members.add(person.openId);
    else chat.members.delete(person.openId);
    const users = [{ name: person.name, tenant_key: person.tenant, user_id: idsOf(state, person) }];
    if (!chat.hasBot) return Promise.resolve(UNTOLD);
    return event(`im.chat.member.user.${verb}_v1`, { ...inGroup(chat, person), users }, via);
  };

  return {
    event,
    say: async (who, written, how = {}) => {
      const author = people.person(who);
      const chat = how.chat === undefined ? directWith(state, author.openId) : people.chat(how.chat);
      if (!chat.members.has(author.openId)) throw new Error(`${author.name} does not read in ${chat.name}`);
      const mentioned = mentionedIn(people, how.at);
      const { type, content } = composed(written, mentioned);
      const mentions = mentioned.filter(({ key }) => key !== '@_all');
      const place = placeOf(state, chat, how);
      const message = keep(state, { ...place, chat: chat.id, author: author.openId, type, content, mentions });
      const made = hears(state, chat, author, mentioned)
        ? await event('im.message.receive_v1', messageEvent(state, message, chat, author), how)
        : UNTOLD;
      return { ...made, messageId: message.id, chat: chat.id, thread: message.thread };
    },
    // It names no chat (bot-v3/events/menu).
    menu: (who, key, via = {}) => {
      const operator = { operator_name: people.person(who).name, operator_id: idsOf(state, people.person(who)) };
      return event('application.bot.menu_v6', { operator, event_key: key, timestamp: state.now() }, via);
    },
    enter: (who, via = {}) => {
      const person = people.person(who);
      const chat = directWith(state, person.openId);
      const last = state.messages.findLast((one) => one.chat === chat.id);
      const about =
        last === undefined ? {} : { last_message_id: last.id, last_message_create_time: String(last.createdAt) };
      const body = { chat_id: chat.id, operator_id: idsOf(state, person), ...about };
      return event('im.chat.access_event.bot_p2p_chat_entered_v1', body, via);
    },
    invite: (where, { by = 'wang', ...via } = {}) => {
      const chat = people.chat(where);
      chat.hasBot = true;
      return event('im.chat.member.bot.added_v1', inGroup(chat, people.person(by)), via);
    },
    remove: (where, { by = 'wang', ...via } = {}) => {
      const chat = people.chat(where);
      chat.hasBot = false;
      return event('im.chat.member.bot.deleted_v1', inGroup(chat, people.person(by)), via);
    },
    join: (who, where, via = {}) => ofMember(who, where, 'added', via),
    leave: (who, where, via = {}) => ofMember(who, where, 'deleted', via),
    dissolve: (where, via = {}) => {
      const chat = people.chat(where);
      chat.isDissolved = true;
      return event('im.chat.disbanded_v1', inGroup(chat, people.person([...chat.members][0] ?? 'wang')), via);
    },
    changeUser: (who, changes, via = {}) => {
      const person = people.person(who);
      const before = changedFields(person, changes);
      Object.assign(person, changes);
      const isGone = changes.isResigned === true;
      // Only of people within the app's contact range (contact-v3/user/events/updated).
      if (!person.isInRange) return Promise.resolve(UNTOLD);
      const object = { ...idsOf(state, person), name: person.name, email: person.email, mobile: person.mobile };
      return event(`contact.user.${isGone ? 'deleted' : 'updated'}_v3`, { object, old_object: before }, via);
    },
    recall: (messageId) => {
      const message = state.messages.find((one) => one.id === messageId);
      if (message === undefined) throw new Error(`there is no message ${messageId}`);
      if (message.author === BOT_OPEN_ID) message.isDeleted = true;
      else message.isRecalled = true;
    },
    redeliver: (eventId, via = {}) => {
      const payload = told.get(eventId);
      if (payload === undefined) throw new Error(`no event ${eventId} was delivered`);
      return tell(payload, via);
    },
  };
}

/** What an event takes besides the subscription (the page of each event); of messages `hears` tells. */
const EVENT_SCOPES: readonly (readonly [begins: string, scopes: readonly string[]])[] = [
  ['contact.user.', ['contact:contact.base:readonly', 'contact:contact:readonly', 'contact:contact:readonly_as_app']],
  ['im.chat.access_event.', ['im:chat.access_event.bot_p2p_chat:read']],
  ['im.chat.member.bot.', ['im:chat.members:bot_access', 'im:chat', 'im:chat:readonly']],
];

const WIRE = { name: 'name', email: 'email', mobile: 'mobile' } as const;

function changedFields(person: Person, changes: Partial<Person>): Json {
  const keys = (Object.keys(WIRE) as (keyof typeof WIRE)[]).filter((key) => key in changes);
  return Object.fromEntries(keys.map((key) => [WIRE[key], person[key]]));
}

function mentionedIn(people: People, at: Speaking['at']): readonly Mentioned[] {
  const all = at === undefined ? [] : [at].flat();
  return all.map((who, i) => {
    if (who === 'all') return { key: '@_all', openId: 'all', name: '所有人' };
    const key = `@_user_${i + 1}`;
    if (who === 'bot') return { key, openId: BOT_OPEN_ID, name: BOT_NAME };
    const { openId, name } = people.person(who);
    return { key, openId, name };
  });
}

/** Whether the app is told of what is said there (im-v1/message/events/receive): in groups what mentions it, or everybody (hermes-agent#107875). */
function hears(state: State, chat: Chat, author: Person, mentioned: readonly Mentioned[]): boolean {
  const may = (...scopes: readonly string[]): boolean => scopes.some((one) => state.granted.includes(one));
  if (!chat.hasBot || chat.isDissolved) return false;
  if (chat.kind === 'p2p') {
    const person = state.people.get(chat.user ?? '');
    return may('im:message', 'im:message.p2p_msg:readonly') && person?.tenant === TENANT;
  }
  if (author.kind === 'bot') return may('im:message.group_at_msg.include_bot:readonly');
  if (may('im:message.group_msg')) return true;
  const isMeant = mentioned.some(({ key, openId }) => openId === BOT_OPEN_ID || key === '@_all');
  return isMeant && may('im:message', 'im:message.group_at_msg', 'im:message.group_at_msg:readonly');
}

/** Beneath a message, in its topic; in a group of topics each message begins one. */
function placeOf(state: State, chat: Chat, how: Speaking): Pick<Message, 'thread' | 'root' | 'parent'> {
  const begun = chat.kind === 'topic' ? newId('omt_') : null;
  if (how.replyTo === undefined) return { thread: begun, root: null, parent: null };
  const parent = state.messages.find((one) => one.id === how.replyTo);
  if (parent === undefined) throw new Error(`there is no message ${how.replyTo}`);
  const thread = parent.thread ?? (how.inThread === true ? newId('omt_') : null);
  return { thread, root: parent.root ?? parent.id, parent: parent.id };
}
