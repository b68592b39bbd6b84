import type { Candidate } from './name-candidates.ts';
import { COMMON_WORDS } from './name-words.ts';

const HAN = /\p{Script=Han}/u;
const CAPITAL = /^\p{Lu}/u;
const SHORTEST_FREE_CASE = 4;
/** What follows 张总, 李工, 王处 when they are no person. */
const GOES_ON = [/总(?=[结体共部计])/, /工(?=[作程厂业具资])/, /处(?=[理罚境])/, /局(?=[面部势])/, /老(?=[是板年化])/];

/** Whether what was typed there can be one of these names rather than an everyday word, a number, or a piece of another word. */
export function mayBeName(text: string, candidate: Candidate, names: readonly string[]): boolean {
  const typed = text.slice(candidate.start, candidate.end);
  // A comma parts words, unless it is part of the name.
  if (typed.includes(',') && !names.some((name) => name.includes(','))) return false;
  if (/^\d+$/.test(candidate.key)) return isNumberAlone(text, candidate);
  if (HAN.test(typed)) return isHanName(text, candidate, typed);
  if (!isCommon(candidate.key)) return true;
  // Inside a Chinese sentence an English word is hardly an everyday one.
  if (HAN.test(text.charAt(candidate.start - 1)) || HAN.test(text.charAt(candidate.end))) return true;
  if (!CAPITAL.test(typed)) return false;
  return candidate.key.length >= SHORTEST_FREE_CASE || names.some((name) => name.includes(typed));
}

/** Whether it is an everyday word at the beginning of a sentence, where its capital says nothing. */
export function isSentenceStart(text: string, candidate: Candidate): boolean {
  return isCommon(candidate.key) && /(?:^|[.!?。！？\n]\s*)["'“‘]?$/u.test(text.slice(0, candidate.start).trimStart());
}

function isCommon(key: string): boolean {
  return key.length === 1 || COMMON_WORDS.has(key);
}

function isNumberAlone(text: string, { start, end, key }: Candidate): boolean {
  const before = text.charAt(start - 1);
  return (
    key.length > 2 &&
    !/[¥$€£第.,/:-]/.test(before) &&
    !/^\s*(?:[元块万亿千百%年月日号点个人天次台家美港]|[.,:/-]\d|\p{L})/u.test(text.slice(end))
  );
}

function isHanName(text: string, { start, end, key }: Candidate, typed: string): boolean {
  if ([...key].length === 1) return !HAN.test(text.charAt(start - 1)) && !HAN.test(text.charAt(end));
  if ([...typed].length > 3) return true;
  const next = text.charAt(end);
  return !GOES_ON.some((pattern) => pattern.test(`${typed.slice(-1)}${next}`));
}
