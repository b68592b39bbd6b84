import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
/** Han characters of one UTF-16 unit: such a name has a syllable at each index. */
const ALL_HAN = /^[\u3400-\u4DBF\u4E00-\u9FFF]+$/;
const LONGEST = 40;

/** The forms of one name, each as its parts. */
export type ReadForms = (name: string) => readonly (readonly string[])[];

/**
 * How Chinese names are typed in Latin letters: syllables, initials, for people also given name first; nothing for a name
 * without Han characters. Readings as in surnames where it is a person (单 is Shan). Reading takes some 10 µs a name, so a
 * reader is for all names of one record: what is a piece of a name it read before costs nothing.
 */
export function createReader(person: boolean): ReadForms {
  const readings: (readonly [name: string, syllables: readonly string[]])[] = [];
  return (name) => {
    if (!HAN.test(name)) return [];
    const cut = [...name.normalize('NFKC')].slice(0, LONGEST).join('');
    const syllables = pieceOf(readings, cut) ?? readingOf(cut, person);
    if (ALL_HAN.test(cut) && syllables.length === cut.length) readings.push([cut, syllables]);
    return formsOf(syllables, person);
  };
}

function pieceOf(
  readings: readonly (readonly [name: string, syllables: readonly string[]])[],
  name: string,
): readonly string[] | null {
  for (const [longer, syllables] of readings) {
    const at = longer.indexOf(name);
    if (at >= 0) return syllables.slice(at, at + name.length);
  }
  return null;
}

function readingOf(name: string, person: boolean): readonly string[] {
  const mode = person ? 'surname' : 'normal';
  const read = pinyin(name, { toneType: 'none', type: 'array', mode, nonZh: 'consecutive', v: true });
  return read.map(lettersOf).filter((part) => part !== '');
}

function formsOf(syllables: readonly string[], person: boolean): readonly (readonly string[])[] {
  const forms = [syllables, syllables.map(initialOf)];
  const [surname, ...given] = syllables;
  if (person && surname !== undefined && given.length > 0 && given.length < 4) forms.push([...given, surname]);
  // 吕 is typed lv by some and lu by others.
  if (syllables.some((part) => part.includes('v'))) forms.push(syllables.map((part) => part.replace('v', 'u')));
  return forms;
}

function lettersOf(part: string): string {
  return part.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Of a syllable its first letter; what was Latin already stays whole. */
function initialOf(part: string, index: number): string {
  return /^[a-z]{1,6}$/.test(part) || index === 0 ? part.slice(0, 1) : part;
}
