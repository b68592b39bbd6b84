import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';
import { storeContract } from './store.contract.ts';
import { openFresh } from './store.opening.ts';

const folder = mkdtempSync(join(tmpdir(), 'kam-store-'));
let server: PostgresServer;
let files = 0;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

storeContract('sqlite', () => openFresh(`file:${join(folder, 'deep', `${++files}.db`)}`));
storeContract('postgres', async () => openFresh(await server.freshDatabase()));
