import { lazily } from '../domain/lazily.ts';
import type { Account, Contact, Records } from '../domain/records.ts';
import type { NamedKind, NameHit, Views } from '../ports/store.ts';
import { contactsOfVisible } from './find-names.ts';
import { type Candidate, candidatesIn, longestApart, longestFound } from './name-candidates.ts';
import { bestOf, RANKS, sureRankOf } from './name-rank.ts';
import { type NameScan, scanNames } from './name-scan.ts';
import { type Allowed, allowing, MOST_HITS, recordsOf } from './name-search.ts';
import { type NameProfile, profileOf } from './names.ts';
import { holdsAddress, isAddress, mayBeAddressedAs } from './person-names.ts';
import { isSentenceStart, mayBeName } from './plausible-names.ts';
import type { Mention, NamedThing, Stretch } from './types.ts';

const BATCH = 500;
/** A given name shared by more people than this names nobody. */
const MOST_NAMESAKES = 5;

interface Spot extends Candidate {
  readonly kind: NamedKind;
  readonly ids: readonly string[];
}

/**
 * Accounts and members named anywhere in a sentence: longest first, none overlapping, in the order of the text. A name shared
 * by several gives one mention with all of them; so does a shortened name another account begins with (see `findAccount`).
 */
export async function spotNames(
  text: string,
  views: Views,
  visible: (account: Account) => boolean,
  scanning = scanNames(text, views),
): Promise<readonly Mention[]> {
  const scan = await scanning;
  const [accounts, members] = await Promise.all([
    spotKind(text, views, 'account', scan.account, allowing(visible)),
    spotKind(
      text,
      views,
      'member',
      scan.member,
      allowing(() => true),
    ),
  ]);
  const spots = longestApart([...accounts, ...members]);
  return withoutChance(text, await Promise.all(spots.map((spot) => withNeighbours(views, spot, visible)))).map((spot) =>
    toMention(text, spot),
  );
}

/**
 * Contacts among those given that are named in a sentence: by full name, given name in Latin letters, 张总 or Ms Smith. With a scan
 * of the sentence only what the book may know is compared with their names.
 */
export function spotContacts(text: string, contacts: readonly Contact[], scan?: NameScan): readonly Mention[] {
  if (contacts.length === 0) return [];
  const candidates = !scan || holdsAddress(text) ? candidatesIn(text) : scan.contact;
  const known = scan && new Set(scan.contact.map(({ key }) => key));
  const bearersOf = byNames(contacts);
  const find = (candidate: Candidate): Spot | null => {
    const those = !known || known.has(candidate.key) ? bearersOf(candidate.key) : undefined;
    return (those && spotAmong(text, 'contact', those, candidate)) ?? addressed(text, contacts, candidate);
  };
  return longestFound(candidates, find).map((spot) => toMention(text, spot));
}

/** Who may be called by a key, in the order given: whose name it is comes before whom it only shortens or addresses. */
function byNames(contacts: readonly Contact[]): (key: string) => readonly Contact[] | undefined {
  const named = lazily(() => grouped(contacts, ({ full, other }) => [full, ...other]));
  const called = lazily(() => grouped(contacts, ({ shorter }) => shorter));
  return (key) => named().get(key) ?? called().get(key);
}

function grouped(
  contacts: readonly Contact[],
  keysOf: (profile: NameProfile) => Iterable<string>,
): ReadonlyMap<string, readonly Contact[]> {
  const bearers = new Map<string, Contact[]>();
  for (const contact of contacts) {
    for (const key of keysOf(profileOf('contact', contact))) bearers.set(key, [...(bearers.get(key) ?? []), contact]);
  }
  return bearers;
}

/** As `spotContacts`, among the contacts of every visible account that is not archived; only stretches that may be one count. */
export async function spotContactsAnywhere(
  text: string,
  views: Views,
  visible: (account: Account) => boolean,
  mayBeOne: (stretch: Stretch) => boolean = () => true,
  scanning = scanNames(text, views),
): Promise<readonly Mention[]> {
  const candidates = (await scanning).contact.filter(mayBeOne);
  const spots = await spotKind(text, views, 'contact', candidates, contactsOfVisible(views, visible));
  const few = spots.filter((spot) => spot.ids.length <= MOST_NAMESAKES);
  return longestApart(few).map((spot) => toMention(text, spot));
}

