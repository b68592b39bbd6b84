import { inArray } from 'drizzle-orm';
import type { Connection } from '../repositories/index.ts';
import { searchedTables, textsIn } from './free-text.ts';
import type { Person } from './person.ts';
import { mayHold, pagesOf } from './rows.ts';
import { createWords, searchForms } from './words.ts';

/** Others who are called the same, or whose names contain theirs. */
export interface Namesakes {
  /** Names of others in which one of the person's stands. */
  readonly longer: readonly string[];
  /** Accounts with another contact of the same name. */
  readonly accounts: ReadonlySet<string>;
  /** Interactions such a contact took part in. */
  readonly interactions: ReadonlySet<string>;
  /** One of ours, or an account, is called the same: then the name alone means nobody. */
  readonly isOurs: boolean;
}

const NAMES = { members: ['name', 'key', 'email'], accounts: ['name', 'aliases'], contacts: ['name'] } as const;
type Named = keyof typeof NAMES;

export async function findNamesakes({ queries, tables }: Connection, person: Person): Promise<Namesakes> {
  const names = [...person.names];
  const words = createWords([...names, ...person.alsoKnownAs], [], '');
  const same = new Set(names.map(folded));
  const longer = new Set<string>();
  const contacts: string[] = [];
  const accounts = new Set<string>();
  let isOurs = false;
  for (const searched of searchedTables(tables)) {
    if (!(searched.name in NAMES)) continue;
    const columns = NAMES[searched.name as Named];
    const where = mayHold(
      columns.flatMap((name) => searched.columns[name] ?? []),
      searchForms([...names, ...person.alsoKnownAs]),
    );
    for await (const rows of pagesOf(queries, searched, where)) {
      for (const row of rows) {
        const { id, accountId } = row as { id: string; accountId?: string };
        if (person.ids.has(id)) continue;
        for (const name of columns.flatMap((column) => textsIn(row[column]))) {
          if (!words.isIn(name)) continue;
          if (!same.has(folded(name))) longer.add(name);
          else if (searched.name !== 'contacts' || accountId === undefined) isOurs = true;
          else {
            contacts.push(id);
            accounts.add(accountId);
          }
        }
      }
    }
  }
  return { longer: [...longer], accounts, isOurs, interactions: await interactionsOf({ queries, tables }, contacts) };
}

const folded = (name: string): string => name.trim().toLowerCase();

async function interactionsOf(
  { queries, tables: { touches } }: Pick<Connection, 'queries' | 'tables'>,
  contacts: readonly string[],
) {
  if (contacts.length === 0) return new Set<string>();
  const rows = await queries
    .select({ id: touches.interactionId })
    .from(touches)
    .where(inArray(touches.contactId, [...contacts]));
  return new Set(rows.map(({ id }) => id));
}
