import { cardProblems } from '../card-rules/card.ts';
import { checkCard, checkWords } from '../content-rules.ts';
import { type Json, textIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { BOT_OPEN_ID } from '../seed.ts';
import { standingIn } from '../standing.ts';
import { keep, type State } from '../state.ts';
import { defineRoute, type Route } from './define-route.ts';
import { cardIn, replaceCard } from './edits.ts';
import { checkMayWrite, messageOf } from './messages.ts';

const SEND = ['im:message', 'im:message:send_as_bot'];
const HALF_HOUR_MS = 1_800_000;
const CARD_BYTES = 30 * 1024;

/** Private cards in groups, and the delayed update of a card that was pressed. */
export const CARD_ROUTES: readonly Route[] = [
  // Cards only one reader sees (im-v1/message-card/uETOyYjLxkjM24SM5IjN).
  defineRoute('POST ephemeral/v1/send', {
    scopes: SEND,
    needs: { body: ['chat_id', 'msg_type', 'card'] },
    takes: ['chat_id', 'open_id', 'user_id', 'email', 'msg_type', 'card'],
    answer: ({ state, body }) => {
      const reader = readerOf(state, body);
      const chat = state.chats.get(textIn(body['chat_id']));
      if (chat === undefined) throw new Refusal(18004, 'chat_id is invalid');
      if (body['msg_type'] !== 'interactive') throw new Refusal(18002, 'msg_type must be interactive');
      if (chat.kind !== 'group') throw new Refusal(18053, 'only ordinary groups take ephemeral messages');
      checkMayWrite(state, chat);
      if (!chat.members.has(reader)) throw new Refusal(18054, 'the user is not in the chat');
      const card = cardIn(body['card']);
      if (card === null || typeof body['card'] === 'string') throw new Refusal(18002, 'card is invalid');
      const content = JSON.stringify(card);
      if (Buffer.byteLength(content) > CARD_BYTES)
        throw new Refusal(230025, 'The length of the card reaches its limit.');
      const [problem] = cardProblems(card, standingIn(state, true));
      if (problem !== undefined) throw new Refusal(18055, `card is invalid, ErrCode: ${problem.code}; ${problem.what}`);
      checkWords(state, 'interactive', card);
      const note = { chat: chat.id, author: BOT_OPEN_ID, type: 'interactive', content, card, visibleTo: reader };
      return { message_id: keep(state, note).id };
    },
  }),
  defineRoute('POST ephemeral/v1/delete', {
    scopes: SEND,
    needs: { body: ['message_id'] },
    answer: ({ state, body }) => {
      const message = messageOf(state, textIn(body['message_id']));
      if (message.visibleTo === null) throw new Refusal(18058, 'not an ephemeral message');
      message.isDeleted = true;
      return {};
    },
  }),
  // The delayed update (im-v1/message-card/uMDO1YjLzgTN24yM4UjN).
  defineRoute('POST interactive/v1/card/update', {
    needs: { body: ['token', 'card'] },
    takes: ['token', 'card'],
    answer: ({ state, body }) => {
      const pressed = state.presses.get(textIn(body['token']));
      if (pressed === undefined) throw new Refusal(300020, 'token is invalid');
      if (!pressed.isAnswered) throw new Refusal(300030, 'the callback has not been answered yet');
      if (state.now() - pressed.at > HALF_HOUR_MS || pressed.updates >= 2)
        throw new Refusal(300040, 'token is expired');
      const card = cardIn(body['card']);
      if (card === null) throw new Refusal(300020, 'card is invalid');
      checkCard(state, card);
      pressed.updates += 1;
      replaceCard(state, messageOf(state, pressed.message), card);
      return {};
    },
  }),
];

function readerOf(state: State, body: Json): string {
  const reader = textIn(body['open_id'] ?? body['user_id'] ?? body['email']);
  const found = [...state.people.values()].find(({ openId, userId, email }) =>
    [openId, userId, email].includes(reader),
  );
  if (found === undefined) throw new Refusal(18003, 'open_id is invalid');
  return found.openId;
}
