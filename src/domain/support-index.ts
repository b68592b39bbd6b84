import type { ContactOn } from './traits.ts';
import { ATTITUDES, type Attitude } from './vocabulary.ts';

/**
 * How far those who decide are for us, −1 to +1, unrounded: attitudes weighted by each one's part of the decision, over
 * contacts in post with a known attitude. Nobody's weight known: plain mean. Nobody's attitude known: `null` (§6).
 */
export function supportIndex(contacts: readonly ContactOn[]): number | null {
  let people = 0;
  let plain = 0;
  let weight = 0;
  let weighted = 0;
  for (const contact of contacts) {
    if (!contact.inPost || contact.attitude === null) continue;
    const value = attitudeValue(contact.attitude);
    people += 1;
    plain += value;
    weight += contact.weight ?? 0;
    weighted += (contact.weight ?? 0) * value;
  }
  if (people === 0) return null;
  return weight === 0 ? plain / people / 2 : weighted / (2 * weight);
}

/** −2 (resist) to +2 (support) (docs/method.md §6). */
function attitudeValue(attitude: Attitude): number {
  return ATTITUDES.indexOf(attitude) - 2;
}
