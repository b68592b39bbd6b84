import type { Account, Contact } from '../domain/records.ts';
import { nameKeysOf } from '../language/names.ts';
import type { Views } from '../ports/store.ts';

/** Accounts in use that share a name with this one once legal form, place and spelling are set aside; seen by the asker. */
export async function likeAccounts(
  account: Account,
  views: Views,
  maySee: (account: Account) => boolean,
): Promise<readonly Account[]> {
  const keys = nameKeysOf('account', account).flatMap(({ key, whole }) => (whole ? [key] : []));
  const ids = new Set((await views.names.equal('account', keys)).map(({ id }) => id));
  ids.delete(account.id);
  return (await views.some('account', [...ids])).filter((one) => !one.archived && maySee(one));
}

/** Contacts of the same account that may be the same person: one sound of name, one e-mail or one telephone. */
export function likeContacts(contact: Contact, others: readonly Contact[]): readonly Contact[] {
  const own = new Set(personKeys(contact));
  const digits = (phone: string | null): string => (phone ?? '').replace(/\D/g, '').slice(-11);
  return others.filter((other) => {
    if (other.id === contact.id) return false;
    if (contact.email !== null && other.email?.toLowerCase() === contact.email.toLowerCase()) return true;
    if (digits(contact.phone).length >= 7 && digits(contact.phone) === digits(other.phone)) return true;
    return personKeys(other).some((key) => own.has(key));
  });
}

/** The full name as written and as it sounds. Initials and given names alone make nobody a duplicate. */
export function personKeys(contact: Contact): readonly string[] {
  const keys = nameKeysOf('contact', contact).map(({ key }) => key);
  const isLatin = (key: string): boolean => /^[a-z0-9]+$/.test(key);
  const longest = (of: readonly string[]): string =>
    of.reduce((best, key) => (key.length > best.length ? key : best), '');
  return [longest(keys.filter(isLatin)), longest(keys.filter((key) => !isLatin(key)))].filter((key) => key.length >= 2);
}
