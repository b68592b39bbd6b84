import { state } from './state.ts';

/** What the page keeps in the browser, apart for each member; never anything that would let somebody in. */

const prefix = (): string => `kam:${state.member?.id ?? ''}:`;
/** What belongs to the browser, whoever it is signed in as. */
const SHARED = 'kam::';

export const read = (key: string): string | null => readWhole(prefix() + key);
export const readShared = (key: string): string | null => readWhole(SHARED + key);

function readWhole(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser may be told to keep nothing: the page then works without.
    return null;
  }
}

/** Whether there was room. */
export const write = (key: string, value: string): boolean => writeWhole(prefix() + key, value);
export const writeShared = (key: string, value: string): boolean => writeWhole(SHARED + key, value);

function writeWhole(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function remove(key: string): void {
  try {
    localStorage.removeItem(prefix() + key);
  } catch {
    // Then it was never kept.
  }
}

/** What follows `start` in the keys that begin so, in order. */
export function keysFrom(start: string): string[] {
  const whole = prefix() + start;
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(whole))
      .map((key) => key.slice(whole.length))
      .sort();
  } catch {
    return [];
  }
}

/** Forgets everything of this member. */
export function forgetAll(): void {
  for (const key of keysFrom('')) remove(key);
}
