import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createIds } from '../src/services/ids.ts';

/** One statement as the program ran it. */
interface Executed {
  readonly isWriter: boolean;
  readonly sql: string;
  readonly how: 'run' | 'get' | 'all';
  readonly isRaw: boolean;
  readonly values: readonly unknown[];
}

/** Everything one answer asked of the database, in order, and what sorts before every id it made and after those before. */
export interface Trace {
  readonly statements: readonly Executed[];
  readonly watermark: string;
}

export interface Recorder {
  /** What the work asks of the connections that were opened since the recorder was made. */
  trace<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly trace: Trace }>;
  stop(): void;
}

/** So many characters of an id are its time (src/services/ids.ts). */
const TIME_LENGTH = 10;

type Statement = Database.Statement<unknown[]>;

/** Listens at better-sqlite3 itself: what it notes is what runs, whoever wrote the SQL. Pragmas are not noted. */
export function createRecorder(): Recorder {
  let heard: Executed[] = [];
  const newId = createIds();
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    return listening(prepare.call(this, sql) as Statement, !this.readonly, (executed) => heard.push(executed));
  } as typeof prepare;
  return {
    async trace(work) {
      heard = [];
      // In a millisecond of its own, which the ids begin with.
      await pause(2);
      const watermark = newId().slice(0, TIME_LENGTH);
      const value = await work();
      return { value, trace: { statements: heard, watermark } };
    },
    stop() {
      Database.prototype.prepare = prepare;
    },
  };
}

function listening(statement: Statement, isWriter: boolean, note: (executed: Executed) => void): Statement {
  let isRaw = false;
  const { raw } = statement;
  statement.raw = (toggle?: boolean) => {
    isRaw = toggle ?? true;
    return raw.call(statement, isRaw);
  };
  for (const how of ['run', 'get', 'all'] as const) {
    const original = statement[how] as (...values: unknown[]) => unknown;
    const noted = (...values: unknown[]) => {
      note({ isWriter, sql: statement.source, how, isRaw, values });
      return original.apply(statement, values);
    };
    Object.defineProperty(statement, how, { value: noted });
  }
  return statement;
}

export interface Bare {
  /** Runs the statements of a trace and nothing else; milliseconds of all, and of what stands from BEGIN to COMMIT. */
  replay(trace: Trace): { readonly whole: number; readonly transaction: number | null };
  close(): void;
}

/** Two connections to a file, opened as the program opens its own (db/sqlite.ts). */
export function openBare(file: string): Bare {
  const writer = new Database(file, { timeout: 5000 });
  const reader = new Database(file, { readonly: true, timeout: 5000 });
  writer.pragma('journal_mode = WAL');
  for (const connection of [writer, reader]) {
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
  }
  const newId = createIds();
  const known = new Map<string, Statement>();
  const statementOf = ({ isWriter, sql, isRaw }: Executed): Statement => {
    const key = `${isWriter} ${isRaw} ${sql}`;
    const found = known.get(key);
    if (found) return found;
    const prepared = (isWriter ? writer : reader).prepare(sql);
    if (isRaw) prepared.raw();
    known.set(key, prepared);
    return prepared;
  };
  return {
    replay({ statements, watermark }) {
      const fresh = freshIds(watermark, newId);
      const steps = statements.map((one) => ({
        statement: statementOf(one),
        how: one.how,
        values: one.values.map(fresh),
      }));
      const begin = statements.findIndex(({ sql }) => sql.startsWith('BEGIN'));
      const end = statements.findIndex(({ sql }) => sql === 'COMMIT');
      let began = 0;
      let ended = 0;
      const start = performance.now();
      for (const [at, { statement, how, values }] of steps.entries()) {
        if (at === begin) began = performance.now();
        statement[how](...values);
        if (at === end) ended = performance.now();
      }
      return { whole: performance.now() - start, transaction: begin < 0 ? null : ended - began };
    },
    close() {
      reader.close();
      writer.close();
    },
  };
}

const ID = /[0-9a-hjkmnp-z]{26}/g;

/** Every id that was made while the trace was taken becomes a new one, the same in all of its places. */
function freshIds(watermark: string, newId: () => string): (value: unknown) => unknown {
  const made = new Map<string, string>();
  const renewed = (id: string): string => {
    if (id < watermark) return id;
    const fresh = made.get(id) ?? newId();
    made.set(id, fresh);
    return fresh;
  };
  return (value) => (typeof value === 'string' ? value.replace(ID, renewed) : value);
}
