import { cardRefusal, checkContent } from '../content-rules.ts';
import { isRecord, type Json, parsed, textIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { BOT_OPEN_ID } from '../seed.ts';
import type { Message, State } from '../state.ts';
import { defineRoute, type Route } from './define-route.ts';
import { chatOf, checkMayWrite, messageOf, toWire } from './messages.ts';

const EDIT = ['im:message', 'im:message:send_as_bot', 'im:message:update'];
const DAY_MS = 86_400_000;
const MOST_EDITS = 20;

/** Changing and taking back messages of the bot's own. */
export const EDIT_ROUTES: readonly Route[] = [
  // Of cards alone (im-v1/message-card/patch).
  defineRoute('PATCH im/v1/messages/:id', {
    scopes: EDIT,
    needs: { body: ['content'] },
    takes: ['content'],
    answer: ({ state, params, body }) => {
      const message = ours(state, params['id'] ?? '');
      if (message.visibleTo !== null) throw new Refusal(230001, 'An ephemeral message can NOT be updated.');
      if (message.type !== 'interactive') throw new Refusal(230001, 'This message is NOT a card.');
      if (state.now() - message.createdAt > 14 * DAY_MS) {
        throw new Refusal(230031, 'The message can NOT be updated: it was sent more than 14 days ago.');
      }
      checkMayWrite(state, chatOf(state, message.chat));
      // While somebody is pressing in it (im-v1/message-card/patch, 11310).
      if ([...state.presses.values()].some((one) => one.message === message.id && !one.isAnswered)) {
        throw cardRefusal(11310, 'card action is lock');
      }
      const { card } = checkContent(state, 'interactive', body['content'], chatOf(state, message.chat));
      replaceCard(state, message, card ?? {});
      return {};
    },
  }),
  // Of texts and posts, at most twenty times (im-v1/message/update).
  defineRoute('PUT im/v1/messages/:id', {
    scopes: EDIT,
    needs: { body: ['msg_type', 'content'] },
    takes: ['msg_type', 'content'],
    answer: ({ state, params, body }) => {
      const message = ours(state, params['id'] ?? '');
      if (message.type !== 'text' && message.type !== 'post') {
        throw new Refusal(230054, 'This operation is NOT supported for this message type.');
      }
      if (message.edits >= MOST_EDITS)
        throw new Refusal(230072, 'The message has reached the number of times it can be edited.');
      const type = textIn(body['msg_type']);
      if (type !== 'text' && type !== 'post') throw new Refusal(230001, 'invalid msg_type');
      checkContent(state, type, body['content'], chatOf(state, message.chat));
      Object.assign(message, { type, content: body['content'], updatedAt: state.now(), edits: message.edits + 1 });
      return toWire(state, message);
    },
  }),
  defineRoute('DELETE im/v1/messages/:id', {
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:recall'],
    answer: ({ state, params }) => {
      const message = ours(state, params['id'] ?? '');
      message.isRecalled = true;
      return {};
    },
  }),
];

function ours(state: State, id: string): Message {
  const message = messageOf(state, id);
  if (message.author !== BOT_OPEN_ID)
    throw new Refusal(230027, 'Lack of necessary permissions: NOT the sender of the message.');
  return message;
}

/** Puts another card, one that is well, in the place of one. */
export function replaceCard(state: State, message: Message, card: Json): void {
  Object.assign(message, {
    card,
    content: JSON.stringify(card),
    updatedAt: state.now(),
    edits: message.edits + 1,
  });
}

/** A card that was handed over as JSON or as its text. */
export function cardIn(value: unknown): Json | null {
  const card = typeof value === 'string' ? parsed(value) : value;
  return isRecord(card) ? card : null;
}
