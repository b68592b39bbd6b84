import { and, desc, eq, gte, lte, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Instant, Interaction, Touch } from '../../src/domain/records.ts';
import { type Reach, reachOf } from '../../src/domain/touches.ts';
import type { TouchFilter } from '../../src/ports/store.ts';
import { lazily, type Prepared, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';

type TouchRow = Tables['touches']['$inferSelect'];

/** Questions about touches. */
export function createTouchViews(queries: Queries, { touches, links }: Tables) {
  const two = alias(touches, 'two');
  const one = alias(touches, 'one');
  const each = alias(touches, 'each');
  const latest = (reach: Reach) =>
    queries
      .select({ id: each.interactionId })
      .from(each)
      .where(
        and(
          eq(each.contactId, links.contactId),
          eq(each.memberId, links.memberId),
          eq(each.reach, reach),
          lte(each.at, slot('at')),
          isSame(each.accountId, links.accountId),
        ),
      )
      .orderBy(desc(each.at), desc(each.recordedAt), desc(each.interactionId))
      .limit(1);
  const isLatest = (touch: typeof two | typeof one, reach: Reach) =>
    and(
      eq(touch.interactionId, latest(reach)),
      isSame(touch.contactId, links.contactId),
      isSame(touch.memberId, links.memberId),
    );
  const thinned = lazily(() =>
    queries
      .select({ two, one })
      .from(links)
      .leftJoin(two, isLatest(two, 2))
      .leftJoin(one, isLatest(one, 1))
      .where(eq(links.accountId, slot('accountId')))
      .prepare('touches_thinned'),
  );

  const last = new Map<string, Prepared<{ id: string }[]>>();
  const lastOf = (name: string, conditions: (SQL | undefined)[]) => {
    const statement =
      last.get(name) ??
      queries
        .select({ id: touches.interactionId })
        .from(touches)
        .where(and(...conditions, gte(touches.reach, 1), lte(touches.at, slot('at'))))
        .orderBy(desc(touches.at), desc(touches.recordedAt), desc(touches.interactionId))
        .limit(1)
        .prepare(name);
    last.set(name, statement);
    return statement;
  };

  return {
    /** Of each pair, the latest two-way touch up to the instant, and the latest touch where that is another. */
    async thinned(accountId: string, at: Instant): Promise<readonly Touch[]> {
      const rows = await thinned().execute({ accountId, at });
      return rows.flatMap((pair) => {
        const kept = pair.one && isLater(pair.one, pair.two) ? [pair.two, pair.one] : [pair.two];
        return kept.flatMap((row) => (row ? toTouch(row) : []));
      });
    },
    /** The id of the interaction. */
    async last({ accountId, contactId, memberId, at }: TouchFilter): Promise<string | undefined> {
      const conditions = [
        ...(contactId === undefined
          ? [eq(touches.accountId, slot('accountId'))]
          : [isSame(touches.accountId, slot('accountId')), eq(touches.contactId, slot('contactId'))]),
        memberId === undefined ? undefined : eq(touches.memberId, slot('memberId')),
      ];
      const name = [
        'touches_last',
        ...(contactId === undefined ? [] : ['contact']),
        ...(memberId === undefined ? [] : ['member']),
      ];
      const rows = await lastOf(name.join('_'), conditions).execute({ accountId, contactId, memberId, at });
      return rows[0]?.id;
    },
  };
}

/** Equal, but out of reach of indexes: left to itself, SQLite walks through all of an account or pair where one seek would do. */
const isSame = (column: PgColumn, value: PgColumn | Placeholder): SQL => sql`${column} || '' = ${value}`;

function isLater(a: TouchRow, b: TouchRow | null): boolean {
  if (!b) return true;
  if (a.at !== b.at) return a.at > b.at;
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt;
  return a.interactionId > b.interactionId;
}

function toTouch({ interactionId, contactId, memberId, kind, at, day, reach }: TouchRow): Touch[] {
  if (contactId === null || memberId === null) return [];
  return [{ interactionId, contactId, memberId, kind, at, day, twoWay: reach === 2 }];
}

/** Keeps the rows derived from interactions. */
export function createTouchKeeper(queries: Queries, { touches, links }: Tables) {
  const insert = lazily(() =>
    queries
      .insert(touches)
      .values({
        interactionId: slot('interactionId'),
        position: slot('position'),
        accountId: slot('accountId'),
        contactId: slot('contactId'),
        memberId: slot('memberId'),
        kind: slot('kind'),
        at: slot('at'),
        day: slot('day'),
        reach: slot('reach'),
        recordedAt: slot('recordedAt'),
      })
      .prepare('touches_insert'),
  );
  const link = lazily(() =>
    queries
      .insert(links)
      .values({ accountId: slot('accountId'), contactId: slot('contactId'), memberId: slot('memberId') })
      .onConflictDoNothing()
      .prepare('links_insert'),
  );
  const clear = lazily(() =>
    queries
      .delete(touches)
      .where(eq(touches.interactionId, slot('interactionId')))
      .prepare('touches_clear'),
  );
  const unlink = lazily(() =>
    queries
      .delete(links)
      .where(eq(links.accountId, slot('accountId')))
      .prepare('links_clear'),
  );

  const insertAll = async (interaction: Interaction): Promise<void> => {
    for (const row of toTouchRows(interaction)) {
      await insert().execute({ ...row });
      if (row.reach > 0 && row.contactId !== null && row.memberId !== null) await link().execute({ ...row });
    }
  };
  return {
    insert: insertAll,
    async update(before: Interaction, after: Interaction): Promise<void> {
      if (JSON.stringify(toTouchRows(before)) === JSON.stringify(toTouchRows(after))) return;
      await clear().execute({ interactionId: after.id });
      await insertAll(after);
    },
    async remove(interactionId: string): Promise<void> {
      await clear().execute({ interactionId });
    },
    async removeLinks(accountId: string): Promise<void> {
      await unlink().execute({ accountId });
    },
  };
}

const orNobody = (ids: readonly string[]): readonly (string | null)[] =>
  ids.length === 0 ? [null] : [...new Set(ids)];

function toTouchRows(interaction: Interaction): TouchRow[] {
  const { id: interactionId, accountId, kind, at, day, recordedAt } = interaction;
  const reach = reachOf(interaction);
  const pairs = orNobody(interaction.contactIds).flatMap((contactId) =>
    orNobody(interaction.memberIds).map((memberId) => ({ contactId, memberId })),
  );
  return pairs.map((pair, position) => ({
    interactionId,
    position,
    accountId,
    ...pair,
    kind,
    at,
    day,
    reach,
    recordedAt,
  }));
}
