import { readFileSync, writeFileSync } from 'node:fs';
import { cleanText } from './language/characters.ts';
import { exportBook } from './ops/book/export.ts';
import { importBook } from './ops/book/import.ts';
import { importSchedule } from './ops/import-schedule.ts';
import { importLines } from './ops/in-words.ts';
import type { TableKind } from './ports/transfer.ts';
import { type ExitCode, print, settings, tell, withAssistant } from './shell.ts';
import { exportTableFile, importTableFile, isTable, type TableCall, writeTemplate } from './tables.ts';

export async function runImport(file: string, call: TableCall): Promise<ExitCode> {
  const { dryRun = false } = call;
  if (isTable(file)) {
    return withAssistant<ExitCode>(async (assistant) => tell(await importTableFile(file, call, assistant)));
  }
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  if (/\.ics$/i.test(file)) {
    return withAssistant<ExitCode>(async ({ store, organisation: { language }, newId, now }) =>
      tell(await importSchedule(store, text, { now: now(), newId, language, dryRun })),
    );
  }
  return withAssistant<ExitCode>(async ({ store, organisation, newId, now }) => {
    const result = await importBook(store, text, {
      now: now(),
      zone: organisation.timeZone,
      newId,
      clean: cleanText,
      actorId: null,
      dryRun,
    });
    return tell({ ok: result.ok, lines: importLines(result, organisation.language) });
  });
}

export async function runTemplate(kind: TableKind, file: string): Promise<ExitCode> {
  await writeTemplate(file, kind, settings().language);
  return 0;
}

export async function runExport(file: string | undefined, { kind }: { readonly kind?: TableKind }): Promise<ExitCode> {
  if (file !== undefined && isTable(file)) {
    return withAssistant<ExitCode>(async (assistant) => {
      await exportTableFile(file, kind, assistant);
      return 0;
    });
  }
  return withAssistant<ExitCode>(async ({ store }) => {
    const text = `${JSON.stringify(await exportBook(store.views), null, 1)}\n`;
    // The book holds everything about people: only its owner may read the file.
    if (file === undefined) await print(text);
    else writeFileSync(file, text, { mode: 0o600 });
    return 0;
  });
}
