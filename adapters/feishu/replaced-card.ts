import type { Log } from '../../src/ports/log.ts';
import type { Card } from './card.ts';
import type { PressAnswer } from './letters.ts';
import { cardOf } from './message-forms.ts';
import type { CardPlace } from './payload.ts';
import type { OurPress } from './pressing.ts';

/**
 * What takes the place of the card that was pressed, as its letter would put it there; `null`: it stays, as a letter or a toast says
 * the rest.
 */
export function cardInPlace(answer: PressAnswer, pressed: OurPress, log: Log): Card | null {
  const { isSent, isInPlace, letter: key, reply, language, timeZone } = answer;
  return isSent || !isInPlace ? null : cardOf({ key, reply, language, timeZone }, placeOf(pressed), log);
}

/** Where the card stands. */
export const placeOf = (pressed: OurPress): CardPlace =>
  pressed.kind === 'form' ? pressed.form.place : pressed.pressed.place;
