import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedMigrations } from '../../db/migrations.ts';
import { openStore } from '../../db/open.ts';
import { migrateSqlite } from '../../db/sqlite-migrate.ts';
import { aMember } from '../fixtures/records.ts';
import { changeId, nameKeys, openFresh, write } from './store.opening.ts';
import { outputOf, startChild } from './store.processes.ts';

describe('store on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kam-sqlite-'));
  // Entered by the other user of the tests below.
  chmodSync(folder, 0o755);
  let files = 0;
  const fresh = () => join(folder, `${++files}.db`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = (file: string) => openStore({ url: `file:${file}`, nameKeys, newId: changeId });
  const fault = (name: string) => expect.objectContaining({ name: 'StoreError', fault: name });

  function onFile<T>(file: string, work: (connection: Database.Database) => T): T {
    const connection = new Database(file);
    try {
      return work(connection);
    } finally {
      connection.close();
    }
  }

  it('refuses a file of a newer version, one that is no database, and one of another program', async () => {
    const newer = fresh();
    await (await openFresh(`file:${newer}`)).close();
    onFile(newer, (connection) => connection.exec('INSERT INTO kam_migrations VALUES (9999999999999, 0)'));
    await expect(open(newer)).rejects.toEqual(fault('newer-version'));

    const text = fresh();
    writeFileSync(text, 'Dear diary, this is not a database but a text of some length. '.repeat(40));
    await expect(open(text)).rejects.toEqual(fault('damaged'));

    const foreign = fresh();
    onFile(foreign, (connection) => connection.exec('CREATE TABLE songs (title TEXT)'));
    await expect(open(foreign)).rejects.toEqual(fault('damaged'));

    const directory = fresh();
    mkdirSync(directory);
    await expect(open(directory)).rejects.toMatchObject({ name: 'StoreError' });
  });

  it('refuses addresses that name no file', async () => {
    for (const url of ['', 'file:', 'file::memory:', 'mysql://localhost/kam', 'kam.db']) {
      await expect(openStore({ url, nameKeys, newId: changeId })).rejects.toThrow('file:./');
    }
  });

  describe('migrating a file that holds something', () => {
    const next = (sql: string) => [
      ...shippedMigrations('sqlite'),
      { sql: [sql], folderMillis: 9_999_999_999_999, hash: '', bps: true },
    ];
    const count = (file: string, table: string) =>
      onFile(file, (connection) => connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

    async function written(): Promise<string> {
      const file = fresh();
      const store = await openFresh(`file:${file}`);
      await write(store, (r) => r.insert('member', aMember()));
      expect(await store.migrate()).toEqual({ applied: 0, backup: null });
      await store.close();
      return file;
    }

    it('copies it first, and never over another copy', async () => {
      const file = await written();
      const version = shippedMigrations('sqlite').length;
      writeFileSync(`${file}.before-${version + 1}.bak`, 'of another time');
      const connection = new Database(file);
      const report = await migrateSqlite(connection, file, next('CREATE TABLE novelties (id TEXT)'));
      connection.close();
      const backup = `${file}.before-${version + 1}-1.bak`;
      expect(report).toEqual({ applied: 1, backup });
      expect(count(backup, 'members')).toBe(1);
      expect(() => count(backup, 'novelties')).toThrow('no such table');
      expect(count(file, 'novelties')).toBe(0);
      await expect(open(file)).rejects.toEqual(fault('newer-version'));
      await (await openFresh(`file:${backup}`)).close();
    });

    it('leaves it as it was when a migration fails or leaves references to nothing', async () => {
      const file = await written();
      const connection = new Database(file);
      const failing = next('CREATE TABLE novelties (id TEXT); SELECT nonsense');
      await expect(migrateSqlite(connection, file, failing)).rejects.toThrow('nonsense');
      const breaking = next("INSERT INTO teams VALUES ('no account', 'no member')");
      await expect(migrateSqlite(connection, file, breaking)).rejects.toEqual(fault('damaged'));
      connection.close();
      expect(() => count(file, 'novelties')).toThrow('no such table');
      await (await openFresh(`file:${file}`)).close();
    });
  });

  it('makes the keys of names anew when they are made another way', async () => {
    const file = fresh();
    const store = await openFresh(`file:${file}`);
    const member = aMember({ name: 'Ann' });
    await write(store, (r) => r.insert('member', member));
    await store.close();
    const upper = await openStore({
      url: `file:${file}`,
      nameKeys: (_kind, { name }) => [{ key: name.toUpperCase(), whole: true }],
      namesVersion: '2',
      newId: changeId,
    });
    await upper.migrate();
    expect(await upper.views.names.equal('member', ['ANN'])).toHaveLength(1);
    expect(await upper.views.names.equal('member', ['ann'])).toHaveLength(0);
    await upper.close();
  });

  it('says so when the disk is full, and keeps what was there', async () => {
    const file = fresh();
    await (await openFresh(`file:${file}`)).close();
    const pages = onFile(file, (connection) => Number(connection.pragma('page_count', { simple: true })));
    const store = await openFresh(`file:${file}?max_page_count=${pages + 8}`);
    const kept: string[] = [];
    const fill = async () => {
      for (;;) {
        const member = aMember({ mobile: 'x'.repeat(500) });
        await write(store, (r) => r.insert('member', member));
        kept.push(member.id);
      }
    };
    await expect(fill()).rejects.toEqual(fault('full'));
    expect(kept.length).toBeGreaterThan(0);
    expect((await store.views.all('member')).map(({ id }) => id)).toEqual(kept);
    expect(await store.views.allChanges()).toHaveLength(kept.length);
    await store.close();
  });

  it('says so when the folder or the file may not be written', async () => {
    const unwritable = join(folder, `locked-${++files}`);
    mkdirSync(unwritable, { mode: 0o755 });
    const file = join(unwritable, 'kam.db');
    if (process.getuid?.() !== 0) chmodSync(unwritable, 0o555);
    const nobody = () => outputOf(startChild('open-as-nobody', `file:${file}`));
    expect(await nobody()).toMatch(/^read-only: .*kam\.db/);
    expect(await outputOf(startChild('open-as-nobody', `file:${join(unwritable, 'deeper', 'kam.db')}`))).toMatch(
      /^read-only: /,
    );
    chmodSync(unwritable, 0o755);
    await (await openFresh(`file:${file}`)).close();
    if (process.getuid?.() !== 0) chmodSync(file, 0o444);
    expect(await nobody()).toMatch(/^read-only: .*kam\.db/);
  });

  it('waits for another process that writes, without standing still', async () => {
    const file = fresh();
    const store = await openFresh(`file:${file}`);
    const holding = outputOf(startChild('hold', `file:${file}`));
    await expect.poll(() => existsSync(`${file}.held`), { timeout: 120_000, interval: 5 }).toBe(true);
    let isWritten = false;
    const writing = write(store, (r) => r.insert('member', aMember())).then(() => {
      isWritten = true;
    });
    await pause(100);
    expect(isWritten).toBe(false);
    // Would not be reached in time, had waiting stopped this process.
    rmdirSync(`${file}.held`);
    await writing;
    await holding;
    await store.close();
  });

  it('is migrated by three processes at once', async () => {
    const url = `file:${fresh()}`;
    const outputs = await Promise.all([1, 2, 3].map(() => outputOf(startChild('migrate', url))));
    expect(outputs.map((output) => JSON.parse(output).applied).sort()).toEqual([0, 0, expect.any(Number)]);
  });

  it('has all it said was written after being killed', async () => {
    const file = fresh();
    const child = startChild('write', `file:${file}`);
    const said = outputOf(child);
    let lines = 0;
    child.stdout?.on('data', (part) => {
      lines += String(part).split('\n').length - 1;
    });
    await expect.poll(() => lines, { timeout: 120_000, interval: 5 }).toBeGreaterThan(100);
    child.kill('SIGKILL');
    const ids = (await said).split('\n').filter((line) => line.length > 40);
    const store = await openFresh(`file:${file}`);
    const members = await store.views.all('member');
    const written = new Set(members.map(({ id }) => id));
    // The last line may have been cut short by the kill.
    expect(ids.slice(0, -1).filter((id) => !written.has(id))).toEqual([]);
    expect(await store.views.allChanges()).toHaveLength(written.size);
    await write(store, (r) => r.insert('member', aMember()));
    await store.close();
    expect(onFile(file, (connection) => connection.pragma('integrity_check', { simple: true }))).toBe('ok');
  });
});
