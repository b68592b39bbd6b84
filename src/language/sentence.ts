import { lazily } from '../domain/lazily.ts';
import { type Clause, splitClauses } from './clauses.ts';
import { dayFinder } from './find-days.ts';
import { findKinds, type KindMention } from './kind-words.ts';
import { withoutEquations, withoutLinks } from './links.ts';
import { type NameScan, scanNames } from './name-scan.ts';
import { mayNamePerson } from './person-words.ts';
import { plainText } from './plain-text.ts';
import { spotContacts, spotContactsAnywhere, spotNames } from './spot-names.ts';
import { besideNames, overlaps, within } from './stretches.ts';
import type { DayMention, LanguageContext, Mention, Stretch } from './types.ts';

/** A sentence with everything in it that is known. Offsets are those of `text`. */
export interface Sentence {
  /** As typed. */
  readonly text: string;
  /** The same with what is not to be read made unreadable: web addresses, `x=y`. */
  readonly words: string;
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
  /** The same text as `plainText` gives it, where that is known already. */
  readonly folded?: string;
  /** Names behind `=` count: arguments are still to be read. */
  readonly keyed?: boolean;
}

/** Finds every account, person, day and kind word of a text. */
export async function readSentence(
  text: string,
  context: LanguageContext,
  options: ReadOptions = {},
): Promise<Sentence> {
  const readable = options.keyed ? withoutLinks : withoutEquations;
  const folded = readable(options.folded ?? plainText(text));
  const words = readable(text);
  const scanning = scanNames(words, context.views);
  const names = await spotNames(words, context.views, (account) => context.visible(account), scanning);
  const named = names.filter((name) => name.kind === 'account');
  const kinds = lazily(() => findKinds(folded));
  const scan = await scanning;
  const spot = (own: string | undefined) => spotPeople(words, context, own, named, kinds, scan);
  const asNamed = await spot(options.accountId ?? soleId(named[0]));
  const house = asNamed.accountId === undefined ? await houseOf(named[0], asNamed.foreigners, context) : undefined;
  const people = house === undefined ? asNamed : await spot(house);
  const accounts = house === undefined ? named : named.map((one, at) => (at === 0 ? { ...one, ids: [house] } : one));
  const members = names.filter(
    (name) => name.kind === 'member' && ![...people.contacts, ...people.foreigners].some((one) => covers(one, name)),
  );
  const isWhole = (one: Mention) => !goesOn(one, words, [...accounts, ...members]);
  const contacts = people.contacts.filter((one) => !members.some((member) => longer(member, one)) && isWhole(one));
  const foreigners = people.foreigners.filter(isWhole);
  const all = [...accounts, ...contacts, ...foreigners, ...members];
  // Looked for when somebody asks: only a report needs all of it.
  const finder = lazily(() => dayFinder(words));
  const daysLeaning = (bias: 'past' | 'future') => besideNames(finder()({ today: context.today, bias }), all);
  const past = lazily(() => daysLeaning('past'));
  const future = lazily(() => daysLeaning('future'));
  const clauses = lazily(() => splitClauses(folded, words));
  const kindsBeside = lazily(() => kinds().filter((kind) => !all.some((name) => within(kind, name))));
  return {
    text,
    words,
    folded,
    get clauses() {
      return clauses();
    },
    accounts,
    contacts,
    foreigners,
    members,
    get past() {
      return past();
    },
    get future() {
      return future();
    },
    get kinds() {
      return kindsBeside();
    },
    accountId: people.accountId,
  };
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
  kinds: () => readonly KindMention[],
  scan: NameScan,
): Promise<People> {
  const outside = (one: Stretch) => !accounts.some((account) => longer(account, one));
  const visible = (account: Parameters<LanguageContext['visible']>[0]) => context.visible(account);
  const known = accountId === undefined ? [] : await context.views.ofAccount('contact', accountId);
  const own = spotContacts(text, known, scan).filter(outside);
  // Most people named are the account's own: no namesakes need be looked for elsewhere.
  const unclaimed = (one: Stretch) => outside(one) && !own.some((mine) => overlaps(mine, one));
  const anywhere = await spotContactsAnywhere(text, context.views, visible, unclaimed, Promise.resolve(scan));
  if (accountId === undefined && accounts.length > 0)
    return { accountId: undefined, contacts: [], foreigners: anywhere };
  if (accountId === undefined)
    return (await atChannel(text, context, anywhere, scan)) ?? homeOf(text, context, anywhere, scan);
  const first = accounts[0];
  const met = anywhere.find((one) => first !== undefined && one.end <= first.start);
  // 昨天拜访张伟，Northwind也想合作: the account is named in passing only, after a report that names a person of another.
  if (!first || !met || own.length > 0 || !isBehindReport(text, first, met, kinds()))
    return { accountId, contacts: own, foreigners: anywhere };
  return homeOf(text, context, [met, ...anywhere.filter((one) => one !== met)], scan);
}

