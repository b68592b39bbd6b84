import { openStore } from '../../db/open.ts';
import type { Account, Contact, Member } from '../../src/domain/records.ts';
import type { ChangeAbout, NameKeysOf, Recorded, Repositories, Store } from '../../src/ports/store.ts';
import { aContact, aMember, anAccount, EARLY, newId } from '../fixtures/records.ts';

/** Keys as simple as can be: the name in lower case, and its tails. */
export const nameKeys: NameKeysOf = (_kind, record) => {
  const name = Array.from(record.name.toLowerCase());
  return name.map((_, i) => ({ key: name.slice(i).join(''), whole: i === 0 }));
};

/** Ids of changes that sort by time across processes too. */
export const changeId = (): string => `${String(Date.now()).padStart(15, '0')}-${process.pid}-${newId('change')}`;

/** A store, migrated. */
export async function openFresh(url: string): Promise<Store> {
  const store = await openStore({ url, nameKeys, newId: changeId });
  await store.migrate();
  return store;
}

export const about = (fields: Partial<ChangeAbout> = {}): ChangeAbout => ({
  command: 'test',
  input: { asked: 'for it' },
  memberId: null,
  at: EARLY,
  ...fields,
});

/** Everything in one transaction. */
export const write = <T>(store: Store, work: (r: Repositories) => Promise<T>): Promise<Recorded<T>> =>
  store.transaction(about(), work);

export interface Seed {
  readonly member: Member;
  readonly account: Account;
  readonly contact: Contact;
}

/** A member, their account, and a contact in it, with ids of their own. */
export async function seed(store: Store): Promise<Seed> {
  const member = aMember();
  const account = anAccount(member.id);
  const contact = aContact(account.id);
  await write(store, async (r) => {
    await r.insert('member', member);
    await r.insert('account', account);
    await r.insert('contact', contact);
  });
  return { member, account, contact };
}
