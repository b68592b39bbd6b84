import { createPatience, type Patience } from '../../src/chat/patience.ts';
import { within } from '../../src/chat/within.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import { StoreError } from '../../src/ports/store.ts';
import type { PressBody } from './bodies.ts';
import type { Handed } from './handed.ts';
import type { PressAnswer } from './letters.ts';
import type { CallbackAnswer, FeishuParts } from './parts.ts';
import { type OurPress, presserOf, readPressed, toFormDelivery, toPressDelivery } from './pressing.ts';
import { cardInPlace, placeOf } from './replaced-card.ts';
import { toastOf } from './toast.ts';
import { FEISHU_WORDS } from './words.ts';

export type PressParts = Pick<
  FeishuParts,
  'answering' | 'config' | 'intake' | 'log' | 'now' | 'organisation' | 'store' | 'waiting'
>;

/** The synchronous side of presses and forms. */
export interface Presses {
  /**
   * Recorded first, worked on at once, answered within 2.5 s. What is done by then takes the place of the card; what takes longer is
   * said to be under way; what is not recorded by then is said not to be done, and is not. Never rejects.
   */
  answer(body: PressBody, whenHanded: Promise<Handed>): Promise<CallbackAnswer>;
  /** Resolves when all that was answered is noted. */
  close(): Promise<void>;
}

/** How long whoever pressed waits for the answer, in milliseconds: Feishu takes one for three seconds, and asks no second time. */
const WAIT_MS = 2200;
/** An answer that is only being put away is waited for so much longer. */
const TAKEN_MS = 300;
const LANGUAGE_MS = 300;

/** What became of a press. */
type Ended =
  | { readonly kind: 'answered'; readonly answer: PressAnswer }
  /** Somebody the assistant does not answer. */
  | { readonly kind: 'unheard' }
  /** Nothing was done. */
  | { readonly kind: 'failed'; readonly fault: StoreError['fault'] | null }
  /** It is recorded, and a letter brings the answer. */
  | { readonly kind: 'later' }
  /** What it was about is not to be found any more. */
  | { readonly kind: 'expired' };

/** What whoever pressed is shown. */
interface Shown {
  readonly callback: CallbackAnswer;
  /** The letter that is held back meanwhile; `null`: there is none, or it goes out anyhow. */
  readonly held: Held | null;
}

interface Held {
  readonly letter: string;
  /** It would put the same card in the place of this message; `null`: it would say something a second time. */
  readonly message: string | null;
}

export function createPresses(parts: PressParts): Presses {
  const { answering, log } = parts;
  const open = new Set<Promise<void>>();
  return {
    async answer(body, whenHanded) {
      answering.begin(body.message);
      const shown = await show(body, parts).catch((error: unknown) => {
        log.error('a press in Feishu could not be answered', { error });
        return toast('error', FEISHU_WORDS[parts.organisation.language].notTaken);
      });
      const ended = note(shown, whenHanded, parts)
        .catch((error: unknown) => log.warn('that a press in Feishu was answered could not be noted', { error }))
        .finally(() => {
          answering.end(body.message);
          open.delete(ended);
        });
      open.add(ended);
      return shown.callback;
    },
    async close() {
      await Promise.all(open);
    },
  };
}

/**
 * What is shown is also in a letter, which is held back until here it is known whether that arrived. The same card put once more in its
 * own place does no harm, so in doubt the letter goes out; a toast, or a card only its reader sees, would be said a second time, so
 * there it goes out only when surely nothing was seen. When the process dies before, it goes out by itself.
 */
async function note({ held }: Shown, whenHanded: Promise<Handed>, { store, now }: PressParts): Promise<void> {
  const handed = await whenHanded;
  if (held === null || handed === 'lost') return;
  if (handed === 'over' || held.message === null) await store.outbox.said(held.letter, held.message, now());
}

async function show(body: PressBody, parts: PressParts): Promise<Shown> {
  const pressed = readPressed(body);
  if (pressed.kind === 'none') return { callback: {}, held: null };
  const language = languageOf(body, parts);
  if (pressed.kind === 'old') return toast('warning', FEISHU_WORDS[await language].oldButton);
  const patience = createPatience(parts.waiting);
  const done = carryOut(body, pressed, patience, parts);
  const first = await within(WAIT_MS, done);
  const isTaken = first === 'late' && !patience.giveUp();
  const ended = isTaken ? await within(TAKEN_MS, done) : first;
  const words = FEISHU_WORDS[await language];
  if (ended !== 'late') return toShown(ended, body, pressed, await language, parts);
  // What is not durable by now may be lost with this process, so nothing is promised: they are told to press again. Were it done all
  // the same afterwards, whoever does press again would have it done twice; so when it is recorded after all, it is taken back
  // (`Asker.kept`). If even that fails, or we die in between, it is done late, and its letter says what was done.
  return patience.isKept ? toast('info', words.working) : toast('error', words.notTaken);
}

async function carryOut(body: PressBody, pressed: OurPress, patience: Patience, parts: PressParts): Promise<Ended> {
  try {
    const delivery =
      pressed.kind === 'form'
        ? await toFormDelivery(body, pressed.form, parts)
        : toPressDelivery(body, pressed.pressed, parts);
    if (delivery === null) return { kind: 'expired' };
    // They were told by now that it was not recorded.
    if (!patience.isThere()) return { kind: 'failed', fault: null };
    patience.begin(delivery.deliveryKey);
    return await ask(delivery, patience, parts).finally(() => patience.end());
  } catch (error) {
    parts.log.error('a press in Feishu could not be recorded', { error });
    return { kind: 'failed', fault: error instanceof StoreError ? error.fault : null };
  }
}

async function ask(delivery: Delivery, patience: Patience, { intake }: PressParts): Promise<Ended> {
  const asked = await intake.ask(delivery, patience);
  if (asked.kind === 'failed') return { kind: 'failed', fault: null };
  if (asked.kind === 'later') return { kind: 'later' };
  const answer = asked.answer as PressAnswer | null;
  return answer === null ? { kind: 'unheard' } : { kind: 'answered', answer };
}

function toShown(
  ended: Ended,
  { message }: PressBody,
  pressed: OurPress,
  language: Language,
  { log }: PressParts,
): Shown {
  const words = FEISHU_WORDS[language];
  switch (ended.kind) {
    case 'answered': {
      const { answer } = ended;
      const card = cardInPlace(answer, pressed, log);
      const data: CallbackAnswer = card === null ? {} : { card: { type: 'raw', data: card } };
      const stays = card !== null && placeOf(pressed) !== 'ephemeral';
      const held = answer.isSent ? null : { letter: answer.letter, message: stays ? message : null };
      return { callback: { toast: toastOf(answer), ...data }, held };
    }
    case 'unheard':
      return { callback: {}, held: null };
    case 'later':
      return toast('info', words.working);
    case 'expired':
      return toast('warning', words.expired);
    case 'failed': {
      const { fault } = ended;
      return toast('error', fault === null ? words.notTaken : messagesIn(language).errors.storeTrouble[fault]);
    }
  }
}

const toast = (type: NonNullable<CallbackAnswer['toast']>['type'], content: string): Shown => ({
  callback: { toast: { type, content } },
  held: null,
});

/** Theirs, as far as the book can be read at all. */
async function languageOf(body: PressBody, parts: PressParts): Promise<Language> {
  const found = await within(
    LANGUAGE_MS,
    presserOf(body, parts).catch(() => undefined),
  );
  return found === 'late' || found === undefined ? parts.organisation.language : found.language;
}
