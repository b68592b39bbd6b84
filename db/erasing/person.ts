import { eq, inArray, or } from 'drizzle-orm';
import type { Contact } from '../../src/domain/records.ts';
import type { ErasePlan } from '../../src/ports/care.ts';
import { type ChangeRow, ConflictError } from '../../src/ports/store.ts';
import type { Connection } from '../repositories/index.ts';
import { toStorableText } from '../storable.ts';
import { type SearchedTable, searchedTables, textsIn } from './free-text.ts';
import { pagesOf } from './rows.ts';

/** All that is the person's, as it stood before. */
export interface Person {
  readonly contact: Contact;
  /** Of the contact, and of those that were merged into it. */
  readonly ids: ReadonlySet<string>;
  /** Where they are, and were. */
  readonly accounts: ReadonlySet<string>;
  /** In which they took part, by what stands now or stood once. */
  readonly interactions: ReadonlySet<string>;
  /** The names they ever had. */
  readonly names: ReadonlySet<string>;
  /** E-mail addresses and telephone numbers: nobody else's. */
  readonly addresses: ReadonlySet<string>;
  readonly alsoKnownAs: readonly string[];
  /** Everything written of them. */
  readonly texts: ReadonlySet<string>;
}

export async function findPerson(connection: Connection, plan: ErasePlan): Promise<Person> {
  const contact = await connection.views.get('contact', plan.contactId);
  if (!contact) throw new ConflictError('missing', `There is no contact ${plan.contactId}.`);
  const person = {
    contact,
    ids: new Set([contact.id]),
    accounts: new Set([contact.accountId]),
    interactions: new Set(await interactionsWith(connection, contact.id)),
    names: new Set<string>(),
    addresses: new Set<string>(),
    alsoKnownAs: (plan.alsoKnownAs ?? []).map(toStorableText),
    texts: new Set<string>(),
  };
  addContact(person, contact);
  await addPastOfContact(connection, person);
  await addAudit(connection, person);
  await addRecords(connection, person);
  for (const name of [...person.names, ...person.alsoKnownAs]) person.texts.add(name);
  for (const address of person.addresses) person.texts.add(address);
  return person;
}

type Growing = { readonly [F in keyof Person]: Person[F] extends ReadonlySet<string> ? Set<string> : Person[F] };

async function interactionsWith({ queries, tables: { touches } }: Connection, contactId: string) {
  const rows = await queries
    .selectDistinct({ id: touches.interactionId })
    .from(touches)
    .where(eq(touches.contactId, contactId));
  return rows.map(({ id }) => id);
}

function addContact(person: Growing, { accountId, name, title, email, phone, tastes, taboos }: Contact): void {
  person.accounts.add(accountId);
  person.names.add(name);
  for (const address of [email, phone]) if (address !== null) person.addresses.add(address);
  for (const text of [title, tastes, taboos]) if (text !== null) person.texts.add(text);
}

/** Every earlier state of the contact, and of those that were merged into it: removed by the change that filled this one up. */
async function addPastOfContact(
  { queries, tables: { changeRows }, views }: Connection,
  person: Growing,
): Promise<void> {
  const open = [...person.ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const rows = await queries.select().from(changeRows).where(eq(changeRows.recordId, id));
    for (const { changeId, before, after, kind } of rows) {
      if (kind !== 'contact') continue;
      for (const state of [before, after] as (Contact | null)[]) if (state) addContact(person, state);
      if (before === null || after === null) continue;
      for (const other of await views.changeRows(changeId)) {
        if (other.kind !== 'contact' || other.after !== null || other.before === null) continue;
        if (person.ids.has(other.recordId) || (await views.get('contact', other.recordId))) continue;
        person.ids.add(other.recordId);
        open.push(other.recordId);
      }
    }
  }
}

/** What the audit of their accounts holds of them. Promises come after the interactions they were made in are known. */
async function addAudit({ queries, tables }: Connection, person: Growing): Promise<void> {
  const { changeRows } = tables;
  const where = or(inArray(changeRows.accountId, [...person.accounts]), inArray(changeRows.recordId, [...person.ids]));
  const searched = searchedTables(tables).find(({ name }) => name === 'changeRows') as SearchedTable;
  for (const pass of ['interactions', 'texts'] as const) {
    for await (const rows of pagesOf(queries, searched, where)) {
      for (const row of rows as unknown as readonly ChangeRow[]) {
        if (!isOf(person, row)) continue;
        if (pass === 'interactions' && row.kind === 'interaction') person.interactions.add(row.recordId);
        if (pass === 'texts' && row.kind !== 'contact') addTexts(person, [row.before, row.after]);
      }
    }
  }
}

/** What stands now. */
async function addRecords({ queries, tables, views }: Connection, person: Growing): Promise<void> {
  const { traits } = tables;
  const told = await queries
    .select()
    .from(traits)
    .where(inArray(traits.contactId, [...person.ids]));
  addTexts(person, told);
  for (const id of person.interactions)
    addTexts(person, [await views.get('interaction', id), ...(await views.nextSteps(id))]);
}

/** The fields in which people's words stand. */
const TOLD = ['note', 'occasion', 'what', 'source'];

function addTexts(person: Growing, records: readonly unknown[]): void {
  for (const record of records) {
    if (typeof record !== 'object' || record === null) continue;
    for (const [field, value] of Object.entries(record)) {
      if (TOLD.includes(field)) for (const text of textsIn(value)) if (text !== '') person.texts.add(text);
    }
  }
}

/** Whether a row of the audit tells of the person: of the contact, of what was said of it, or of an interaction with it. */
export function isOf({ ids, interactions }: Pick<Person, 'ids' | 'interactions'>, row: ChangeRow): boolean {
  if (ids.has(row.recordId) || interactions.has(row.recordId)) return true;
  return [row.before, row.after].some((state) => {
    const { contactId, contactIds, interactionId } = (state ?? {}) as Partial<Record<string, unknown>>;
    if (typeof contactId === 'string' && ids.has(contactId)) return true;
    if (typeof interactionId === 'string' && interactions.has(interactionId)) return true;
    return Array.isArray(contactIds) && contactIds.some((id) => ids.has(id));
  });
}
