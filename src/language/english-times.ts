import type { Half, Meaning, Rule } from './day-pieces.ts';

/** English hours and parts of the day: 3pm, 3:30 p.m., 3 o'clock, noon, in the afternoon. */

const CLOCK = /(?<![\d.:$€£¥])\b(\d{1,2})(?::([0-5]\d))?\s*(a|p)(?:m\b|\.m\.?)/g;
const OCLOCK = /(?<![\d.:])\b(\d{1,2})\s*o'?clock\b/g;
/** "at 8" beside a day; "at 8 sites" counts something. */
const AT = /\bat (\d{1,2})\b(?=\s*(?:$|[,.;!?)](?!\d)|(?:with|in|about|we|i|and|to|for|on)\b))/g;
const PART = /\b(?:in the |early |late )?(morning|afternoon|evening)\b|\bat night\b/g;
const HALVES: ReadonlyMap<string, Half> = new Map([
  ['morning', 'morning'],
  ['afternoon', 'afternoon'],
]);

function clock([, hour, minute, half]: readonly (string | undefined)[]): Meaning | null {
  const said = Number(hour);
  if (said < 1 || said > 12) return null;
  const at = (said % 12) + (half === 'p' ? 12 : 0);
  return { time: `${String(at).padStart(2, '0')}:${minute ?? '00'}`, hour: at, minute: Number(minute ?? 0) };
}

function bare([, hour]: readonly (string | undefined)[]): Meaning | null {
  return Number(hour) > 12 ? null : { hour: Number(hour), minute: 0, needsNeighbour: true };
}

function oclock([, hour]: readonly (string | undefined)[]): Meaning | null {
  return Number(hour) > 12 ? null : { hour: Number(hour), minute: 0 };
}

export const ENGLISH_TIME_RULES: readonly Rule[] = [
  { pattern: CLOCK, means: clock },
  { pattern: OCLOCK, means: oclock },
  { pattern: AT, means: bare },
  { pattern: /\b(?:noon|midday)\b/g, means: () => ({ time: '12:00', hour: 12, minute: 0 }) },
  { pattern: PART, means: ([, part]) => ({ half: HALVES.get(part ?? '') ?? 'night' }) },
];
