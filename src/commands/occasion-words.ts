import { FESTIVALS, type FestivalKey } from '../domain/vocabulary.ts';
import type { Messages } from '../i18n/messages.ts';
import { foldText } from '../language/characters.ts';

export type OccasionKey = FestivalKey | 'birthday';

/** Whether an occasion is somebody's birthday, in whichever words: that day is told to their own people only (§18). */
export function isBirthdayOccasion(occasion: string | null): boolean {
  return occasion !== null && /生日|诞辰|寿|b-?day|birthday/.test(foldText(occasion));
}

export function isOccasionKey(text: string): text is OccasionKey {
  return text === 'birthday' || FESTIVALS.some((key) => key === text);
}

/** An occasion in words; one that is no key stays as it was written. */
export function occasionText(occasion: string, { words }: Messages): string {
  return isOccasionKey(occasion) ? words.festival[occasion] : occasion;
}
