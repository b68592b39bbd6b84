import { saysNothing } from './function-words.ts';
import type { Sentence } from './sentence.ts';
import { gapsIn, matchesOf, overlaps, within } from './stretches.ts';
import type { Stretch } from './types.ts';

const EDGES = /^[\s,;:.!?，。；：！？()（）]+|[\s,;:!?，。；：！？()（）]+$/gu;

export interface Chunk extends Stretch {
  readonly words: string;
  readonly quoted: boolean;
}

/** Runs of words between what was recognised; a space divides where a Chinese word stands beside it, a comma always. */
export function wordsLeft(
  { text, folded }: Sentence,
  command: string,
  taken: readonly Stretch[],
  quoted: readonly Stretch[],
): Chunk[] {
  const outside = quoted.filter((quote) => !taken.some((one) => overlaps(one, quote)));
  const all = { start: 0, end: text.length };
  const chunks: Chunk[] = outside.map((quote) => ({
    ...quote,
    words: text.slice(quote.start + 1, quote.end - 1).trim(),
    quoted: true,
  }));
  for (const gap of gapsIn(all, [...taken, ...outside, ...quotesAround(taken, quoted)])) {
    for (const part of gapsIn(gap, dividers(folded, gap))) {
      if (saysNothing(folded, part)) continue;
      const words = text.slice(part.start, part.end).replace(EDGES, '');
      if (words !== '' && !isFiller(command, words)) chunks.push({ ...part, words, quoted: false });
    }
  }
  return chunks.filter((one) => one.words !== '').sort((a, b) => a.start - b.start);
}

/** Quotation marks around a recognised name belong to it. */
function quotesAround(taken: readonly Stretch[], quoted: readonly Stretch[]): readonly Stretch[] {
  return quoted.filter((quote) =>
    taken.some((one) => within(one, quote) && one.end - one.start >= quote.end - quote.start - 2),
  );
}

function dividers(folded: string, gap: Stretch): readonly Stretch[] {
  return matchesOf(
    folded.slice(gap.start, gap.end),
    /[,;]\s*(?!\d)|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu,
  ).map((one) => ({
    start: gap.start + one.start,
    end: gap.start + one.end,
  }));
}

const POLITE =
  /怎么样|如何|多少|什么|看看|看一下|查询?一?下?|查查|帮我|请问?|现在|目前|当前|\b(?:please|show|tell|me|what|about|now|currently|is|our)\b/g;
const OF_LAST =
  /联系|拜访|见面?|沟通|聊|谈|打电话|通话|接触|时间|是|什么时候|何时|\b(?:contact(?:ed)?|with|call(?:ed)?|meeting|met|spoke|talk(?:ed)?|touch|visit(?:ed)?|time|we|i|interaction|to|saw|see)\b/g;
const OF_MERGE = /并入|并到|归入|客户|[把到和与]|\b(?:into|with|and|accounts?)\b/g;
const OF_WHATIF =
  /如果|要是|我们|又?(?:见|拜访|有|拿|下|谈|达)[了过到成]?|份额|一[个笔份]|了|到|\b(?:we|met|meet|visited|saw|got|won|had|share|were|is|an?|if|to)\b|%/g;
const OF_HOME = /今天|今早|\bpage\b/g;
const OWN_WORDS: Readonly<Record<string, RegExp>> = {
  last: OF_LAST,
  merge: OF_MERGE,
  whatif: OF_WHATIF,
  home: OF_HOME,
};

function isFiller(command: string, words: string): boolean {
  const folded = words.toLowerCase().replace(POLITE, ' ');
  const own = OWN_WORDS[command];
  const rest = own === undefined ? folded : folded.replace(own, ' ');
  return rest.trim() === '' || saysNothing(rest, { start: 0, end: rest.length });
}
