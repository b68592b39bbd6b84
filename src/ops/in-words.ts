import type { RecordKind } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';
import { messagesIn } from '../i18n/messages.ts';
import type { ImportResult } from './book/import.ts';
import { describeProblem } from './book/problems.ts';

/** What an import came to, a line for each kind of record or each problem. */
export function importLines(result: ImportResult, language: Language): readonly string[] {
  if (!result.ok) return result.problems.map((problem) => describeProblem(problem, language));
  const { answers, tables } = messagesIn(language);
  const counts = Object.entries(result.counts).flatMap(([kind, { new: fresh, changed, same }]) =>
    fresh + changed + same === 0 ? [] : [answers.importCount(tables.record[kind as RecordKind], fresh, changed, same)],
  );
  return [...counts, ...result.warnings.map((warning) => describeProblem(warning, language))];
}
