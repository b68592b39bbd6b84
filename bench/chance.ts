/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Chance {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  /** Some of them, each once. */
  some<T>(from: readonly T[], count: number): readonly T[];
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error('There is nothing to pick from.');
    return found;
  };
  const some = <T>(from: readonly T[], count: number): readonly T[] => {
    const left = [...from];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
  };
  return { next, below, pick, some };
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids shaped and sorted like those of the program (src/services/ids.ts), of a moment. */
export function createPastIds(chance: Chance): (at: number) => string {
  let made = 0;
  return (at) => {
    made += 1;
    const tail = Array.from({ length: 12 }, () => ALPHABET.charAt(chance.below(32))).join('');
    return inAlphabet(at, 10) + inAlphabet(made % 32 ** 4, 4) + tail;
  };
}

function inAlphabet(value: number, length: number): string {
  let text = '';
  for (let rest = value, at = 0; at < length; at++, rest = Math.floor(rest / 32))
    text = ALPHABET.charAt(rest % 32) + text;
  return text;
}
