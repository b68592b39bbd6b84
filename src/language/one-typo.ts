const HAN = /\p{Script=Han}/u;
const SHORTEST_HAN = 3;
const SHORTEST_LATIN = 4;

/** Whether a key is long enough for a typo in it to be told from another name. */
export function mayHaveTypo(key: string): boolean {
  return key.length >= (HAN.test(key) ? SHORTEST_HAN : SHORTEST_LATIN);
}

/** Whether one character more, fewer, different, or two neighbours swapped (Damerau-Levenshtein 1) leads from one to the other. */
export function isOneTypoAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  const start = commonStart(a, b);
  const end = commonEnd(a.slice(start), b.slice(start));
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA === `${restB.charAt(1)}${restB.charAt(0)}`;
}

function commonStart(a: string, b: string): number {
  let index = 0;
  while (index < a.length && index < b.length && a[index] === b[index]) index += 1;
  return index;
}

function commonEnd(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}
