import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { restoreBackup } from '../../db/backup/restore.ts';
import { shippedMigrations } from '../../db/migrations.ts';
import { openStore } from '../../db/open.ts';
import { applyToPostgres } from '../../db/postgres-migrate.ts';
import { applyToSqlite } from '../../db/sqlite-migrate.ts';
import type { Repositories, Store } from '../../src/ports/store.ts';
import { aMember } from '../fixtures/records.ts';
import { tablesOf } from '../ops/tables.ts';
import { ENGINES, type EngineName, type Engines, fileOf, startEngines } from './engines.ts';
import { type Entry, oneOfEach } from './store.arbitraries.ts';
import { changeId, nameKeys, openFresh, write } from './store.opening.ts';
import { outputOf, startChild } from './store.processes.ts';

let engines: Engines;
let files = 0;
const backupName = () => join(engines.folder, `backup-${++files}`);
beforeAll(async () => {
  engines = await startEngines();
});
afterEach(() => engines.clear());
afterAll(() => engines?.stop());

const insert = (r: Repositories, { kind, record }: Entry) => r.insert(kind, record);

/** Every kind of record with hostile values, and an audit of inserts, updates and removals. */
async function fill(store: Store): Promise<void> {
  for (const make of fc.sample(oneOfEach, { numRuns: 6, seed: 5 })) {
    const entries = make();
    await write(store, async (r) => {
      for (const entry of entries) await insert(r, entry);
    });
  }
  const extra = aMember({ name: 'a "quoted"\nname, 华为 \\ 👍' });
  await write(store, (r) => r.insert('member', extra));
  await write(store, (r) => r.update('member', { ...extra, mobile: '1' }));
  await write(store, (r) => r.remove('member', extra.id));
}

async function filled(engine: EngineName): Promise<{ url: string; file: string }> {
  const url = await engines.freshUrl(engine);
  const store = await openFresh(url);
  await fill(store);
  const file = backupName();
  await store.backup(file);
  await store.close();
  return { url, file };
}

const problem = (name: string) => expect.objectContaining({ name: 'StoreError', problem: name });
const leftovers = () => readdirSync(engines.folder).filter((name) => /\.part/.test(name));

/** A database of the first version, with a member in it. */
async function firstVersion(engine: EngineName): Promise<string> {
  const url = await engines.freshUrl(engine);
  const first = shippedMigrations(engine).slice(0, 1);
  const folded =
    "'old', 'old', 'old', NULL, NULL, NULL, 'Old', 'sales', 'member', NULL, 'active', NULL, 'UTC', 'en', 0";
  if (engine === 'sqlite') {
    const connection = new Database(fileOf(url));
    applyToSqlite(connection, '', first);
    connection.exec(`INSERT INTO members VALUES (${folded})`);
    connection.close();
    return url;
  }
  const client = new pg.Client(url);
  await client.connect();
  await applyToPostgres(client, first);
  await client.query(`INSERT INTO members VALUES (${folded})`);
  await client.end();
  return url;
}

