import { and, asc, count, eq, gt, inArray, isNotNull, lt, min, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Instant } from '../../src/domain/records.ts';
import {
  type ClaimOptions,
  type Delivery,
  INBOX_STATES,
  type InboxFigures,
  type InboxItem,
  type InboxState,
  type Received,
  type Worked,
} from '../../src/ports/queues.ts';
import { atMost, lazily, type Queries, settable, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { toStorable } from '../storable.ts';

/** The rows of the inbox. `claim` and `begin` are to be called by one at a time among all processes. */
export function createInboxRows(queries: Queries, { inbox }: Tables) {
  const item = {
    id: inbox.id,
    platform: inbox.platform,
    tenant: inbox.tenant,
    deliveryKey: inbox.deliveryKey,
    conversation: inbox.conversation,
    payload: inbox.payload,
    attempt: inbox.attempt,
    receivedAt: inbox.receivedAt,
  };
  const insert = lazily(() =>
    queries
      .insert(inbox)
      .values({
        id: slot('id'),
        platform: slot('platform'),
        tenant: slot('tenant'),
        deliveryKey: slot('deliveryKey'),
        conversation: slot('conversation'),
        payload: slot('payload'),
        state: slot('state'),
        attempt: 0,
        receivedAt: slot('at'),
        settledAt: slot('settledAt'),
      })
      .onConflictDoNothing()
      .returning({ id: inbox.id })
      .prepare('inbox_insert'),
  );

  // Of each row by itself: as a choice of two ranges SQLite would go through all there is to do.
  const isFree = sql`case ${inbox.state} when 'pending' then true when 'working' then ${inbox.leaseUntil} <= ${slot('now')} else false end`;
  /** Longer with each attempt: what only is slow gets done at last, and what ends the process each time does so less and less often. */
  const until = sql`cast(${slot('now')} as bigint) + cast(${slot('leaseMs')} as bigint) * (case when ${inbox.attempt} > 4 then 16 else 1 << ${inbox.attempt} end)`;
  const held = { attempt: sql`${inbox.attempt} + 1`, state: 'working' as const, leaseUntil: until };
  /** Nothing of its conversation is worked on by anybody else, nor received before and unfinished. */
  const isNext = () => {
    const other = alias(inbox, 'other');
    const isSame = and(
      eq(other.platform, inbox.platform),
      eq(other.tenant, inbox.tenant),
      eq(other.conversation, inbox.conversation),
    );
    const isInHand = and(eq(other.state, 'working'), sql`${other.leaseUntil} > ${slot('now')}`);
    // The states by themselves, as the index has them: what is done is not to be looked at.
    const isEarlier = and(inArray(other.state, ['pending', 'working']), lt(other.id, inbox.id));
    const none = (isSo: SQL | undefined) =>
      notExists(queries.select({ id: other.id }).from(other).where(and(isSame, isSo)));
    return and(none(isInHand), none(isEarlier));
  };
  /** The first of each conversation in that state, found from one to the next in the index: there may be ever so many behind them. */
  const firstOnes = (state: InboxState) => {
    const [here, next] = [alias(inbox, 'here'), alias(inbox, 'next')];
    const isOne = and(eq(next.state, state), eq(next.platform, slot('platform')));
    const order = [asc(next.tenant), asc(next.conversation), asc(next.id)];
    const first = queries
      .select({ id: next.id })
      .from(next)
      .where(isOne)
      .orderBy(...order)
      .limit(atMost(1));
    const after = (isAfter: SQL | undefined) =>
      queries
        .select({ id: next.id })
        .from(here)
        .innerJoin(next, isAfter)
        .where(and(sql`${here.id} = found.id`, isOne))
        .orderBy(...order)
        .limit(atMost(1));
    const further = after(and(eq(next.tenant, here.tenant), gt(next.conversation, here.conversation)));
    const elsewhere = after(gt(next.tenant, here.tenant));
    return sql`select id from (with recursive found(id) as (select ${first} union all select coalesce(${further}, ${elsewhere}) from found where found.id is not null) select id from found where id is not null) as ${sql.identifier(state)}`;
  };
  const claim = lazily(() => {
    const next = queries
      .select({ id: inbox.id })
      .from(inbox)
      .where(and(sql`${inbox.id} in (${firstOnes('pending')} union all ${firstOnes('working')})`, isFree, isNext()))
      .orderBy(asc(inbox.id))
      .limit(atMost(slot('limit')));
    return (
      queries
        .update(inbox)
        .set(settable(held))
        // Asked again in the update itself: what the list says may be of a moment ago.
        .where(and(inArray(inbox.id, next), isFree))
        .returning(item)
        .prepare('inbox_claim')
    );
  });
  const begin = lazily(() =>
    queries
      .update(inbox)
      .set(settable(held))
      .where(and(eq(inbox.id, slot('id')), isFree, isNext()))
      .returning(item)
      .prepare('inbox_begin'),
  );

  const isInHand = and(eq(inbox.id, slot('id')), eq(inbox.state, 'working'), eq(inbox.attempt, slot('attempt')));
  const renew = lazily(() =>
    queries
      .update(inbox)
      .set(
        settable({
          leaseUntil: sql`case when ${inbox.leaseUntil} > ${slot('until')} then ${inbox.leaseUntil} else ${slot('until')} end`,
        }),
      )
      .where(isInHand)
      .returning({ id: inbox.id })
      .prepare('inbox_renew'),
  );
  const settle = lazily(() =>
    queries
      .update(inbox)
      .set(
        settable({
          state: slot('state'),
          payload: null,
          answer: slot('answer'),
          leaseUntil: null,
          error: slot('error'),
          settledAt: slot('at'),
        }),
      )
      .where(isInHand)
      .returning({ id: inbox.id })
      .prepare('inbox_settle'),
  );
  const find = lazily(() =>
    queries
      .select({
        id: inbox.id,
        receivedAt: inbox.receivedAt,
        state: inbox.state,
        answer: inbox.answer,
        error: inbox.error,
      })
      .from(inbox)
      .where(
        and(
          eq(inbox.platform, slot('platform')),
          eq(inbox.tenant, slot('tenant')),
          eq(inbox.deliveryKey, slot('deliveryKey')),
        ),
      )
      .prepare('inbox_find'),
  );
  const reopen = lazily(() =>
    queries
      .update(inbox)
      .set(settable({ state: 'pending', payload: slot('payload'), error: null, settledAt: null }))
      .where(
        and(
          eq(inbox.platform, slot('platform')),
          eq(inbox.tenant, slot('tenant')),
          eq(inbox.deliveryKey, slot('deliveryKey')),
          eq(inbox.state, 'failed'),
        ),
      )
      .returning({ id: inbox.id })
      .prepare('inbox_reopen'),
  );
  const empty = lazily(() =>
    queries
      .update(inbox)
      .set(settable({ answer: null }))
      .where(and(lt(inbox.settledAt, slot('before')), isNotNull(inbox.answer)))
      .prepare('inbox_empty'),
  );
  const forget = lazily(() =>
    queries
      .delete(inbox)
      .where(lt(inbox.settledAt, slot('before')))
      .prepare('inbox_forget'),
  );
  const withdraw = lazily(() =>
    queries
      .delete(inbox)
      .where(eq(inbox.id, slot('id')))
      .prepare('inbox_withdraw'),
  );
  const takeBack = lazily(() =>
    queries
      .delete(inbox)
      .where(
        and(
          eq(inbox.platform, slot('platform')),
          eq(inbox.tenant, slot('tenant')),
          eq(inbox.deliveryKey, slot('deliveryKey')),
          // What was worked on before may have done something, and is known by its id: it keeps that.
          or(
            and(eq(inbox.state, 'pending'), eq(inbox.attempt, 0)),
            and(eq(inbox.state, 'working'), eq(inbox.attempt, 1), eq(inbox.id, slot('id'))),
          ),
        ),
      )
      .returning({ id: inbox.id })
      .prepare('inbox_take_back'),
  );
  const counted = lazily(() =>
    queries.select({ state: inbox.state, rows: count() }).from(inbox).groupBy(inbox.state).prepare('inbox_counted'),
  );
  const oldest = lazily(() =>
    queries
      .select({ at: min(inbox.receivedAt) })
      .from(inbox)
      .where(inArray(inbox.state, ['pending', 'working']))
      .prepare('inbox_oldest'),
  );

  return {
    async insert(id: string, delivery: Delivery, at: Instant): Promise<boolean> {
      const state = { state: 'pending', settledAt: null };
      return (await insert().execute({ id, ...toStorable(delivery), at, ...state })).length > 0;
    },
    /** Another name of a delivery: nothing to work on. */
    async insertName(id: string, delivery: Delivery, at: Instant): Promise<boolean> {
      const state = { state: 'done', settledAt: at };
      return (await insert().execute({ id, ...toStorable({ ...delivery, payload: null }), at, ...state })).length > 0;
    },
    /** Takes back what was inserted in the same transaction. */
    async withdraw(id: string): Promise<void> {
      await withdraw().execute({ id });
    },
    /** Its id; undefined when it did not fail. */
    async reopen({ platform, tenant, deliveryKey, payload }: Delivery): Promise<string | undefined> {
      return (await reopen().execute(toStorable({ platform, tenant, deliveryKey, payload })))[0]?.id;
    },
    async begin(id: string, now: Instant, leaseMs: number): Promise<InboxItem | undefined> {
      return (await begin().execute({ id, now, leaseMs }))[0];
    },
    async claim({ platform, limit, now, leaseMs }: Omit<ClaimOptions, 'paceMs'>): Promise<readonly InboxItem[]> {
      return (await claim().execute({ platform, limit, now, leaseMs })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    async renew({ id, attempt }: InboxItem, until: Instant): Promise<boolean> {
      return (await renew().execute({ id, attempt, until })).length > 0;
    },
    async settle({ id, attempt }: InboxItem, { error, answer }: Worked, at: Instant): Promise<boolean> {
      const values = toStorable({ state: error === null ? 'done' : 'failed', error, answer: answer ?? null });
      return (await settle().execute({ id, attempt, at, ...values })).length > 0;
    },
    async takeBack({ platform, tenant, deliveryKey }: Named, item: InboxItem | null): Promise<boolean> {
      const named = toStorable({ platform, tenant, deliveryKey });
      return (await takeBack().execute({ ...named, id: item?.id ?? '' })).length > 0;
    },
    async find({ platform, tenant, deliveryKey }: Named) {
      const [found]: readonly Received[] = await find().execute(toStorable({ platform, tenant, deliveryKey }));
      return found;
    },
    async tidy(answersBefore: Instant, itemsBefore: Instant): Promise<void> {
      await empty().execute({ before: answersBefore });
      await forget().execute({ before: itemsBefore });
    },
    async figures(now: Instant): Promise<InboxFigures> {
      const rows = await counted().execute();
      const states = Object.fromEntries(
        INBOX_STATES.map((state) => [state, Number(rows.find((row) => row.state === state)?.rows ?? 0)]),
      ) as InboxFigures['states'];
      const at = (await oldest().execute())[0]?.at ?? null;
      return { states, lagMs: at === null ? 0 : Math.max(0, now - Number(at)) };
    },
  };
}

type Named = Pick<Delivery, 'platform' | 'tenant' | 'deliveryKey'>;
