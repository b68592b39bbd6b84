/** Comparing by code unit: the same in every language and on every machine, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Comparing by code point: as `compareText`, but a character beyond U+FFFF (a rare surname, say) comes after all others. */
export function compareCodePoints(a: string, b: string): number {
  const [ours, theirs] = [[...a], [...b]];
  const at = ours.findIndex((character, n) => character !== theirs[n]);
  if (at < 0) return ours.length - theirs.length;
  return (ours[at]?.codePointAt(0) ?? -1) - (theirs[at]?.codePointAt(0) ?? -1);
}

/** A comparison that asks the given ones in turn until one of them tells the two apart. */
export function by<T>(...comparisons: readonly ((a: T, b: T) => number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const compare of comparisons) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

/** The first in order, without sorting the rest; undefined when there is none. */
export function firstBy<T>(items: Iterable<T>, compare: (a: T, b: T) => number): T | undefined {
  let first: T | undefined;
  for (const item of items) if (first === undefined || compare(item, first) < 0) first = item;
  return first;
}

/** The items of each key, in the order they came. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The items in their order, at most so many at a time. */
export function* partsOf<T>(items: readonly T[], length: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += length) yield items.slice(from, from + length);
}