describe.each(ENGINES)('a backup (%s)', (engine) => {
  const other = engine === 'sqlite' ? 'postgres' : 'sqlite';

  it('brings back every row of every table, for its owner alone', async () => {
    const { url, file } = await filled(engine);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const target = await engines.freshUrl(engine);
    expect(await restoreBackup({ url: target, file })).toEqual({ kept: null, migrated: 0 });
    expect(await tablesOf(target)).toEqual(await tablesOf(url));
    const store = await openFresh(target);
    await write(store, (r) => r.insert('member', aMember()));
    await store.close();
    expect(leftovers()).toEqual([]);
  });

  it('is of one moment, while two processes write', async () => {
    const url = await engines.freshUrl(engine);
    const store = await openFresh(url);
    const child = startChild('write', url);
    const ended = outputOf(child).catch(() => undefined);
    let isOver = false;
    const writing = (async () => {
      while (!isOver) await write(store, (r) => r.insert('member', aMember({ mobile: 'x'.repeat(2000) })));
    })();
    await expect.poll(async () => (await store.views.allChanges()).length, { timeout: 120_000 }).toBeGreaterThan(200);
    const before = (await store.views.allChanges()).length;
    const file = backupName();
    await store.backup(file);
    isOver = true;
    await writing;
    child.kill('SIGKILL');
    await ended;
    await store.close();
    const target = await engines.freshUrl(engine);
    await restoreBackup({ url: target, file });
    const restored = await openFresh(target);
    const members = await restored.views.all('member');
    expect(members.length).toBeGreaterThanOrEqual(before);
    expect((await restored.views.allChanges()).length).toBe(members.length);
    await restored.close();
  });

  it('replaces no file unless told to', async () => {
    const { url, file } = await filled(engine);
    const store = await openFresh(url);
    await expect(store.backup(file)).rejects.toEqual(problem('exists'));
    writeFileSync(file, 'something else');
    await store.backup(file, { replace: true });
    await store.close();
    await restoreBackup({ url: await engines.freshUrl(engine), file });
  });

  it('is not made of nothing, nor where nothing can be written', async () => {
    const url = await engines.freshUrl(engine);
    const store = await openStore({ url, nameKeys, newId: changeId });
    await expect(store.backup(backupName())).rejects.toEqual(problem('nothing'));
    await store.migrate();
    const inFile = join(fileOf(`file:${(await filled(engine)).file}`), 'below');
    await expect(store.backup(inFile)).rejects.toThrow();
    await store.close();
    expect(leftovers()).toEqual([]);
  });

  it('of an earlier version is brought up to date', async () => {
    const old = await openStore({ url: await firstVersion(engine), nameKeys, newId: changeId });
    const file = backupName();
    await old.backup(file);
    await old.close();
    const target = await engines.freshUrl(engine);
    const { migrated } = await restoreBackup({ url: target, file });
    expect(migrated).toBe(shippedMigrations(engine).length - 1);
    const store = await openFresh(target);
    expect((await store.views.all('member')).map(({ name }) => name)).toEqual(['Old']);
    await store.close();
  });

  it('is made before a migration, can be restored, and is removed after 30 days', async () => {
    const url = await firstVersion(engine);
    const copiesFolder = join(engines.folder, `copies-${++files}`);
    const open = () => openStore({ url, nameKeys, newId: changeId, copiesFolder });
    const store = await open();
    const { backup, applied } = await store.migrate();
    expect(applied).toBe(shippedMigrations(engine).length - 1);
    const copy = backup ?? '';
    await restoreBackup({ url: await engines.freshUrl(engine), file: copy });
    const age = (days: number) => utimesSync(copy, new Date(), new Date(Date.now() - days * 86_400_000));
    age(29);
    await store.migrate();
    expect(existsSync(copy)).toBe(true);
    age(31);
    await store.migrate();
    expect(existsSync(copy)).toBe(false);
    await store.close();
  });

  it('is refused when it is damaged, cut short or something else', async () => {
    const { file } = await filled(engine);
    const whole = readFileSync(file);
    const url = await engines.freshUrl(engine);
    const refused = async (content: Uint8Array | string, name: unknown) => {
      const broken = backupName();
      writeFileSync(broken, content);
      await expect(restoreBackup({ url, file: broken })).rejects.toEqual(name);
    };
    const noise = Uint8Array.from(whole, (byte, i) => (i > 4000 && i % 7 === 0 ? byte ^ 0x55 : byte));
    await refused(noise, problem('damaged'));
    for (const part of [0.3, 0.9]) await refused(whole.subarray(0, whole.length * part), problem('damaged'));
    if (engine === 'postgres') {
      // Whole as a file, but not all that was to be in it.
      const lines = gunzipSync(whole).toString().trimEnd().split('\n');
      const without = (index: number) => gzipSync(lines.toSpliced(index, 1).join('\n'));
      await refused(without(-1), problem('damaged'));
      await refused(without(lines.findIndex((line) => line.startsWith('{"change_id"'))), problem('damaged'));
      await refused(gzipSync([...lines, lines.at(-1)].join('\n')), problem('damaged'));
    }
    await refused('Dear diary', problem('not-a-backup'));
    await refused('', problem('not-a-backup'));
    await refused(gzipSync('{"format":"songs"}\n'), problem(engine === 'postgres' ? 'not-a-backup' : 'other-engine'));
    await expect(restoreBackup({ url, file: backupName() })).rejects.toThrow('no such file');
    // Nothing of all this reached the database.
    await restoreBackup({ url, file });
    expect(leftovers()).toEqual([]);
  });

  it('of a newer version is refused', async () => {
    const { file } = await filled(engine);
    const url = await engines.freshUrl(engine);
    if (engine === 'sqlite') {
      const connection = new Database(file);
      connection.exec('INSERT INTO kam_migrations VALUES (9999999999999, 0)');
      connection.close();
    } else {
      const lines = gunzipSync(readFileSync(file)).toString();
      writeFileSync(
        file,
        gzipSync(lines.replace('"migrations":[', '"migrations":[{"writtenAt":9999999999999,"hash":""},')),
      );
    }
    await expect(restoreBackup({ url, file })).rejects.toEqual(problem('newer-version'));
  });

  it('does not go into the other kind of database', async () => {
    const { file } = await filled(engine);
    const url = await engines.freshUrl(other);
    await expect(restoreBackup({ url, file, force: true })).rejects.toEqual(problem('other-engine'));
  });

  it('replaces a book only when told to, and keeps a copy of it', async () => {
    const { file } = await filled(engine);
    const url = await engines.freshUrl(engine);
    const store = await openFresh(url);
    await write(store, (r) => r.insert('member', aMember()));
    const copiesFolder = join(engines.folder, `copies-${++files}`);
    await expect(restoreBackup({ url, file, force: true })).rejects.toEqual(problem('in-use'));
    await store.close();
    await expect(restoreBackup({ url, file })).rejects.toEqual(problem('not-empty'));
    const before = await tablesOf(url);
    const { kept } = await restoreBackup({ url, file, force: true, copiesFolder });
    const [again, target] = [await engines.freshUrl(engine), await engines.freshUrl(engine)];
    await restoreBackup({ url: target, file });
    expect(await tablesOf(url)).toEqual(await tablesOf(target));
    await restoreBackup({ url: again, file: kept ?? '' });
    expect(await tablesOf(again)).toEqual(before);
  });

  it('killed at work leaves no half file under its name', async () => {
    const url = await engines.freshUrl(engine);
    const store = await openFresh(url);
    await write(store, async (r) => {
      for (let i = 0; i < 1500; i++) await r.insert('member', aMember({ mobile: `${i}`.repeat(2000) }));
    });
    await store.close();
    for (let round = 0; round < 4; round++) {
      const file = backupName();
      const child = startChild('backup', `${url} ${file}`);
      const said = outputOf(child);
      await expect.poll(() => leftovers().length, { timeout: 120_000, interval: 1 }).toBeGreaterThan(0);
      child.kill('SIGKILL');
      const begun = (await said).split('\n').filter((line) => existsSync(line));
      for (const whole of begun) await restoreBackup({ url: await engines.freshUrl(engine), file: whole });
      // The next one clears away what that left.
      const next = await openFresh(url);
      for (const part of leftovers())
        await next.backup(join(engines.folder, part.replace(/\.\d+\.part.*$/, '')), { replace: true });
      await next.close();
      expect(leftovers()).toEqual([]);
    }
  });
});

it('replaces a SQLite file that cannot be read any more, and keeps that too', async () => {
  const { file } = await filled('sqlite');
  const url = await engines.freshUrl('sqlite');
  writeFileSync(fileOf(url), 'no database at all '.repeat(500));
  await expect(restoreBackup({ url, file })).rejects.toEqual(problem('not-empty'));
  const { kept } = await restoreBackup({ url, file, force: true });
  expect(readFileSync(kept ?? '', 'utf8')).toContain('no database');
  await (await openFresh(url)).close();
});
