import { compareText, groupBy } from './order.ts';
import type { Day, Trait } from './records.ts';
import { hasBegun, prevailing } from './traits.ts';

/**
 * Since when something has been so: of the dated history of one field of one contact, the entry with which the run began that
 * still holds on the day; `null` when it does not hold. An undated entry has held from the beginning.
 */
export function runStart<T extends Trait>(
  history: readonly T[],
  holds: (value: T['value']) => boolean,
  day: Day,
): T | null {
  const begun = history.filter((each) => hasBegun(each, day));
  const [only] = begun;
  // Of most fields something was told once.
  if (only !== undefined && begun.length === 1) return holds(only.value) ? only : null;
  const byDate = groupBy(begun, (each) => each.on ?? '');
  let first: T | null = null;
  for (const date of [...byDate.keys()].sort((a, b) => compareText(b, a))) {
    const held = byDate.get(date)?.reduce<T | undefined>(prevailing, undefined);
    if (held === undefined || !holds(held.value)) break;
    first = held;
  }
  return first;
}
