import type { Clause } from './clauses.ts';
import { saysNothing, trimmedSmallWords } from './function-words.ts';
import type { Sentence } from './sentence.ts';
import { gapsIn, matchesOf, overlaps } from './stretches.ts';
import type { Stretch } from './types.ts';

const HOUSE =
  /\b(?:at|from|of|visited|@)\s+((?:[\p{Lu}\p{N}][\p{L}\p{N}&.'’-]*)(?:\s+(?:[\p{Lu}\p{N}][\p{L}\p{N}&.'’-]*|&|and(?=\s\p{Lu})))*)/u;
const HAN_COMPANY =
  /(?:拜访|走访|访问|联系|[了过的在去到和与跟同向给])(?![了过的]|他们|她们|我们|咱们|对方|客户|[贵该这那本总分])(\p{Script=Han}{2,12}?(?:公司|集团|科技|银行|股份|电子|大学|医院))/u;
const SMALL = /[了过的在去到和与跟同向给]|一起|今天|昨天|我们?/g;

/** Where a typed log seems to name an account that nobody knows: behind the verb or "at", in the clause that tells the kind. */
export function findUnknownAccount(sentence: Sentence, clause: Clause | undefined): Stretch | undefined {
  if (!clause) return undefined;
  const house = houseIn(sentence, clause, [...sentence.past, ...sentence.contacts, ...sentence.members]);
  if (house) return house;
  const small = matchesOf(sentence.folded.slice(clause.start, clause.end), SMALL).map((one) => ({
    start: clause.start + one.start,
    end: clause.start + one.end,
  }));
  const known = [...sentence.contacts, ...sentence.members, ...sentence.past, ...sentence.kinds, ...small];
  const gap = gapsIn(clause, known).find((one) => isNameLike(sentence, one));
  return gap && trimmed(sentence.text, gap);
}

/**
 * In the channel of an account, where a report names another that nobody knows: behind "at", or with a company's ending. What may be
 * a person is one.
 */
export function findOtherHouse(
  sentence: Sentence,
  clause: Clause | undefined,
  strangers: readonly Stretch[],
): Stretch | undefined {
  if (!clause) return undefined;
  const { past, contacts, foreigners, members } = sentence;
  const known = [...past, ...contacts, ...foreigners, ...members, ...strangers];
  const house = houseIn(sentence, clause, known);
  if (house) return house;
  const company = HAN_COMPANY.exec(sentence.text.slice(clause.start, clause.end));
  if (company?.[1] === undefined) return undefined;
  const start = clause.start + company.index + company[0].length - company[1].length;
  return { start, end: start + company[1].length };
}

function houseIn({ text }: Sentence, clause: Clause, known: readonly Stretch[]): Stretch | undefined {
  const house = HOUSE.exec(text.slice(clause.start, clause.end));
  if (house?.[1] === undefined) return undefined;
  const start = clause.start + house.index + house[0].length - house[1].length;
  const stretch = { start, end: start + house[1].replace(/[.'’-]+$/u, '').length };
  return known.some((one) => overlaps(one, stretch)) ? undefined : stretch;
}

function isNameLike(sentence: Sentence, gap: Stretch): boolean {
  if (saysNothing(sentence.folded, gap)) return false;
  const words = sentence.text.slice(gap.start, gap.end).trim();
  if (words.length < 2 || words.length > 24) return false;
  return /^\p{Script=Han}{2,12}$/u.test(words) || /^\p{Lu}[\p{L}\p{N}&.'’ -]*$/u.test(words);
}

function trimmed(text: string, gap: Stretch): Stretch {
  const words = text.slice(gap.start, gap.end);
  const name = trimmedSmallWords(words);
  const start = gap.start + Math.max(0, words.indexOf(name));
  return { start, end: start + name.length };
}
