import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { TENANT } from '../seed.ts';
import type { Chat, State } from '../state.ts';
import { defineRoute, invalidField, type Route } from './define-route.ts';

const READ = ['im:chat', 'im:chat:readonly', 'im:chat:read'];
const PAGE = 100;

/** Groups and who is in them. */
export const CHAT_ROUTES: readonly Route[] = [
  defineRoute('GET im/v1/chats/:id', {
    scopes: READ,
    answer: ({ state, params }) => chatToWire(state, known(state, params['id'] ?? '')),
  }),
  defineRoute('GET im/v1/chats', {
    scopes: READ,
    answer: ({ state }) => ({
      items: [...state.chats.values()]
        .filter((one) => one.kind !== 'p2p' && one.hasBot && !one.isDissolved)
        .map(({ id, name, isExternal }) => ({ chat_id: id, name, external: isExternal, tenant_key: TENANT })),
      has_more: false,
    }),
  }),
  defineRoute('GET im/v1/chats/:id/members', {
    scopes: [...READ, 'im:chat.members:read'],
    answer: ({ state, params, query }) => {
      const chat = known(state, params['id'] ?? '');
      if (chat.isDissolved)
        throw new Refusal(232009, 'Your request specifies a chat which has already been dissolved.');
      if (!chat.hasBot) throw new Refusal(232011, 'Operator can NOT be out of the chat.');
      const idType = query['member_id_type'] ?? 'open_id';
      const ids = { open_id: 'openId', union_id: 'unionId', user_id: 'userId' } as const;
      const key = ids[idType as keyof typeof ids];
      if (key === undefined) throw invalidField('member_id_type', 'options: [open_id,union_id,user_id]');
      const size = Number(query['page_size'] ?? 20);
      if (!(size >= 1 && size <= PAGE)) throw invalidField('page_size', `the max value is ${PAGE}`);
      // Bots are not told of.
      const all = [...chat.members].flatMap((id) => {
        const person = state.people.get(id);
        return person === undefined || person.kind === 'bot' ? [] : [person];
      });
      const from = Number(query['page_token'] ?? 0);
      const hasMore = from + size < all.length;
      return {
        items: all.slice(from, from + size).map((one) => ({
          member_id_type: idType,
          member_id: one[key] ?? '',
          name: one.name,
          tenant_key: one.tenant,
        })),
        page_token: hasMore ? String(from + size) : '',
        has_more: hasMore,
        member_total: all.length,
      } satisfies Json;
    },
  }),
];

function known(state: State, id: string): Chat {
  const chat = state.chats.get(id);
  if (chat === undefined) throw new Refusal(232006, 'Your request specifies a chat_id which is invalid.');
  return chat;
}

function chatToWire(state: State, chat: Chat): Json {
  const isBot = (id: string): boolean => state.people.get(id)?.kind === 'bot';
  const people = [...chat.members].filter((id) => !isBot(id)).length;
  return {
    name: chat.name,
    description: '',
    // Who is not in it is told little (im/v1/chats get).
    ...(chat.hasBot
      ? {
          owner_id: [...chat.members][0] ?? '',
          owner_id_type: 'open_id',
          user_count: String(people),
          bot_count: String(chat.members.size - people + 1),
        }
      : {}),
    chat_mode: chat.kind,
    group_message_type: chat.kind === 'topic' ? 'thread' : 'chat',
    chat_type: 'private',
    external: chat.isExternal,
    tenant_key: TENANT,
    chat_status: chat.isDissolved ? 'dissolved' : 'normal',
  };
}
