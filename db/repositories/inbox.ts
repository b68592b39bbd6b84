import { and, asc, count, eq, inArray, isNotNull, lt, lte, min, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Instant } from '../../src/domain/records.ts';
import {
  type ClaimOptions,
  type Delivery,
  INBOX_STATES,
  type InboxFigures,
  type InboxItem,
  type Received,
  type Worked,
} from '../../src/ports/queues.ts';
import { lazily, type Queries, settable, slot } from '../queries.ts';
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

  const isFree = or(eq(inbox.state, 'pending'), and(eq(inbox.state, 'working'), lte(inbox.leaseUntil, slot('now'))));
  /** Longer with each attempt: what only is slow gets done at last, and what ends the process each time does so less and less often. */
  const until = sql`cast(${slot('now')} as bigint) + cast(${slot('leaseMs')} as bigint) * (case when ${inbox.attempt} > 4 then 16 else 1 << ${inbox.attempt} end)`;
  const held = { attempt: sql`${inbox.attempt} + 1`, state: 'working' as const, leaseUntil: until };
  /** Nothing of its conversation is worked on by anybody else, nor received before and unfinished. */
  const isNext = () => {
    const other = alias(inbox, 'other');
    const isInHand = and(eq(other.state, 'working'), sql`${other.leaseUntil} > ${slot('now')}`);
    return notExists(
      queries
        .select({ id: other.id })
        .from(other)
        .where(
          and(
            eq(other.platform, inbox.platform),
            eq(other.tenant, inbox.tenant),
            eq(other.conversation, inbox.conversation),
            // The states by themselves, as the index has them: what is done is not to be looked at.
            inArray(other.state, ['pending', 'working']),
            or(isInHand, lt(other.id, inbox.id)),
          ),
        ),
    );
  };
  const claim = lazily(() => {
    const next = queries
      .select({ id: inbox.id })
      .from(inbox)
      .where(and(inArray(inbox.state, ['pending', 'working']), eq(inbox.platform, slot('platform')), isFree, isNext()))
      .orderBy(asc(inbox.id))
      .limit(slot('limit'));
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
    async find({ platform, tenant, deliveryKey }: Pick<Delivery, 'platform' | 'tenant' | 'deliveryKey'>) {
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
