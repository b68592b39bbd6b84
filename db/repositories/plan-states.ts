import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PlanState } from '../../src/domain/nudges/plan-state.ts';
import { groupBy } from '../../src/domain/order.ts';
import type { Account, Interaction, Member, Order } from '../../src/domain/records.ts';
import type { PlanWindow } from '../../src/ports/store.ts';
import { atMost, overList, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createPlanTraits } from './plan-traits.ts';
import type { RecordRows } from './records.ts';
import type { createTouchViews } from './touches.ts';

/** See `Views.planStates`: a statement for each kind of record, whatever the number of accounts. */
export function createPlanStates(
  queries: Queries,
  tables: Tables,
  records: RecordRows,
  touchViews: ReturnType<typeof createTouchViews>,
) {
  const { greetings, giftApprovals, interactions, nextSteps, orders } = tables;
  const earlier = alias(orders, 'earlier');
  const firstOrders = overList((ids, length) =>
    queries
      .select()
      .from(orders)
      .where(
        and(
          inArray(orders.accountId, ids),
          eq(
            orders.id,
            queries
              .select({ id: earlier.id })
              .from(earlier)
              .where(eq(earlier.accountId, orders.accountId))
              .orderBy(asc(earlier.on), asc(earlier.id))
              .limit(atMost(1)),
          ),
        ),
      )
      .prepare(`orders_first_${length}`),
  );
  const recent = overList((ids, length) =>
    queries
      .select()
      .from(interactions)
      .where(
        and(
          inArray(interactions.accountId, ids),
          gte(interactions.at, slot('since')),
          lte(interactions.at, slot('at')),
          or(eq(interactions.kind, 'visit'), ne(sql`cast(${interactions.signals} as text)`, '[]')),
        ),
      )
      .prepare(`interactions_recent_${length}`),
  );
  const withOccasion = overList((ids, length) =>
    queries
      .select()
      .from(interactions)
      .where(
        and(
          inArray(interactions.accountId, ids),
          isNotNull(interactions.occasion),
          gte(interactions.at, slot('since')),
          lte(interactions.at, slot('at')),
        ),
      )
      .prepare(`interactions_occasions_${length}`),
  );
  const openSteps = overList((ids, length) =>
    queries
      .select()
      .from(nextSteps)
      .where(
        and(
          inArray(nextSteps.accountId, ids),
          gte(nextSteps.due, slot('dueFrom')),
          lte(nextSteps.due, slot('dueTo')),
          isNull(nextSteps.doneOn),
          isNull(nextSteps.brokenOn),
        ),
      )
      .prepare(`next_steps_open_${length}`),
  );
  /** Apart from those open, which are found by their day. */
  const brokenSteps = overList((ids, length) =>
    queries
      .select()
      .from(nextSteps)
      .where(
        and(inArray(nextSteps.accountId, ids), isNull(nextSteps.doneOn), gt(nextSteps.brokenOn, slot('brokenFrom'))),
      )
      .prepare(`next_steps_broken_${length}`),
  );
  const stepsOf = overList((ids, length) =>
    queries.select().from(nextSteps).where(inArray(nextSteps.interactionId, ids)).prepare(`next_steps_of_${length}`),
  );
  const wishes = overList((ids, length) =>
    queries
      .select()
      .from(greetings)
      .where(and(inArray(greetings.accountId, ids), gt(greetings.on, slot('since'))))
      .prepare(`greetings_since_${length}`),
  );
  const asked = overList((ids, length) =>
    queries
      .select()
      .from(giftApprovals)
      .where(and(inArray(giftApprovals.accountId, ids), eq(giftApprovals.state, 'asked')))
      .prepare(`gift_approvals_asked_${length}`),
  );

  const traitsOf = createPlanTraits(queries, tables);

  return async (
    accounts: readonly Account[],
    members: readonly Member[],
    window: PlanWindow,
  ): Promise<readonly PlanState[]> => {
    const ids = accounts.map(({ id }) => id);
    const { at, recentFrom, occasionsFrom, greetingsFrom, promises } = window;
    // What refers comes before what it refers to: a write in between can add something unreferred, not a reference to nothing.
    const approvals = grouped(await asked(ids));
    const gifts = [...approvals.values()].flat().map(({ interactionId }) => interactionId);
    const { withInteractions, dueFrom, dueTo, brokenFrom } = promises;
    const broken = brokenFrom === null ? [] : await brokenSteps(ids, { brokenFrom });
    const steps = [...(await openSteps(ids, { dueFrom, dueTo })), ...broken];
    const greeted = grouped(await wishes(ids, { since: greetingsFrom }));
    const visits = await recent(ids, { since: recentFrom, at });
    const festive = await withOccasion(ids, { since: occasionsFrom, at });
    const promising = withInteractions ? steps.map(({ interactionId }) => interactionId) : [];
    const given = await records.some('interaction', gifts);
    const promisedIn = (await records.some('interaction', promising)).filter((each) => each.at <= at);
    const told = grouped(distinct<Interaction>([...visits, ...festive, ...given, ...promisedIn]));
    const visitSteps = await stepsOf(visits.filter(({ kind }) => kind === 'visit').map(({ id }) => id));
    const promised = grouped(distinct([...steps, ...visitSteps]));
    const touches = await touchViews.thinnedAndRecent(ids, recentFrom, at);
    const levels = grouped(await records.ofAccounts('level', ids));
    const traits = await traitsOf(ids);
    const contacts = grouped(await records.ofAccounts('contact', ids));
    const shares = grouped(await records.ofAccounts('share', ids));
    const facts = grouped(await records.ofAccounts('fact', ids));
    const pins = grouped(await records.ofAccounts('pin', ids));
    const first = grouped<Order>(await firstOrders(ids));
    const byId = new Map(members.map((member) => [member.id, member]));
    return accounts.map((account) => {
      const { id } = account;
      const own = {
        touches: touches.get(id) ?? [],
        levels: levels.get(id) ?? [],
        interactions: told.get(id) ?? [],
        nextSteps: promised.get(id) ?? [],
        greetings: greeted.get(id) ?? [],
        approvals: approvals.get(id) ?? [],
      };
      return {
        account,
        members: withManagers([...ownersOf(account), ...namedIn(own)], byId),
        contacts: contacts.get(id) ?? [],
        traits: traits.get(id) ?? [],
        shares: shares.get(id) ?? [],
        orders: first.get(id) ?? [],
        facts: facts.get(id) ?? [],
        pins: pins.get(id) ?? [],
        ...own,
      };
    });
  };
}

