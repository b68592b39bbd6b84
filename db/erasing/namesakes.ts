import { inArray } from 'drizzle-orm';
import type { Connection } from '../repositories/index.ts';
import { searchedTable, textsIn } from './free-text.ts';
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
const NAMED = ['members', 'accounts', 'contacts'] as const;

interface Named {
  readonly table: (typeof NAMED)[number];
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
}

export async function findNamesakes(connection: Connection, person: Person): Promise<Namesakes> {
  const longer = new Set<string>();
  const contacts: Named[] = [];
  let isOurs = false;
  const same = new Set([...person.names].map(folded));
  for (const other of await namedLike(connection, person)) {
    if (!same.has(folded(other.name))) longer.add(other.name);
    else if (other.table === 'contacts') contacts.push(other);
    else isOurs = true;
  }
  return {
    longer: [...longer],
    isOurs,
    accounts: new Set(contacts.map(({ accountId }) => accountId)),
    interactions: await interactionsOf(
      connection,
      contacts.map(({ id }) => id),
    ),
  };
}

/** Everybody else's names in which one of the person's stands. */
async function namedLike({ queries, tables }: Connection, person: Person): Promise<readonly Named[]> {
  const wanted = [...person.names, ...person.alsoKnownAs];
  const words = createWords(wanted, [], '');
  const forms = searchForms(wanted);
  const named: Named[] = [];
  if (forms.length === 0) return named;
  for (const table of NAMED) {
    const searched = searchedTable(tables, table);
    const columns = NAMES[table].flatMap((name) => searched.columns[name] ?? []);
    for await (const rows of pagesOf(queries, searched, mayHold(searched, columns, forms))) {
      for (const row of rows) {
        const { id, accountId = '' } = row as { id: string; accountId?: string };
        if (person.ids.has(id)) continue;
        const names = NAMES[table].flatMap((column) => textsIn(row[column])).filter(words.isIn);
        named.push(...names.map((name) => ({ table, id, accountId, name })));
      }
    }
  }
  return named;
}

const folded = (name: string): string => name.trim().toLowerCase();

async function interactionsOf({ queries, tables: { touches } }: Connection, contacts: readonly string[]) {
  if (contacts.length === 0) return new Set<string>();
  const rows = await queries
    .select({ id: touches.interactionId })
    .from(touches)
    .where(inArray(touches.contactId, [...contacts]));
  return new Set(rows.map(({ id }) => id));
}
