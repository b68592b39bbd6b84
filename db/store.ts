import { eq } from 'drizzle-orm';
import type { BackupReport, ErasureReport } from '../src/ports/care.ts';
import type { Carrier, ChangeAbout, MigrationReport, NamedKind, Recorded, Store, Views } from '../src/ports/store.ts';
import type { Copies } from './backup/copies.ts';
import { type Erased, eraseIn, type Storage } from './erasing/erase.ts';
import { searchTables } from './erasing/search.ts';
import { createHandOut, type ToFault, withFaults } from './hand-out.ts';
import { createNesting } from './nesting.ts';
import { type Aside, createQueues, type Keeping } from './queues.ts';
import type { Connection, QueueRows } from './repositories/index.ts';
import { NAMED_KINDS } from './repositories/names.ts';
import { rezone } from './repositories/rezone.ts';
import { createTurns } from './turns.ts';
import { createCarrier, createRecorder } from './writing.ts';

/** One open transaction; exactly one of `commit` and `rollback` is called last. */
export interface Session {
  readonly connection: Connection;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** Transactions whose commit does not stop the process until it is on the disk. */
export interface Unsynced {
  begin(): Promise<Session>;
  /** Resolves when all that was committed by now is durable. */
  sync(): Promise<void>;
}

/** What differs between the engines. */
export interface Engine {
  readonly name: Store['engine'];
  readonly views: Views;
  /** For questions only. */
  readonly queues: QueueRows;
  readonly toFault: ToFault;
  /** `isDeferred`: references are checked at the commit, so that an import may come in any order. */
  begin(isDeferred: boolean): Promise<Session>;
  /**
   * A short transaction on the queues that need not wait for those of the book; left out where the engine lets only one write at
   * a time. `isAlone`: among all processes, one such at a time.
   */
  beginAside?(isAlone: boolean): Promise<Session>;
  /** Left out where commits are waited for without stopping the process. */
  readonly unsynced?: Unsynced;
  migrate(): Promise<MigrationReport>;
  backup(file: string, replace: boolean): Promise<BackupReport>;
  /** Those the program made by itself. */
  readonly copies: Copies;
  readonly storage: Storage;
  /** Questions nobody foresaw, which see committed rows only. */
  readonly reading: Pick<Connection, 'queries' | 'tables'>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly newId: () => string;
  /** When it differs from the one in the database, `migrate` makes the keys of all names anew. */
  readonly namesVersion: string;
}

/** The store over an engine: turns, hand-outs, the refusal to nest, and the audit are the same for both. */
export function createStore(engine: Engine, { newId, namesVersion }: StoreOptions): Store {
  const inTurn = createTurns();
  const nesting = createNesting();
  const refuseToNest = nesting.refuse;
  let isClosed = false;

  const inSession = async <T>(
    begin: () => Promise<Session>,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> => {
    if (isClosed) throw new Error('The store is closed.');
    const session = await faulty('begin', begin);
    try {
      const value = await work(session.connection);
      await faulty('commit', session.commit);
      return value;
    } catch (error) {
      await session.rollback();
      throw error;
    }
  };
  const exclusively = async <T>(isDeferred: boolean, work: (connection: Connection) => Promise<T>): Promise<T> => {
    refuseToNest();
    const foreign = (connection: Connection) => nesting.during(() => work(connection));
    return inTurn(() => inSession(() => engine.begin(isDeferred), foreign));
  };
  const onQueues =
    <T>(work: (queues: QueueRows) => Promise<T>) =>
    ({ queues }: Connection): Promise<T> =>
      faulty('queue', () => work(queues));
  const keeping: Keeping = async (work) => {
    refuseToNest();
    const { beginAside, unsynced } = engine;
    const shortly = onQueues(work);
    if (beginAside) return { value: await inSession(() => beginAside(false), shortly), durable: Promise.resolve() };
    if (!unsynced) return { value: await exclusively(false, shortly), durable: Promise.resolve() };
    return inTurn(async () => {
      const value = await inSession(unsynced.begin, shortly);
      // Before the turn is over, after which the store may be closed.
      return { value, durable: faulty('commit', unsynced.sync) };
    });
  };
  const aside: Aside = async (isAlone, work) => {
    const { beginAside } = engine;
    if (beginAside && isAlone) {
      refuseToNest();
      return inSession(() => beginAside(true), onQueues(work));
    }
    // What others write meanwhile need not wait for the disk with it.
    const { value, durable } = await keeping(work);
    await durable;
    return value;
  };

  const faulty = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw engine.toFault(error, method);
    }
  };

