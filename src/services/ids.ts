import { randomBytes } from 'node:crypto';
import type { NewId } from '../ports/ids.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids of 26 characters: 10 of time, 16 of chance; within one process each is greater than the one before. */
export function createIds(now: () => number = Date.now): NewId {
  let lastTime = 0;
  let counter = 0;
  const chance = createChance();
  return () => {
    const time = Math.max(now(), lastTime);
    counter = time === lastTime ? counter + 1 : 0;
    lastTime = time;
    // Four characters count within one millisecond, twelve are chance.
    return encode(time, 10) + encode(counter, 4) + chance(12);
  };
}

function encode(value: number, length: number): string {
  let text = '';
  for (let rest = value, at = 0; at < length; at++, rest = Math.floor(rest / 32))
    text = ALPHABET.charAt(rest % 32) + text;
  return text;
}

/** Chance is drawn a page at a time: asking the system for each id costs more than all the rest. */
function createChance(): (length: number) => string {
  let page = Buffer.alloc(0);
  let at = 0;
  return (length) => {
    if (at + length > page.length) {
      page = randomBytes(4096);
      at = 0;
    }
    let text = '';
    for (const end = at + length; at < end; at++) text += ALPHABET.charAt((page[at] ?? 0) % 32);
    return text;
  };
}
