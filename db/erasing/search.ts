import type { ErasureReport } from '../../src/ports/care.ts';
import type { Queries } from '../queries.ts';
import type { Tables } from '../schema.ts';
import { type SearchedTable, searchedTables, textsIn } from './free-text.ts';
import type { Person } from './person.ts';
import { pagesOf, type Row } from './rows.ts';
import { createWords, isTelling } from './words.ts';

/** Shorter notes, titles and the like are anybody's words, and prove nothing where they are found. */
const SHORTEST_TELLING = 8;

/** The texts that are worth a search: names and addresses, and of what was written, what is long enough to be theirs. */
export function tellingTexts({ names, addresses, texts }: Person): readonly string[] {
  const identifying = new Set([...names, ...addresses]);
  return [...texts].filter(
    (text) => isTelling(text) && (identifying.has(text) || Array.from(text).length >= SHORTEST_TELLING),
  );
}

export interface Found {
  /** How many texts were looked for. */
  readonly searched: number;
  readonly remaining: ErasureReport['remaining'];
  /** Texts that stand nowhere, not even within others: what is found of them outside the tables is left over. */
  readonly gone: readonly string[];
}

/** Reads every row of every table. `longer`: names of others in which the person's may stand. */
export async function searchTables(
  queries: Queries,
  tables: Tables,
  person: Person,
  longer: readonly string[],
): Promise<Found> {
  const wanted = tellingTexts(person);
  const isTheirs = createJudge(person, wanted, longer);
  const lowered = wanted.map((text) => text.toLowerCase());
  const standing = new Set<string>();
  const remaining: { table: string; column: string; rows: number }[] = [];
  for (const searched of searchedTables(tables)) {
    const found = new Map<string, number>();
    for await (const rows of pagesOf(queries, searched)) {
      // Nearly all rows are done with after this.
      for (const row of rows.filter((row) => isTold(searched, row, person) && mayHoldOne(row, lowered))) {
        noteStanding(textsIn(row), wanted, standing);
        for (const column of isTheirs(searched, row)) found.set(column, (found.get(column) ?? 0) + 1);
      }
    }
    for (const [column, rows] of found) remaining.push({ table: searched.sqlName, column, rows });
  }
  return { searched: wanted.length, remaining, gone: wanted.filter((text) => !standing.has(text)) };
}

function mayHoldOne(row: Row, lowered: readonly string[]): boolean {
  const together = textsIn(row).join('\n').toLowerCase();
  return lowered.some((text) => together.includes(text));
}

/** Keys of others' names are made of those names, which are searched themselves. */
const isTold = ({ name }: SearchedTable, { subjectId }: Row, { ids }: Person): boolean =>
  name !== 'nameKeys' || ids.has(String(subjectId));

/**
 * The columns of a row in which words of the person stand. In a row about others, a text that is as a whole the same as one of
 * theirs ("their business card") was told of the others.
 */
function createJudge(
  { ids, interactions, names, addresses, texts }: Person,
  wanted: readonly string[],
  longer: readonly string[],
) {
  const any = createWords(wanted, longer, '');
  const identifying = createWords([...names, ...addresses], longer, '');
  const isAbout = (row: Row) => textsIn(row).some((text) => ids.has(text) || interactions.has(text));
  return ({ name }: SearchedTable, row: Row): readonly string[] => {
    // What was asked names no ids.
    const isStrict = name === 'changes' || isAbout(row);
    const isOne = (text: string) => any.isIn(text) && (isStrict || identifying.isIn(text) || !texts.has(text));
    return Object.keys(row).filter((column) => textsIn(row[column]).some(isOne));
  };
}

function noteStanding(texts: readonly string[], wanted: readonly string[], standing: Set<string>): void {
  for (const one of wanted) if (!standing.has(one) && texts.some((text) => text.includes(one))) standing.add(one);
}
