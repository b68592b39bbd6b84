/** Two sides of which each one prefers some of the other: of each of the left its choices, the preferred first. */
export type Choices<L, R> = ReadonlyMap<L, readonly R[]>;

/**
 * As many pairs as can stand side by side, no two sharing a side: of each matched right the left that holds it. Maximum
 * bipartite matching by shortest augmenting paths, left by left: V searches of E steps. The same choices in the same order
 * give the same pairs; who came first and what was preferred is kept where a larger matching does not ask otherwise.
 */
export function maximumMatching<L, R>(choices: Choices<L, R>): ReadonlyMap<R, L> {
  const holders = new Map<R, L>();
  const held = new Map<L, R>();
  for (const left of choices.keys()) augment(left, choices, holders, held);
  return holders;
}

/** Finds `start` a place by letting each holder on the way move on to another choice; gives up when nobody can. */
function augment<L, R>(start: L, choices: Choices<L, R>, holders: Map<R, L>, held: Map<L, R>): void {
  const reachedFrom = new Map<R, L>();
  const waiting: L[] = [start];
  for (const left of waiting) {
    for (const right of choices.get(left) ?? []) {
      if (reachedFrom.has(right)) continue;
      reachedFrom.set(right, left);
      const holder = holders.get(right);
      if (holder === undefined) {
        moveAlong(right, reachedFrom, holders, held);
        return;
      }
      waiting.push(holder);
    }
  }
}

/** Each on the way takes the choice it was reached through; the last, who had none, keeps it. */
function moveAlong<L, R>(free: R, reachedFrom: ReadonlyMap<R, L>, holders: Map<R, L>, held: Map<L, R>): void {
  let right: R | undefined = free;
  while (right !== undefined) {
    const left = reachedFrom.get(right);
    if (left === undefined) return;
    const before = held.get(left);
    holders.set(right, left);
    held.set(left, right);
    right = before;
  }
}
