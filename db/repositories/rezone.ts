import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { partsOf } from '../../src/domain/order.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Queries } from '../queries.ts';
import type { Tables } from '../schema.ts';
import type { StateKeeper } from './kept-states.ts';

const AT_ONCE = 500;

/** See `Store.rezone`. Rare and wide, so not prepared: one update for each day that moves. */
export async function rezone(
  queries: Queries,
  { interactions, touches, accounts }: Tables,
  states: StateKeeper,
  startOf: (day: string) => Instant,
  accountId?: string,
): Promise<void> {
  if (accountId === undefined) await states.forgetAll();
  else await states.forget([accountId]);
  const zoneless = queries.select({ id: accounts.id }).from(accounts).where(isNull(accounts.timeZone));
  const chosen =
    accountId === undefined ? inArray(interactions.accountId, zoneless) : eq(interactions.accountId, accountId);
  const told = await queries
    .select({ id: interactions.id, day: interactions.day, at: interactions.at })
    .from(interactions)
    .where(and(isNotNull(interactions.day), chosen));

  const starts = new Map<string, Instant>();
  const moving = new Map<Instant, string[]>();
  for (const { id, day, at } of told) {
    if (day === null) continue;
    const start = starts.get(day) ?? startOf(day);
    starts.set(day, start);
    if (start !== at) moving.set(start, [...(moving.get(start) ?? []), id]);
  }
  for (const [at, ids] of moving) {
    for (const part of partsOf(ids, AT_ONCE)) {
      await queries.update(interactions).set({ at }).where(inArray(interactions.id, part));
      await queries.update(touches).set({ at }).where(inArray(touches.interactionId, part));
    }
  }
}
