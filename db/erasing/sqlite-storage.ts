import { createReadStream, existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Storage } from './erase.ts';

/** How long to wait for other processes that read or write, in milliseconds. */
const PATIENCE_MS = 5000;

/** What is deleted is overwritten with zeros; then the file is written anew without its gaps, and the WAL emptied. */
export function sqliteStorage(file: string, writer: Database.Database): Storage {
  return {
    async prepare() {
      writer.pragma('secure_delete = ON');
    },
    async clean() {
      const until = performance.now() + PATIENCE_MS;
      while (!tryToClean(writer)) {
        if (performance.now() > until) return false;
        await pause(50);
      }
      writer.pragma('secure_delete = OFF');
      return true;
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

/** Without SQLite's own waiting, which would stop the whole process. */
function tryToClean(writer: Database.Database): boolean {
  const patience: unknown = writer.pragma('busy_timeout', { simple: true });
  writer.pragma('busy_timeout = 0');
  try {
    writer.exec('VACUUM');
    const [checkpoint] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return checkpoint?.busy === 0;
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code)) return false;
    throw error;
  } finally {
    writer.pragma(`busy_timeout = ${patience}`);
  }
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
