import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../db/open.ts';
import { RECORD_KINDS } from '../../src/domain/records.ts';
import { cleanText } from '../../src/language/characters.ts';
import { nameKeysOf } from '../../src/language/names.ts';
import { type ImportOptions, type ImportResult, importBook } from '../../src/ops/book/import.ts';
import type { BookAccount, BookInteraction, BookMember } from '../../src/ops/book/schema.ts';
import type { Store } from '../../src/ports/store.ts';

export const NOW = Date.UTC(2026, 10, 21, 4);

let made = 0;
export const newId = (): string => `made-${String(++made).padStart(9, '0')}`;

export interface FullBook {
  version: 1;
  members: BookMember[];
  accounts: BookAccount[];
  interactions: BookInteraction[];
}

/** The fixture book, a fresh copy each time. */
export function fullBook(): FullBook {
  return JSON.parse(readFileSync(new URL('../fixtures/book-full.json', import.meta.url), 'utf8'));
}

/** Stores on new, empty databases: SQLite unless a URL is given. */
export function createStores() {
  const folder = mkdtempSync(join(tmpdir(), 'kam-book-'));
  const stores: Store[] = [];
  let files = 0;
  const freshFile = () => `file:${join(folder, `${++files}.db`)}`;
  return {
    freshFile,
    async open(url = freshFile()): Promise<Store> {
      const store = await openStore({ url, nameKeys: nameKeysOf, newId });
      stores.push(store);
      await store.migrate();
      return store;
    },
    async close(): Promise<void> {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function load(store: Store, book: unknown, options: Partial<ImportOptions> = {}): Promise<ImportResult> {
  return importBook(store, book, {
    now: NOW,
    zone: 'Asia/Shanghai',
    newId,
    clean: cleanText,
    actorId: null,
    ...options,
  });
}

/** Imports what must go in, and answers with the counts. */
export async function loaded(store: Store, book: unknown, options: Partial<ImportOptions> = {}) {
  const result = await load(store, book, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

/** Every record and the audit: all that the store's port tells of the tables. */
export async function contents({ views }: Store) {
  const records: Record<string, readonly unknown[]> = {};
  for (const kind of RECORD_KINDS) records[kind] = await views.all(kind);
  const changes = await views.allChanges();
  const rows = [];
  for (const { id } of changes) rows.push(...(await views.changeRows(id)));
  return { records, changes, rows };
}
