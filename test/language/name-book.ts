import { newAccount, newContact } from '../../src/domain/new-records.ts';
import type { Account, Contact, Member, Records } from '../../src/domain/records.ts';
import { nameKeysOf } from '../../src/language/names.ts';
import type { AccountRecordKind, NamedKind, NameHit, NameIndex, Views } from '../../src/ports/store.ts';

/** Records and a name index over them in memory: as much of `Views` as finding names asks for. */
export interface NameBook {
  readonly views: Views;
  readonly accounts: readonly Account[];
  readonly contacts: readonly Contact[];
  readonly members: readonly Member[];
}

export function account(id: string, name: string, more: Partial<Account> = {}): Account {
  return { ...newAccount({ id, name, ownerId: 'm1', createdAt: 0 }), ...more };
}

export function contact(id: string, accountId: string, name: string, title: string | null = null): Contact {
  return { ...newContact({ id, accountId, name, createdAt: 0 }), title };
}

export function member(id: string, key: string, name: string, more: Partial<Member> = {}): Member {
  return {
    id,
    key,
    email: key.includes('@') ? key : null,
    mobile: null,
    name,
    function: 'sales',
    role: 'member',
    managerId: null,
    state: 'active',
    leavesOn: null,
    timeZone: 'Asia/Shanghai',
    language: 'zh',
    createdAt: 0,
    ...more,
  };
}

export function nameBook(
  accounts: readonly Account[],
  contacts: readonly Contact[] = [],
  members: readonly Member[] = [],
): NameBook {
  const hits = [
    ...accounts.flatMap((it) => hitsOf('account', it, null)),
    ...contacts.flatMap((it) => hitsOf('contact', it, it.accountId)),
    ...members.flatMap((it) => hitsOf('member', it, null)),
  ];
  const records = { account: accounts, contact: contacts, member: members };
  const names: NameIndex = {
    reached: async (texts) => reachedIn(hits, texts),
    equal: async (kind, keys) => hits.filter((hit) => hit.kind === kind && hit.whole && keys.includes(hit.key)),
    startingWith: async (kind, prefix, limit) =>
      hits.filter((hit) => hit.kind === kind && hit.key.startsWith(prefix)).slice(0, limit),
    like: async (kind, starts, shortest, longest) =>
      hits.filter(
        (hit) =>
          hit.kind === kind &&
          hit.whole &&
          hit.key.length >= shortest &&
          hit.key.length <= longest &&
          starts.some((start) => hit.key.startsWith(start)),
      ),
  };
  const views = {
    names,
    get: async (kind: NamedKind, id: string) => records[kind].find((record) => record.id === id),
    some: async (kind: NamedKind, ids: readonly string[]) => records[kind].filter((record) => ids.includes(record.id)),
    all: async (kind: NamedKind) => records[kind],
    ofAccount: async (kind: AccountRecordKind, accountId: string) =>
      kind === 'contact' ? contacts.filter((one) => one.accountId === accountId) : [],
    memberByKey: async (key: string) =>
      members.find((it) => [it.key, it.email ?? ''].some((own) => own.toLowerCase() === key.toLowerCase())),
  };
  return { views: views as unknown as Views, accounts, contacts, members };
}

/** As `NameIndex.reached`: the most that any key has in common with the beginning of the text. */
function reachedIn(hits: readonly NameHit[], texts: readonly string[]) {
  const reach = (kind: NamedKind, text: string) =>
    Math.max(0, ...hits.map(({ kind: its, key }) => (its === kind ? commonStart(key, text) : 0)));
  return new Map(
    texts.map((text) => [
      text,
      { account: reach('account', text), member: reach('member', text), contact: reach('contact', text) },
    ]),
  );
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function hitsOf<K extends NamedKind>(kind: K, record: Records[K], accountId: string | null): readonly NameHit[] {
  return nameKeysOf(kind, record).map((key) => ({ ...key, kind, id: record.id, accountId }));
}
