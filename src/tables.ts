import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Assistant } from './compose.ts';
import type { Language } from './domain/vocabulary.ts';
import { messagesIn } from './i18n/messages.ts';
import { cleanText } from './language/characters.ts';
import { nameKey } from './language/names.ts';
import { shorterNames } from './language/shorter-names.ts';
import { describeProblem } from './ops/book/problems.ts';
import { importLines } from './ops/in-words.ts';
import { describeReason, describeRow } from './ops/tables/describe.ts';
import { exportTable } from './ops/tables/export-table.ts';
import type { TableKind } from './ops/tables/fields.ts';
import { importTable, type TableImport } from './ops/tables/import-table.ts';
import { tableTemplate } from './ops/tables/template.ts';
import type { WrittenFormat } from './ops/tables/write-table.ts';

/** How a table is to be taken, as said on the command line. */
export interface TableCall {
  readonly dryRun?: boolean;
  readonly kind?: TableKind;
  /** Key of the member whom accounts without an owner belong to. */
  readonly owner?: string;
  readonly doubtful?: 'ask' | 'new' | 'same' | 'skip';
  readonly skipRefused?: boolean;
}

export interface Told {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

const TABLE_ENDINGS = ['.csv', '.tsv', '.txt', '.xlsx', '.vcf'];

export const isTable = (file: string): boolean => TABLE_ENDINGS.includes(extname(file).toLowerCase());

/** Previews or imports a table, and tells of it row by row. All rows that are taken, or none. */
export async function importTableFile(file: string, call: TableCall, assistant: Assistant): Promise<Told> {
  const { store, organisation, newId, now } = assistant;
  const bytes = readFileSync(file);
  const done = await importTable(
    store,
    { bytes, name: basename(file) },
    {
      now: now(),
      zone: organisation.timeZone,
      newId,
      clean: cleanText,
      actorId: null,
      nameKey,
      similarKeys: (name) => shorterNames(name).slice(0, 1).map(nameKey),
      kind: call.kind,
      dryRun: call.dryRun,
      defaultOwner: call.owner,
      doubtful: call.doubtful,
      refused: call.skipRefused ? 'skip' : 'stop',
    },
  );
  return { ok: done.ok && done.ready && done.done?.ok !== false, lines: linesOf(done, organisation.language) };
}

/** Longest list of rows told of one by one. */
const ROWS_TOLD = 200;

function linesOf(result: TableImport, language: Language): readonly string[] {
  if (!result.ok) return result.faults.map((fault) => describeReason(fault, language));
  const { tables } = messagesIn(language);
  const { plan, columns, done, ready } = result;
  const { new: fresh, changed, same, doubtful, refused } = plan.counts;
  const told = plan.rows.flatMap((row) => describeRow(row, language) ?? []);
  return [
    tables.recognised(tables.kind[plan.kind]),
    ...(columns.ignored.length === 0 ? [] : [tables.ignored(columns.ignored.join(', '))]),
    tables.counts(fresh, changed, same, doubtful, refused),
    ...told.slice(0, ROWS_TOLD),
    ...(told.length > ROWS_TOLD ? [tables.more(told.length - ROWS_TOLD)] : []),
    ...plan.problems.map((problem) => describeProblem(problem, language)),
    ...(done ? importLines(done, language) : [ready ? tables.preview : tables.inTheWay]),
  ];
}

/** Writes all of one kind as a table, or an empty one to fill in. The file is for its owner alone. */
export async function exportTableFile(file: string, kind: TableKind, assistant: Assistant): Promise<void> {
  const { store, organisation, now } = assistant;
  const options = { now: now(), zone: organisation.timeZone, nameKey };
  const bytes = await exportTable(store.views, kind, organisation.language, formatOf(file), options);
  writeFileSync(file, bytes, { mode: 0o600 });
}

export async function writeTemplate(file: string, kind: TableKind, language: Language): Promise<void> {
  writeFileSync(file, await tableTemplate(kind, language, formatOf(file)));
}

function formatOf(file: string): WrittenFormat {
  const ending = extname(file).toLowerCase();
  if (ending === '.csv') return 'csv';
  if (ending === '.xlsx') return 'xlsx';
  throw new Error(`${file}: a table is written as .csv or .xlsx`);
}
