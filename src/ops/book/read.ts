import type { Clean } from './fields.ts';
import { type BookHistory, readHistory } from './history.ts';
import { noteIssues } from './issues.ts';
import type { Problems } from './problem.ts';
import { bookSchema, type ReadBook } from './schema.ts';

export interface Read {
  readonly book: ReadBook;
  readonly history: BookHistory | null;
}

/** Reads a book from JSON text, or from what was parsed already; `null` when something is wrong, which is in `problems`. */
export function readBook(given: unknown, clean: Clean, problems: Problems): Read | null {
  const input = typeof given === 'string' ? parse(given, problems) : { value: given };
  if (input === null || !isOurVersion(input.value, problems)) return null;
  const read = bookSchema(clean).safeParse(input.value);
  if (!read.success) noteIssues(read.error.issues, input.value, problems);
  const carried = historyIn(input.value);
  const history = carried === undefined || carried === null ? null : readHistory(carried, problems);
  return read.success && problems.list.length === 0 ? { book: read.data, history } : null;
}

function parse(text: string, problems: Problems): { readonly value: unknown } | null {
  try {
    // Editors on Windows put a byte order mark first, which JSON does not know.
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    problems.add('', 'not-json', { reason: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

/** A newer book may mean other things by the same keys: then nothing else is worth saying. */
function isOurVersion(value: unknown, problems: Problems): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return true;
  const { version } = value;
  if (version === 1 || version === null || version === undefined) return true;
  problems.add('version', 'wrong-version', { value: typeof version === 'number' ? version : String(version) });
  return false;
}

function historyIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'history' in value ? value.history : undefined;
}
