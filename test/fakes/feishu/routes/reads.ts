import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Chat, Message, State } from '../state.ts';
import { defineRoute, invalidField, type Route } from './define-route.ts';
import { chatOf, messageOf, toWire } from './messages.ts';

const READ = ['im:message', 'im:message:readonly', 'im:message.history:readonly'];
const PAGE = 50;

/** Reading messages back. */
export const READ_ROUTES: readonly Route[] = [
  defineRoute('GET im/v1/messages/:id', {
    scopes: READ,
    answer: ({ state, params }) => {
      const message = messageOf(state, params['id'] ?? '');
      checkMayRead(chatOf(state, message.chat));
      if (message.visibleTo !== null) throw new Refusal(230001, 'An ephemeral message can NOT be read.');
      return { items: [toWire(state, message)] };
    },
  }),
  defineRoute('GET im/v1/messages', {
    scopes: READ,
    needs: { query: ['container_id_type', 'container_id'] },
    answer: ({ state, query }) => {
      const all = listed(state, query);
      const from = numberIn(query, 'page_token') ?? 0;
      const size = numberIn(query, 'page_size') ?? 20;
      if (size < 1 || size > PAGE) throw invalidField('page_size', `the max value is ${PAGE}`);
      const more = from + size < all.length;
      return {
        items: all.slice(from, from + size).map((one) => toWire(state, one)),
        has_more: more,
        ...(more ? { page_token: String(from + size) } : {}),
      } satisfies Json;
    },
  }),
];

function listed(state: State, query: Readonly<Record<string, string>>): readonly Message[] {
  const { container_id_type: type, container_id: id = '', start_time: start, end_time: end, sort_type: sort } = query;
  if (type !== 'chat' && type !== 'thread') throw invalidField('container_id_type', 'options: [chat,thread]');
  // Seconds, as text; milliseconds are refused.
  for (const name of ['start_time', 'end_time']) {
    if (!/^\d{0,10}$/.test(query[name] ?? ''))
      throw new Refusal(230001, `Your request contains an invalid request parameter: ${name}.`);
  }
  const all = state.messages.filter((one) => one.visibleTo === null && one[type] === id);
  const chat = state.chats.get(type === 'chat' ? id : (all[0]?.chat ?? ''));
  if (chat === undefined)
    throw new Refusal(230001, 'Your request contains an invalid request parameter: container_id.');
  checkMayRead(chat);
  // What everybody says in a group takes a scope of its own, one to avoid (im-v1/message/list).
  if (chat.kind !== 'p2p' && !state.granted.some((one) => one === 'im:message.group_msg' || one === 'im:message')) {
    throw new Refusal(230027, 'Lack of necessary permissions, ext=need scope: im:message.group_msg');
  }
  // Both included.
  const within = all.filter(
    ({ createdAt }) =>
      (start === undefined || Math.floor(createdAt / 1000) >= Number(start)) &&
      (end === undefined || Math.floor(createdAt / 1000) <= Number(end)),
  );
  const order = [...within].sort((a, b) => a.createdAt - b.createdAt);
  return sort === 'ByCreateTimeDesc' ? order.reverse() : order;
}

function checkMayRead(chat: Chat): void {
  if (!chat.hasBot) throw new Refusal(230002, 'The bot can NOT be out of the chat.');
}

function numberIn(query: Readonly<Record<string, string>>, name: string): number | null {
  const text = query[name];
  return text === undefined || text === '' ? null : Number(text);
}
