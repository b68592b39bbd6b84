/** The words by which somebody is named, to be found and masked in texts of others. */
export interface Words {
  isIn(text: string): boolean;
  maskIn(text: string): string;
}

/** Shorter ones would be found in half of all texts. */
const SHORTEST = 2;

/** Letters and digits of scripts that part words by blanks: there "Li" is not in "Lima", while 李明 is in 找李明谈. */
const IN_WORD = '[[\\p{L}\\p{N}\\p{M}]--[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}]]';
const BEGINS_IN_WORD = new RegExp(`^${IN_WORD}`, 'v');
const ENDS_IN_WORD = new RegExp(`${IN_WORD}$`, 'v');

/** Without regard to case. `others` are names that contain one of the words, as "Anna Li" does "Li": inside them it is not meant. */
export function createWords(words: readonly string[], others: readonly string[], mask: string): Words {
  const wanted = anyOf(words);
  if (wanted === '') return { isIn: () => false, maskIn: (text) => text };
  const kept = anyOf(others);
  // Of alternatives the first that fits is taken, so another's longer name is passed over as a whole.
  const pattern = new RegExp(kept === '' ? `(?<meant>${wanted})` : `${kept}|(?<meant>${wanted})`, 'giv');
  const maskIn = (text: string) =>
    text.replace(pattern, (found: string, meant: string | undefined) => (meant === undefined ? found : mask));
  return {
    maskIn,
    isIn: (text) => [...text.matchAll(pattern)].some(({ groups }) => groups?.['meant'] !== undefined),
  };
}

/** Long enough to tell somebody by. */
export const isTelling = (word: string): boolean => Array.from(word.trim()).length >= SHORTEST;

function anyOf(words: readonly string[]): string {
  return [...new Set(words.filter(isTelling))]
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      const before = BEGINS_IN_WORD.test(word) ? `(?<!${IN_WORD})` : '';
      const after = ENDS_IN_WORD.test(word) ? `(?!${IN_WORD})` : '';
      return `${before}${word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}`;
    })
    .join('|');
}

/** The forms in which the database itself is asked, which folds the case of ASCII only, and sees JSON as it was written. */
export function searchForms(words: readonly string[]): readonly string[] {
  const cases = words.filter(isTelling).flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]);
  const written = cases.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]);
  return [...new Set(written.map((word) => word.replace(/[A-Z]/g, (letter) => letter.toLowerCase())))];
}
