import { plainText } from './plain-text.ts';
import { type Clause, splitClauses } from './clauses.ts';
import { findDays } from './find-days.ts';
import { findKinds, type KindMention } from './kind-words.ts';
import { spotContacts, spotContactsAnywhere, spotNames } from './spot-names.ts';
import { besideNames, overlaps, within } from './stretches.ts';
import type { DayMention, LanguageContext, Mention } from './types.ts';

/** A sentence with everything in it that is known. Offsets are those of `text`. */
export interface Sentence {
  /** As typed. */
  readonly text: string;
  readonly folded: string;
  readonly clauses: readonly Clause[];
  readonly accounts: readonly Mention[];
  /** Contacts of the account meant; without an account, contacts of any. */
  readonly contacts: readonly Mention[];
  /** Contacts of other accounts. */
  readonly foreigners: readonly Mention[];
  readonly members: readonly Mention[];
  /** Days as a log means them, and as a promise does. */
  readonly past: readonly DayMention[];
  readonly future: readonly DayMention[];
  readonly kinds: readonly KindMention[];
  /** The one account this is about: named, or the one a named contact belongs to. */
  readonly accountId: string | undefined;
}

/** What is known beforehand. */
export interface ReadOptions {
  /** From `account=`. */
  readonly accountId?: string | undefined;
  /** The word `log` was typed: what is said is a log, and an account nobody knows may be meant. */
  readonly typed?: boolean;
}

/** Finds every account, person, day and kind word of a text. */
export async function readSentence(
  text: string,
  context: LanguageContext,
  options: ReadOptions = {},
): Promise<Sentence> {
  const folded = plainText(text);
  const names = await spotNames(text, context.views, (account) => context.visible(account));
  const accounts = names.filter((name) => name.kind === 'account');
  const kinds = findKinds(folded);
  const own = options.accountId ?? soleId(mainAccount(accounts));
  const people = await spotPeople(text, context, own, accounts);
  const members = names.filter(
    (name) => name.kind === 'member' && ![...people.contacts, ...people.foreigners].some((one) => covers(one, name)),
  );
  const contacts = people.contacts.filter((one) => !members.some((member) => longer(member, one)));
  const all = [...accounts, ...contacts, ...people.foreigners, ...members];
  return {
    text,
    folded,
    clauses: splitClauses(folded, text),
    accounts,
    contacts,
    foreigners: people.foreigners,
    members,
    past: besideNames(findDays(text, { today: context.today, bias: 'past' }), all),
    future: besideNames(findDays(text, { today: context.today, bias: 'future' }), all),
    kinds: kinds.filter((kind) => !all.some((name) => within(kind, name))),
    accountId: people.accountId,
  };
}

/** The account a sentence is about when it names several: the first. */
export function mainAccount(accounts: readonly Mention[]): Mention | undefined {
  return accounts[0];
}

export function soleId(mention: Mention | undefined): string | undefined {
  return mention?.ids.length === 1 ? mention.ids[0] : undefined;
}

interface People {
  readonly accountId: string | undefined;
  readonly contacts: readonly Mention[];
  readonly foreigners: readonly Mention[];
}

async function spotPeople(
  text: string,
  context: LanguageContext,
  accountId: string | undefined,
  accounts: readonly Mention[],
): Promise<People> {
  const outside = (mention: Mention) => !accounts.some((account) => longer(account, mention));
  const visible = (account: Parameters<LanguageContext['visible']>[0]) => context.visible(account);
  const anywhere = (await spotContactsAnywhere(text, context.views, visible)).filter(outside);
  if (accountId !== undefined) {
    const of = spotContacts(text, await context.views.ofAccount('contact', accountId)).filter(outside);
    return { accountId, contacts: of, foreigners: anywhere.filter((one) => !of.some((own) => overlaps(own, one))) };
  }
  if (accounts.length > 0) return { accountId: undefined, contacts: [], foreigners: anywhere };
  return homeOf(text, context, anywhere);
}

/** No account named: the one that all bearers of the first contact's name belong to. */
async function homeOf(text: string, context: LanguageContext, anywhere: readonly Mention[]): Promise<People> {
  for (const mention of anywhere) {
    const home = await soleHome(mention, context);
    if (home === undefined) continue;
    const of = spotContacts(text, await context.views.ofAccount('contact', home));
    return {
      accountId: home,
      contacts: of,
      foreigners: anywhere.filter((one) => !of.some((own) => overlaps(own, one))),
    };
  }
  return { accountId: undefined, contacts: anywhere, foreigners: [] };
}

async function soleHome(mention: Mention, context: LanguageContext): Promise<string | undefined> {
  const homes = new Set<string>();
  for (const id of mention.ids.slice(0, 8)) {
    const contact = await context.views.get('contact', id);
    if (contact) homes.add(contact.accountId);
  }
  return homes.size === 1 && mention.ids.length <= 8 ? [...homes][0] : undefined;
}

function covers(one: Mention, other: Mention): boolean {
  return overlaps(one, other) && one.end - one.start >= other.end - other.start;
}

function longer(one: Mention, other: Mention): boolean {
  return overlaps(one, other) && one.end - one.start > other.end - other.start;
}
