import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { partsOf } from '../src/domain/order.ts';

/** A statement can only be prepared once its tables exist: it is at its first use. */
export { lazily } from '../src/domain/lazily.ts';

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

/** Lists are filled up to one of these lengths, so that few statements serve lists of any length. */
const LENGTHS = [4, 8, 16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const LONGEST = 1024;
/** Made once: to name a thousand slots takes longer than to look for them. */
const ITEMS = Array.from({ length: LONGEST }, (_, i) => `item${i}`);

interface OverList<R> {
  readonly statement: Prepared<R[]>;
  /** Filled anew for each execution, which takes what it needs at once: dozens of names are dear to put together. */
  readonly values: Record<string, unknown>;
}

/**
 * A statement over a list: `make` is given the slots and a length to name it by; it is executed for as many parts as it takes. Slots
 * there is nothing for have the last item once more, or with `isOpen` none.
 */
export function overList<R>(make: (slots: Placeholder[], length: number) => Prepared<R[]>, isOpen = false) {
  const statements = new Map<number, OverList<R>>();
  const prepared = (length: number) => {
    const known = statements.get(length);
    if (known) return known;
    const fresh: OverList<R> = { statement: make(ITEMS.slice(0, length).map(slot), length), values: {} };
    statements.set(length, fresh);
    return fresh;
  };
  const execute = (part: readonly string[], others: Record<string, unknown>): Promise<R[]> => {
    const length = LENGTHS.find((each) => each >= part.length) ?? LONGEST;
    const { statement, values } = prepared(length);
    Object.assign(values, others);
    const filling = isOpen ? null : part[part.length - 1];
    for (let i = 0; i < length; i++) values[ITEMS[i] as string] = part[i] ?? filling;
    return statement.execute(values);
  };
  const executeAll = async (items: readonly string[], values: Record<string, unknown>): Promise<R[]> => {
    const found: R[] = [];
    for (const part of partsOf(items, LONGEST)) found.push(...(await execute(part, values)));
    return found;
  };
  return (items: readonly string[], values: Record<string, unknown> = {}): Promise<R[]> => {
    const distinct = [...new Set(items)];
    return distinct.length > 0 && distinct.length <= LONGEST ? execute(distinct, values) : executeAll(distinct, values);
  };
}
