import { checkShare, type ShareProblem } from '../../domain/cooperation-stage.ts';
import type { Fact, Order, Share } from '../../domain/records.ts';
import { prevailing } from '../../domain/traits.ts';
import type { AccountScope } from './account-scope.ts';
import { byKey, factKey, lastSaid } from './match.ts';
import { mentioned, put, type Run, recordsOf, restamped, stampOf } from './run.ts';
import type { ReadAccount } from './schema.ts';

type Given<K extends 'shares' | 'orders' | 'facts'> = NonNullable<ReadAccount[K]>[number];

/** Brings in the shares of an account: one for each day. */
export async function importShares(run: Run, scope: AccountScope, given: readonly Given<'shares'>[]): Promise<void> {
  const known = byKey(await recordsOf(run, 'share', scope.account), ({ on }) => on, prevailing);
  for (const { item, path } of lastOfEach(given, `${scope.path}.shares`, ({ on }) => on)) {
    const before = known.get(item.on);
    const fresh: Share = {
      id: run.newId(),
      accountId: scope.account.id,
      on: item.on,
      percent: item.percent,
      low: null,
      high: null,
      ceiling: null,
      source: null,
      ...stampOf(run),
    };
    const after = restamped(run, before, { ...(before ?? fresh), ...mentioned(item) });
    for (const problem of checkShare(after)) noteShare(run, path, problem, after);
    await put(run, 'share', before, after, path);
  }
}

const PLACE: Partial<Record<ShareProblem, keyof Share>> = {
  'low-above-percent': 'low',
  'high-below-percent': 'high',
  'above-ceiling': 'ceiling',
};

function noteShare(run: Run, path: string, problem: ShareProblem, { percent, low, high, ceiling }: Share): void {
  const place = PLACE[problem];
  const detail = mentioned({ percent, low: low ?? undefined, high: high ?? undefined, ceiling: ceiling ?? undefined });
  run.problems.add(place === undefined ? path : `${path}.${place}`, problem, detail);
}

/** Brings in the orders of an account. Nothing tells two equal ones apart, so as many as the file has are kept. */
export async function importOrders(run: Run, scope: AccountScope, given: readonly Given<'orders'>[]): Promise<void> {
  const keyOf = (order: Given<'orders'>) =>
    JSON.stringify([order.on, order.amount ?? null, order.currency ?? null, order.product ?? null]);
  const known = new Map<string, Order[]>();
  for (const order of await recordsOf(run, 'order', scope.account)) {
    known.set(keyOf(order), [...(known.get(keyOf(order)) ?? []), order]);
  }
  for (const [position, item] of given.entries()) {
    const before = known.get(keyOf(item))?.shift();
    const fresh: Order = {
      id: run.newId(),
      accountId: scope.account.id,
      on: item.on,
      amount: item.amount ?? null,
      currency: item.currency ?? null,
      product: item.product ?? null,
      ...stampOf(run),
    };
    await put(run, 'order', before, before ?? fresh, `${scope.path}.orders[${position}]`);
  }
}

/** Brings in the integrations and alliances of an account. */
export async function importFacts(run: Run, scope: AccountScope, given: readonly Given<'facts'>[]): Promise<void> {
  const known = byKey(await recordsOf(run, 'fact', scope.account), factKey, lastSaid);
  for (const { item, path } of lastOfEach(given, `${scope.path}.facts`, factKey)) {
    const before = known.get(factKey(item));
    const fresh: Fact = { id: run.newId(), accountId: scope.account.id, ...item, to: null, ...stampOf(run) };
    const after = restamped(run, before, { ...(before ?? fresh), ...mentioned(item) });
    await put(run, 'fact', before, after, path);
  }
}

/** What one file says several times of one thing counts as said once, the last word first: so a repeat finds nothing to do. */
function lastOfEach<T extends object>(
  given: readonly T[],
  path: string,
  keyOf: (item: T) => string,
): Iterable<{ readonly item: T; readonly path: string }> {
  const told = new Map<string, { item: T; path: string }>();
  for (const [position, item] of given.entries()) {
    const key = keyOf(item);
    told.set(key, { item: { ...told.get(key)?.item, ...item }, path: `${path}[${position}]` });
  }
  return told.values();
}
