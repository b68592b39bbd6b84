import { compareText } from '../../domain/order.ts';
import {
  type Account,
  type Contact,
  type Interaction,
  type Member,
  type NextStep,
  RECORD_KINDS,
  type RecordKind,
  type Records,
} from '../../domain/records.ts';
import { foldName } from '../../domain/same-name.ts';
import type { ChangeRow, Views } from '../../ports/store.ts';
import { AccountIndex } from './account-index.ts';
import { ContactIndex } from './contact-index.ts';
import { exportAccount } from './export-account.ts';
import { grouped, told } from './export-values.ts';
import type { BookHistory } from './history.ts';
import type { Book, BookInteraction, BookMember } from './schema.ts';

type Lists = { readonly [K in RecordKind]: readonly Records[K][] };

/** A book as it is exported: with everything there is. */
export type ExportedBook = Book & { readonly history: BookHistory };

/**
 * Everything the store knows as a book (version 1), the same for the same content whenever asked: a part to read and edit, and
 * under `history` every record and the audit, so that nothing is lost. `nameKey`: see `importBook`.
 */
export async function exportBook(views: Views, nameKey = foldName): Promise<ExportedBook> {
  const lists = await readAll(views);
  return { ...bookOf(lists, nameKey), history: { records: lists, ...(await readAudit(views)) } };
}

export interface Part {
  readonly include: (account: Account) => boolean;
  /** Whose people's tastes, taboos, birthdays and levels go out too. */
  readonly personal: (account: Account) => Promise<boolean>;
}

/** The readable part of a book, of some accounts only: what one member may see, without the audit. */
export async function exportPart(views: Views, { include, personal }: Part, nameKey = foldName): Promise<Book> {
  const all = await readAll(views);
  const accounts = all.account.filter(include);
  const seen = new Set(accounts.map(({ id }) => id));
  const close = new Set<string>();
  for (const account of accounts) if (await personal(account)) close.add(account.id);
  const inside = <T extends { readonly accountId: string }>(records: readonly T[]) =>
    records.filter(({ accountId }) => seen.has(accountId));
  return bookOf(
    {
      ...all,
      // A bottom line is as private as a person is.
      account: accounts.map((account) => (close.has(account.id) ? account : { ...account, policy: null })),
      contact: inside(all.contact).map((contact) => (close.has(contact.accountId) ? contact : impersonal(contact))),
      level: all.level.filter(({ accountId }) => close.has(accountId)),
      trait: inside(all.trait),
      interaction: inside(all.interaction),
      nextStep: inside(all.nextStep),
      share: inside(all.share),
      order: inside(all.order),
      fact: inside(all.fact),
    },
    nameKey,
  );
}

function impersonal(contact: Contact): Contact {
  return { ...contact, tastes: null, taboos: null, birthday: null };
}

function bookOf(lists: Lists, nameKey: (name: string) => string): Book {
  const byId = <T extends { readonly id: string }>(records: readonly T[]) => new Map(records.map((it) => [it.id, it]));
  const members = byId(lists.member);
  const keyOf = (id: string) => members.get(id)?.key ?? id;
  const accounts = new AccountIndex(lists.account, nameKey);
  const contacts = grouped(lists.contact);
  const indexes = new Map([...contacts].map(([id, list]) => [id, new ContactIndex(list, nameKey)]));
  const contactOf = (accountId: string) => (id: string) => callContact(indexes.get(accountId), id);
  const parts = {
    contacts,
    traits: grouped(lists.trait),
    levels: grouped(lists.level),
    shares: grouped(lists.share),
    orders: grouped(lists.order),
    facts: grouped(lists.fact),
  };
  const steps = grouped(lists.nextStep, ({ interactionId }) => interactionId);
  return {
    version: 1,
    members: sortedBy(lists.member, ({ key }) => key.toLowerCase()).map((member) => exportMember(member, keyOf)),
    accounts: sortedBy(lists.account, ({ name }) => name).map((account) =>
      exportAccount(account, parts, keyOf, contactOf(account.id)),
    ),
    interactions: [...lists.interaction]
      .sort((a, b) => a.at - b.at || compareText(a.id, b.id))
      .map((interaction) => {
        const call = {
          account: callAccount(accounts, interaction.accountId),
          keyOf,
          contactOf: contactOf(interaction.accountId),
        };
        return exportInteraction(interaction, steps.get(interaction.id) ?? [], call);
      }),
  };
}

async function readAll(views: Views): Promise<Lists> {
  const lists: Partial<Record<RecordKind, readonly unknown[]>> = {};
  for (const kind of RECORD_KINDS) lists[kind] = await views.all(kind);
  return lists as Lists;
}

async function readAudit(views: Views) {
  const changes = await views.allChanges();
  const rows: ChangeRow[] = [];
  for (const { id } of changes) for (const row of await views.changeRows(id)) rows.push(row);
  return { changes, rows };
}

function exportMember(member: Member, keyOf: (id: string) => string): BookMember {
  const { key, email, mobile, name, function: does, role, managerId, state, leavesOn, timeZone, language } = member;
  const manager = managerId === null ? null : keyOf(managerId);
  return {
    ...told({ key, email, mobile }),
    name,
    function: does,
    role,
    ...told({ manager, state, leavesOn }),
    timeZone,
    language,
  };
}

interface Calls {
  readonly account: string;
  readonly keyOf: (id: string) => string;
  readonly contactOf: (id: string) => string;
}

function exportInteraction(
  interaction: Interaction,
  steps: readonly NextStep[],
  { account, keyOf, contactOf }: Calls,
): BookInteraction {
  const { id, contactIds, memberIds, kind, at, day, note, answered, signals, value, occasion } = interaction;
  const nextSteps = [...steps]
    .sort((a, b) => a.position - b.position || compareText(a.id, b.id))
    .map(({ what, due, byId, doneOn }) => ({
      what,
      ...told({ due }),
      by: byId === null ? 'them' : keyOf(byId),
      ...told({ doneOn }),
    }));
  return {
    id,
    account,
    contacts: contactIds.map(contactOf),
    members: memberIds.map(keyOf),
    kind,
    at: day ?? new Date(at).toISOString(),
    note,
    ...told({ answered, nextSteps, value, occasion, signals: [...signals] }),
  };
}

/** By name where that finds it again, else by id. */
function callContact(index: ContactIndex | undefined, id: string): string {
  const name = index?.byId(id)?.name;
  if (name === undefined || index?.byId(name) !== undefined) return id;
  return index?.named(name).length === 1 ? name : id;
}

function callAccount(index: AccountIndex, id: string): string {
  const name = index.byId(id)?.name;
  return name !== undefined && index.named(name).length === 1 ? name : id;
}

function sortedBy<T extends { readonly id: string }>(records: readonly T[], key: (record: T) => string): T[] {
  return [...records].sort((a, b) => compareText(key(a), key(b)) || compareText(a.id, b.id));
}
