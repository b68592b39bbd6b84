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
  const plainKinds = sentence.kinds.filter(
    (kind) => PLAIN.has(kind.kind) && (kind === told || kind.strength !== 'thing') && isPlain(sentence, kind),
  );
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
    if (opensBracket(sentence.folded.slice(clause.start, clause.end))) return sentence.text.slice(start).trim();
    const content =
      steps.some((step) => overlaps(step, clause)) ||
      gapsIn(clause, known).some((gap) => !isEmpty(sentence.folded, gap));
    if (content) return sentence.text.slice(start).trim();
    start = clause.end + clause.mark.length;
  }
  return whole;
}

function isPlain(sentence: Sentence, kind: KindMention): boolean {
  return kind.strength !== 'talk' || EMPTY_TALK.test(sentence.folded.slice(kind.start, kind.end));
}

/** A bracket that the clause does not close: what follows belongs with it. */
function opensBracket(words: string): boolean {
  return words.lastIndexOf('(') > words.lastIndexOf(')') || words.lastIndexOf('[') > words.lastIndexOf(']');
}

/** Small words and plain punctuation; a sign like `<` or an emoji is the person's own. */
function isEmpty(folded: string, gap: Stretch): boolean {
  return saysNothing(folded, gap) && !/[\p{S}{}[\]#*"%\\]/u.test(folded.slice(gap.start, gap.end));
}
