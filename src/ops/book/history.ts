import { z } from 'zod';
import { RECORD_KINDS, type RecordKind, type Records } from '../../domain/records.ts';
import type { CarriedHistory, ChangeRow } from '../../ports/store.ts';
import { noteIssues } from './issues.ts';
import { pathOf } from './paths.ts';
import type { Problems } from './problem.ts';
import { RECORD_SCHEMAS } from './record-schemas.ts';

/** What a book carries beside its readable part: every record there was, and the audit. */
export interface BookHistory extends CarriedHistory {
  readonly records: { readonly [K in RecordKind]: readonly Records[K][] };
}

type Lists = { -readonly [K in RecordKind]: Records[K][] };

const change = z.strictObject({
  id: z.string(),
  command: z.string(),
  input: z.record(z.string(), z.unknown()),
  memberId: z.string().nullable(),
  at: z.number().int(),
  undoes: z.string().nullable(),
});

const row = z.strictObject({
  changeId: z.string(),
  position: z.int32(),
  kind: z.enum(RECORD_KINDS),
  recordId: z.string(),
  accountId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});

const lists = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, z.array(z.unknown()).optional()]));
const outline = z.strictObject({
  records: z.strictObject(lists),
  changes: z.array(change),
  rows: z.array(row),
});

/** Reads what came under `history`; what is wrong with it goes to `problems`, with its path. */
export function readHistory(given: unknown, problems: Problems): BookHistory | null {
  const read = outline.safeParse(given);
  if (!read.success) {
    noteIssues(read.error.issues, given, problems, ['history']);
    return null;
  }
  noteUnkeepable(given, ['history'], problems);
  const records = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, [] as unknown[]])) as unknown as Lists;
  for (const kind of RECORD_KINDS) readList(kind, read.data.records[kind] ?? [], records, problems);
  const rows = read.data.rows.map((given, index) => {
    const place = ['history', 'rows', index];
    checkRecord(given.kind, given.before, [...place, 'before'], problems);
    checkRecord(given.kind, given.after, [...place, 'after'], problems);
    // Its kind and records have just been checked to belong together, which the type cannot follow.
    return given as ChangeRow;
  });
  return { records, changes: read.data.changes, rows };
}

function readList<K extends RecordKind>(kind: K, given: readonly unknown[], into: Lists, problems: Problems): void {
  const schema: z.ZodType<Records[K]> = RECORD_SCHEMAS[kind] as unknown as z.ZodType<Records[K]>;
  const ids = new Set<string>();
  for (const [index, item] of given.entries()) {
    const place = ['history', 'records', kind, index];
    const read = schema.safeParse(item);
    if (!read.success) {
      noteIssues(read.error.issues, item, problems, place);
      continue;
    }
    if (ids.has(read.data.id)) problems.add(pathOf([...place, 'id']), 'duplicate', { value: read.data.id });
    ids.add(read.data.id);
    into[kind].push(read.data);
  }
}

function checkRecord(kind: RecordKind, given: unknown, place: PropertyKey[], problems: Problems): void {
  if (given === null) return;
  const read = RECORD_SCHEMAS[kind].safeParse(given);
  if (!read.success) noteIssues(read.error.issues, given, problems, place);
}

/** What no database keeps: NUL, and halves of characters. Everything else in a history is carried as it is. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

const DEEPEST = 100;

function noteUnkeepable(value: unknown, place: PropertyKey[], problems: Problems): void {
  if (place.length > DEEPEST) problems.add(pathOf(place.slice(0, 4)), 'wrong-type', { expected: 'other' });
  else if (typeof value === 'string') {
    if (UNKEEPABLE.test(value)) problems.add(pathOf(place), 'invalid-text');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      place.push(Array.isArray(value) ? Number(key) : key);
      noteUnkeepable(item, place, problems);
      place.pop();
    }
  }
}
