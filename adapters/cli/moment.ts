import { endOfDay, instantOf, isDay } from '../../src/domain/days.ts';
import type { Instant } from '../../src/domain/records.ts';

const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;
const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(\.\d{1,9})?)?$/i;

/** An ISO moment; without an offset in `zone`, a bare day as its end. `undefined` when it is none. */
export function parseMoment(typed: string, zone: string): Instant | undefined {
  const text = typed.trim();
  if (isDay(text)) return endOfDay(text, zone);
  const [, day, time] = LOCAL.exec(text) ?? [];
  if (day !== undefined && time !== undefined)
    return isDay(day) && time < '24' ? instantOf(day, time, zone) : undefined;
  if (!WITH_OFFSET.test(text) || !isDay(text.slice(0, 10))) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
