import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  notExists,
  or,
  sql,
  sum,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Instant } from '../../src/domain/records.ts';
import {
  type Claimed,
  type ClaimOptions,
  type Letter,
  OUTBOX_STATES,
  type OutboxFigures,
  type OutboxItem,
  type OutboxState,
  type Settlement,
} from '../../src/ports/queues.ts';
import { atMost, lazily, type Queries, settable, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { toStorable } from '../storable.ts';

type Rows = Tables['outbox'];

/** The rows of the outbox. `claim` is to be called by one at a time among all processes. */
export function createOutboxRows(queries: Queries, { outbox }: Tables) {
  const insert = lazily(() =>
    queries
      .insert(outbox)
      .values({
        id: slot('id'),
        dedupeKey: slot('dedupeKey'),
        kind: slot('kind'),
        platform: slot('platform'),
        tenant: slot('tenant'),
        destination: slot('destination'),
        memberId: slot('memberId'),
        payload: slot('payload'),
        state: 'pending',
        attempt: 0,
        notBefore: slot('notBefore'),
        notAfter: slot('notAfter'),
        createdAt: slot('at'),
      })
      .onConflictDoNothing()
      .returning({ id: outbox.id })
      .prepare('outbox_insert'),
  );

  const expire = lazily(() =>
    queries
      .update(outbox)
      .set(settable({ state: 'expired', payload: null, error: 'not sent in time', settledAt: slot('now') }))
      .where(
        and(
          eq(outbox.state, 'pending'),
          eq(outbox.platform, slot('platform')),
          lte(outbox.notAfter, slot('now')),
          isNull(outbox.doubtAt),
        ),
      )
      .prepare('outbox_expire'),
  );
  const claim = lazily(() => {
    const isDue = dueIn(outbox);
    const due = queries
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(eq(outbox.platform, slot('platform')), isDue, isFree(queries, outbox), isFirst(queries, outbox)))
      .orderBy(asc(outbox.notBefore), asc(outbox.id))
      .limit(atMost(slot('limit')));
    return (
      queries
        .update(outbox)
        .set(
          settable({
            state: 'sending',
            attempt: sql`${outbox.attempt} + 1`,
            leaseUntil: slot('until'),
            // Whoever had it before may have sent it since they took it in hand.
            doubtAt: sql`case when ${outbox.state} = 'sending' then coalesce(${outbox.doubtAt}, ${outbox.triedAt}) else ${outbox.doubtAt} end`,
            triedAt: slot('now'),
          }),
        )
        // Asked again in the update itself: what the list says may be of a moment ago.
        .where(and(inArray(outbox.id, due), isDue))
        .returning()
        .prepare('outbox_claim')
    );
  });

  const settle = lazily(() =>
    queries
      .update(outbox)
      .set(
        settable({
          state: slot('state'),
          notBefore: sql`coalesce(${slot('notBefore')}, ${outbox.notBefore})`,
          doubtAt: sql`case when ${slot('isUnsure')} = 1 then coalesce(${outbox.doubtAt}, ${outbox.triedAt}) end`,
          payload: sql`case when ${slot('isOver')} = 1 then null else ${outbox.payload} end`,
          leaseUntil: null,
          sentAs: slot('sentAs'),
          error: slot('error'),
          settledAt: slot('settledAt'),
        }),
      )
      .where(and(eq(outbox.id, slot('id')), eq(outbox.state, 'sending'), eq(outbox.attempt, slot('attempt'))))
      .returning({ id: outbox.id })
      .prepare('outbox_settle'),
  );

  const said = lazily(() =>
    queries
      .update(outbox)
      .set(
        settable({ state: 'sent', doubtAt: null, sentAs: slot('sentAs'), error: null, settledAt: slot('settledAt') }),
      )
      .where(and(eq(outbox.dedupeKey, slot('dedupeKey')), eq(outbox.state, 'pending')))
      .returning({ id: outbox.id })
      .prepare('outbox_said'),
  );

  const byKey = lazily(() =>
    queries
      .select()
      .from(outbox)
      .where(eq(outbox.dedupeKey, slot('dedupeKey')))
      .prepare('outbox_by_key'),
  );
  const saidIn = lazily(() =>
    queries
      .select()
      .from(outbox)
      .where(
        and(
          eq(outbox.platform, slot('platform')),
          eq(outbox.tenant, slot('tenant')),
          eq(outbox.destination, slot('destination')),
          eq(outbox.state, 'sent'),
          gte(outbox.settledAt, slot('since')),
        ),
      )
      .orderBy(desc(outbox.createdAt), desc(outbox.id))
      .limit(atMost(slot('limit')))
      .prepare('outbox_said_in'),
  );
  const ofMember = lazily(() =>
    queries
      .select()
      .from(outbox)
      .where(eq(outbox.memberId, slot('memberId')))
      .orderBy(desc(outbox.createdAt), desc(outbox.id))
      .limit(atMost(slot('limit')))
      .prepare('outbox_of_member'),
  );
  const ofState = lazily(() =>
    queries
      .select()
      .from(outbox)
      .where(eq(outbox.state, slot('state')))
      .orderBy(desc(outbox.createdAt), desc(outbox.id))
      .limit(atMost(slot('limit')))
      .prepare('outbox_of_state'),
  );
  const empty = lazily(() =>
    queries
      .update(outbox)
      .set(settable({ payload: null }))
      .where(and(lt(outbox.settledAt, slot('before')), isNotNull(outbox.payload)))
      .prepare('outbox_empty'),
  );
  const counted = lazily(() =>
    queries
      .select({
        state: outbox.state,
        rows: count(),
        retried: sum(sql`case when ${outbox.attempt} > 1 then ${outbox.attempt} - 1 else 0 end`),
      })
      .from(outbox)
      .groupBy(outbox.state)
      .prepare('outbox_counted'),
  );
  const oldest = lazily(() =>
    queries
      .select({ at: min(outbox.notBefore) })
      .from(outbox)
      .where(and(inArray(outbox.state, ['pending', 'sending']), lte(outbox.notBefore, slot('now'))))
      .prepare('outbox_oldest'),
  );

  return {
    async insert(id: string, letter: Letter, at: Instant): Promise<boolean> {
      return (await insert().execute({ id, ...toStorable(letter), at })).length > 0;
    },
    async claim({ platform, limit, now, leaseMs, paceMs }: ClaimOptions): Promise<readonly Claimed[]> {
      await expire().execute({ platform, now });
      const taken = await claim().execute({ platform, limit, now, until: now + leaseMs, unpaced: now - paceMs });
      return taken.toSorted(byDue).map((row) => ({ ...toItem(row), leaseUntil: row.leaseUntil ?? now }));
    },
    async settle({ id, attempt }: Claimed, settlement: Settlement, at: Instant): Promise<boolean> {
      const isPending = settlement.state === 'pending';
      const values = toStorable({
        state: settlement.state,
        notBefore: isPending ? settlement.notBefore : null,
        isUnsure: Number((isPending && settlement.isUnsure) || settlement.state === 'unknown'),
        isOver: Number(settlement.state === 'failed' || settlement.state === 'expired'),
        sentAs: settlement.state === 'sent' ? settlement.sentAs : null,
        error: settlement.state === 'sent' ? null : settlement.error,
        settledAt: isPending ? null : at,
      });
      return (await settle().execute({ id, attempt, ...values })).length > 0;
    },
    async said(dedupeKey: string, sentAs: string | null, at: Instant): Promise<boolean> {
      return (await said().execute(toStorable({ dedupeKey, sentAs, settledAt: at }))).length > 0;
    },
    async saidIn(
      { platform, tenant, destination }: Pick<Letter, 'platform' | 'tenant' | 'destination'>,
      since: Instant,
      limit: number,
    ): Promise<readonly OutboxItem[]> {
      const rows = await saidIn().execute({ ...toStorable({ platform, tenant, destination }), since, limit });
      return rows.map(toItem);
    },
    async byKey(dedupeKey: string): Promise<OutboxItem | undefined> {
      return (await byKey().execute(toStorable({ dedupeKey }))).map(toItem)[0];
    },
    async ofMember(memberId: string, limit: number): Promise<readonly OutboxItem[]> {
      return (await ofMember().execute({ memberId, limit })).map(toItem);
    },
    async inStates(states: readonly OutboxState[], limit: number): Promise<readonly OutboxItem[]> {
      const rows: Row[] = [];
      for (const state of new Set(states)) rows.push(...(await ofState().execute({ state, limit })));
      return rows.toSorted(byNewest).slice(0, limit).map(toItem);
    },
    async tidy(before: Instant): Promise<void> {
      await empty().execute({ before });
    },
    async figures(now: Instant): Promise<OutboxFigures> {
      const rows = await counted().execute();
      const states = Object.fromEntries(
        OUTBOX_STATES.map((state) => [state, Number(rows.find((row) => row.state === state)?.rows ?? 0)]),
      ) as OutboxFigures['states'];
      const at = (await oldest().execute({ now }))[0]?.at ?? null;
      return {
        states,
        retried: rows.reduce((total, { retried }) => total + Number(retried ?? 0), 0),
        lagMs: at === null ? 0 : Math.max(0, now - Number(at)),
      };
    },
  };
}