function isBehindReport(text: string, account: Mention, met: Mention, kinds: readonly KindMention[]): boolean {
  const between = text.slice(met.end, account.start);
  return /[,，.。;；!！\n]/.test(between) && kinds.some((kind) => kind.end <= account.start);
}

/** No account named, in the channel of one: its own people are meant before anybody of that name elsewhere. */
async function atChannel(
  text: string,
  { views, channelAccountId }: LanguageContext,
  anywhere: readonly Mention[],
  scan: NameScan,
): Promise<People | undefined> {
  if (channelAccountId === undefined) return undefined;
  const own = spotContacts(text, await views.ofAccount('contact', channelAccountId), scan);
  return own.length === 0 ? undefined : peopleOf(channelAccountId, own, anywhere);
}

function peopleOf(accountId: string, contacts: readonly Mention[], anywhere: readonly Mention[]): People {
  const foreigners = anywhere.filter((one) => !contacts.some((own) => overlaps(own, one)));
  return { accountId, contacts, foreigners };
}

/** No account named: the one that all bearers of the first contact's name belong to. */
async function homeOf(
  text: string,
  context: LanguageContext,
  anywhere: readonly Mention[],
  scan: NameScan,
): Promise<People> {
  for (const mention of anywhere) {
    const home = await soleHome(mention, context);
    if (home === undefined) continue;
    return peopleOf(home, spotContacts(text, await context.views.ofAccount('contact', home), scan), anywhere);
  }
  return { accountId: undefined, contacts: anywhere, foreigners: [] };
}

/** "Met Ann at Acme", and of the accounts that are called so just one has an Ann. */
async function houseOf(
  account: Mention | undefined,
  people: readonly Mention[],
  context: LanguageContext,
): Promise<string | undefined> {
  const [met] = people;
  if (!account || !met) return undefined;
  const bearers = await context.views.some('contact', met.ids);
  const homes = new Set(bearers.map(({ accountId }) => accountId).filter((id) => account.ids.includes(id)));
  return homes.size === 1 ? [...homes][0] : undefined;
}

async function soleHome(mention: Mention, context: LanguageContext): Promise<string | undefined> {
  const homes = new Set<string>();
  for (const id of mention.ids.slice(0, 8)) {
    const contact = await context.views.get('contact', id);
    if (contact) homes.add(contact.accountId);
  }
  const { channelAccountId } = context;
  if (channelAccountId !== undefined && homes.has(channelAccountId)) return channelAccountId;
  return homes.size === 1 && mention.ids.length <= 8 ? [...homes][0] : undefined;
}

/** Bob of "Bob Jones" is somebody else than our Bob Smith: a capitalised word that is no other name goes on. */
function goesOn(mention: Mention, text: string, names: readonly Mention[]): boolean {
  if (!/^\p{Lu}[\p{Ll}'’-]+$/u.test(mention.text)) return false;
  const next = /^ (\p{Lu}[\p{Ll}'’-]+)/u.exec(text.slice(mention.end, mention.end + 40))?.[1];
  if (next === undefined || !mayNamePerson(next.toLowerCase())) return false;
  const stretch = { start: mention.end + 1, end: mention.end + 1 + next.length };
  return !names.some((name) => overlaps(name, stretch));
}

function covers(one: Mention, other: Mention): boolean {
  return overlaps(one, other) && one.end - one.start >= other.end - other.start;
}

function longer(one: Stretch, other: Stretch): boolean {
  return overlaps(one, other) && one.end - one.start > other.end - other.start;
}
