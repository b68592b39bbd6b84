import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The part of Drizzle that both engines answer alike; `execute`, `query` and `transaction` are left out on purpose. */
export type Queries = Pick<PgDatabase<PgQueryResultHKT>, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>;

/** A prepared statement; what it takes is named by its slots. */
export interface Prepared<R> {
  execute(values?: Record<string, unknown>): Promise<R>;
}

/** A value given when the statement is executed. */
export const slot = (name: string): Placeholder => sql.placeholder(name);

/** What an update sets, slots among it: Drizzle's types know them in inserts only. */
export const settable = (values: Readonly<Record<string, unknown>>): Record<string, SQL> =>
  values as Record<string, SQL>;

/**
 * The most rows a question gives. Never the bare value: SQLite plans by it, so it would prepare the statement anew for each execution,
 * which takes longer than to run it.
 */
export const atMost = (limit: number | Placeholder): Placeholder => sql`${limit} + 0` as unknown as Placeholder;

/** Makes it at the first call and keeps it: a statement can only be prepared once its tables exist. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Lists are filled up to one of these lengths, so that few statements serve lists of any length. */
const LENGTHS = [4, 8, 16, 32, 64, 128, 256, 512, 1024] as const;
const LONGEST = 1024;
/** Made once: to name a thousand slots takes longer than to look for them. */
const ITEMS = Array.from({ length: LONGEST }, (_, i) => `item${i}`);

/** A statement over a list: `make` is given the slots and a length to name it by; it is executed for as many parts as it takes. */
export function overList<R>(make: (slots: Placeholder[], length: number) => Prepared<R[]>) {
  const statements = new Map<number, Prepared<R[]>>();
  const prepared = (length: number) => {
    const known = statements.get(length);
    if (known) return known;
    const fresh = make(ITEMS.slice(0, length).map(slot), length);
    statements.set(length, fresh);
    return fresh;
  };
  return async (items: readonly string[], values: Record<string, unknown> = {}): Promise<R[]> => {
    const distinct = [...new Set(items)];
    const found: R[] = [];
    for (let start = 0; start < distinct.length; start += LONGEST) {
      const part = distinct.slice(start, start + LONGEST);
      const length = LENGTHS.find((each) => each >= part.length) ?? LONGEST;
      const filled: Record<string, unknown> = { ...values };
      for (const [i, name] of ITEMS.slice(0, length).entries()) filled[name] = part[Math.min(i, part.length - 1)];
      found.push(...(await prepared(length).execute(filled)));
    }
    return found;
  };
}
