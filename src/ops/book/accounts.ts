import { newAccount } from '../../domain/new-records.ts';
import type { Account, Cadence, Policy } from '../../domain/records.ts';
import { LAYERS, type Layer } from '../../domain/vocabulary.ts';
import { AccountIndex } from './account-index.ts';
import type { MemberIndex } from './member-index.ts';
import { mentioned, put, type Run, revised } from './run.ts';
import type { ReadAccount } from './schema.ts';

/** An account of the file and what became of it. */
export interface AccountPlan {
  readonly given: ReadAccount;
  readonly path: string;
  readonly before: Account | undefined;
  readonly after: Account;
}

export interface ImportedAccounts {
  readonly plans: readonly AccountPlan[];
  /** Everything known now, by all its names. */
  readonly index: AccountIndex;
}

/** Brings in the accounts themselves, without what stands inside them. */
export async function importAccounts(
  run: Run,
  given: readonly ReadAccount[],
  members: MemberIndex,
): Promise<ImportedAccounts> {
  const known = await run.db.all('account');
  const index = new AccountIndex(known, run.nameKey);
  const claimed = new Set(given.flatMap(({ id }) => (id != null && index.byId(id) !== undefined ? [id] : [])));
  const plans = given.map((account, position) => {
    const path = `accounts[${position}]`;
    const before = match(run, account, path, index, claimed);
    return { given: account, path, before, after: merged(run, account, path, before, members) };
  });
  noteDuplicates(run, plans);
  // Asked again here, in the transaction that writes: since the plan was made an account may have got another owner.
  for (const { before, path } of plans) {
    if (before !== undefined && !run.mayWrite(before)) run.problems.add(path, 'not-yours', { value: before.name });
  }

  const all = new Map(known.map((account) => [account.id, account]));
  for (const { after } of plans) all.set(after.id, after);
  const everything = new AccountIndex(all.values(), run.nameKey, index);
  noteTakenNames(run, plans, everything);
  for (const { before, after, path } of plans) await put(run, 'account', before, after, path);
  return { plans, index: everything };
}

/** By id where that is known; else by name, else by alias, among those no other block of the file names by id. */
function match(
  run: Run,
  given: ReadAccount,
  path: string,
  index: AccountIndex,
  claimed: ReadonlySet<string>,
): Account | undefined {
  const own = given.id == null ? undefined : index.byId(given.id);
  if (own !== undefined) return own;
  const isFree = ({ id }: Account) => !claimed.has(id);
  const named = index.named(given.name).filter(isFree);
  const found = named.length > 0 ? named : index.aliased(given.name).filter(isFree);
  if (found.length > 1) run.problems.add(`${path}.name`, 'ambiguous', { value: given.name });
  return found[0];
}

function merged(
  run: Run,
  given: ReadAccount,
  path: string,
  before: Account | undefined,
  members: MemberIndex,
): Account {
  const resolve = (key: string, place: string) => members.resolve(key, `${path}.${place}`, run.problems);
  const ownerId = resolve(given.owner, 'owner');
  const { backup, team, archived } = given;
  const fresh: Account = newAccount({ id: given.id ?? run.newId(), name: given.name, ownerId, createdAt: run.now });
  const values = mentioned({
    ...namesOf(run, given, before),
    kinds: given.kinds,
    ownerId,
    backupId: backup == null ? backup : resolve(backup, 'backup'),
    teamIds: team && [...new Set(team.map((key, at) => resolve(key, `team[${at}]`)))],
    archived: archived === null ? false : archived,
    timeZone: given.timeZone,
    cadence: mergedCadence(given.cadence, before?.cadence ?? null),
    festivalSets: given.festivalSets,
    recipientClass: given.recipientClass,
    recipientRule: given.recipientRule,
    policy: mergedPolicy(given.policy, before?.policy ?? null),
  });
  return revised(before ?? fresh, values);
}

/** Found by an alias it keeps both its name and that alias, or the same file would not find it again. */
function namesOf(
  run: Run,
  given: ReadAccount,
  before: Account | undefined,
): Partial<Pick<Account, 'name' | 'aliases'>> {
  const { name, aliases } = given;
  const key = run.nameKey(name);
  const isAliased =
    before !== undefined &&
    before.id !== given.id &&
    run.nameKey(before.name) !== key &&
    before.aliases.some((alias) => run.nameKey(alias) === key);
  if (!isAliased) return mentioned({ name, aliases });
  if (aliases === undefined || aliases.some((alias) => run.nameKey(alias) === key)) return mentioned({ aliases });
  return { aliases: [...aliases, ...before.aliases.filter((alias) => run.nameKey(alias) === key)] };
}

type GivenCadence = { readonly [L in Layer]?: Cadence | null | undefined } | null | undefined;

/** Layer by layer: one that is not mentioned keeps its pace. */
function mergedCadence(given: GivenCadence, before: Account['cadence']): Account['cadence'] | undefined {
  if (given == null) return given;
  const paces: { [L in Layer]?: Cadence } = { ...before };
  for (const layer of LAYERS) {
    const pace = given[layer];
    if (pace === null) delete paces[layer];
    else if (pace !== undefined) paces[layer] = pace;
  }
  return paces;
}

type GivenPolicy = { readonly [K in keyof Policy]?: Policy[K] | undefined } | null | undefined;

function mergedPolicy(given: GivenPolicy, before: Policy | null): Policy | null | undefined {
  if (given == null) return given;
  const none: Policy = { price: null, service: null, responseHours: null, namedContact: null, reviewedOn: null };
  return { ...(before ?? none), ...mentioned(given) };
}

function noteDuplicates(run: Run, plans: readonly AccountPlan[]): void {
  const byName = new Map<string, AccountPlan>();
  const ids = new Set<string>();
  for (const plan of plans) {
    const { given, path, after } = plan;
    const namesake = byName.get(run.nameKey(given.name));
    // Two blocks for one account contradict each other, whether by id, by name or by an alias.
    if (given.id === after.id && ids.has(after.id)) run.problems.add(`${path}.id`, 'duplicate', { value: after.id });
    else if (ids.has(after.id) || (namesake !== undefined && !areKnownApart(plan, namesake))) {
      run.problems.add(`${path}.name`, 'duplicate', { value: given.name });
    }
    byName.set(run.nameKey(given.name), plan);
    ids.add(after.id);
  }
}

/** Nothing new is made of two accounts that bear one name already: a book exported so can be imported. */
function areKnownApart(...plans: readonly AccountPlan[]): boolean {
  return plans.every(({ given, before }) => before !== undefined && before.id === given.id);
}

/** An account named by id may be given a new name, but not one that another bears. */
function noteTakenNames(run: Run, plans: readonly AccountPlan[], index: AccountIndex): void {
  const inFile = new Set(plans.map(({ after }) => after.id));
  for (const { path, before, after } of plans) {
    const isRenamed = before === undefined || run.nameKey(before.name) !== run.nameKey(after.name);
    const others = index.named(after.name).filter(({ id }) => id !== after.id && !inFile.has(id));
    if (isRenamed && others.length > 0) run.problems.add(`${path}.name`, 'duplicate', { value: after.name });
  }
}
