import { isOneTypoAway } from './one-typo.ts';
import { createReader } from './pinyin-names.ts';
import type { CommandWords } from './types.ts';

const HAN = /\p{Script=Han}/u;
/** A key of fewer letters is too like other words: on, to, at. */
const SHORTEST = 4;
/** So many first letters of a key are an abbreviation of it: val, acc. */
const BEGINNING = 3;

/**
 * The key of a command that a word before `=` seems to be a slip of, undefined when it is like none: one typo away, the beginning of
 * it, or, in Chinese, of the same sound. What is like no key is the person's own: `ratio a=b`.
 */
export function keyMeant(command: CommandWords, typed: string): string | undefined {
  const [latin = ''] = /[a-z_-]*$/.exec(typed) ?? [];
  const known = [...new Set(command.fields.flatMap(({ name, labels }) => [name.toLowerCase(), ...labels]))];
  const isMeant = (key: string) =>
    HAN.test(key) ? isHanSlip(typed, key) : latin !== '' && isLatinSlip(bare(latin), bare(key));
  return known.find(isMeant);
}

const bare = (word: string): string => word.replace(/[\s_-]/g, '');

function isLatinSlip(typed: string, key: string): boolean {
  if (key.length < SHORTEST) return false;
  if (typed.length >= BEGINNING && typed.length < key.length && key.startsWith(typed)) return true;
  if (!isOneTypoAway(typed, key)) return false;
  // Another letter in so short a word makes another word: rate is no date, vote no note.
  return key.length > SHORTEST || typed.length !== key.length || sorted(typed) === sorted(key);
}

const sorted = (word: string): string => [...word].sort().join('');

/** Of the end of what was typed, for a key may stand right behind other words: 张伟备住=…. */
function isHanSlip(typed: string, key: string): boolean {
  const end = typed.slice(-key.length);
  if (end === key || !HAN.test(end)) return false;
  if (key.length > 2 && isOneTypoAway(end, key)) return true;
  const read = createReader(false);
  const [sound, sameSound] = [end, key].map((word) => read(word)[0]?.join(' '));
  return end.length === key.length && sound !== undefined && sound === sameSound;
}
