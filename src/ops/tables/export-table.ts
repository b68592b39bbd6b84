import type { Account } from '../../domain/records.ts';
import type { Language } from '../../domain/vocabulary.ts';
import type { Views } from '../../ports/store.ts';
import type { TableKind } from '../../ports/transfer.ts';
import { type ExportContext, openExport } from './export-context.ts';
import { accountRow, contactRows, factRows, interactionRows, orderRows, shareRows } from './export-rows.ts';
import { type TableField, WRITTEN } from './fields.ts';
import { headerIn } from './headers.ts';
import { type Cell, type WrittenFormat, writeTable } from './write-table.ts';

export interface TableExportOptions {
  readonly now: number;
  /** The organisation's, for accounts that have none of their own. */
  readonly zone: string;
  readonly nameKey?: ((name: string) => string) | undefined;
  /** The accounts that go out; by default all. */
  readonly include?: ((account: Account) => boolean) | undefined;
  /** Whose people's tastes, taboos, birthdays and levels go out too; by default everybody's. */
  readonly personal?: ((account: Account) => boolean | Promise<boolean>) | undefined;
}

export type WrittenRow = Partial<Record<TableField, Cell>>;

const ROWS: Readonly<
  Record<
    TableKind,
    (account: Account, context: ExportContext) => readonly WrittenRow[] | Promise<readonly WrittenRow[]>
  >
> = {
  accounts: (account, context) => [accountRow(account, context)],
  contacts: contactRows,
  interactions: interactionRows,
  shares: shareRows,
  orders: orderRows,
  facts: factRows,
};

/** All of one kind as a table that can be imported again and then changes nothing: contacts as they are on that day. */
export async function exportTable(
  views: Views,
  kind: TableKind,
  language: Language,
  format: WrittenFormat,
  options: TableExportOptions,
): Promise<Uint8Array> {
  const context = await openExport(views, language, options);
  const rows: WrittenRow[] = [];
  for (const account of context.accounts) for (const row of await ROWS[kind](account, context)) rows.push(row);
  return writeRows(kind, WRITTEN[kind], language, format, rows);
}

function writeRows(
  kind: TableKind,
  fields: readonly TableField[],
  language: Language,
  format: WrittenFormat,
  rows: readonly WrittenRow[],
): Promise<Uint8Array> {
  const headers = fields.map((field) => headerIn(language, kind, field));
  return writeTable(
    headers,
    rows.map((row) => fields.map((field) => row[field])),
    format,
  );
}
