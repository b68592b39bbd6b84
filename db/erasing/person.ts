import { and, eq, inArray, or, type SQL } from 'drizzle-orm';
import { ERASED } from '../../src/domain/erased.ts';
import type { Contact } from '../../src/domain/records.ts';
import type { ErasePlan } from '../../src/ports/care.ts';
import { type ChangeRow, ConflictError } from '../../src/ports/store.ts';
import type { Connection } from '../repositories/index.ts';
import type { Tables } from '../schema.ts';
import { toStorableText } from '../storable.ts';
import { searchedTable, textsIn } from './free-text.ts';
import { pagesOf } from './rows.ts';

/** All that is the person's, as it stood before. */
export interface Person {
  readonly contact: Contact;
  /** Of the contact, and of those that were merged into it. */
  readonly ids: ReadonlySet<string>;
  /** Where they are, and were. */
  readonly accounts: ReadonlySet<string>;
  /** In which they took part, those among them that were taken back. */
  readonly interactions: ReadonlySet<string>;
  /** The names they ever had. */
  readonly names: ReadonlySet<string>;
  /** E-mail addresses and telephone numbers: nobody else's. */
  readonly addresses: ReadonlySet<string>;
  readonly alsoKnownAs: readonly string[];
  /** Everything written of them. */
  readonly texts: ReadonlySet<string>;
}

type Growing = { readonly [F in keyof Person]: Person[F] extends ReadonlySet<string> ? Set<string> : Person[F] };

export async function findPerson(connection: Connection, plan: ErasePlan): Promise<Person> {
  const { views } = connection;
  const contact = await views.get('contact', plan.contactId);
  if (!contact) throw new ConflictError('missing', `There is no contact ${plan.contactId}.`);
  const person: Growing = {
    contact,
    ids: new Set([contact.id]),
    accounts: new Set(),
    interactions: new Set(await interactionsWith(connection, contact.id)),
    names: new Set(),
    addresses: new Set(),
    alsoKnownAs: (plan.alsoKnownAs ?? []).map(toStorableText),
    texts: new Set(),
  };
  addContact(person, contact);
  await addPastOfContact(connection, person);
  // Promises can be told to be theirs once the interactions are known in which they were made.
  for await (const row of auditOf(connection, person)) {
    if (row.kind === 'interaction' && !(await views.get('interaction', row.recordId)))
      person.interactions.add(row.recordId);
  }
  for await (const row of auditOf(connection, person)) {
    // The occasion of a greeting is a key, not what somebody wrote.
    if (row.kind !== 'greeting') addTexts(person, [row.before, row.after]);
  }
  await addRecords(connection, person);
  for (const text of [...person.names, ...person.alsoKnownAs, ...person.addresses]) person.texts.add(text);
  return person;
}

async function interactionsWith({ queries, tables: { touches } }: Connection, contactId: string): Promise<string[]> {
  const rows = await queries
    .select({ id: touches.interactionId })
    .from(touches)
    .where(eq(touches.contactId, contactId));
  return rows.map(({ id }) => id);
}

function addContact(person: Growing, { accountId, name, title, email, phone, tastes, taboos }: Contact): void {
  person.accounts.add(accountId);
  if (name !== ERASED) person.names.add(name);
  for (const address of [email, phone]) if (address) person.addresses.add(address);
  for (const text of [title, tastes, taboos]) if (text) person.texts.add(text);
}

/** Every earlier state of the contact, and of those that were merged into it. */
async function addPastOfContact(connection: Connection, person: Growing): Promise<void> {
  const open = [...person.ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const past = await pastOf(connection, id);
    for (const state of past.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()))
      addContact(person, state);
    const filled = past.filter(({ before, after }) => before !== null && after !== null);
    const merged = (await Promise.all(filled.map(({ changeId }) => mergedBy(connection, changeId)))).flat();
    open.push(...merged.filter((other) => !person.ids.has(other)));
    for (const other of merged) person.ids.add(other);
  }
}

async function pastOf({ queries, tables: { changeRows } }: Connection, id: string) {
  const rows = await queries
    .select()
    .from(changeRows)
    .where(and(eq(changeRows.kind, 'contact'), eq(changeRows.recordId, id)));
  // They were written as records of their kind.
  return rows as unknown as readonly Extract<ChangeRow, { kind: 'contact' }>[];
}

/** Contacts that went in a change that filled up another one, and did not come back since. */
async function mergedBy({ views }: Connection, changeId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { kind, before, after, recordId } of await views.changeRows(changeId)) {
    if (kind !== 'contact' || before === null || after !== null) continue;
    if (!(await views.get('contact', recordId))) ids.push(recordId);
  }
  return ids;
}

/** What stands now. */
async function addRecords({ queries, tables: { traits }, views }: Connection, person: Growing): Promise<void> {
  addTexts(
    person,
    await queries
      .select()
      .from(traits)
      .where(inArray(traits.contactId, [...person.ids])),
  );
  for (const id of person.interactions) {
    addTexts(person, [await views.get('interaction', id), ...(await views.nextSteps(id))]);
  }
}

/** The fields in which what was told stands. */
const TOLD = ['note', 'occasion', 'what', 'source'];

function addTexts(person: Growing, records: readonly unknown[]): void {
  for (const text of records.flatMap(toldIn)) if (text !== ERASED && text !== '') person.texts.add(text);
}

function toldIn(record: unknown): readonly string[] {
  if (typeof record !== 'object' || record === null) return [];
  return Object.entries(record).flatMap(([field, value]) => (TOLD.includes(field) ? textsIn(value) : []));
}

/** The rows of the audit that may tell of them. */
export const mayTellOf = ({ changeRows }: Tables, { accounts, ids }: Person): SQL | undefined =>
  or(inArray(changeRows.accountId, [...accounts]), inArray(changeRows.recordId, [...ids]));

/** The rows of the audit that tell of the person: of the contact, of what was said of it, or of an interaction with it. */
export async function* auditOf({ queries, tables }: Connection, person: Person): AsyncGenerator<ChangeRow> {
  for await (const rows of pagesOf(queries, searchedTable(tables, 'changeRows'), mayTellOf(tables, person))) {
    for (const row of rows as unknown as readonly ChangeRow[]) if (isOf(person, row)) yield row;
  }
}

function isOf({ ids, interactions }: Person, { recordId, before, after }: ChangeRow): boolean {
  if (ids.has(recordId) || interactions.has(recordId)) return true;
  return [before, after].some((state) => {
    const { contactId, contactIds, interactionId, meansId } = (state ?? {}) as Partial<Record<string, unknown>>;
    if ([contactId, meansId].some((id) => typeof id === 'string' && ids.has(id))) return true;
    if (typeof interactionId === 'string' && interactions.has(interactionId)) return true;
    return Array.isArray(contactIds) && contactIds.some((id) => ids.has(id));
  });
}