async function spotKind<K extends NamedKind>(
  text: string,
  views: Views,
  kind: K,
  candidates: readonly Candidate[],
  allowed: Allowed<Records[K]>,
): Promise<readonly Spot[]> {
  if (candidates.length === 0) return [];
  const hits = await equalKeys(views, kind, [...new Set(candidates.map((candidate) => candidate.key))]);
  if (hits.length === 0) return [];
  const records = new Map((await recordsOf(views, kind, hits, allowed)).map((record) => [record.id, record]));
  const byKey = byKeys(hits);
  return candidates.flatMap((candidate) => {
    const named = byKey.get(candidate.key);
    if (named === undefined) return [];
    const those = named.flatMap((hit) => records.get(hit.id) ?? []);
    const spot = spotAmong(text, kind, [...new Set(those)], candidate);
    return spot === null ? [] : [spot];
  });
}

function byKeys(hits: readonly NameHit[]): ReadonlyMap<string, readonly NameHit[]> {
  const byKey = new Map<string, NameHit[]>();
  for (const hit of hits) byKey.set(hit.key, [...(byKey.get(hit.key) ?? []), hit]);
  return byKey;
}

async function equalKeys(views: Views, kind: NamedKind, keys: readonly string[]): Promise<readonly NameHit[]> {
  const batches: Promise<readonly NameHit[]>[] = [];
  for (let at = 0; at < keys.length; at += BATCH) batches.push(views.names.equal(kind, keys.slice(at, at + BATCH)));
  return (await Promise.all(batches)).flat();
}

function spotAmong<K extends NamedKind>(
  text: string,
  kind: K,
  records: readonly Records[K][],
  candidate: Candidate,
): Spot | null {
  const { rank, them } = bestOf(kind, records, candidate.key, sureRankOf);
  if (rank > RANKS.shorter) return null;
  const active = them.filter((it) => !isArchived(it));
  // An archived account is meant only by its full name, and not when one in use is called the same.
  const meant = active.length > 0 || rank !== RANKS.full ? active : them;
  const plausible = meant.filter((it) => mayBeName(text, candidate, namesOf(it)));
  return plausible.length === 0 ? null : { ...candidate, kind, ids: plausible.map((it) => it.id) };
}

function isArchived(record: NamedThing): boolean {
  return 'archived' in record && record.archived;
}

function namesOf(record: NamedThing): readonly string[] {
  return 'aliases' in record ? [record.name, ...record.aliases] : [record.name];
}

/** 张总 for whoever of them is a 张, when no title says who it is. */
function addressed(text: string, contacts: readonly Contact[], candidate: Candidate): Spot | null {
  const words = text.slice(candidate.start, candidate.end);
  if (!isAddress(words) || !mayBeName(text, candidate, [words])) return null;
  const ids = contacts.filter((contact) => mayBeAddressedAs(words, contact.name)).map((contact) => contact.id);
  return ids.length === 0 ? null : { ...candidate, kind: 'contact', ids };
}

/** A name only shortened also means the other accounts that begin with it. */
async function withNeighbours(views: Views, spot: Spot, visible: (account: Account) => boolean): Promise<Spot> {
  if (spot.kind !== 'account') return spot;
  const first = await views.get('account', spot.ids[0] ?? '');
  if (first === undefined || sureRankOf('account', first, spot.key) !== RANKS.shorter) return spot;
  const hits = await views.names.startingWith('account', spot.key, MOST_HITS);
  const near = await recordsOf(
    views,
    'account',
    hits.filter((hit) => hit.whole),
    allowing((account) => !account.archived && visible(account)),
  );
  const begin = near.filter((account) => profileOf('account', account).whole.some((name) => name.startsWith(spot.key)));
  return { ...spot, ids: [...new Set([...spot.ids, ...begin.map((account) => account.id)])] };
}

/** "May I see Northwind": a word that begins a sentence has its capital anyway and names nothing beside a sure name. */
function withoutChance(text: string, spots: readonly Spot[]): readonly Spot[] {
  const sure = spots.filter((spot) => !isSentenceStart(text, spot));
  const isSure = sure.some((spot) => spot.kind === 'account');
  return isSure ? sure : spots;
}

function toMention(text: string, { kind, ids, start, end }: Spot): Mention {
  return { kind, ids, start, end, text: text.slice(start, end) };
}
