import { and, desc, eq, gt, gte, inArray, lte, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Instant, Interaction, Touch } from '../../src/domain/records.ts';
import { type Reach, reachOf } from '../../src/domain/touches.ts';
import type { InteractionKind } from '../../src/domain/vocabulary.ts';
import type { TouchFilter } from '../../src/ports/store.ts';
import { atMost, lazily, overList, type Prepared, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { createInsert } from './inserts.ts';

type TouchRow = Tables['touches']['$inferSelect'];

/** Questions about touches. */
export function createTouchViews(queries: Queries, { touches, links }: Tables) {
  const each = alias(touches, 'each');
  /**
   * The latest touch of a link that reaches so far, as one text (`toLatest`): a subquery gives a single value, and to join its
   * row instead means to look each one up twice.
   */
  const latest = (reach: Reach) => {
    const fields = [each.at, each.recordedAt, each.interactionId, each.kind, sql`coalesce(${each.day}, '')`];
    const text = sql.join(fields, sql` || ' ' || `);
    const found = queries
      .select({ text })
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
      .limit(atMost(1));
    return sql<string | null>`(${found})`;
  };
  /** Of each account one text, a link on each line: there are many, and to make a row of each takes as long as to find them. */
  const thinnedOf = overList((ids, length) => {
    const fields = [links.contactId, links.memberId, orNone(latest(2)), orNone(latest(1))];
    const line = sql.join(fields, sql` || ' ' || `);
    return queries
      .select({ accountId: links.accountId, text: sql<string>`string_agg(${line}, '\n')` })
      .from(links)
      .where(inArray(links.accountId, ids))
      .groupBy(links.accountId)
      .prepare(`touches_thinned_${length}`);
  });
  const recentOf = overList((ids, length) =>
    queries
      .select()
      .from(touches)
      .where(
        and(
          inArray(touches.accountId, ids),
          gt(touches.at, slot('since')),
          lte(touches.at, slot('at')),
          gte(touches.reach, 1),
        ),
      )
      .prepare(`touches_recent_${length}`),
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
        .limit(atMost(1))
        .prepare(name);
    last.set(name, statement);
    return statement;
  };

  return {
    /** Of each pair, the latest two-way touch up to the instant, and the latest touch where that is another. */
    async thinned(accountId: string, at: Instant): Promise<readonly Touch[]> {
      const [found] = await thinnedOf([accountId], { at });
      return found?.text.split('\n').flatMap(toTouchesOfLine) ?? [];
    },
    /** For each account, what `thinned` keeps up to `since`, and every touch after that up to `at`. */
    async thinnedAndRecent(
      accountIds: readonly string[],
      since: Instant,
      at: Instant,
    ): Promise<ReadonlyMap<string, readonly Touch[]>> {
      const found = new Map<string, Touch[]>();
      for (const { accountId, text } of await thinnedOf(accountIds, { at: since }))
        found.set(accountId, text.split('\n').flatMap(toTouchesOfLine));
      for (const row of await recentOf(accountIds, { since, at })) {
        const group = found.get(row.accountId);
        if (group) group.push(...toTouch(row));
        else found.set(row.accountId, toTouch(row));
      }
      return found;
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

/** As many cells as `latest` has, all empty. */
const orNone = (text: SQL): SQL => sql`coalesce(${text}, '    ')`;

/** Contact, member, and the two as `orNone` writes them. */
function toTouchesOfLine(line: string): Touch[] {
  const cells = line.split(' ');
  const [contactId = '', memberId = ''] = cells;
  return laterOf(toLatest(cells, 2, contactId, memberId, true), toLatest(cells, 7, contactId, memberId, false));
}

/** The latest two-way touch, and the latest one-way touch where that is later. */
function laterOf(both: Latest | null, oneWay: Latest | null): Touch[] {
  if (both === null) return oneWay === null ? [] : [oneWay.touch];
  return oneWay !== null && isLater(oneWay, both) ? [both.touch, oneWay.touch] : [both.touch];
}

interface Latest {
  readonly touch: Touch;
  readonly recordedAt: Instant;
}

/** What `latest` wrote, from a cell on; `null` where that is empty. None of the values has a space in it. */
function toLatest(
  cells: readonly string[],
  from: number,
  contactId: string,
  memberId: string,
  twoWay: boolean,
): Latest | null {
  const at = cells[from];
  if (at === undefined || at === '') return null;
  const interactionId = cells[from + 2] ?? '';
  const kind = cells[from + 3] as InteractionKind;
  const day = cells[from + 4] || null;
  return {
    touch: { interactionId, contactId, memberId, kind, at: Number(at), day, twoWay },
    recordedAt: Number(cells[from + 1]),
  };
}

function isLater(a: Latest, b: Latest): boolean {
  if (a.touch.at !== b.touch.at) return a.touch.at > b.touch.at;
  if (a.recordedAt !== b.recordedAt) return a.recordedAt > b.recordedAt;
  return a.touch.interactionId > b.touch.interactionId;
}

function toTouch({ interactionId, contactId, memberId, kind, at, day, reach }: TouchRow): Touch[] {
  if (contactId === null || memberId === null) return [];
  return [{ interactionId, contactId, memberId, kind, at, day, twoWay: reach === 2 }];
}

/** Keeps the rows derived from interactions. */
export function createTouchKeeper(queries: Queries, { touches, links }: Tables) {
  const insertTouches = createInsert(queries, touches, 'touches');
  const insertLinks = createInsert(queries, links, 'links', { isQuiet: true });
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

  const insertAll = async (interactions: readonly Interaction[]): Promise<void> => {
    const rows = interactions.flatMap(toTouchRows);
    await insertTouches(rows);
    const pairs = rows.filter(({ reach, contactId, memberId }) => reach > 0 && contactId !== null && memberId !== null);
    await insertLinks([...new Map(pairs.map((row) => [`${row.contactId} ${row.memberId}`, row])).values()]);
  };
  return {
    insertAll,
    async update(before: Interaction, after: Interaction): Promise<void> {
      if (JSON.stringify(toTouchRows(before)) === JSON.stringify(toTouchRows(after))) return;
      await clear().execute({ interactionId: after.id });
      await insertAll([after]);
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
