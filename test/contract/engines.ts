import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';

export const ENGINES = ['sqlite', 'postgres'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface Engines {
  readonly folder: string;
  /** The address of an empty database of its own. */
  freshUrl(engine: EngineName): Promise<string>;
  /** Removes every database and file made so far. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** Both engines, for tests that look at the database itself. */
export async function startEngines(): Promise<Engines> {
  const folder = mkdtempSync(join(tmpdir(), 'kam-engines-'));
  const server: PostgresServer = await startPostgres();
  let files = 0;
  return {
    folder,
    async freshUrl(engine) {
      return engine === 'postgres' ? server.freshDatabase() : `file:${join(folder, `${++files}.db`)}`;
    },
    async clear() {
      await server.dropDatabases();
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const fileOf = (url: string): string => url.slice('file:'.length);
