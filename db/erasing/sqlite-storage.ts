import { createReadStream, existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Storage } from './erase.ts';

/** What is deleted is overwritten with zeros; then the file is written anew without its gaps, and the WAL emptied. */
export function sqliteStorage(file: string, writer: Database.Database): Storage {
  return {
    async prepare() {
      writer.pragma('secure_delete = ON');
    },
    async clean() {
      try {
        writer.exec('VACUUM');
        const [checkpoint] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
        return checkpoint?.busy === 0;
      } catch (error) {
        // Another process reads or writes: the rows are gone, and what is left in the file is reported.
        if (error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code)) return false;
        throw error;
      } finally {
        writer.pragma('secure_delete = OFF');
      }
    },
    async search(texts) {
      const needles = texts.map((text) =>
        [...new Set([text, JSON.stringify(text).slice(1, -1)])].map((form) => Buffer.from(form)),
      );
      const found = new Set<number>();
      let bytes = 0;
      for (const path of [file, `${file}-wal`]) bytes += existsSync(path) ? await searchFile(path, needles, found) : 0;
      return { bytes, found: found.size };
    },
  };
}

const CHUNK = 4 * 1024 * 1024;

/** Notes which of the needles, each in any of its forms, are in the file, and says how long that is. */
async function searchFile(path: string, needles: readonly (readonly Buffer[])[], found: Set<number>): Promise<number> {
  const overlap = Math.max(0, ...needles.flat().map((needle) => needle.length - 1));
  let tail = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const part = Buffer.concat([tail, chunk]);
    for (const [i, forms] of needles.entries()) if (forms.some((form) => part.includes(form))) found.add(i);
    tail = part.subarray(Math.max(0, part.length - overlap));
  }
  return bytes;
}
