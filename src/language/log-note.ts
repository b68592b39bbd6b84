import { saysNothing } from './function-words.ts';
import type { KindMention } from './kind-words.ts';
import type { Sentence } from './sentence.ts';
import { gapsIn, overlaps } from './stretches.ts';
import type { Stretch } from './types.ts';

/** Kinds whose words say no more than the kind: those of a gift or a training name what it was. */
const PLAIN = new Set(['visit', 'call', 'meeting', 'meal', 'message', 'email']);
const EMPTY_TALK = /^(?:聊|谈|沟通|交流|spoke|spoken|talked|chatted|discussed)/;

/**
 * The person's own words. Clauses at the beginning that hold nothing but who, when and how are left out, for they are recorded
 * as such; if there is nothing else the words stay whole.
 */
export function noteOf(
  sentence: Sentence,
  told: KindMention | undefined,
  strangers: readonly Stretch[],
  steps: readonly Stretch[],
): string {
  const whole = sentence.text.trim();
  if (!told || !PLAIN.has(told.kind)) return whole;
  const plainKinds = sentence.kinds.filter((kind) => PLAIN.has(kind.kind) && isPlain(sentence, kind));
  const known = [
    ...sentence.accounts,
    ...sentence.contacts,
    ...sentence.members,
    ...sentence.past.filter((day) => day.day !== null),
    ...strangers,
    ...plainKinds.flatMap((kind) => kind.parts),
  ];
  let start = 0;
  for (const clause of sentence.clauses) {
    const content =
      steps.some((step) => overlaps(step, clause)) ||
      gapsIn(clause, known).some((gap) => !saysNothing(sentence.folded, gap));
    if (content) return sentence.text.slice(start).trim();
    start = clause.end + clause.mark.length;
  }
  return whole;
}

function isPlain(sentence: Sentence, kind: KindMention): boolean {
  return kind.strength !== 'talk' || EMPTY_TALK.test(sentence.folded.slice(kind.start, kind.end));
}
