import type { Account, Contact, Member, Records } from '../domain/records.ts';
import type { Views } from '../ports/store.ts';
import { bestOf, RANKS, rankOf } from './name-rank.ts';
import {
  type Allowed,
  allowing,
  findById,
  found,
  idIn,
  MOST_HITS,
  nearest,
  nobody,
  recordsOf,
  suggestionsFor,
  unique,
} from './name-search.ts';
import { nameKey, profileOf } from './names.ts';
import { mayBeAddressedAs } from './person-names.ts';
import { shorterNames } from './shorter-names.ts';
import type { Found } from './types.ts';

/**
 * The account that a typed name (or `#id`) stands for. The first of these that fits anyone decides: full name; alias; name
 * without legal form, line of business or place, or the beginning of a name; pinyin; a part of a name. A shortened name
 * never beats another account that begins with it: with 华为技术有限公司 and 华为终端有限公司, 华为 is both, until one of them has it
 * as an alias. Archived accounts answer to their full name only; those not visible do not exist. One typo: a suggestion.
 */
export async function findAccount(
  views: Views,
  typed: string,
  isVisible: (account: Account) => boolean,
): Promise<Found<Account>> {
  const visible = allowing(isVisible);
  const byId = await findById(views, 'account', typed, visible);
  if (byId !== null) return byId;
  const key = nameKey(typed);
  if (key === '') return nobody([]);
  const named = await recordsOf(views, 'account', await views.names.equal('account', [key]), visible);
  const sure = preferActive(
    bestOf(
      'account',
      named.filter((account) => mayMean(account, key)),
      key,
    ),
  );
  if (sure.them.length > 0 && sure.rank < RANKS.shorter) return found(sure.them);
  const near = await recordsOf(views, 'account', await views.names.startingWith('account', key, MOST_HITS), visible);
  const active = unique([...named, ...near]).filter((account) => !account.archived);
  const best =
    sure.rank === RANKS.shorter
      ? { rank: sure.rank, them: shortOrBeginning(active, key) }
      : bestOf('account', active, key);
  if (best.them.length > 0) return found(best.them);
  const longer = await findShortened(views, typed, visible);
  return (
    longer ??
    nobody(
      await suggestionsFor(
        views,
        'account',
        key,
        allowing((account) => !account.archived && isVisible(account)),
      ),
    )
  );
}

function mayMean(account: Account, key: string): boolean {
  return !account.archived || profileOf('account', account).full === key;
}

function preferActive(best: { readonly rank: number; readonly them: readonly Account[] }) {
  const active = best.them.filter((account) => !account.archived);
  return active.length > 0 ? { rank: best.rank, them: active } : best;
}

function shortOrBeginning(accounts: readonly Account[], key: string): readonly Account[] {
  return accounts.filter((account) => {
    const rank = rankOf('account', account, key);
    if (rank === RANKS.shorter) return true;
    return rank === RANKS.begins && profileOf('account', account).whole.some((name) => name.startsWith(key));
  });
}

/** 华为公司 for an account called 华为: what was typed says more than the name does. */
async function findShortened(views: Views, typed: string, visible: Allowed<Account>): Promise<Found<Account> | null> {
  const key = nameKey(typed);
  for (const shorter of shorterNames(typed).map(nameKey)) {
    if (!key.startsWith(shorter)) continue;
    const named = await recordsOf(views, 'account', await views.names.equal('account', [shorter]), visible);
    const best = bestOf(
      'account',
      named.filter((account) => !account.archived),
      shorter,
    );
    if (best.them.length > 0) return found(best.them);
  }
  return null;
}

/** The contact of one account that a typed name, address (张总, Ms Smith) or `#id` stands for; tiers as in `findAccount`. */
export function findContact(typed: string, contacts: readonly Contact[]): Found<Contact> {
  const id = idIn(typed);
  if (id !== null) return found(contacts.filter((contact) => contact.id === id));
  const key = nameKey(typed);
  if (key === '') return nobody([]);
  const best = bestOf('contact', contacts, key);
  if (best.them.length > 0 && best.rank <= RANKS.shorter) return found(best.them);
  const addressed = contacts.filter((contact) => mayBeAddressedAs(typed, contact.name));
  if (addressed.length > 0) return found(addressed);
  if (best.them.length > 0) return found(best.them);
  return nobody(nearest('contact', contacts, key));
}

/** As `findContact`, among the contacts of every visible account that is not archived. */
export async function findContactAnywhere(
  views: Views,
  typed: string,
  visible: (account: Account) => boolean,
): Promise<Found<Contact>> {
  const allowed = contactsOfVisible(views, visible);
  return (await findById(views, 'contact', typed, allowed)) ?? findPerson(views, 'contact', typed, allowed);
}

/** Contacts whose account may be seen and is in use. */
export function contactsOfVisible(views: Views, visible: (account: Account) => boolean): Allowed<Contact> {
  return async (contacts) => {
    if (contacts.length === 0) return [];
    const accounts = await views.some(
      'account',
      contacts.map(({ accountId }) => accountId),
    );
    const open = new Set(accounts.flatMap((account) => (!account.archived && visible(account) ? [account.id] : [])));
    return contacts.filter(({ accountId }) => open.has(accountId));
  };
}

/** The member a typed name, key, e-mail or `#id` stands for; who is still with us comes before a namesake who left. */
export async function findMember(views: Views, typed: string): Promise<Found<Member>> {
  const everyone: Allowed<Member> = (members) => members;
  const byId = await findById(views, 'member', typed, everyone);
  if (byId !== null) return byId;
  const byKey = await views.memberByKey(typed.trim());
  if (byKey !== undefined) return found([byKey]);
  const result = await findPerson(views, 'member', typed, everyone);
  if (result.kind !== 'many') return result;
  const present = result.them.filter((member) => member.state !== 'left');
  return found(present.length > 0 ? present : result.them);
}

async function findPerson<K extends 'contact' | 'member'>(
  views: Views,
  kind: K,
  typed: string,
  allowed: Allowed<Records[K]>,
): Promise<Found<Records[K]>> {
  const key = nameKey(typed);
  if (key === '') return nobody([]);
  const named = await recordsOf(views, kind, await views.names.equal(kind, [key]), allowed);
  const sure = bestOf(kind, named, key);
  if (sure.them.length > 0) return found(sure.them);
  const near = await recordsOf(views, kind, await views.names.startingWith(kind, key, MOST_HITS), allowed);
  const best = bestOf(kind, near, key);
  if (best.them.length > 0) return found(best.them);
  return nobody(await suggestionsFor(views, kind, key, allowed));
}
