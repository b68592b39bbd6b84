import { newId } from './identifiers.ts';
import type { Json } from './json.ts';
import { APP_ID, TENANT } from './seed.ts';
import type { Chat, Message, Person, State } from './state.ts';

/** An event of the schema 2.0 (event-subscription-guide, event structure). `header.tenant_key`: where the app is installed. */
export function eventPayload(state: State, type: string, event: Json): Json {
  return {
    schema: '2.0',
    header: {
      event_id: newId(''),
      event_type: type,
      create_time: String(state.now()),
      token: state.verificationToken,
      app_id: APP_ID,
      tenant_key: TENANT,
    },
    event,
  };
}

/** The ids of somebody; the user id only where the scope for it is there (im-v1/message/events/receive). */
export function idsOf(state: State, { openId, unionId, userId }: Person): Json {
  const may = state.granted.includes('contact:user.employee_id:readonly');
  return { open_id: openId, ...(unionId === null ? {} : { union_id: unionId }), ...(may ? { user_id: userId } : {}) };
}

/** im.message.receive_v1 (im-v1/message/events/receive). */
export function messageEvent(state: State, message: Message, chat: Chat, author: Person): Json {
  return {
    sender: {
      sender_id: idsOf(state, author),
      sender_type: author.kind === 'bot' ? 'bot' : 'user',
      tenant_key: author.tenant,
    },
    message: {
      message_id: message.id,
      ...(message.root === null ? {} : { root_id: message.root }),
      ...(message.parent === null ? {} : { parent_id: message.parent }),
      ...(message.thread === null ? {} : { thread_id: message.thread }),
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: chat.id,
      chat_type: chat.kind === 'p2p' ? 'p2p' : 'group',
      message_type: message.type,
      content: message.content,
      ...(message.mentions.length === 0 ? {} : { mentions: message.mentions.map((one) => mentionOf(state, one)) }),
      user_agent: 'Mozilla/5.0 Lark/7.71.6',
    },
  };
}

function mentionOf(state: State, { key, openId, name }: Message['mentions'][number]): Json {
  const person = state.people.get(openId);
  // The bot of the double has no union id that matters to anybody.
  const id = person === undefined ? { open_id: openId, union_id: `on_${openId.slice(3)}` } : idsOf(state, person);
  const type = person === undefined || person.kind === 'bot' ? 'bot' : 'user';
  return { key, id, mentioned_type: type, name, tenant_key: person?.tenant ?? TENANT };
}

/** card.action.trigger (feishu-cards/card-callback-communication). */
export function actionEvent(state: State, message: Message, user: Person, token: string, action: Json): Json {
  return {
    operator: { ...idsOf(state, user), tenant_key: user.tenant },
    token,
    action: { ...action, timezone: user.timeZone },
    host: 'im_message',
    context: { open_message_id: message.id, open_chat_id: message.chat },
  };
}
