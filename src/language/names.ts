import { Converter } from 'opencc-js/t2cn';
import { lazily } from '../domain/lazily.ts';
import type { Account, Contact, Member, Records } from '../domain/records.ts';
import type { NamedKind, NameKey, NameKeysOf } from '../ports/store.ts';
import { addressesOf, givenNameOf } from './person-names.ts';
import { createReader } from './pinyin-names.ts';
import { shorterNames } from './shorter-names.ts';

/** Longer names are told apart by their first so many UTF-16 units only: a key must fit every database's index. */
const LONGEST_KEY = 64;
const SHORTEST_TAIL = 2;
const SIMPLE_KEY = /^[a-z0-9\u4E00-\u9FFF]*$/;
/** Han characters come after it. */
const LAST_SIMPLE = '\u2E7F';

const toSimplified = Converter({ from: 't', to: 'cn' });
/** Which Han characters are traditional: asking the converter each time would cost more than the rest of a key. */
const traditional = new Map<string, boolean>();

/** The key a name is compared by: simplified, lower case, no accents, spaces or punctuation. Empty only for blank text. */
export function nameKey(name: string): string {
  const key = cut(keyOnce(name));
  // What a sign kept apart stands side by side once it is gone, and may read otherwise then: a key is its own key.
  return key === name ? key : nameKey(key);
}

function keyOnce(name: string): string {
  if (SIMPLE_KEY.test(name)) return simplified(name);
  const plain = name.toLowerCase().replace(/[\s.,&'()-]+/g, '');
  if (plain !== '' && SIMPLE_KEY.test(plain)) return simplified(plain);
  const bare = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\uFE00-\uFE0F]/g, '')
    .normalize('NFKC');
  const key = simplified(bare)
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  // Only signs: they are the name then.
  return key || bare.toLowerCase().replace(/\s/g, '') || name.replace(/\s/g, '');
}

/** The name's key as long as it may be, without half a character at its end. */
function cut(key: string): string {
  return key.length <= LONGEST_KEY ? key : key.slice(0, LONGEST_KEY).replace(/[\uD800-\uDBFF]$/, '');
}

/** The text in simplified characters, unless that would move its characters to other places. */
export function simplifiedInPlace(text: string): string {
  const simple = simplified(text);
  return simple.length === text.length ? simple : text;
}

function simplified(text: string): string {
  for (const character of text) {
    if (character <= LAST_SIMPLE || !isTraditional(character)) continue;
    // Twice for the few the dictionary takes to another traditional form first (薴, 苧, 苎).
    return toSimplified(toSimplified(text));
  }
  return text;
}

function isTraditional(character: string): boolean {
  let known = traditional.get(character);
  if (known === undefined) {
    known = toSimplified(character) !== character;
    traditional.set(character, known);
  }
  return known;
}

/** All keys of one record's names, by how surely they mean it. */
export interface NameProfile {
  readonly full: string;
  /** Aliases; of a member the key and the e-mail. */
  readonly other: ReadonlySet<string>;
  /** The names without legal form, line of business, place; of a person what they are called: given name, 张总, Ms Smith. */
  readonly shorter: ReadonlySet<string>;
  /** What tails are made of: every full name, and forms that are no part of one. */
  readonly whole: readonly string[];
  /** The names as written, to make pinyin of; and their shorter forms. */
  readonly spelled: readonly string[];
  readonly spelledShort: readonly string[];
}

type Named = Account | Contact | Member;

const profiles = new WeakMap<Named, NameProfile>();

/** What a record is called, in keys. Remembered for as long as the record object lives. */
export function profileOf<K extends NamedKind>(kind: K, record: Records[K]): NameProfile {
  let profile = profiles.get(record);
  if (profile === undefined) {
    profile = 'aliases' in record ? accountProfile(record) : personProfile(kind, record);
    profiles.set(record, profile);
  }
  return profile;
}

function accountProfile(account: Account): NameProfile {
  const names = [account.name, ...account.aliases];
  const full = nameKey(account.name);
  const other = keySet(account.aliases, [full]);
  const known = [full, ...other];
  const spelledShort = lazily(() => names.flatMap((name) => shorterNames(name)));
  const shorter = lazily(() => keySet(spelledShort(), known));
  return {
    full,
    other,
    get shorter() {
      return shorter();
    },
    whole: known,
    spelled: names,
    get spelledShort() {
      return spelledShort();
    },
  };
}

function personProfile(kind: NamedKind, person: Contact | Member): NameProfile {
  const full = nameKey(person.name);
  const other = 'key' in person ? keySet([person.key, person.email ?? ''], [full]) : NO_KEYS;
  const title = 'title' in person ? person.title : null;
  const called = () => [givenNameOf(person.name) ?? '', ...addressesOf(person.name, title)];
  const shorter = lazily(() => (kind === 'contact' ? keySet(called(), [full, ...other]) : NO_KEYS));
  return {
    full,
    other,
    get shorter() {
      return shorter();
    },
    whole: [full, ...other],
    spelled: [person.name],
    spelledShort: [],
  };
}

const NO_KEYS: ReadonlySet<string> = new Set();

function keySet(names: readonly string[], except: readonly string[]): ReadonlySet<string> {
  const keys = names.map(nameKey).filter((key) => key !== '' && !except.includes(key));
  return new Set(keys);
}

/** Pinyin, full (`huawei`) and initials (`hw`), of a record's names and of their shorter forms. Empty where nothing is Chinese. */
export function pinyinOf<K extends NamedKind>(
  kind: K,
  record: Records[K],
): { readonly names: readonly string[]; readonly shorter: readonly string[] } {
  const { spelled, spelledShort } = profileOf(kind, record);
  const read = createReader(kind !== 'account');
  const sounds = (names: readonly string[]) => names.flatMap(read).map((form) => form.join(''));
  return { names: sounds(spelled), shorter: sounds(spelledShort) };
}

/**
 * The keys under which the store finds a record. Whole: its names, and shorter forms of them, which may be looked for inside a
 * sentence. Not whole: the tails of two and more characters that turn a prefix search into a substring search, and everything
 * in pinyin, which is found by prefix when typed as a name but never makes a mention in an English sentence.
 */
export const nameKeysOf: NameKeysOf = (kind, record) => {
  const profile = profileOf(kind, record);
  const keys = new Map<string, boolean>();
  for (const key of [profile.full, ...profile.other, ...profile.shorter]) {
    keys.set(key, key === profile.full || [...key].length > 1);
  }
  const tails = profile.whole.flatMap((key) => tailsOf([...key]));
  const read = createReader(kind !== 'account');
  const sounds = [
    ...profile.spelled.flatMap(read).flatMap((form) => [cut(form.join('')), ...tailsOf(form)]),
    ...profile.spelledShort.flatMap(read).map((form) => cut(form.join(''))),
  ];
  for (const key of [...tails, ...sounds]) if (!keys.has(key)) keys.set(key, false);
  return [...keys].map(([key, whole]): NameKey => ({ key, whole }));
};

/** What follows each character (or syllable) but the first. */
function tailsOf(parts: readonly string[]): string[] {
  const tails = parts.slice(1).map((_, index) => cut(parts.slice(index + 1).join('')));
  return tails.filter((tail) => [...tail].length >= SHORTEST_TAIL);
}
