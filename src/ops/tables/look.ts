import { createHash } from 'node:crypto';
import type { Language } from '../../domain/vocabulary.ts';
import type { Store } from '../../ports/store.ts';
import type { TableAnswer, TableLook, TableRequest } from '../../ports/transfer.ts';
import { describeProblem } from '../book/problems.ts';
import { importLines } from '../in-words.ts';
import { describeReason } from './describe.ts';
import { type Columns, headerIn } from './headers.ts';
import { importTable, type TableImport, type TableImportOptions } from './import-table.ts';
import type { RowVerdict, TablePlan } from './plan.ts';

/** How names and texts are read, which this folder does not know itself. */
export type LookParsers = Pick<
  TableImportOptions,
  'newId' | 'zone' | 'clean' | 'nameKey' | 'similarKeys' | 'personKeys'
>;

/** Rows told of one by one: more than that nobody mends by hand. */
const ROWS_TOLD = 200;

/** Previews a table for somebody, or brings it in once they agreed to exactly what it would do. */
export async function lookIntoTable(store: Store, request: TableRequest, parsers: LookParsers): Promise<TableAnswer> {
  const { file, kind, owner, doubtful, skipsRefused, agreed, language } = request;
  const { mayWrite, mayState, actorId, now } = request;
  const result = await importTable(store, file, {
    ...parsers,
    now,
    actorId,
    kind,
    defaultOwner: owner,
    doubtful,
    refused: skipsRefused ? 'skip' : 'stop',
    mayWrite,
    mayState,
    dryRun: agreed === null,
    agrees: (plan) => markOf(plan) === agreed,
  });
  if (!result.ok) return { faults: result.faults.map((fault) => describeReason(fault, language)) };
  return { look: lookOf(result, language) };
}

function lookOf(result: Extract<TableImport, { ok: true }>, language: Language): TableLook {
  const { plan, columns, table, ready, done } = result;
  const telling = plan.rows.filter(({ reasons, remarks }) => reasons.length + remarks.length > 0);
  // What went wrong in the very act: somebody else was faster.
  const late = done?.ok === false ? done.problems : [];
  return {
    kind: plan.kind,
    otherSheets: table.otherSheets,
    headers: headersOf(columns, language),
    counts: plan.counts,
    rows: worstFirst(telling)
      .slice(0, ROWS_TOLD)
      .map(({ line, verdict, reasons, remarks }) => ({
        line,
        verdict,
        why: [...reasons, ...remarks]
          .map((reason) => describeReason(reason, language))
          .join(language === 'zh' ? '' : ' '),
      })),
    telling: telling.length,
    problems: [...plan.problems, ...late].map((problem) => describeProblem(problem, language)),
    ready,
    mark: markOf(plan),
    done: done?.ok ? { lines: importLines(done, language), changeId: done.changeId } : null,
  };
}

/** What stands in the way comes before what is only worth knowing. */
function worstFirst(rows: readonly RowVerdict[]): readonly RowVerdict[] {
  const rank = ({ verdict }: RowVerdict) => (verdict === 'refused' ? 0 : verdict === 'doubtful' ? 1 : 2);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line);
}

function headersOf({ headers, places, kind }: Omit<Columns, 'rows'>, language: Language): TableLook['headers'] {
  const meanings = new Map([...places].flatMap(([field, its]) => its.map((place) => [place, field] as const)));
  return headers.flatMap((header, place) => {
    const field = meanings.get(place);
    if (header === '' && field === undefined) return [];
    return [{ header, meaning: field === undefined ? null : headerIn(language, kind, field) }];
  });
}

/** Equal for equal outcomes, row by row. */
function markOf({ kind, rows, problems }: TablePlan): string {
  const hash = createHash('sha256').update(kind);
  for (const { line, verdict } of rows) hash.update(` ${line} ${verdict}`);
  return hash.update(` ${problems.length}`).digest('base64url').slice(0, 22);
}
