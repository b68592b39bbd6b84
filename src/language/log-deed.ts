import type { InteractionKind } from '../domain/vocabulary.ts';
import { type Evidence, isUnanswered, type NotDone, notDoneIn } from './not-done.ts';
import { pickDay } from './pick-day.ts';
import { overlaps } from './stretches.ts';
import type { DayMention } from './types.ts';

/** What was done and when, as far as it was. */
export interface Deed {
  readonly kind: InteractionKind;
  /** When, or the words that tell no day: 前几天, "the other day". */
  readonly day: Pick<DayMention, 'day' | 'time' | 'text'> | undefined;
  /** Why it was no touch of ours. */
  readonly not?: NotDone | undefined;
  readonly answered?: boolean;
}

const ON_A_MACHINE = /语音信箱|留了?言|\bvoice ?mail\b|\bleft (?:\w+ )?(?:a )?message\b/;
/** Some day, but which: nothing is recorded of today by mistake. */
const SOME_DAY_HAN =
  /(?:[前这那]几|[前这]两|[前那]些)[天日周]|前阵子|前段时间|前一?阵|前些?时候?|这阵子|这段时间|最近|近期|近日|日前|不久前|前不久|那天|某天|有一天|上回|之前|早前|早些时候/;
const SOME_DAY =
  /\b(?:recently|lately|the other (?:day|week|night)|some time (?:ago|back)|a while (?:ago|back)|not long ago|a (?:few|couple) (?:of )?(?:days|weeks|months) (?:ago|back)|one day|earlier this (?:week|month|year)|(?:mid|early|late)[- ](?:last |this )?(?:week|month))\b/;

/** What a report says was done: a call nobody took, and whatever did not take place, is kept as a note and counts as no touch. */
export function deedIn(evidence: Evidence): Deed {
  const { sentence, told, steps, strangers, today } = evidence;
  const said = pickDay(sentence, told, steps, strangers);
  const not = notDoneIn({ ...evidence, day: said });
  // "I'm meeting Ada on Monday" is of the Monday to come.
  const day = (not === 'plan' && said && sentence.future.find((one) => overlaps(one, said))) || said;
  const isAhead = not === 'plan' && day?.day != null && day.day > today;
  const when = day ?? someDay(evidence);
  if (not !== undefined && !isAhead) return { kind: 'note', day: when, not };
  if (!isUnanswered(evidence)) return { kind: told?.kind ?? 'note', day: when, not };
  const isLeft = ON_A_MACHINE.test(sentence.folded);
  return isLeft ? { kind: 'message', day: when, answered: false } : { kind: 'note', day: when };
}

function someDay({ sentence, told, clause }: Evidence): Deed['day'] {
  if (!told || !clause) return undefined;
  const words = sentence.folded.slice(clause.start, clause.end);
  const text = SOME_DAY_HAN.exec(sentence.folded.slice(clause.start, told.start))?.[0] ?? SOME_DAY.exec(words)?.[0];
  return text === undefined ? undefined : { day: null, time: null, text };
}
