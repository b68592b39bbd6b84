import type { MigrationMeta } from 'drizzle-orm/migrator';
import { BackupError } from '../../src/ports/care.ts';
import { shippedMigrations } from '../migrations.ts';

/**
 * A dump of PostgreSQL: gzip over lines of JSON. First the header; then for each table an array `["table", name, columns]` and its
 * rows, one object each, exactly as the server wrote them; at last `["end", rows]`, by which an unfinished one is known.
 */
const FORMAT = 'kam-backup';
const VERSION = 1;

export interface DumpHeader {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly engine: 'postgres';
  /** The schema: what the database had been through. */
  readonly migrations: readonly { readonly writtenAt: number; readonly hash: string }[];
  readonly at: string;
}

export interface DumpedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export function headerFor(applied: readonly number[], now: number): DumpHeader {
  const hashes = new Map(shippedMigrations('postgres').map(({ folderMillis, hash }) => [folderMillis, hash]));
  const migrations = applied
    .toSorted((a, b) => a - b)
    .map((writtenAt) => ({ writtenAt, hash: hashes.get(writtenAt) ?? '' }));
  return { format: FORMAT, version: VERSION, engine: 'postgres', migrations, at: new Date(now).toISOString() };
}

export const tableLine = ({ name, columns }: DumpedTable): string => JSON.stringify(['table', name, columns]);
export const endLine = (rows: number): string => JSON.stringify(['end', rows]);

/** The migrations whose schema the dump fits. Throws `BackupError`. */
export function migrationsOf(
  line: string | undefined,
  file: string,
  shipped: readonly MigrationMeta[],
): readonly MigrationMeta[] {
  const header = readHeader(line, file);
  if (header.version !== VERSION) throw new BackupError('newer-version', file);
  const had = new Set(header.migrations.map(({ writtenAt }) => writtenAt));
  const known = shipped.filter(({ folderMillis }) => had.has(folderMillis));
  if (known.length < had.size) throw new BackupError('newer-version', file);
  return known;
}

function readHeader(line: string | undefined, file: string): DumpHeader {
  const header = parsed(line ?? '');
  const isOurs =
    typeof header === 'object' &&
    header !== null &&
    'format' in header &&
    header.format === FORMAT &&
    'migrations' in header &&
    Array.isArray(header.migrations);
  if (!isOurs) throw new BackupError('not-a-backup', file);
  return header as unknown as DumpHeader;
}

/** What a line that is no row says. */
export function readMark(line: string, file: string): DumpedTable | { readonly rows: number } {
  const mark = parsed(line);
  if (Array.isArray(mark)) {
    const [what, first, columns] = mark as unknown[];
    if (what === 'table' && typeof first === 'string' && isTexts(columns)) return { name: first, columns };
    if (what === 'end' && typeof first === 'number') return { rows: first };
  }
  throw new BackupError('damaged', file);
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
