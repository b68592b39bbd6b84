const AT_ONCE = 8;

/** All of it done, some at once, so that much takes neither long nor all that a platform allows. Rejects with the first that does. */
export async function inTurns<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let i = 0; i < all.length; i += AT_ONCE) done.push(...(await Promise.all(all.slice(i, i + AT_ONCE).map(work))));
  return done;
}
