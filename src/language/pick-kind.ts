import type { KindMention } from './kind-words.ts';
import type { Sentence } from './sentence.ts';
import { within } from './stretches.ts';

/** Which of the kind words tells what was done: the first clause that has any, and in it the most telling. */
export function pickKind(sentence: Sentence, kinds: readonly KindMention[]): KindMention | undefined {
  for (const clause of sentence.clauses) {
    const here = kinds.filter((kind) => within(kind, clause) && !isTopic(sentence, clause.start, kind, kinds));
    const told =
      here.find((kind) => kind.strength === 'act') ??
      here.find((kind) => kind.strength === 'thing' && isManner(sentence, clause.start, kind, here));
    const found =
      told ?? here.find((kind) => kind.strength === 'meet') ?? here.find((kind) => kind.strength === 'talk') ?? here[0];
    if (found) return found;
  }
  return kinds[0];
}

/** What was talked about is not what was done: 聊了上门服务, "talked about the event". */
function isTopic(sentence: Sentence, from: number, kind: KindMention, all: readonly KindMention[]): boolean {
  const talk = all.find((one) => one.strength === 'talk' && one.start >= from && one.end <= kind.start);
  const before = sentence.folded.slice(from, kind.start);
  if (
    /\b(?:about|regarding|whether|concerning|our|their|the next|his|her)\s+(?:the |a |an |our |their |new )?(?:\w+ )?$/.test(
      before,
    )
  )
    return true;
  if (!talk || !/\p{Script=Han}/u.test(sentence.folded.slice(kind.start, kind.end))) return false;
  const words = sentence.folded.slice(talk.end, kind.end);
  return !/[了过]|一起|[ ,]/.test(words);
}

/** A noun tells the kind where it is how they met (over lunch, 电话沟通), at the head, or where nothing else tells. */
function isManner(sentence: Sentence, from: number, kind: KindMention, here: readonly KindMention[]): boolean {
  const general = here.filter((one) => one.strength === 'meet' || one.strength === 'talk');
  if (general.length === 0 || general.every((one) => one.start > kind.start)) return true;
  return /\b(?:for|over|by|on|via|at|after|during|had|in|through)\s+(?:an? |the |our |team |quick |working |business |their |annual )*$/.test(
    sentence.folded.slice(from, kind.start),
  );
}
