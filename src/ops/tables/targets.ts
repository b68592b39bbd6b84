import { compareText } from '../../domain/order.ts';
import type { Account } from '../../domain/records.ts';
import type { DoubtPolicy, TableKind } from '../../ports/transfer.ts';
import type { Draft } from './drafts.ts';
import type { Known } from './known.ts';

/** The account rows are about: one that is there, or one they make. */
export interface Target {
  readonly key: string;
  readonly name: string;
  readonly existing: Account | null;
  /** Names from the table that mean it from now on. */
  readonly aliases: Set<string>;
}

/** Finds the account of every row. What cannot be found, or may be another, is noted with the row. */
export function targetsOf(
  drafts: readonly Draft[],
  kind: TableKind,
  known: Known,
  policy: DoubtPolicy,
): ReadonlyMap<Draft, Target> {
  const finder = new Finder(kind, known, policy);
  const found = new Map<Draft, Target>();
  for (const draft of drafts) {
    if (draft.refusals.length > 0) continue;
    const target = finder.find(draft);
    if (target !== null) found.set(draft, target);
  }
  return finder.makes ? finder.joined(found) : found;
}

class Finder {
  readonly makes: boolean;
  readonly #known: Known;
  readonly #policy: DoubtPolicy;
  readonly #targets = new Map<string, Target>();

  constructor(kind: TableKind, known: Known, policy: DoubtPolicy) {
    // A share or an order of an account nobody knows is more likely misspelt than news.
    this.makes = kind === 'accounts' || kind === 'contacts';
    this.#known = known;
    this.#policy = policy;
  }

  find(draft: Draft): Target | null {
    const { account: name, part, refusals } = draft;
    const numbered = typeof part.id === 'string' ? this.#known.accountById(part.id) : undefined;
    const found = numbered === undefined ? this.#known.account(name) : { it: numbered };
    if (found === 'ambiguous') {
      refusals.push({ code: 'ambiguous-account', value: name });
      return null;
    }
    return found === 'unknown' ? this.#unknown(draft) : this.#there(found.it, draft);
  }

  #there(account: Account, { account: name, refusals }: Draft): Target | null {
    if (!this.#known.mayWrite(account)) {
      refusals.push({ code: 'not-yours', value: name });
      return null;
    }
    return this.#target({ key: account.id, name: account.name, existing: account, aliases: new Set() });
  }

  #unknown(draft: Draft): Target | null {
    const { account: name, refusals, doubts } = draft;
    const similar = this.#known.accountsLike(name);
    const names = similar.filter(this.#known.mayWrite).map((account) => account.name);
    const [only, another] = similar;
    if (similar.length > 0) doubts.push({ code: 'similar-account', value: name, names });
    if (only !== undefined && another === undefined && this.#policy === 'same') {
      const target = this.#there(only, draft);
      target?.aliases.add(name);
      return target;
    }
    if (this.makes) {
      return this.#target({ key: `new ${this.#known.nameKey(name)}`, name, existing: null, aliases: new Set() });
    }
    refusals.push({ code: 'unknown-account', value: name, names });
    return null;
  }

  #target(target: Target): Target {
    const there = this.#targets.get(target.key) ?? target;
    this.#targets.set(target.key, there);
    return there;
  }

  /** New accounts of nearly the same name among themselves: the longest name is taken for the full one. */
  joined(found: ReadonlyMap<Draft, Target>): ReadonlyMap<Draft, Target> {
    const fresh = [...this.#targets.values()].filter(({ existing }) => existing === null);
    const byLength = fresh.sort((a, b) => b.name.length - a.name.length || compareText(a.name, b.name));
    const fullest = new Map<string, Target>();
    const means = new Map<Target, Target>();
    for (const target of byLength) {
      const keys = this.#known.similarKeys(target.name);
      const fuller = keys.map((key) => fullest.get(key)).find((other) => other !== undefined);
      if (fuller !== undefined) means.set(target, fuller);
      for (const key of keys) if (!fullest.has(key)) fullest.set(key, fuller ?? target);
    }
    return new Map([...found].map(([draft, target]) => [draft, this.#meant(draft, target, means.get(target))]));
  }

  #meant(draft: Draft, target: Target, fuller: Target | undefined): Target {
    if (fuller === undefined) return target;
    draft.doubts.push({ code: 'similar-account', value: draft.account, names: [fuller.name] });
    if (this.#policy !== 'same') return target;
    fuller.aliases.add(draft.account);
    return fuller;
  }
}
