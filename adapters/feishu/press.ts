import { setTimeout as pause } from 'node:timers/promises';
import type { ItemAnswer } from '../../src/chat/parts.ts';
import { createPatience, type Patience } from '../../src/chat/patience.ts';
import { within } from '../../src/chat/within.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import { StoreError } from '../../src/ports/store.ts';
import type { PressBody } from './bodies.ts';
import type { CallbackAnswer, FeishuParts } from './parts.ts';
import { type OurPress, presserOf, readPressed, toFormDelivery, toPressDelivery } from './pressing.ts';
import { cardInPlace, showLater } from './replaced-card.ts';
import { toastOf } from './toast.ts';
import { FEISHU_WORDS } from './words.ts';

export type PressParts = Pick<
  FeishuParts,
  'answering' | 'client' | 'config' | 'intake' | 'log' | 'organisation' | 'store' | 'waiting'
>;

/** How long whoever pressed waits for the answer, in milliseconds: Feishu takes one for three seconds, and asks no second time. */
const WAIT_MS = 2200;
/** An answer that is only being put away is waited for so much longer. */
const TAKEN_MS = 300;
/** What was answered is on the screen by then; only then the card may be changed again. */
const SETTLED_MS = 500;
const LANGUAGE_MS = 300;
/** What failed after whoever pressed was told that it is being worked on is begun again after so many milliseconds each. */
const AGAIN_MS = [1000, 5000, 30_000] as const;

/** What became of a press. */
type Ended =
  | { readonly kind: 'answered'; readonly answer: ItemAnswer }
  /** Somebody the assistant does not answer. */
  | { readonly kind: 'unheard' }
  /** Nothing was done. */
  | { readonly kind: 'failed'; readonly fault: StoreError['fault'] | null }
  /** It still waits for what came before it. */
  | { readonly kind: 'later' }
  /** What it was about is not to be found any more. */
  | { readonly kind: 'expired' };

/**
 * The synchronous side of presses and forms: recorded first, worked on at once, answered within 2.5 s. What is done by then takes the
 * place of the card; what takes longer is said to be under way, and goes out as a letter. Never rejects.
 */
export function createPress(parts: PressParts): (body: PressBody) => Promise<CallbackAnswer> {
  const { answering, log } = parts;
  return async (body) => {
    answering.begin(body.message);
    try {
      return await answer(body, parts);
    } catch (error) {
      log.error('a press in Feishu could not be answered', { error });
      return toast('error', FEISHU_WORDS[parts.organisation.language].notTaken);
    } finally {
      setTimeout(() => answering.end(body.message), SETTLED_MS).unref();
    }
  };
}

async function answer(body: PressBody, parts: PressParts): Promise<CallbackAnswer> {
  const pressed = readPressed(body);
  if (pressed.kind === 'none') return {};
  const language = languageOf(body, parts);
  if (pressed.kind === 'old') return toast('warning', FEISHU_WORDS[await language].oldButton);
  const patience = createPatience(parts.waiting);
  const carried = carryOut(body, pressed, patience, parts);
  const done = carried.then(({ ended }) => ended);
  const first = await within(WAIT_MS, done);
  const ended = first === 'late' && !patience.giveUp() ? await within(TAKEN_MS, done) : first;
  const words = FEISHU_WORDS[await language];
  if (ended !== 'late') return toCallback(ended, pressed, await language, parts.log);
  void carried.then((late) => follow(late, body, pressed, parts));
  return toast('info', words.working);
}

interface Carried {
  readonly delivery: Delivery | null;
  readonly ended: Ended;
}

async function carryOut(body: PressBody, pressed: OurPress, patience: Patience, parts: PressParts): Promise<Carried> {
  let delivery: Delivery | null = null;
  try {
    delivery =
      pressed.kind === 'form'
        ? await toFormDelivery(body, pressed.form, parts)
        : toPressDelivery(body, pressed.pressed, parts);
    if (delivery === null) return { delivery, ended: { kind: 'expired' } };
    patience.begin(delivery.deliveryKey);
    return { delivery, ended: await ask(delivery, parts).finally(() => patience.end()) };
  } catch (error) {
    parts.log.error('a press in Feishu could not be recorded', { error });
    return { delivery, ended: { kind: 'failed', fault: error instanceof StoreError ? error.fault : null } };
  }
}

async function ask(delivery: Delivery, { intake }: PressParts): Promise<Ended> {
  const asked = await intake.ask(delivery);
  if (asked.kind === 'failed') return { kind: 'failed', fault: null };
  if (asked.kind === 'later') return { kind: 'later' };
  const answer = asked.answer as ItemAnswer | null;
  return answer === null ? { kind: 'unheard' } : { kind: 'answered', answer };
}

function toCallback(ended: Ended, pressed: OurPress, language: Language, log: Log): CallbackAnswer {
  const words = FEISHU_WORDS[language];
  switch (ended.kind) {
    case 'answered': {
      const card = cardInPlace(ended.answer, pressed, log);
      return { toast: toastOf(ended.answer), ...(card === null ? {} : { card: { type: 'raw', data: card } }) };
    }
    case 'unheard':
      return {};
    case 'later':
      return toast('info', words.working);
    case 'expired':
      return toast('warning', words.expired);
    case 'failed':
      return toast(
        'error',
        ended.fault === null ? words.notTaken : messagesIn(language).errors.storeTrouble[ended.fault],
      );
  }
}

/** Whoever pressed was told that it is being worked on: what fails is begun again, what comes too late is shown all the same. */
async function follow(
  { delivery, ended }: Carried,
  body: PressBody,
  pressed: OurPress,
  parts: PressParts,
): Promise<void> {
  const { log } = parts;
  if (delivery === null) return;
  const { deliveryKey: key } = delivery;
  try {
    let now = ended;
    for (const ms of AGAIN_MS) {
      if (now.kind !== 'failed') break;
      await pause(ms, undefined, { ref: false });
      now = await ask(delivery, parts);
    }
    if (now.kind === 'failed') log.error('a press in Feishu came to nothing', { key });
    if (now.kind === 'answered') await showLater(now.answer, body, pressed, key, parts);
  } catch (error) {
    log.error('what became of a press in Feishu could not be told', { error });
  }
}

const toast = (type: NonNullable<CallbackAnswer['toast']>['type'], content: string): CallbackAnswer => ({
  toast: { type, content },
});

/** Theirs, as far as the book can be read at all. */
async function languageOf(body: PressBody, parts: PressParts): Promise<Language> {
  const found = await within(
    LANGUAGE_MS,
    presserOf(body, parts).catch(() => undefined),
  );
  return found === 'late' || found === undefined ? parts.organisation.language : found.language;
}
