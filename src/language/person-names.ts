const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
const LATIN_NAME = /^[\p{Script=Latin}\p{M}.'’ -]+$/u;
const DOUBLE_SURNAMES =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|司空|夏侯|轩辕|端木|独孤|南宫|歐陽|諸葛)/;

/** What somebody in post is called after the surname, and which titles it stands for. */
const ADDRESSES: readonly { readonly word: string; readonly title: RegExp }[] = [
  { word: '总', title: /总|总裁|董事长|CEO|CFO|CTO|COO|CIO|VP|GM|总監|總|director|president|general manager|chief/i },
  { word: '董', title: /董事/ },
  { word: '处', title: /处长|处$/ },
  { word: '局', title: /局长/ },
  { word: '工', title: /工程师|总工|engineer/i },
  { word: '经理', title: /经理|經理|manager/i },
  { word: '主任', title: /主任/ },
  { word: '老师', title: /老师|教授|讲师|teacher|professor/i },
  { word: '博士', title: /博士|Ph\.?D/i },
  { word: '院长', title: /院长/ },
];
/** Words that follow a surname without saying what the post is. */
const COURTESIES =
  '总|董|处|局|工|哥|姐|先生|女士|小姐|老师|太太|经理|主任|部长|科长|处长|局长|厂长|院长|校长|所长|行长|会长|书记|主管|总监|总裁|博士|教授|工程师|總|經理|先生';
const SURNAME_ADDRESS = new RegExp(`^(\\p{Script=Han}{1,2}?)副?(?:${COURTESIES})$`, 'u');
const FAMILIAR = /^[小老](\p{Script=Han})$/u;
const LATIN_COURTESIES = 'mr|mrs|ms|miss|mx|dr|prof|sir|madam';
const LATIN_ADDRESS = new RegExp(`^(?:${LATIN_COURTESIES})\\.?\\s+([\\p{L}'’-]+)$`, 'iu');
const ADDRESS_WITHIN = new RegExp(
  `\\p{Script=Han}(?:${COURTESIES})|[小老]\\p{Script=Han}|(?:${LATIN_COURTESIES})\\.?\\s+[\\p{L}'’-]`,
  'iu',
);

/** The family name of a Chinese name, one or two characters; `null` where the name is no such name. */
function surnameOf(name: string): string | null {
  const trimmed = name.trim();
  if (!HAN_NAME.test(trimmed)) return null;
  return DOUBLE_SURNAMES.exec(trimmed)?.[0] ?? [...trimmed][0] ?? null;
}

/** "Alice" of "Alice Chen"; `null` for a name of one word, or one not in Latin letters. */
export function givenNameOf(name: string): string | null {
  const words = latinWords(name);
  const given = words[0];
  return words.length > 1 && given !== undefined && given.length > 1 ? given : null;
}

/** "Chen" of "Alice Chen"; `null` as in `givenNameOf`. */
function familyNameOf(name: string): string | null {
  const words = latinWords(name);
  return words.length > 1 ? (words.at(-1) ?? null) : null;
}

function latinWords(name: string): readonly string[] {
  const trimmed = name.trim();
  if (!LATIN_NAME.test(trimmed)) return [];
  const words = trimmed.split(/\s+/);
  return /^(?:mr|mrs|ms|miss|dr|prof)\.?$/i.test(words[0] ?? '') ? words.slice(1) : words;
}

/** 张总, 张经理, 张总经理, Ms Smith: what a person of this name and title is surely called. */
export function addressesOf(name: string, title: string | null): readonly string[] {
  const surname = surnameOf(name);
  if (surname === null) {
    const family = familyNameOf(name);
    return family === null ? [] : ['Mr', 'Ms', 'Mrs', 'Dr'].map((word) => `${word} ${family}`);
  }
  const title_ = title?.trim() ?? '';
  const words = ADDRESSES.filter((address) => address.title.test(title_)).map((address) => address.word);
  const ending = /(?:副?总?(?:经理|裁|监|工程师)|\p{Script=Han}长|主任|书记|主管|教授|老师|博士)$/u.exec(title_)?.[0];
  return [...words, ...(ending === undefined ? [] : [ending])].map((word) => `${surname}${word}`);
}

/** Whether the words may address this person: the surname with any courtesy (张总 for a 张 whose title is unknown, 小张, Ms Smith). */
export function mayBeAddressedAs(typed: string, name: string): boolean {
  const words = typed.trim();
  const [, latin] = LATIN_ADDRESS.exec(words) ?? [];
  if (latin !== undefined) return familyNameOf(name)?.toLowerCase() === latin.trim().toLowerCase();
  const [, surname] = SURNAME_ADDRESS.exec(words) ?? FAMILIAR.exec(words) ?? [];
  return surname !== undefined && surname === surnameOf(name);
}

/** Whether the words have the shape of `mayBeAddressedAs` at all. */
export function isAddress(words: string): boolean {
  return SURNAME_ADDRESS.test(words) || FAMILIAR.test(words) || LATIN_ADDRESS.test(words);
}

/** Whether any words in a text have that shape. */
export function holdsAddress(text: string): boolean {
  return ADDRESS_WITHIN.test(text);
}
