import { dayOf } from '../../domain/days.ts';
import { messagesIn } from '../../i18n/messages.ts';
import type { Store } from '../../ports/store.ts';
import type { ExportFormat, ExportRequest } from '../../ports/transfer.ts';
import { exportBook, exportPart } from '../book/export.ts';
import { exportCards } from './export-cards.ts';
import { exportTable } from './export-table.ts';
import { tableTemplate } from './template.ts';

const ENDING: Readonly<Record<ExportFormat, string>> = { csv: 'csv', xlsx: 'xlsx', vcard: 'vcf', json: 'json' };

interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What somebody may see as a file, with the name it goes by. */
export async function exportFile(
  store: Store,
  request: ExportRequest,
  zone: string,
  nameKey: (name: string) => string,
): Promise<ExportedFile> {
  const { kind, format, isTemplate, language, now } = request;
  const { tables, transfer } = messagesIn(language);
  const what = format === 'json' ? transfer.book : tables.kind[kind];
  const label = isTemplate ? transfer.templateOf(what) : `${what}-${dayOf(now, zone)}`;
  return { name: `${label}.${ENDING[format]}`, bytes: await bytesOf(store, request, zone, nameKey) };
}

async function bytesOf(
  { views }: Store,
  { kind, format, isTemplate, isWhole, language, now, maySee, mayReadPersonal }: ExportRequest,
  zone: string,
  nameKey: (name: string) => string,
): Promise<Uint8Array> {
  const options = { now, zone, nameKey, include: maySee, personal: mayReadPersonal };
  if (format === 'json') {
    const book = isWhole
      ? await exportBook(views, nameKey)
      : await exportPart(views, { include: maySee, personal: mayReadPersonal }, nameKey);
    return new TextEncoder().encode(`${JSON.stringify(book, null, 2)}\n`);
  }
  if (format === 'vcard') return exportCards(views, language, options);
  return isTemplate ? tableTemplate(kind, language, format) : exportTable(views, kind, language, format, options);
}