export type PlanStates = ReturnType<typeof createPlanStates>;

/** Owner, backup and team. */
export const ownersOf = ({ ownerId, backupId, teamIds }: Account): readonly string[] =>
  backupId === null ? [ownerId, ...teamIds] : [ownerId, backupId, ...teamIds];

type Own = Pick<PlanState, 'touches' | 'levels' | 'interactions' | 'nextSteps' | 'greetings'>;

/** Ours who did or promised something. */
export function namedIn({ touches, levels, interactions, nextSteps, greetings }: Own): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { memberId } of touches) named.add(memberId);
  for (const { memberId } of levels) named.add(memberId);
  for (const { memberIds } of interactions) for (const id of memberIds) named.add(id);
  for (const { byId } of nextSteps) if (byId !== null) named.add(byId);
  for (const { memberId } of greetings) named.add(memberId);
  return named;
}

/** Those named and everyone above them. */
export function withManagers(ids: Iterable<string>, byId: ReadonlyMap<string, Member>): readonly Member[] {
  const found = new Map<string, Member>();
  for (const id of ids) {
    for (let member = byId.get(id); member && !found.has(member.id); member = byId.get(member.managerId ?? '')) {
      found.set(member.id, member);
    }
  }
  return [...found.values()];
}

const distinct = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

const grouped = <T extends { readonly accountId: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> =>
  groupBy(rows, ({ accountId }) => accountId);
