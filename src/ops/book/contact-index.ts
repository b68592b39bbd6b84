import type { Contact } from '../../domain/records.ts';
import type { Problems } from './problem.ts';
import { UNRESOLVED } from './run.ts';

/** The contacts of one account, by id and by name. */
export class ContactIndex {
  readonly #byId = new Map<string, Contact>();
  readonly #byName = new Map<string, Contact[]>();
  readonly #nameKey: (name: string) => string;
  readonly #before: ContactIndex | undefined;

  /** `before`: what they were called until now, which is asked when nobody is called so any more. */
  constructor(contacts: Iterable<Contact>, nameKey: (name: string) => string, before?: ContactIndex) {
    this.#nameKey = nameKey;
    this.#before = before;
    for (const contact of contacts) {
      this.#byId.set(contact.id, contact);
      const key = nameKey(contact.name);
      const there = this.#byName.get(key);
      if (there === undefined) this.#byName.set(key, [contact]);
      else there.push(contact);
    }
  }

  byId(id: string): Contact | undefined {
    return this.#byId.get(id);
  }

  named(name: string): readonly Contact[] {
    return this.#byName.get(this.#nameKey(name)) ?? [];
  }

  /** The contact's id, told by it or by the name; when there is not exactly one, that is noted. */
  resolve(told: string, path: string, problems: Problems): string {
    const byId = this.#byId.get(told);
    if (byId !== undefined) return byId.id;
    const named = this.named(told);
    const [contact, another] = named.length > 0 ? named : (this.#before?.named(told) ?? []);
    if (contact === undefined) problems.add(path, 'unknown-contact', { value: told });
    else if (another !== undefined) problems.add(path, 'ambiguous', { value: told });
    else return contact.id;
    return UNRESOLVED;
  }
}
