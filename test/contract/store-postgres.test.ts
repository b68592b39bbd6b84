import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { type PostgresServer, startPostgres } from '../fixtures/postgres-server.ts';
import { aMember } from '../fixtures/records.ts';
import { changeId, nameKeys, openFresh, write } from './store.opening.ts';
import { outputOf, startChild } from './store.processes.ts';

describe('store on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  async function query(url: string, sql: string): Promise<pg.QueryResult<Record<string, unknown>>> {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  }

  it('is migrated by three processes at once', async () => {
    const url = await server.freshDatabase();
    const outputs = await Promise.all([1, 2, 3].map(() => outputOf(startChild('migrate', url))));
    const applied = outputs.map((output) => JSON.parse(output).applied);
    expect(applied.sort()).toEqual([0, 0, expect.any(Number)]);
    expect(applied.at(-1)).toBeGreaterThan(0);
    const strict = await query(url, "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT condeferrable");
    expect(strict.rows).toEqual([]);
  });

  it('refuses a database of a newer version', async () => {
    const url = await server.freshDatabase();
    const store = await openFresh(url);
    await query(url, 'INSERT INTO kam_migrations (written_at) VALUES (9999999999999)');
    await expect(store.migrate()).rejects.toMatchObject({ name: 'StoreError', fault: 'newer-version' });
    await store.close();
    await expect(openStore({ url, nameKeys, newId: changeId })).rejects.toMatchObject({ fault: 'newer-version' });
  });

  it('says when it cannot be reached, or holds no such database', async () => {
    const url = await server.freshDatabase();
    for (const wrong of ['postgres://127.0.0.1:1/kam', `${url}_none`]) {
      const opening = openStore({ url: wrong, nameKeys, newId: changeId });
      await expect(opening).rejects.toMatchObject({ name: 'StoreError', fault: 'unreachable' });
    }
  });

  it('goes on after the server cut its connections, idle or at work', async () => {
    const url = await server.freshDatabase();
    const heard: unknown[] = [];
    const log = (_level: string, _message: string, error: unknown) => heard.push(error);
    const store = await openStore({ url, nameKeys, newId: changeId, log });
    await store.migrate();
    const cut = () =>
      query(url, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
    const member = aMember();
    const failing = write(store, async (r) => {
      await r.insert('member', member);
      await cut();
    });
    await expect(failing).rejects.toMatchObject({ name: 'StoreError', fault: 'unreachable' });
    await write(store, (r) => r.insert('member', member));
    await cut();
    await expect.poll(() => store.ping().then(() => 'answered')).toBe('answered');
    expect(await store.views.get('member', member.id)).toEqual(member);
    expect(heard.length).toBeGreaterThan(0);
    await store.close();
  });

  it('lets two stores on one database write in turn', async () => {
    const url = await server.freshDatabase();
    const stores = [await openFresh(url), await openFresh(url)];
    const member = aMember({ mobile: '0' });
    await Promise.all(stores.map((store) => store.ping()));
    await write(stores[0] ?? raise(), (r) => r.insert('member', member));
    const increments = Array.from({ length: 30 }, (_, i) =>
      write(stores[i % 2] ?? raise(), async (r) => {
        const found = await r.get('member', member.id);
        await r.update('member', { ...member, mobile: String(Number(found?.mobile) + 1) });
      }),
    );
    await Promise.all(increments);
    expect((await stores[0]?.views.get('member', member.id))?.mobile).toBe('30');
    await Promise.all(stores.map((store) => store.close()));
  });
});

function raise(): never {
  throw new Error('There is no such store.');
}
