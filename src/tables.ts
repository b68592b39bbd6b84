import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { createTurns } from '../db/turns.ts';
import type { CommandHost } from './commands/host.ts';
import type { Assistant } from './compose.ts';
import type { Language } from './domain/vocabulary.ts';
import { messagesIn } from './i18n/messages.ts';
import { cleanText } from './language/characters.ts';
import { nameKey } from './language/names.ts';
import { shorterNames } from './language/shorter-names.ts';
import { describeProblem } from './ops/book/problems.ts';
import { importLines } from './ops/in-words.ts';
import { describeReason, describeRow } from './ops/tables/describe.ts';
import { exportCards } from './ops/tables/export-cards.ts';
import { exportFile } from './ops/tables/export-file.ts';
import { exportTable } from './ops/tables/export-table.ts';
import { importTable, type TableImport } from './ops/tables/import-table.ts';
import { lookIntoTable } from './ops/tables/look.ts';
import { tableTemplate } from './ops/tables/template.ts';
import type { WrittenFormat } from './ops/tables/write-table.ts';
import type { NewId } from './ports/ids.ts';
import type { Store } from './ports/store.ts';
import type { TableKind } from './ports/transfer.ts';
import { personKeys } from './services/duplicates.ts';

/** How names and texts are read, which the tables do not know themselves. */
const readers = {
  clean: cleanText,
  nameKey,
  similarKeys: (name: string) => shorterNames(name).slice(0, 1).map(nameKey),
  personKeys,
};

/** Tables for commands: one file after the other, for each takes much memory while it is in hand. */
export function createTableHost(
  store: Store,
  zone: string,
  newId: NewId,
): Pick<CommandHost, 'importTable' | 'exportFile'> {
  const inTurn = createTurns();
  return {
    importTable: (request) => inTurn(() => lookIntoTable(store, request, { ...readers, zone, newId })),
    exportFile: (request) => inTurn(() => exportFile(store, request, zone, nameKey)),
  };
}

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
      actorId: null,
      ...readers,
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

/**
 * Writes all of one kind as a table, by default the accounts, or the contacts as visiting cards. The file is for its owner alone.
 */
export async function exportTableFile(file: string, kind: TableKind | undefined, assistant: Assistant): Promise<void> {
  const { store, organisation, now } = assistant;
  const options = { now: now(), zone: organisation.timeZone, nameKey };
  const bytes = isCards(file, kind)
    ? await exportCards(store.views, organisation.language, options)
    : await exportTable(store.views, kind ?? 'accounts', organisation.language, formatOf(file), options);
  writeFileSync(file, bytes, { mode: 0o600 });
}

/** Only people have visiting cards. */
function isCards(file: string, kind: TableKind | undefined): boolean {
  if (extname(file).toLowerCase() !== '.vcf') return false;
  if (kind === undefined || kind === 'contacts') return true;
  throw new Error(`${file}: visiting cards are for --kind contacts; write ${kind} as .csv or .xlsx`);
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
