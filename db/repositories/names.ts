import { and, asc, between, eq, gte, inArray, lt, lte, max, sql } from 'drizzle-orm';
import type { Records } from '../../src/domain/records.ts';
import type { NamedKind, NameHit, NameIndex, NameKey, NameKeysOf } from '../../src/ports/store.ts';
import { atMost, lazily, overList, type Queries, slot } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { toStorableText } from '../storable.ts';
import { createInsert } from './inserts.ts';

export const NAMED_KINDS = ['member', 'account', 'contact'] as const satisfies readonly NamedKind[];

/** The search over keys of names. */
export function createNameIndex(queries: Queries, { nameKeys: t }: Tables): NameIndex {
  const hit = { kind: t.kind, id: t.subjectId, accountId: t.accountId, key: t.key, whole: t.whole };
  const ofKind = eq(t.kind, slot('kind'));
  const inRange = and(gte(t.key, slot('from')), lt(t.key, slot('to')));

  /** The greatest key that is not after the text: what of it the text begins with is all that any key has in common with it. */
  const upTo = (kind: NamedKind) =>
    sql<string | null>`(${queries
      .select({ key: max(t.key) })
      .from(t)
      .where(and(eq(t.kind, kind), lte(t.key, sql`texts.column1`)))})`;
  const reached = overList((texts, length) => {
    const rows = sql.join(
      texts.map((text) => sql`(${text})`),
      sql`, `,
    );
    return queries
      .select({
        text: sql<string | null>`column1`,
        account: upTo('account'),
        member: upTo('member'),
        contact: upTo('contact'),
      })
      .from(sql`(values ${rows}) as texts`)
      .prepare(`names_reached_${length}`);
  }, true);
  const equal = overList((keys, length) =>
    queries
      .select(hit)
      .from(t)
      .where(and(ofKind, inArray(t.key, keys), eq(t.whole, true)))
      .orderBy(asc(t.key), asc(t.subjectId))
      .prepare(`names_equal_${length}`),
  );
  const startingWith = lazily(() =>
    queries
      .select(hit)
      .from(t)
      .where(and(ofKind, inRange))
      .orderBy(asc(t.key), asc(t.subjectId))
      .limit(atMost(slot('limit')))
      .prepare('names_starting_with'),
  );
  const like = lazily(() =>
    queries
      .select(hit)
      .from(t)
      .where(and(ofKind, inRange, eq(t.whole, true), between(sql`length(${t.key})`, slot('shortest'), slot('longest'))))
      .orderBy(asc(t.key), asc(t.subjectId))
      .prepare('names_like'),
  );

  return {
    async reached(texts) {
      const rows = await reached(texts.map(toStorableText));
      const known = new Map(rows.map(({ text, ...keys }) => [text, keys]));
      return new Map(
        texts.map((text) => {
          const stored = toStorableText(text);
          const keys = known.get(stored);
          const reach = (kind: NamedKind) => sharedStart(stored, keys?.[kind] ?? '');
          return [text, { account: reach('account'), member: reach('member'), contact: reach('contact') }];
        }),
      );
    },
    equal: (kind, keys) => equal(keys.map(toStorableText), { kind }),
    startingWith: (kind, prefix, limit) => startingWith().execute({ kind, ...rangeOf(prefix), limit }),
    async like(kind, starts, shortest, longest) {
      const hits = new Map<string, NameHit>();
      for (const start of new Set(starts)) {
        const found = await like().execute({ kind, ...rangeOf(start), shortest, longest });
        for (const each of found) hits.set(JSON.stringify([each.id, each.key]), each);
      }
      return [...hits.values()];
    },
  };
}

/** Keeps the keys of one record's names. */
export function createNameKeeper(queries: Queries, { nameKeys: t }: Tables, keysOf: NameKeysOf) {
  const insert = createInsert(queries, t, 'names');
  const clear = lazily(() =>
    queries
      .delete(t)
      .where(and(eq(t.kind, slot('kind')), eq(t.subjectId, slot('subjectId'))))
      .prepare('names_clear'),
  );
  function* rowsOf<K extends NamedKind>(kind: K, records: readonly Records[K][]) {
    for (const record of records) {
      const accountId = accountOf(record);
      for (const [key, whole] of distinct(keysOf(kind, record))) {
        yield { kind, subjectId: record.id, key, whole, accountId };
      }
    }
  }
  return {
    insertAll: <K extends NamedKind>(kind: K, records: readonly Records[K][]) => insert(rowsOf(kind, records)),
    async update<K extends NamedKind>(kind: K, before: Records[K], after: Records[K]): Promise<void> {
      const keys = distinct(keysOf(kind, after));
      if (accountOf(before) === accountOf(after) && areSame(distinct(keysOf(kind, before)), keys)) return;
      await clear().execute({ kind, subjectId: after.id });
      await insert(rowsOf(kind, [after]));
    },
    async remove(kind: NamedKind, subjectId: string): Promise<void> {
      await clear().execute({ kind, subjectId });
    },
  };
}

const accountOf = (record: Records[NamedKind]): string | null => ('accountId' in record ? record.accountId : null);

const areSame = (a: ReadonlyMap<string, boolean>, b: ReadonlyMap<string, boolean>): boolean =>
  a.size === b.size && [...a].every(([key, whole]) => b.get(key) === whole);

/** Each key once; one that is both whole and a tail counts as whole. */
function distinct(keys: readonly NameKey[]): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { key, whole } of keys) {
    const text = toStorableText(key);
    found.set(text, whole || found.get(text) === true);
  }
  return found;
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

const LAST = 0x10ffff;

/** The half-open range, in the order of bytes, of all texts that start so. */
function rangeOf(start: string): { readonly from: string; readonly to: string } {
  const from = toStorableText(start);
  const points = Array.from(from, (char) => char.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST) points.pop();
  const last = points.pop();
  if (last === undefined) return { from, to: String.fromCodePoint(LAST).repeat(64) };
  // The code points of surrogates are no characters.
  const next = last + 1 === 0xd800 ? 0xe000 : last + 1;
  return { from, to: String.fromCodePoint(...points, next) };
}
