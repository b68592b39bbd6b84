import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
const LONGEST = 40;

/**
 * How a Chinese name is typed in Latin letters, each form as its parts: syllables, initials, for people also given name first.
 * Empty for a name without Han characters. Readings as in surnames where it is a person (单 is Shan).
 */
export function pinyinForms(name: string, person: boolean): readonly (readonly string[])[] {
  if (!HAN.test(name)) return [];
  const mode = person ? 'surname' : 'normal';
  const cut = [...name.normalize('NFKC')].slice(0, LONGEST).join('');
  const read = pinyin(cut, { toneType: 'none', type: 'array', mode, nonZh: 'consecutive', v: true });
  const syllables = read.map(lettersOf).filter((part) => part !== '');
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
