import type Database from 'better-sqlite3';
import {
  Column,
  type DriverValueDecoder,
  type DriverValueEncoder,
  is,
  noopDecoder,
  Param,
  Placeholder,
  SQL,
} from 'drizzle-orm';
import { BetterSQLite3Database, BetterSQLiteSession, type PreparedQuery } from 'drizzle-orm/better-sqlite3';
import { type SelectedFieldsOrdered, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

/**
 * Drizzle over a connection, its prepared statements made cheap to run: how values are bound and rows become objects is planned
 * once for each statement. Drizzle finds it out anew for every value of every row, which takes as long as SQLite itself.
 */
export function planned(connection: Database.Database): BetterSQLite3Database {
  const dialect = new SQLiteSyncDialect();
  return new BetterSQLite3Database('sync', dialect, new PlannedSession(connection, dialect), undefined);
}

type Values = Readonly<Record<string, unknown>>;
type Prepare = BetterSQLiteSession<Record<string, never>, Record<string, never>>['prepareQuery'];

class PlannedSession extends BetterSQLiteSession<Record<string, never>, Record<string, never>> {
  readonly #connection: Database.Database;

  constructor(connection: Database.Database, dialect: SQLiteSyncDialect) {
    super(connection, dialect, undefined);
    this.#connection = connection;
  }

  override prepareQuery(...given: Parameters<Prepare>): PreparedQuery<never> {
    const prepared: PreparedQuery<never> = super.prepareQuery(...given);
    const [query, fields, method, , mapper] = given;
    const toRow = fields && method === 'all' && !mapper ? rowMaker(fields) : undefined;
    if (!toRow && method !== 'run') return prepared;
    const statement = this.#connection.prepare(query.sql);
    if (toRow) statement.raw();
    const bind = binder(query.params);
    const execute = toRow
      ? async (values: Values = {}) => (statement.all(...bind(values)) as unknown[][]).map(toRow)
      : async (values: Values = {}) => statement.run(...bind(values));
    return Object.assign(prepared, { execute });
  }
}

/** The values of a statement in their order. Throws for one that is not given. */
function binder(params: readonly unknown[]): (values: Values) => unknown[] {
  const steps = params.map((param): Step => {
    if (is(param, Placeholder)) return { name: param.name };
    if (!is(param, Param) || !is(param.value, Placeholder)) return { constant: param };
    const { value, encoder } = param;
    const isAsItIs = encoder.mapToDriverValue === Column.prototype.mapToDriverValue;
    return isAsItIs ? { name: value.name } : { name: value.name, encoder };
  });
  return (values) =>
    steps.map(({ name, encoder, constant }) => {
      if (name === undefined) return constant;
      const value = values[name];
      if (value === undefined) throw new Error(`There is no value for "${name}".`);
      return encoder ? encoder.mapToDriverValue(value) : value;
    });
}

interface Step {
  readonly name?: string;
  /** None where the value is given as it is. */
  readonly encoder?: DriverValueEncoder<unknown, unknown>;
  readonly constant?: unknown;
}

/** Makes rows of what stands side by side; `undefined` where some of it is nested: Drizzle knows how. */
function rowMaker(fields: SelectedFieldsOrdered): ((row: readonly unknown[]) => Record<string, unknown>) | undefined {
  const cells: Cell[] = [];
  for (const { path, field } of fields) {
    const [name] = path;
    if (name === undefined || path.length > 1 || !(is(field, Column) || is(field, SQL))) return undefined;
    // Drizzle keeps the decoder of an expression out of its types.
    const decoder = is(field, Column) ? field : (field as unknown as Required<Cell>).decoder;
    cells.push(leavesAsItIs(decoder) ? { name } : { name, decoder });
  }
  return (row) => {
    const made: Record<string, unknown> = {};
    for (let at = 0; at < cells.length; at++) {
      const { name, decoder } = cells[at] as Cell;
      const value = row[at];
      made[name] = value === null || !decoder ? value : decoder.mapFromDriverValue(value);
    }
    return made;
  };
}

interface Cell {
  readonly name: string;
  /** None where the value is what the database gave. */
  readonly decoder?: DriverValueDecoder<unknown, unknown>;
}

/** Most columns are text and whole numbers, and their decoder does nothing. */
const leavesAsItIs = (decoder: DriverValueDecoder<unknown, unknown>): boolean =>
  decoder === noopDecoder || decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue;