  const recording =
    (isDeferred: boolean) =>
    <T>(about: ChangeAbout, work: (carrier: Carrier) => Promise<T>): Promise<Recorded<T>> =>
      exclusively(isDeferred, async (connection) => {
        const recorder = createRecorder(connection, about, newId);
        const carrier = createCarrier(connection, recorder, { newId, at: about.at });
        const { handOut, end } = createHandOut(carrier, engine.toFault);
        let ended: Awaited<ReturnType<typeof end>>;
        let value: T;
        try {
          value = await work(handOut);
        } finally {
          ended = await end();
        }
        // Swallowed by the work or not: what one write left half done must not be committed.
        if (ended) throw ended.error;
        return { value, changeId: recorder.changeId() };
      });

  return {
    engine: engine.name,
    views: withFaults(engine.views, engine.toFault),
    ...createQueues(aside, keeping, withFaults(engine.queues, engine.toFault), newId),
    transaction: recording(false),
    importing: recording(true),
    async migrate() {
      refuseToNest();
      const report = await inTurn(() => faulty('migrate', engine.migrate));
      await exclusively(false, (connection) => faulty('migrate', () => refreshNames(connection, namesVersion)));
      engine.copies.prune();
      return report;
    },
    async backup(file, { replace = false } = {}) {
      refuseToNest();
      const report = await faulty('backup', () => engine.backup(file, replace));
      engine.copies.prune();
      return report;
    },
    async erase(plan) {
      refuseToNest();
      await inTurn(() => faulty('erase', engine.storage.prepare));
      const erased = await exclusively(false, (connection) => faulty('erase', () => eraseIn(connection, plan, newId)));
      engine.copies.prune();
      return inTurn(() => faulty('erase', () => prove(engine, erased)));
    },
    rezone: (startOf, accountId) =>
      exclusively(false, ({ queries, tables, keepers: { states } }) =>
        faulty('rezone', () => rezone(queries, tables, states, startOf, accountId)),
      ),
    useZone: (zone, startOf) =>
      exclusively(false, (connection) => faulty('useZone', () => useZone(connection, zone, startOf))),
    ping: () => faulty('ping', engine.ping),
    async close() {
      refuseToNest();
      await inTurn(async () => {
        if (isClosed) return;
        isClosed = true;
        await engine.close();
      });
    },
  };
}

/** Cleans the storage, then looks for the person in it: in every table, and where it can in the files. */
async function prove(engine: Engine, { changeId, touched, person, namesakes }: Erased): Promise<ErasureReport> {
  const { storage, reading, copies } = engine;
  const isCleaned = await storage.clean(Object.keys(touched));
  const { remaining, gone, searched } = await searchTables(reading.queries, reading.tables, person, namesakes.longer);
  const found = await storage.search(gone);
  const file = found && { ...found, isCleaned };
  return { changeId, touched, texts: searched, remaining, file, copies: copies.list() };
}

const NAMES_VERSION = 'names';
const ZONE = 'zone';

/** Days told without a time begin where the organisation is; noted, because that is set outside the database. */
async function useZone(
  { queries, tables, keepers: { states } }: Connection,
  zone: string,
  startOf: (day: string) => number,
): Promise<void> {
  const { meta } = tables;
  const [noted] = await queries.select().from(meta).where(eq(meta.key, ZONE));
  if (noted?.value === zone) return;
  await rezone(queries, tables, states, startOf);
  await queries
    .insert(meta)
    .values({ key: ZONE, value: zone })
    .onConflictDoUpdate({ target: meta.key, set: { value: zone } });
}

/** Makes all keys of names anew when they were made another way. */
async function refreshNames({ queries, tables: { meta }, views, keepers }: Connection, version: string): Promise<void> {
  const [noted] = await queries.select().from(meta).where(eq(meta.key, NAMES_VERSION));
  if (noted?.value === version) return;
  const refresh = async <K extends NamedKind>(kind: K) => {
    for (const record of await views.all(kind)) {
      await keepers.derived.names.remove(kind, record.id);
      await keepers.derived.names.insertAll(kind, [record]);
    }
  };
  for (const kind of NAMED_KINDS) await refresh(kind);
  await queries
    .insert(meta)
    .values({ key: NAMES_VERSION, value: version })
    .onConflictDoUpdate({ target: meta.key, set: { value: version } });
}
