import { quotationsIn } from './quotations.ts';
import { type Sentence, soleId } from './sentence.ts';
import { masked, overlaps } from './stretches.ts';
import type { DayMention, LanguageContext, RawArguments } from './types.ts';

/**
 * A sentence that is nothing but a promise of the speaker's, 下周三前给华为报价, "send Acme the quote by Wednesday", as arguments of
 * `next`. Only what is sure: who it is for and its day are known, and the whole sentence hands something over, as an order to
 * oneself or as what one has to do. A visit or call that is planned is none, and neither is what others are to do.
 */
export function readPromiseAlone(sentence: Sentence, context: LanguageContext): RawArguments | undefined {
  const { text, folded, accounts, contacts, accountId, clauses, future } = sentence;
  if (context.isTalk || text.length > LONGEST || clauses.length > 2 || QUOTED.test(text)) return undefined;
  const [day, ...moreDays] = future;
  if (accountId === undefined || day === undefined || moreDays.length > 0) return undefined;
  if (SPAN.test(day.text) || !isForOneKnown(sentence) || (day.day !== null && day.day < context.today))
    return undefined;
  // A touch that is planned is told when it has happened.
  if (sentence.kinds.some(({ strength }) => strength === 'act' || strength === 'meet')) return undefined;
  if (quotationsIn(folded, sentence.kinds).length > 0) return undefined;
  const words = masked(masked(folded, [day], DAY), [...accounts, ...contacts], WHOM).replace(/[\s.!。！~]+$/, '');
  const what = inEnglish(text, words) ?? inChinese(text, words, isSurelyAhead(day, sentence, context));
  if (what === undefined) return undefined;
  const contactId = soleId(contacts[0]);
  const named = contactId === undefined ? {} : { contact: `#${contactId}` };
  return { action: 'add', account: `#${accountId}`, ...named, what, due: day.day ?? day.text };
}

/** An account, a contact, or one and the other, and nobody else: who is named beside them may be who is to do it. */
function isForOneKnown({ accounts, contacts, foreigners, members, accountId }: Sentence): boolean {
  const named = [...accounts, ...contacts];
  return (
    named.length > 0 &&
    accounts.length <= 1 &&
    contacts.length <= 1 &&
    foreigners.length + members.length === 0 &&
    named.every((one) => soleId(one) !== undefined) &&
    (accounts.length === 0 || soleId(accounts[0]) === accountId)
  );
}

/** In UTF-16 units: what is longer tells a story. */
const LONGEST = 160;
const QUOTED = /["“”„«»「」『』《》?？]/;
/** A week or month is no day to be held to. */
const SPAN =
  /^(?:下+个?|本|这个?|今)(?:周|星期|礼拜|月|季度|年)$|^(?:next|this|the coming) (?:week|month|quarter|year)$/i;
const DAY = '\uE001';
const WHOM = '\uE002';

/** 周五给华为报价 may tell of last Friday. */
function isSurelyAhead(day: DayMention, { past }: Sentence, { today }: LanguageContext): boolean {
  const back = past.find((one) => overlaps(one, day));
  return back !== undefined && back.day !== null && back.day > today;
}

const HAN_THING =
  '(?!.*(?:[了过吗呢吧没不别勿未谁若或但]|[说问想]|如果|要是|时候|以后|之后|然后|什么|怎么|多少|是否|取消|已经|希望))[\\p{Script=Han}\\p{Script=Latin}\\p{N}\\s、·/+&-]{1,30}';
/** What can be given without a verb of its own: 给华为方案. */
const HAN_PAPER =
  '[\\p{Script=Han}\\p{Script=Latin}\\p{N}\\s]{0,12}(?:方案|报价单?|合同|样品|样机|资料|材料|图纸|报告|清单|发票|答复|回复|反馈|结果|数据|文件|协议|价格|计划|建议书|标书|交期|名单|ppt|demo)';
const HAN_WHOM = `\\s*\\uE002+(?:\\s*的?\\s*\\uE002+)?(?:那边|方面)?\\s*`;
const HAN_OUGHT = '(?:要|得|必须|需要|需)';
const HAN_GIVES = [
  `(?:给|向)${HAN_WHOM}(?:再|先)?(?:(?:发送?|报|交付?|提交|提供|送|寄|出|回)${HAN_THING}|(?=${HAN_THING}$)${HAN_PAPER})`,
  `把${HAN_THING}(?:发送?|交付?|提交|寄|送|转|回)?(?:给|到)${HAN_WHOM}`,
  `(?:发送?|提交|提供|寄|送|交付?)${HAN_THING}给${HAN_WHOM}`,
  `(?:回复|答复|反馈给?)${HAN_WHOM}(?:${HAN_THING})?`,
].join('|');
const HAN_PROMISE = new RegExp(
  `^(?:我们?|咱们?)?\\s*(?<first>${HAN_OUGHT})?\\s*在?\\s*\\uE001+\\s*(?<limit>之前|以前|前|之内|以内|内)?\\s*,?\\s*(?:我们?|咱们?)?(?<then>${HAN_OUGHT})?\\s*(?<give>${HAN_GIVES})$`,
  'u',
);

function inChinese(text: string, words: string, isAhead: boolean): string | undefined {
  const groups = HAN_PROMISE.exec(words)?.groups;
  if (!groups || !(isAhead || groups['limit'] || groups['first'] || groups['then'])) return undefined;
  return text.slice(words.length - (groups['give'] ?? '').length, words.length).trim();
}

const THING =
  "(?!.*\\b(?:not|never|if|unless|say|says|said|tell|told|asks?|asked|whether|who|what|when|why|how|then|because|was|were|has|had|did|would|could|should|might|may|maybe|probably|to(?! \\uE002)|chance|time|and (?!the|an?|our|its|their|my)))(?!.*n't)[\\p{L}\\p{N} '’&/+.-]{2,80}?";
const TO_WHOM = '\\uE002+(?:(?: at| of|,)? \\uE002+)?';
const GIVES = [
  `(?:send|give|get|bring|hand|mail|ship) ${TO_WHOM} ${THING}`,
  `(?:send|give|provide|deliver|submit|forward|return|bring|hand|mail|ship|share|present) (?=(?:the|an?|our|my|its|their|some|this|that|all|both|\\d+|updated|revised|new|final)\\b)${THING} (?:to|with) (?:(?=\\uE002))${TO_WHOM}`,
  `(?:reply|respond|get back|write back) to ${TO_WHOM}(?: (?:about|on|regarding|with) ${THING})?`,
].join('|');
const OUGHT = "(?:(?:(?:i|we) )?(?:have to|need to|must|have got to|'ve got to) |(?:i|we)'ve got to )?";
const LIMIT = '(?:by|before|on|until|till|no later than|not later than)?';
const LAST = new RegExp(`^(?<ought>${OUGHT})(?<give>${GIVES}),? ${LIMIT} ?\\uE001+(?: at the latest)?$`, 'u');
const FIRST = new RegExp(`^${LIMIT} ?\\uE001+(?: at the latest)?,? ${OUGHT}(?<give>${GIVES})$`, 'u');

function inEnglish(text: string, words: string): string | undefined {
  const dayLast = LAST.exec(words)?.groups;
  if (dayLast) {
    const from = (dayLast['ought'] ?? '').length;
    return text.slice(from, from + (dayLast['give'] ?? '').length).trim();
  }
  const dayFirst = FIRST.exec(words)?.groups;
  return dayFirst && text.slice(words.length - (dayFirst['give'] ?? '').length, words.length).trim();
}
