import { dayOf } from '../domain/days.ts';
import { hasLeft } from '../domain/links.ts';
import { by, compareText } from '../domain/order.ts';
import type { Account, Instant, Member } from '../domain/records.ts';
import { allowing, MOST_HITS, recordsOf } from '../language/name-search.ts';
import { nameKey } from '../language/names.ts';
import type { Views } from '../ports/store.ts';
import { createPermissions, effectiveRole } from './permissions.ts';
import { readSettings } from './settings.ts';
import { begunWith } from './suggest.ts';

/** An account to choose from a list. */
export interface AccountChoice {
  readonly id: string;
  readonly name: string;
  /** What tells it from one of the same name: an alias, else whose it is. */
  readonly detail: string;
}

/** Accounts a member may see whose names begin with a text, their own first; without a text their own. Archived ones never. */
export type SuggestAccounts = (memberId: string, typed: string, now: Instant) => Promise<readonly AccountChoice[]>;

export function createSuggestAccounts(views: Views, adminEmails: readonly string[]): SuggestAccounts {
  return async (memberId, typed, now) => {
    const member = await views.get('member', memberId);
    if (!member || hasLeft(member, dayOf(now, member.timeZone))) return [];
    const { visibility } = await readSettings(views);
    const caller = { member, role: effectiveRole(member, adminEmails) };
    const permissions = await createPermissions(views, caller, visibility);
    const isShown = (account: Account): boolean => !account.archived && permissions.maySee(account);
    const found = nameKey(typed) === '' ? await ownOf(member, views) : await named(typed, views);
    const order = inOrder(member, nameKey(typed));
    const accounts = found.filter(isShown).sort(order);
    const owners = await views.some(
      'member',
      accounts.map(({ ownerId }) => ownerId),
    );
    const nameOf = new Map(owners.map(({ id, name }) => [id, name]));
    return accounts.map(({ id, name, aliases, ownerId }) => ({
      id,
      name,
      detail: aliases.find((alias) => nameKey(alias) !== nameKey(name)) ?? nameOf.get(ownerId) ?? '',
    }));
  };
}

const ownOf = async ({ id }: Member, views: Views): Promise<Account[]> => [...(await views.accountsOf([id]))];

async function named(typed: string, views: Views): Promise<Account[]> {
  const hits = await views.names.startingWith('account', nameKey(typed), MOST_HITS);
  return [...(await recordsOf(views, 'account', hits, allowing<Account>(begunWith(typed, hits))))];
}

/** What was typed in full, then what is one's own, then by name. */
function inOrder({ id }: Member, key: string): (a: Account, b: Account) => number {
  const isWhole = ({ name, aliases }: Account): boolean => [name, ...aliases].some((one) => nameKey(one) === key);
  const isOwn = ({ ownerId, backupId, teamIds }: Account): boolean =>
    ownerId === id || backupId === id || teamIds.includes(id);
  const yesFirst = (test: (one: Account) => boolean) => (a: Account, b: Account) => Number(test(b)) - Number(test(a));
  return by<Account>(
    yesFirst(isWhole),
    yesFirst(isOwn),
    (a, b) => compareText(a.name, b.name),
    (a, b) => compareText(a.id, b.id),
  );
}
