import { isErased } from '../../domain/erased.ts';
import { newContact } from '../../domain/new-records.ts';
import type { Account, Contact, Member } from '../../domain/records.ts';
import { foldName } from '../../domain/same-name.ts';
import type { Views } from '../../ports/store.ts';
import { AccountIndex } from '../book/account-index.ts';
import { ContactIndex } from '../book/contact-index.ts';
import { MemberIndex } from '../book/member-index.ts';

export interface KnownOptions {
  /** What equal names have in common. */
  readonly nameKey?: ((name: string) => string) | undefined;
  /** Further keys of an account's name; two names that share one may mean the same account: without the legal form, say. */
  readonly similarKeys?: ((name: string) => readonly string[]) | undefined;
  /** Keys of a contact; two of one account that share one, or an e-mail, may be one person: of one sound, say. */
  readonly personKeys?: ((contact: Contact) => readonly string[]) | undefined;
  /** Accounts whoever imports must leave alone; by default there are none. */
  readonly mayWrite?: ((account: Account) => boolean) | undefined;
}

export type Found<T> = { readonly it: T } | 'unknown' | 'ambiguous';

/** What there is already, as far as a table can name it. */
export class Known {
  readonly nameKey: (name: string) => string;
  readonly mayWrite: (account: Account) => boolean;
  readonly #accounts: AccountIndex;
  readonly #similar = new Map<string, Set<Account>>();
  readonly #similarKeys: (name: string) => readonly string[];
  readonly #members: MemberIndex;
  readonly #memberById: ReadonlyMap<string, Member>;
  readonly #memberNames = new Map<string, Member[]>();
  readonly #contacts = new Map<string, ContactIndex>();
  readonly #people = new Map<string, readonly Contact[]>();
  readonly #peopleByKey = new Map<string, ReadonlyMap<string, readonly Contact[]>>();
  readonly #personKeys: (contact: Contact) => readonly string[];
  readonly #views: Views;

  private constructor(views: Views, accounts: readonly Account[], members: readonly Member[], options: KnownOptions) {
    const { nameKey = foldName, similarKeys = () => [], personKeys = () => [], mayWrite = () => true } = options;
    this.#personKeys = personKeys;
    this.#views = views;
    this.nameKey = nameKey;
    this.mayWrite = mayWrite;
    this.#similarKeys = similarKeys;
    this.#accounts = new AccountIndex(accounts, nameKey);
    this.#members = new MemberIndex(members);
    this.#memberById = new Map(members.map((member) => [member.id, member]));
    for (const member of members) {
      const key = nameKey(member.name);
      this.#memberNames.set(key, [...(this.#memberNames.get(key) ?? []), member]);
    }
    for (const account of accounts) {
      for (const name of [account.name, ...account.aliases]) {
        for (const key of this.similarKeys(name)) {
          this.#similar.set(key, (this.#similar.get(key) ?? new Set()).add(account));
        }
      }
    }
  }

  static async load(views: Views, options: KnownOptions): Promise<Known> {
    return new Known(views, await views.all('account'), await views.all('member'), options);
  }

  similarKeys(name: string): readonly string[] {
    return [...new Set([this.nameKey(name), ...this.#similarKeys(name)])];
  }

  /** By name, else by a taught alias, else by id. */
  account(name: string): Found<Account> {
    const [named, aliased, numbered] = [
      this.#accounts.named(name),
      this.#accounts.aliased(name),
      this.#accounts.byId(name),
    ];
    const found = named.length > 0 ? named : aliased;
    return only(found.length > 0 ? found : numbered === undefined ? [] : [numbered]);
  }

  accountById(id: string): Account | undefined {
    return this.#accounts.byId(id);
  }

  accountsLike(name: string): readonly Account[] {
    return [...new Set(this.similarKeys(name).flatMap((key) => [...(this.#similar.get(key) ?? [])]))];
  }

  /** By key or e-mail, else by name. */
  member(text: string): Found<Member> {
    const keyed = this.#members.find(text);
    return only(keyed.length > 0 ? keyed : (this.#memberNames.get(this.nameKey(text)) ?? []));
  }

  memberById(id: string): Member | undefined {
    return this.#memberById.get(id);
  }

  async loadContacts(accountIds: Iterable<string>): Promise<void> {
    for (const id of new Set(accountIds)) {
      if (!this.#contacts.has(id)) {
        const people = await this.#views.ofAccount('contact', id);
        this.#people.set(id, people);
        this.#contacts.set(id, new ContactIndex(people, this.nameKey));
      }
    }
  }

  contactsOf(accountId: string): ContactIndex {
    return this.#contacts.get(accountId) ?? new ContactIndex([], this.nameKey);
  }

  /** Contacts of the account who may be the same person as one that is told of, though not by exactly that name. */
  contactsLike(accountId: string, told: Pick<Contact, 'name' | 'email'>): readonly Contact[] {
    const people = this.#people.get(accountId) ?? [];
    if (people.length === 0) return [];
    let byKey = this.#peopleByKey.get(accountId);
    if (byKey === undefined) {
      byKey = groupedByKeys(people, (contact) => this.#keysOf(contact));
      this.#peopleByKey.set(accountId, byKey);
    }
    const keys = this.#keysOf({ ...UNTOLD_CONTACT, ...told });
    return [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))].filter((contact) => !isErased(contact));
  }

  #keysOf(contact: Contact): readonly string[] {
    const { email } = contact;
    return [...this.#personKeys(contact), ...(email === null ? [] : [`@ ${email.toLowerCase()}`])];
  }
}

const UNTOLD_CONTACT = newContact({ id: '', accountId: '', name: '', createdAt: 0 });

function groupedByKeys(
  contacts: readonly Contact[],
  keysOf: (contact: Contact) => readonly string[],
): ReadonlyMap<string, readonly Contact[]> {
  const grouped = new Map<string, Contact[]>();
  for (const contact of contacts) {
    for (const key of keysOf(contact)) grouped.set(key, [...(grouped.get(key) ?? []), contact]);
  }
  return grouped;
}

function only<T>([it, another]: readonly T[]): Found<T> {
  if (it === undefined) return 'unknown';
  return another === undefined ? { it } : 'ambiguous';
}
