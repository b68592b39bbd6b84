import type { ItemAnswer } from '../../src/chat/parts.ts';
import type { Log } from '../../src/ports/log.ts';
import type { PressBody } from './bodies.ts';
import type { Card } from './card.ts';
import type { FeishuRequest } from './client.ts';
import { type FeishuFault, troubleOf } from './errors.ts';
import { maskPrivate } from './masks.ts';
import { soundCard, uuidOf } from './message-forms.ts';
import type { FeishuParts } from './parts.ts';
import type { CardPlace } from './payload.ts';
import type { OurPress } from './pressing.ts';
import { renderRefusedForm } from './refused-form.ts';
import { renderCard } from './render.ts';

/** What takes the place of the card that was pressed; `null`: it stays, as a letter or a toast says the rest. */
export function cardInPlace(answer: ItemAnswer, pressed: OurPress, log: Log): Card | null {
  return cardAt(placeOf(pressed), answer, pressed, log);
}

function cardAt(
  place: CardPlace,
  { ok, reply, language, timeZone, isSent }: ItemAnswer,
  pressed: OurPress,
  log: Log,
  isMasked = false,
): Card | null {
  const isAsked = reply.blocks.some(({ kind }) => kind === 'form');
  if (isSent || !(ok || isAsked)) return null;
  const context = { language, timeZone, letterKey: null, isDaily: false, place, isMasked };
  const isRefused = pressed.kind === 'form' && !ok;
  const rendered = isRefused ? renderRefusedForm(reply, pressed.form, context) : renderCard(reply, context);
  return soundCard(rendered, log);
}

type ShowParts = Pick<FeishuParts, 'answering' | 'client' | 'config' | 'log'>;

/** The toast that it is being worked on is on the screen by then. In milliseconds. */
const SHOWN_MS = 3500;
const MESSAGES = '/open-apis/im/v1/messages';

/**
 * Puts an answer in the place of the card after all, when it came too late to be the answer of the press. `key`: of the press, as it
 * was recorded. Where the organisation lets no phone numbers and e-mail addresses through, without them.
 */
export async function showLater(
  answer: ItemAnswer,
  body: PressBody,
  pressed: OurPress,
  key: string,
  parts: ShowParts,
): Promise<void> {
  const { answering, config, log } = parts;
  // A card only one person sees cannot be changed any more: they are told in their own conversation.
  const isOwn = placeOf(pressed) === 'ephemeral';
  if (!isOwn) await answering.free(body.message, SHOWN_MS);
  const show = async (isMasked: boolean): Promise<FeishuFault | null> => {
    const shown = isMasked ? { ...answer, reply: maskPrivate(answer.reply) } : answer;
    const card = cardAt(isOwn ? 'dm' : placeOf(pressed), shown, pressed, log, isMasked);
    if (card === null) return null;
    const uuid = uuidOf(config.appId, key, isMasked ? 'late-masked' : 'late');
    const called = await parts.client.call(isOwn ? telling(card, body, uuid) : putting(card, body));
    return called.ok ? null : called.fault;
  };
  const refused = await show(false);
  const fault = refused !== null && troubleOf(refused) === 'private' ? await show(true) : refused;
  if (fault !== null) log.warn('what became of a press in Feishu could not be shown', { why: fault.text });
}

const telling = (card: Card, { who }: PressBody, uuid: string): FeishuRequest => ({
  ...{ method: 'POST', path: MESSAGES, params: { receive_id_type: 'open_id' } },
  data: { receive_id: who.openId, msg_type: 'interactive', content: JSON.stringify(card), uuid },
});

const putting = (card: Card, { message }: PressBody): FeishuRequest => ({
  ...{ method: 'PATCH', path: `${MESSAGES}/${encodeURIComponent(message)}`, data: { content: JSON.stringify(card) } },
});

const placeOf = (pressed: OurPress): CardPlace =>
  pressed.kind === 'form' ? pressed.form.place : pressed.pressed.place;
