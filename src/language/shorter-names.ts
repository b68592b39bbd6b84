import { HAN_GENERIC, HAN_INDUSTRY, HAN_LEGAL, HAN_PLACES, LATIN_LEGAL } from './name-words.ts';

const HAN = /\p{Script=Han}/u;
const PLACE = new RegExp(`^(?:${HAN_PLACES.join('|')})(?:省|市|自治区|特别行政区)?`, 'u');
/** 深圳市腾讯 is called 深圳腾讯. */
const PLACE_IN_FULL = new RegExp(`^(${HAN_PLACES.join('|')})(?:省|市)`, 'u');
/** （中国） in 可口可乐（中国）饮料有限公司. */
const BRACKETED = /\([^()]{0,20}\)|\[[^[\]]{0,20}\]/g;
const MOST_ROUNDS = 4;

/**
 * What people leave out of a company's name: legal form, line of business, leading place, something in brackets, a leading
 * "The". Every stage of shortening, without the name itself and without what would be an everyday word.
 */
export function shorterNames(name: string): readonly string[] {
  const whole = name.normalize('NFKC').trim();
  const found = new Set<string>();
  const bare = whole.replace(BRACKETED, ' ').trim();
  if (bare !== whole) found.add(bare);
  const shorten = HAN.test(bare) ? shortenHan : shortenLatin;
  for (const shorter of shorten(bare)) found.add(shorter);
  found.delete(whole);
  return [...found].filter(saysEnough);
}

function saysEnough(name: string): boolean {
  const letters = [...name].filter((character) => /[\p{L}\p{N}]/u.test(character));
  return letters.length >= 2 && !HAN_GENERIC.has(name);
}

function shortenHan(name: string): string[] {
  const stages = endingsOff(name.replace(/\s+/g, ''));
  const located = [name, ...stages].filter((stage) => PLACE.test(stage));
  const plainly = located.filter((stage) => PLACE_IN_FULL.test(stage));
  return [
    ...stages,
    ...located.map((stage) => stage.replace(PLACE, '')),
    ...plainly.map((stage) => stage.replace(PLACE_IN_FULL, '$1')),
  ].filter((stage) => stage.length >= 2);
}

/** 华为技术有限公司 → 华为技术, 华为. The line of business goes only where a legal form went before it. */
function endingsOff(name: string): string[] {
  const stages: string[] = [];
  let rest = name;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const endings: readonly string[] = round === 0 ? HAN_LEGAL : [...HAN_LEGAL, ...HAN_INDUSTRY];
    const ending = endings.find((word) => rest.endsWith(word) && rest.length - word.length >= 2);
    if (ending === undefined) break;
    rest = rest.slice(0, -ending.length);
    if (HAN_GENERIC.has(rest)) break;
    stages.push(rest);
  }
  return stages;
}

function shortenLatin(name: string): string[] {
  const words = name.split(/[\s,]+/).filter((word) => word !== '');
  const stages: string[] = [];
  if (/^the$/i.test(words[0] ?? '') && words.length > 1) {
    words.shift();
    stages.push(words.join(' '));
  }
  while (words.length > 1 && isLegal(words.at(-1) ?? '')) {
    words.pop();
    if (!isLegal(words.at(-1) ?? '')) stages.push(words.join(' '));
    else if (/^group|^holding/i.test(words.at(-1) ?? '')) stages.push(words.join(' '));
  }
  return stages;
}

function isLegal(word: string): boolean {
  return word === '&' || LATIN_LEGAL.has(word.toLowerCase().replace(/[.&]/g, ''));
}
