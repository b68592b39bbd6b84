import { by, compareText } from './order.ts';
import type { Day, Pin } from './records.ts';

const newestFirst = by<Pin>(
  (a, b) => b.recordedAt - a.recordedAt,
  (a, b) => compareText(b.id, a.id),
);

/** The pins in force on a day, first and last day included, newest first. They stand beside what is computed (docs/method.md §3). */
export function pinsOn(pins: readonly Pin[], day: Day): readonly Pin[] {
  return pins.filter((pin) => pin.from <= day && day <= pin.until).sort(newestFirst);
}
