import { saysNothing } from './function-words.ts';
import type { Sentence } from './sentence.ts';
import { gapsIn, matchesOf } from './stretches.ts';
import type { Stretch } from './types.ts';

/** Whether names, days, these words and small words are all a sentence holds. `also`: further stretches that count as said. */
export function isExplained(sentence: Sentence, words: RegExp, also: readonly Stretch[] = []): boolean {
  const names = [...sentence.accounts, ...sentence.contacts, ...sentence.members, ...sentence.past, ...also];
  const known = [...names, ...matchesOf(sentence.folded, words)];
  return gapsIn({ start: 0, end: sentence.text.length }, known).every((gap) => saysNothing(sentence.folded, gap));
}

/** One pattern, for every match, out of several. */
export function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'g');
}
