import { newContact } from '../../domain/new-records.ts';
import type { Contact } from '../../domain/records.ts';
import type { AccountScope } from './account-scope.ts';
import { ContactIndex } from './contact-index.ts';
import { leadsBack } from './references.ts';
import { mentioned, put, type Run, recordsOf, revised } from './run.ts';
import type { ReadContact } from './schema.ts';

/** A contact of the file and what became of it. */
export interface ContactPlan {
  readonly given: ReadContact;
  readonly path: string;
  readonly before: Contact | undefined;
  readonly after: Contact;
}

export interface ImportedContacts {
  readonly plans: readonly ContactPlan[];
  readonly everyone: readonly Contact[];
  readonly index: ContactIndex;
}

/** Brings in the contacts of one account. Successors and superiors may stand anywhere in the list. */
export async function importContacts(
  run: Run,
  scope: AccountScope,
  given: readonly ReadContact[],
): Promise<ImportedContacts> {
  const known = await recordsOf(run, 'contact', scope.account);
  const index = new ContactIndex(known, run.nameKey);
  const places = given.map((_, position) => `${scope.path}.contacts[${position}]`);
  noteDuplicates(run, given, places);

  const claimed = new Set(given.flatMap(({ id }) => (id == null ? [] : [id])));
  const plans = given.map((contact, position) => {
    const path = places[position] ?? scope.path;
    const before = match(run, contact, path, index, claimed);
    return { given: contact, path, before, after: merged(run, scope, contact, before) };
  });
  const all = new Map(known.map((contact) => [contact.id, contact]));
  for (const { after } of plans) all.set(after.id, after);
  const everyone = new ContactIndex(all.values(), run.nameKey, index);
  const finished = plans.map((plan) => withRelations(run, plan, everyone));
  for (const { after } of finished) all.set(after.id, after);

  for (const { path, before, after } of finished) {
    noteCircles(run, after, path, all);
    await put(run, 'contact', before, after, path);
  }
  return { plans: finished, everyone: [...all.values()], index: everyone };
}

/** An id tells people of one name apart: who bears one that is not known here is somebody else. */
function match(
  run: Run,
  given: ReadContact,
  path: string,
  index: ContactIndex,
  claimed: ReadonlySet<string>,
): Contact | undefined {
  if (given.id != null) return index.byId(given.id);
  const [contact, another] = index.named(given.name).filter(({ id }) => !claimed.has(id));
  if (another !== undefined) run.problems.add(`${path}.name`, 'ambiguous', { value: given.name });
  return contact;
}

function merged(run: Run, { account }: AccountScope, given: ReadContact, before: Contact | undefined): Contact {
  const fresh: Contact = newContact({
    id: given.id ?? run.newId(),
    accountId: account.id,
    name: given.name,
    createdAt: run.now,
  });
  const { name, title, email, phone, tastes, taboos, optOut, birthday: born } = given;
  const birthday = born && { ...born, year: born.year ?? null, leap: born.leap ?? false };
  const values = mentioned({ name, title, email, phone, tastes, taboos, optOut, birthday });
  return revised(before ?? fresh, values);
}

function withRelations(run: Run, plan: ContactPlan, everyone: ContactIndex): ContactPlan {
  const { given, path } = plan;
  const idOf = (told: string | null | undefined, key: 'successor' | 'reportsTo') =>
    told == null ? told : everyone.resolve(told, `${path}.${key}`, run.problems);
  const values = mentioned({
    successorId: idOf(given.successor, 'successor'),
    reportsToId: idOf(given.reportsTo, 'reportsTo'),
  });
  return { ...plan, after: revised(plan.after, values) };
}

/** Two people may take each other's post, but nobody succeeds themselves or reports to themselves round a few corners. */
function noteCircles(run: Run, contact: Contact, path: string, all: ReadonlyMap<string, Contact>): void {
  if (contact.successorId === contact.id) run.problems.add(`${path}.successor`, 'cycle', { value: contact.name });
  if (leadsBack(contact.id, (id) => all.get(id)?.reportsToId ?? null)) {
    run.problems.add(`${path}.reportsTo`, 'cycle', { value: contact.name });
  }
}

function noteDuplicates(run: Run, given: readonly ReadContact[], places: readonly string[]): void {
  const ids = new Set<string>();
  const unnumbered = new Set(given.flatMap(({ id, name }) => (id == null ? [run.nameKey(name)] : [])));
  const names = new Set<string>();
  for (const [position, { id, name }] of given.entries()) {
    const path = places[position] ?? '';
    const key = run.nameKey(name);
    if (id != null && ids.has(id)) run.problems.add(`${path}.id`, 'duplicate', { value: id });
    if (names.has(key) && unnumbered.has(key)) run.problems.add(`${path}.name`, 'duplicate', { value: name });
    if (id != null) ids.add(id);
    names.add(key);
  }
}
