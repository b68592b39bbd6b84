import { closeSync, openSync, readSync } from 'node:fs';

const SQLITE = Buffer.from('SQLite format 3\0', 'latin1');
const GZIP = Buffer.from([0x1f, 0x8b]);

/** What a file seems to be by its first bytes; a dump of PostgreSQL is compressed. Throws when it cannot be read. */
export function sniff(file: string): 'sqlite' | 'dump' | null {
  const head = Buffer.alloc(SQLITE.length);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, head, 0, head.length, 0);
  } finally {
    closeSync(opened);
  }
  if (head.equals(SQLITE)) return 'sqlite';
  return head.subarray(0, GZIP.length).equals(GZIP) ? 'dump' : null;
}