type Row = Rows['$inferSelect'];

function toItem({ leaseUntil: _lease, triedAt: _tried, ...item }: Row): OutboxItem {
  return item;
}

const byDue = (a: Row, b: Row): number => a.notBefore - b.notBefore || (a.id < b.id ? -1 : 1);
const byNewest = (a: Row, b: Row): number => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);

/** To be said now; or said perhaps, and to be looked for, however late it is. */
function dueIn(table: Rows) {
  const isWaiting = and(
    eq(table.state, 'pending'),
    lte(table.notBefore, slot('now')),
    or(gt(table.notAfter, slot('now')), isNotNull(table.doubtAt)),
  );
  const isLeft = and(eq(table.state, 'sending'), lte(table.leaseUntil, slot('now')));
  // The states once more by themselves, as an index has them: what was sent is not to be looked at.
  return and(inArray(table.state, ['pending', 'sending']), or(isWaiting, isLeft));
}

const isSameDestination = (one: Rows, other: Rows) =>
  and(eq(one.platform, other.platform), eq(one.tenant, other.tenant), eq(one.destination, other.destination));

/** Nobody is writing to its destination, nor has of late. Two questions, as each has an index of its own. */
function isFree(queries: Queries, outbox: Rows) {
  const other = alias(outbox, 'other') as unknown as Rows;
  const isBusy = and(eq(other.state, 'sending'), gt(other.leaseUntil, slot('now')));
  const none = (condition: ReturnType<typeof gt> | ReturnType<typeof and>) =>
    notExists(
      queries
        .select({ id: other.id })
        .from(other)
        .where(and(isSameDestination(other, outbox), condition)),
    );
  return and(none(isBusy), none(gt(other.triedAt, slot('unpaced'))));
}

/** Of what is due in one destination, the longest due. */
function isFirst(queries: Queries, outbox: Rows) {
  const earlier = alias(outbox, 'earlier') as unknown as Rows;
  const isBefore = sql`(${earlier.notBefore}, ${earlier.id}) < (${outbox.notBefore}, ${outbox.id})`;
  return notExists(
    queries
      .select({ id: earlier.id })
      .from(earlier)
      .where(and(isSameDestination(earlier, outbox), dueIn(earlier), isBefore)),
  );
}
