import { by, compareText } from '../../domain/order.ts';
import type { Account, Contact, Fact, Level, Order, Policy, Share, Trait, TraitValues } from '../../domain/records.ts';
import { prevailing } from '../../domain/traits.ts';
import { FESTIVALS } from '../../domain/vocabulary.ts';
import { told } from './export-values.ts';
import { byKey, factKey, lastSaid, levelKey } from './match.ts';
import type { BookAccount, BookContact } from './schema.ts';

type Call = (id: string) => string;
type ByAccount<T> = ReadonlyMap<string, readonly T[]>;

/** What stands inside accounts, by their ids. */
export interface AccountParts {
  readonly contacts: ByAccount<Contact>;
  readonly traits: ByAccount<Trait>;
  readonly levels: ByAccount<Level>;
  readonly shares: ByAccount<Share>;
  readonly orders: ByAccount<Order>;
  readonly facts: ByAccount<Fact>;
}

/** An account with everything inside it as a block of the book; `contactOf` and `keyOf` say how people are called there. */
export function exportAccount(account: Account, parts: AccountParts, keyOf: Call, contactOf: Call): BookAccount {
  const { id, name, aliases, kinds, ownerId, backupId, teamIds, archived, timeZone, cadence, policy } = account;
  const { festivalSets, recipientClass, recipientRule } = account;
  return {
    id,
    name,
    ...told({ aliases: [...aliases], kinds: [...kinds] }),
    owner: keyOf(ownerId),
    ...told({
      backup: backupId === null ? null : keyOf(backupId),
      team: teamIds.map(keyOf),
      archived,
      timeZone,
      cadence,
    }),
    ...told({
      festivalSets: festivalSets && [...festivalSets],
      recipientClass,
      recipientRule,
      policy: policy === null ? null : told<Policy>(policy),
      shares: sharesOf(parts.shares.get(id) ?? []),
      orders: ordersOf(parts.orders.get(id) ?? []),
      facts: factsOf(parts.facts.get(id) ?? []),
      contacts: contactsOf(id, parts, keyOf, contactOf),
    }),
  };
}

const byOn = by<{ readonly id: string; readonly on: string | null }>(
  (a, b) => compareText(a.on ?? '', b.on ?? ''),
  (a, b) => compareText(a.id, b.id),
);

function sharesOf(shares: readonly Share[]) {
  return [...shares]
    .sort(byOn)
    .map(({ percent, on, low, high, ceiling, source }) => ({ percent, on, ...told({ low, high, ceiling, source }) }));
}

function ordersOf(orders: readonly Order[]) {
  return [...orders]
    .sort(byOn)
    .map(({ on, amount, currency, product }) => ({ on, ...told({ amount, currency, product }) }));
}

function factsOf(facts: readonly Fact[]) {
  return [...byKey(facts, factKey, lastSaid).values()]
    .sort(
      by(
        (a, b) => compareText(a.from, b.from),
        (a, b) => compareText(a.id, b.id),
      ),
    )
    .map(({ kind, what, from, to }) => ({ kind, what, from, ...told({ to }) }));
}

function contactsOf(accountId: string, parts: AccountParts, keyOf: Call, contactOf: Call): BookContact[] {
  const traits = byContact(parts.traits.get(accountId) ?? []);
  const levels = byContact(parts.levels.get(accountId) ?? []);
  return [...(parts.contacts.get(accountId) ?? [])]
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
    .map((contact) => {
      const { id, name, title, email, phone, tastes, taboos, optOut, successorId, reportsToId, birthday } = contact;
      const successor = successorId === null ? null : contactOf(successorId);
      const reportsTo = reportsToId === null ? null : contactOf(reportsToId);
      return {
        id,
        name,
        ...told({ title }),
        ...undatedOf(traits.get(id) ?? []),
        ...told({
          successor,
          reportsTo,
          email,
          phone,
          tastes,
          taboos,
          optOut: optOut.filter(isFestival),
          levels: levelsOf(levels.get(id) ?? [], keyOf),
          birthday: birthday && { ...birthdayOf(birthday) },
        }),
      };
    });
}

type Festival = (typeof FESTIVALS)[number];

function isFestival(key: string): key is Festival {
  return (FESTIVALS as readonly string[]).includes(key);
}

function birthdayOf({ calendar, month, day, year, leap }: NonNullable<Contact['birthday']>) {
  return { calendar, month, day, ...told({ year }), leap };
}

/** Values that hold from the beginning, as an import reads them, and the latest state with its day; the rest is history. */
function undatedOf(traits: readonly Trait[]): Partial<BookContact> {
  let state: Extract<Trait, { field: 'state' }> | undefined;
  const undated = new Map<string, Trait>();
  for (const trait of traits) {
    if (trait.field === 'state') state = prevailing(state, trait);
    else if (trait.on === null) undated.set(trait.field, prevailing(undated.get(trait.field), trait));
  }
  const values = Object.fromEntries([...undated].map(([field, { value }]) => [field, value])) as Partial<TraitValues>;
  const { department, layer, roles, attitude, weight } = values;
  return told({
    department,
    layer,
    roles: [...(roles ?? [])],
    attitude,
    weight,
    state: state?.value,
    stateOn: state?.on,
  });
}

function levelsOf(levels: readonly Level[], keyOf: Call) {
  return [...byKey(levels, levelKey, prevailing).values()]
    .map(({ memberId, level, on }) => ({ member: keyOf(memberId), level, ...told({ on }) }))
    .sort((a, b) => compareText(a.member, b.member) || compareText(a.on ?? '', b.on ?? ''));
}

function byContact<T extends { readonly contactId: string }>(records: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) groups.set(record.contactId, [...(groups.get(record.contactId) ?? []), record]);
  return groups;
}
