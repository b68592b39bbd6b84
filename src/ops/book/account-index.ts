import type { Account } from '../../domain/records.ts';
import type { Problems } from './problem.ts';

/** Accounts by what they are called: their name, then a taught alias. */
export class AccountIndex {
  readonly #byId = new Map<string, Account>();
  readonly #byName = new Map<string, Account[]>();
  readonly #byAlias = new Map<string, Account[]>();
  readonly #nameKey: (name: string) => string;
  readonly #before: AccountIndex | undefined;

  /** `before`: what they were called until now, which is asked when nothing is called so any more. */
  constructor(accounts: Iterable<Account>, nameKey: (name: string) => string, before?: AccountIndex) {
    this.#nameKey = nameKey;
    this.#before = before;
    for (const account of accounts) {
      this.#byId.set(account.id, account);
      add(this.#byName, nameKey(account.name), account);
      for (const alias of new Set(account.aliases.map(nameKey))) add(this.#byAlias, alias, account);
    }
  }

  byId(id: string): Account | undefined {
    return this.#byId.get(id);
  }

  named(name: string): readonly Account[] {
    return this.#byName.get(this.#nameKey(name)) ?? [];
  }

  aliased(name: string): readonly Account[] {
    return this.#byAlias.get(this.#nameKey(name)) ?? [];
  }

  /** The one account of that name, else of that alias, else of that id; when there is not exactly one, that is noted. */
  resolve(name: string, path: string, problems: Problems): Account | undefined {
    const [account, another] = this.#find(name);
    if (account === undefined) problems.add(path, 'unknown-account', { value: name });
    else if (another !== undefined) problems.add(path, 'ambiguous', { value: name });
    else return this.byId(account.id);
    return undefined;
  }

  #find(name: string): readonly Account[] {
    const numbered = this.byId(name);
    const found = [this.named(name), this.aliased(name), numbered === undefined ? [] : [numbered]];
    return (
      found.find((accounts) => accounts.length > 0) ?? (this.#before === undefined ? [] : this.#before.#find(name))
    );
  }
}

function add(map: Map<string, Account[]>, key: string, account: Account): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [account]);
  else there.push(account);
}
