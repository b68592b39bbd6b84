import { begunAnew } from '../../src/chat/patience.ts';
import { type InLetter, pressedIn } from '../../src/chat/pressed.ts';
import type { Member } from '../../src/domain/records.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import type { Form, Reply } from '../../src/reply/reply.ts';
import type { PressBody } from './bodies.ts';
import { type CardPress, parseCardPress, pressedValue } from './card-press.ts';
import { idOf } from './content.ts';
import { readForm, type SubmittedForm, submittedCall, valuesDigest } from './form-values.ts';
import type { FeishuParts } from './parts.ts';
import type { CardPlace, FeishuSaid, Origin } from './payload.ts';

/** What somebody did to a card. */
export type Pressed =
  | { readonly kind: 'press'; readonly pressed: CardPress }
  | { readonly kind: 'form'; readonly form: SubmittedForm }
  /** Of another version of ours. */
  | { readonly kind: 'old' }
  /** Nothing of ours. */
  | { readonly kind: 'none' };

export type OurPress = Exclude<Pressed, { readonly kind: 'none' | 'old' }>;

export function readPressed({ action }: PressBody): Pressed {
  const form = readForm(action);
  if (form !== null) return { kind: 'form', form };
  const pressed = parseCardPress(action);
  if (pressed !== null) return { kind: 'press', pressed };
  return { kind: pressedValue(action) === null ? 'none' : 'old' };
}

type Parts = Pick<FeishuParts, 'config' | 'store'>;
type PressOrigin = Extract<Origin, { readonly kind: 'press' }>;

/** A press as it is kept until it is worked on. */
export function toPressDelivery(body: PressBody, { press, place }: CardPress, { config }: Parts): Delivery {
  const isDaily = press.kind !== 'share' && press.isDaily;
  return deliveryOf(body, `${config.appId}:event:${body.eventId}`, {
    content: { press },
    from: originOf(body, place, isDaily),
  });
}

/**
 * A form that was handed in, as it is kept: the same person's same values from the same card are the same delivery. `null`: what it
 * was about is not to be found any more.
 */
export async function toFormDelivery(body: PressBody, form: SubmittedForm, parts: Parts): Promise<Delivery | null> {
  const { store, config } = parts;
  const standing = form.kept === null && form.at !== null ? await formInLetter(body, form.at, parts) : null;
  const call = submittedCall(form, standing);
  if (call === null) return null;
  const key = `${config.appId}:form:${body.message}:${idOf(body.who)}:${valuesDigest(form)}`;
  const { command, values, standing: known } = form;
  const typed = { command, values, standing: known };
  const said = { content: { call }, from: originOf(body, form.place, form.isDaily), typed };
  return begunAnew(deliveryOf(body, key, said), store.inbox);
}

/** Who pressed, as far as the book knows them. */
export const presserOf = ({ tenant, who }: PressBody, { store }: Parts): Promise<Member | undefined> =>
  store.views.memberByIdentity('feishu', tenant, idOf(who));

/** The form that stands in a letter to whoever handed it in. */
async function formInLetter(body: PressBody, at: InLetter, parts: Parts): Promise<Form | null> {
  const [letter, member] = [await parts.store.outbox.byKey(at.letter), await presserOf(body, parts)];
  if (letter === undefined || member === undefined || letter.memberId !== member.id) return null;
  const { reply } = (letter.payload ?? {}) as { readonly reply?: Reply };
  const found = reply === undefined ? null : pressedIn(reply, at);
  return found !== null && 'kind' in found ? found : null;
}

const originOf = ({ chat, message }: PressBody, stands: CardPlace, isDaily: boolean): PressOrigin => ({
  ...{ kind: 'press', chat, message },
  ...{ stands, isDaily },
});

function deliveryOf(
  { tenant, who }: PressBody,
  deliveryKey: string,
  said: Pick<FeishuSaid, 'content' | 'from' | 'typed'>,
): Delivery {
  const payload: FeishuSaid = { tenant, who, ...said };
  return { platform: 'feishu', tenant, deliveryKey, conversation: idOf(who), payload };
}
