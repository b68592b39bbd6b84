import { saysNothing } from './function-words.ts';
import type { KindMention } from './kind-words.ts';
import type { Sentence } from './sentence.ts';
import { gapsIn, overlaps, within } from './stretches.ts';
import type { DayMention, Stretch } from './types.ts';

const TOPIC_BEFORE =
  /(?:聊了?|谈了?|讨论了?|关于|推迟到|改到|定在|截止|到期|确认了?|\b(?:the|our|their|this|about|for|until|till|before|by|discussed|regarding|since|from))\s*$/;
const TOPIC_AFTER =
  /^(?:\s*的(?!时候|拜访|会|电话|走访|饭局|晚餐|午餐|见面|沟通)|'s\s+(?!call|meeting|visit|lunch|dinner|chat))/;

/** The day a log tells of: the first that is no part of a promise or of what was talked about. */
export function pickDay(
  sentence: Sentence,
  told: KindMention | undefined,
  steps: readonly Stretch[],
  people: readonly Stretch[],
): DayMention | undefined {
  const home = lastOfReport(sentence, told, people);
  const candidates = sentence.past.filter(
    (day) => !steps.some((step) => overlaps(step, day)) && !isTopic(sentence, day) && !isToldOf(sentence, told, day),
  );
  const early = candidates.find((day) => home === -1 || day.start < (sentence.clauses[home]?.end ?? 0));
  return early ?? candidates.find((day) => standsAlone(sentence, day));
}

/** The clause that tells the kind, or the end of the list of names it begins: "Met Alice, Bob and Carol at Northwind yesterday". */
function lastOfReport(sentence: Sentence, told: KindMention | undefined, people: readonly Stretch[]): number {
  let at = sentence.clauses.findIndex((clause) => told !== undefined && overlaps(told, clause));
  const known = [...sentence.accounts, ...sentence.contacts, ...sentence.members, ...sentence.past, ...people];
  const isList = (clause: Stretch | undefined) =>
    clause !== undefined && gapsIn(clause, known).every((gap) => saysNothing(sentence.folded, gap));
  while (at !== -1 && isList(sentence.clauses[at + 1])) at++;
  return at;
}

function isTopic(sentence: Sentence, day: DayMention): boolean {
  const before = sentence.folded.slice(Math.max(0, day.start - 14), day.start);
  if (TOPIC_BEFORE.test(before) && !/ago|前$/.test(day.text) && !/\bon the\s*$/.test(before)) return true;
  return TOPIC_AFTER.test(sentence.folded.slice(day.end, day.end + 16));
}

const SAYING =
  /说(?![了过完])|表示|通知|要求|希望|\b(?:said|says|saying|asked|wants?|wanted|that (?:he|she|they|we))\b/;

/** 张伟来电说他周五不在: the day of what was said, not of the call. */
function isToldOf({ folded }: Sentence, told: KindMention | undefined, day: Stretch): boolean {
  return told !== undefined && told.end <= day.start && SAYING.test(folded.slice(told.end, day.start));
}

/** A clause of its own: "Visited Northwind, yesterday". */
function standsAlone(sentence: Sentence, day: DayMention): boolean {
  const clause = sentence.clauses.find((one) => within(day, one));
  if (!clause) return false;
  return (
    saysNothing(sentence.folded, { start: clause.start, end: day.start }) &&
    saysNothing(sentence.folded, { start: day.end, end: clause.end })
  );
}
