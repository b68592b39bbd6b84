import { isObject, type Press, parsePress } from '../../src/chat/pressed.ts';
import type { CardPlace } from './payload.ts';

/** Somebody pressed a button of one of our cards. */
export interface CardPress {
  readonly press: Press;
  /** Where that card stands. */
  readonly place: CardPlace;
}

/** What a button of ours carries, once it is certain that it is one. */
export interface PressedValue {
  readonly action: string;
  readonly value: string;
  readonly place: CardPlace;
}

/**
 * Reads `event.action` of a `card.action.trigger`. `null`: no button of ours, one of another version of ours, or the button that hands
 * in a form (`readForm`).
 */
export function parseCardPress(action: unknown): CardPress | null {
  const pressed = pressedValue(action);
  const press = pressed === null ? null : parsePress(pressed.action, pressed.value);
  return press === null || pressed === null ? null : { press, place: pressed.place };
}

export function pressedValue(action: unknown): PressedValue | null {
  const carried = isObject(action) && isObject(action['value']) ? action['value'] : {};
  const { a, v, p } = carried;
  const place = PLACES.find((one) => one === p);
  return typeof a === 'string' && typeof v === 'string' && place !== undefined ? { action: a, value: v, place } : null;
}

const PLACES: readonly CardPlace[] = ['dm', 'group', 'ephemeral'];
