/** A process of its own for the tests of the store: `store.child.ts TASK URL`. */
import { existsSync, mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openStore } from '../../db/open.ts';
import { StoreError } from '../../src/ports/store.ts';
import { aMember } from '../fixtures/records.ts';
import { changeId, nameKeys, openFresh, write } from './store.opening.ts';

const tasks: Record<string, (url: string) => Promise<void>> = {
  /** Migrates and says what that took. */
  async migrate(url) {
    const store = await openStore({ url, nameKeys, newId: changeId });
    console.log(JSON.stringify(await store.migrate()));
    await store.close();
  },
  /** Writes until it is killed, saying each id once it is written. */
  async write(url) {
    const store = await openFresh(url);
    for (;;) {
      const member = aMember({ id: changeId() });
      await write(store, (r) => r.insert('member', member));
      console.log(member.id);
    }
  },
  /** Opens and writes as somebody else, and says which fault that met. */
  async 'open-as-nobody'(url) {
    if (process.getuid?.() === 0) process.setuid?.(65_534);
    try {
      const store = await openFresh(url);
      await write(store, (r) => r.insert('member', aMember()));
      await store.close();
      console.log('none');
    } catch (error) {
      console.log(error instanceof StoreError ? `${error.fault}: ${error.message}` : String(error));
    }
  },
  /** Backs up again and again, to `URL FILE`, until it is killed. */
  async backup(both) {
    const [url = '', file = ''] = both.split(' ');
    const store = await openFresh(url);
    for (let n = 0; ; n++) {
      console.log(`${file}.${n}`);
      await store.backup(`${file}.${n}`);
    }
  },
  /** Holds the write lock for as long as the folder it makes is there. */
  async hold(url) {
    const file = url.slice('file:'.length);
    const connection = new Database(file);
    connection.exec('BEGIN IMMEDIATE');
    mkdirSync(`${file}.held`);
    while (existsSync(`${file}.held`)) await pause(5);
    connection.exec('COMMIT');
    connection.close();
  },
};

const [, , task = '', url = ''] = process.argv;
await tasks[task]?.(url);
