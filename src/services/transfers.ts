import { randomBytes } from 'node:crypto';
import type { KeptFile, Transfers } from '../ports/transfer.ts';

/** How long a file is kept, in milliseconds: enough to read a preview and mend the file. */
const KEPT_MS = 30 * 60_000;
/** Bytes of all files together. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Files of one member. */
const MOST_FILES = 4;

interface Entry extends KeptFile {
  readonly memberId: string;
  readonly until: number;
  readonly timer: NodeJS.Timeout;
}

/** Keeps files in memory: nothing of them is left on a disk, and a restart forgets them. */
export function createTransfers(now: () => number): Transfers {
  /** Oldest first. */
  const entries = new Map<string, Entry>();

  function forget(entry: Entry): void {
    clearTimeout(entry.timer);
    entries.delete(entry.id);
  }

  function makeRoom(memberId: string, bytes: number): void {
    const own = [...entries.values()].filter((entry) => entry.memberId === memberId);
    for (const entry of own.slice(0, Math.max(0, own.length - MOST_FILES + 1))) forget(entry);
    const used = () => [...entries.values()].reduce((sum, entry) => sum + entry.bytes.length, 0);
    for (const entry of entries.values()) if (used() + bytes > MOST_BYTES) forget(entry);
  }

  return {
    keep(memberId, name, bytes) {
      if (bytes.length > MOST_BYTES) return null;
      makeRoom(memberId, bytes.length);
      const id = randomBytes(18).toString('base64url');
      const timer = setTimeout(() => entries.delete(id), KEPT_MS).unref();
      entries.set(id, { id, name, bytes, memberId, until: now() + KEPT_MS, timer });
      return { id, name, bytes };
    },
    find(memberId, id) {
      const entry = entries.get(id);
      return entry !== undefined && entry.memberId === memberId && now() < entry.until ? entry : undefined;
    },
    drop(memberId, id) {
      const entry = entries.get(id);
      if (entry?.memberId === memberId) forget(entry);
    },
    close() {
      for (const entry of entries.values()) forget(entry);
    },
  };
}
