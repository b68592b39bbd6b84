import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { ERASED } from '../../src/domain/erased.ts';
import type { Connection } from '../repositories/index.ts';
import { mapTexts, type SearchedTable, searchedTables } from './free-text.ts';
import type { Namesakes } from './namesakes.ts';
import type { Person } from './person.ts';
import { isRow, mayHold, pagesOf, type Row } from './rows.ts';
import type { Tally } from './tally.ts';
import { createWords, searchForms, type Words } from './words.ts';

/**
 * Masks the person's names and addresses in texts of others. Addresses are nobody else's. A name may be: it is left where another
 * of that name is known in the account, and in their own account where that other took part.
 */
export async function maskMentions(
  connection: Connection,
  person: Person,
  namesakes: Namesakes,
  tally: Tally,
): Promise<void> {
  const { queries, tables } = connection;
  const forms = searchForms([...person.names, ...person.alsoKnownAs, ...person.addresses]);
  if (forms.length === 0) return;
  const wordsFor = createChoice(person, namesakes);
  for (const searched of searchedTables(tables)) {
    const columns = searched.free.flatMap((name) => searched.columns[name] ?? []);
    if (columns.length === 0) continue;
    for await (const rows of pagesOf(queries, searched, mayHold(searched, columns, forms))) {
      for (const row of rows) {
        const words = wordsFor(interactionOf(searched, row), await accountsOf(connection, searched, row));
        const masked = maskRow(searched, row, words);
        if (masked === null) continue;
        await queries.update(searched.table).set(masked).where(isRow(searched, row));
        tally.add(searched.sqlName, 1);
      }
    }
  }
}

/** The columns of a row that change. */
function maskRow({ name, free }: SearchedTable, row: Row, words: Words): Record<string, unknown> | null {
  const kind = name === 'changeRows' ? String(row['kind']) : undefined;
  const changed = free.flatMap((column) => {
    const masked = mapTexts(row[column], words.maskIn, kind);
    return isDeepStrictEqual(masked, row[column]) ? [] : [[column, masked] as const];
  });
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

/** Which words mean the person in a text of these accounts, and of this interaction. */
function createChoice(person: Person, { longer, accounts, interactions, isOurs }: Namesakes) {
  const words = (wanted: Iterable<string>) => createWords([...wanted], longer, ERASED);
  const addresses = words(person.addresses);
  const everywhere = words([...person.names, ...person.addresses]);
  const atHome = words([...person.names, ...person.alsoKnownAs, ...person.addresses]);
  return (interaction: unknown, places: readonly string[]): Words => {
    if (isOurs) return addresses;
    if (places.some((account) => person.accounts.has(account)))
      return typeof interaction === 'string' && interactions.has(interaction) ? addresses : atHome;
    const isAnother = places.length === 0 ? accounts.size > 0 : places.some((account) => accounts.has(account));
    return isAnother ? addresses : everywhere;
  };
}

/** The accounts a row belongs to; what was asked belongs to those it touched. */
async function accountsOf(
  { queries, tables }: Connection,
  { name }: SearchedTable,
  row: Row,
): Promise<readonly string[]> {
  if (name === 'accounts') return [String(row['id'])];
  if (name !== 'changes') return typeof row['accountId'] === 'string' ? [row['accountId']] : [];
  const { changeRows } = tables;
  const touched = await queries
    .select({ id: changeRows.accountId })
    .from(changeRows)
    .where(eq(changeRows.changeId, String(row['id'])));
  return touched.flatMap(({ id }) => id ?? []);
}

function interactionOf({ name }: SearchedTable, row: Row): unknown {
  if (name === 'interactions') return row['id'];
  if (name !== 'changeRows') return row['interactionId'];
  if (row['kind'] === 'interaction') return row['recordId'];
  const { interactionId } = (row['after'] ?? row['before'] ?? {}) as { interactionId?: unknown };
  return interactionId;
}
