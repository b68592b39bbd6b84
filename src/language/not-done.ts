import { addDays } from '../domain/days.ts';
import type { Day } from '../domain/records.ts';
import type { Clause } from './clauses.ts';
import { saysNothing } from './function-words.ts';
import type { KindMention } from './kind-words.ts';
import type { Sentence } from './sentence.ts';
import { gapsIn, within } from './stretches.ts';
import type { DayMention, Stretch } from './types.ts';

/** What a sentence gives to judge whether it reports something done. */
export interface Evidence {
  readonly sentence: Sentence;
  readonly told: KindMention | undefined;
  /** The clause of the kind word. */
  readonly clause: Clause | undefined;
  readonly strangers: readonly Stretch[];
  readonly steps: readonly Stretch[];
  readonly today: Day;
  /** `HH:MM` where the speaker is. */
  readonly clock: string;
  /** Where the words are those of others. */
  readonly quotations: readonly Stretch[];
  /** It was said to be a log. */
  readonly isTyped: boolean;
}

/**
 * Why what a sentence tells of was no touch of ours: `plan`, it lies ahead; `denied`, it did not take place; `hearsay`, somebody
 * else's words or doings.
 */
export type NotDone = 'plan' | 'denied' | 'hearsay';

const DENIED = /(?:没有?|未|不|别|无法|取消了?|推掉了?|拒绝了?)(?:能|再|去|来|有|和|跟|与|[\p{Script=Han}]{0,4})?$/u;
/** Words with a 不, 没 or 别 in them that deny nothing. */
const NO_DENIAL = /不久|不仅|不但|不光|不料|不错|不断|不停|不少|不得不|没想到|没多久|未来|分别|特别|级别|个别|别人/g;
const ENGLISH_DENIED =
  /\b(?:didn't|did not|haven't|hasn't|have not|has not|hadn't|not|never|couldn't|wasn't|weren't|don't|doesn't|no|nobody|no one|neither|none of us|hardly|barely|(?:almost|nearly)(?! (?:\w+ )?(?:hour|minute|day)s?\b)|missed|cancel(?:led|ed)?|postponed|(?:declined|refused|rejected)(?! (?:the|our|his|her|their|an?|to) (?!meet|call|visit|lunch|dinner|invit|see|talk|speak|come|join|take)\w)|failed to|tried to|trying to|attempted to|since (?:i|we)(?: last)?)\b/;
/** Anywhere before the word for the deed. */
const CAME_TO_NOTHING =
  /差一?点|险些|婉拒|拒绝|原定|原本|本来|本想|本该|爽约|放了?[^,.]{0,4}鸽子|错过|没能|没机会|没时间|没空|来不及|忘(?:了|记)(?!了?(?:跟你|和你|告诉|汇报|[说讲提记写录报]))/;
const CALLED_OFF_HAN =
  /^(?:(?:又|也|都|被|临时|突然|最后|结果|后来|再次|一直|但是?|可是?|不过|他们?|她们?|对方|人家|全|暂时|会议?|会面|拜访|饭局|活动|行程|见面)*)(?:取消(?!了?[^,.;]{0,6}(?:合同|协议|订单|采购|项目|计划|报价|方案|优惠|折扣|招标|投标))|推迟|延期|延后|改期|改到|改成|推到|泡汤|黄了|作罢|没成|没去成|没开成|没见成|没聊成|没吃成|没见到|没见着|没碰到|没碰上|没遇到|没赶上|没来(?!得?及)|没到|没去|没出现|没出席|没参加|没在|不在|没空|有事(?!先)|请假|失约|爽约|放了?我们?鸽子|扑(?:了个?)?空)(?!.*[聊谈说问见才])(?=.{0,10}$)/;
const UNANSWERED_HAN =
  /^(?:(?:又|也|都|但是?|可是?|不过|他们?|她们?|对方|一直|还是|结果|后来|好几次|几次)*)(?:没人接|无人接听|没有?接(?!受|到|触|着|下)|未接(?!到|受)|不接(?!受|触)|没打通|打不通|没通(?!过)|没接通|占线|关机|不在服务区)/;
const CALLED_OFF =
  /^(?:(?:but|though|yesterday|today|again|then|who|it|she|he|they|that|unfortunately|sadly|in the end)\s+)*(?:(?:was|is|got|has been|had been|were|gets|is being|has)\s+(?:then |just |again |to be )?(?:cancel(?:l?ed)?|postponed|rescheduled|called off|moved|pushed(?: back)?|delayed|deferred|scrapped)|fell through|(?:did not|didn't|never) (?:happen|take place|come|show(?: up)?|turn up|appear|join|attend|make it|work out)|no[- ]show(?:ed)?|cancel(?:l?ed)(?! (?:the|our|his|her|their|its|an?|this|that|all|some)\b(?! (?:\w+ )?(?:meeting|call|lunch|dinner|visit|appointment)\b))|(?:was|were|is)(?: not|n't) (?:there|in|available|around)|was (?:out(?! of (?!(?:the )?(?:office|town)))|away|absent|sick|off))\b(?!.*\b(?:but|talked|discussed|spoke)\b)/;
const UNANSWERED =
  /^(?:(?:but|though|and|yesterday|today|again|twice|she|he|they|it|there was|got|with)\s+)*(?:(?:did not|didn't|does not|doesn't|never) (?:pick(?:ed)? up|answer(?:ed)?|respond|take (?:it|the call|my call)|get through)|no (?:answer|reply|response|pick-?up)(?! (?:on|about|to|regarding|from|as to))|(?:went|got|goes|straight|through) (?:straight )?to voice ?mail|(?:the )?line (?:was )?(?:busy|engaged)|unanswered|(?:nobody|no ?one) (?:picked up|answered|was there)|couldn't (?:get through|reach|connect)|voice ?mail|left (?:\w+ )?(?:a )?(?:voice ?mail|message))\b/;

const PLAN =
  /要|打算|计划|准备|将|会(?=[去和跟拜])|正要|待会儿?|等会儿?|一会儿?|等下|稍后|晚点|马上|这就|即将|快要|改天|找时间|\b(?:will|going to|gonna|plan(?:s|ning)? to|heading|off to|on (?:my|our) way|later|soon|due to|looking forward to|scheduled|scheduling|arranged|arranging|booked|booking|set up|setting up|invited|inviting|proposed|proposing|requested|asks? for|asked for|asking for|organi[sz]ing|upcoming|tentative)\b|'ll\b/;
/** 重要, 需要, 主要 hold no plan; nor does 一会儿 behind a deed. */
const NO_PLAN = /主要|重要|需要|必要|摘要|马上就要|要求|要是/g;
/** "Give Ada a call on Friday": told, it would be "gave". */
const ORDERED = /^\s*(?:and |then |please )*(?:give|pay|drop|shoot)\s/;
const UNDER_WAY = /(?:'m|'re|'s|\b(?:am|is|are|be))\s*$/;
const DONE = /[了过完]|到了?$/;
const HEARSAY =
  /听说|据说|据悉|听闻|传闻|友商|竞争对手|竞对|对手|竞品(?!后|的|分析|信息|情况|资料|对比|调研)|(?<![和跟与][^,]{1,6})同行|\b(?:i|we) (?:hear|heard)\b(?! (?:back )?from\b)|^\s*(?:(?:hear|heard)\b(?! (?:back )?from\b)|(?:apparently|rumou?r)\b)|\b(?:competitors?|competition|rivals?)\b(?!.*\b(?:i|we)\b)/;
/** 张伟说他们…, "Ada said they met": told by somebody else, unless it was the speaker's own telling. */
const SAID =
  /(?:(?<!忘[了记]?)说|表示|提到|透露|(?<!忘[了记]?)告诉我们?)(?!了|过|完|好|明|清|起|服|法|话|到)|\b(?:said|says|told (?:me|us)|mentioned|claims|claimed|reported|according to)\b/;
/** "Ada told me over lunch": the speaker was there. */
const OVER = /\b(?:over|at|on|in|during|by)(?: (?:an?|the|our))?(?: \w+)?\s*$/;
const OTHERS_OWN = /^\s*(?:我们?|咱们?|i|we|our)(?![a-z])/;

type Dated = Evidence & { readonly day: DayMention | undefined };

/** Undefined when nothing speaks against it. What is only wished or asked is another matter (`log-evidence.ts`). */
export function notDoneIn(evidence: Dated): NotDone | undefined {
  const { sentence, told, clause } = evidence;
  if (!told || !clause) return undefined;
  const before = sentence.folded.slice(clause.start, told.start);
  if (isHearsay(evidence, before)) return 'hearsay';
  if (isUnanswered(evidence)) return undefined;
  if (isDenied(evidence, before) || isCalledOff(evidence)) return 'denied';
  return isPlan(evidence, before) || isOrdered(evidence, clause, told) ? 'plan' : undefined;
}

/** Whether a call went unanswered: nobody was spoken with, whatever was left on a machine. */
export function isUnanswered(evidence: Evidence): boolean {
  const { told } = evidence;
  return (
    told?.kind === 'call' && whatFollows(evidence).some((words) => UNANSWERED.test(words) || UNANSWERED_HAN.test(words))
  );
}

function isDenied({ sentence, told }: Evidence, before: string): boolean {
  const words = before.replace(NO_DENIAL, (word) => ' '.repeat(word.length));
  if (DENIED.test(words.trimEnd()) || isDeniedInEnglish(words) || CAME_TO_NOTHING.test(words)) return true;
  // 没 can stand within the word itself: 见没见到.
  return told !== undefined && /^(?:没|未)/.test(sentence.folded.slice(told.start, told.end));
}

/** "No news, but met Ada": what stands before "but" is of something else. */
const isDeniedInEnglish = (before: string): boolean => ENGLISH_DENIED.test(before.replace(/^.*\bbut\b/s, ''));

/** 昨天和华为的会推迟了; "lunch with Ada fell through"; 拜访华为张伟，他不在: but not where it goes on 和李敏聊了预算. */
function isCalledOff(evidence: Evidence): boolean {
  const isSo = whatFollows(evidence).some((words) => CALLED_OFF.test(words) || CALLED_OFF_HAN.test(words));
  return isSo && !wentOn(evidence);
}

/** Whether a clause behind tells that something was done with somebody of theirs, where nobody was named before: 去华为，张伟不在，见了李敏. */
function wentOn({ sentence, told, clause, steps }: Evidence): boolean {
  const { folded, clauses, kinds, contacts, foreigners } = sentence;
  const people = [...contacts, ...foreigners];
  if (!told || !clause || people.some((one) => within(one, clause))) return false;
  return kinds.some((kind) => {
    const own = clauses.find((one) => within(kind, one));
    if (own === undefined || own.start <= clause.start || steps.some((step) => within(kind, step))) return false;
    const before = folded.slice(own.start, kind.start);
    const isDenied = DENIED.test(before.trimEnd()) || isDeniedInEnglish(before) || CAME_TO_NOTHING.test(before);
    return !isDenied && isToldDone(folded, kind, own) && people.some((one) => within(one, own));
  });
}

/** 聊了预算, 见到, "met": the word itself, or what stands right behind it, says that it was done. */
function isToldDone(folded: string, kind: Stretch, clause: Stretch): boolean {
  const words = folded.slice(kind.start, kind.end);
  const isSaid = DONE.test(words) || /^\s*[了过完]/.test(folded.slice(kind.end, clause.end));
  return isSaid || /^[a-z]+ed\b|^(?:met|saw|had|spoke|rang|went|came)\b/.test(words);
}

/** What is said right behind who and when, in the clause of the deed and at the head of the next. */
function whatFollows({ sentence, told, clause }: Evidence): readonly string[] {
  if (!told || !clause) return [];
  const { accounts, contacts, foreigners, members, past, folded } = sentence;
  const known = [...accounts, ...contacts, ...foreigners, ...members, ...past];
  const behind = (from: number, to: number) => {
    const gaps = gapsIn({ start: from, end: to }, known);
    const start = gaps.find(
      (gap) => !saysNothing(folded, gap) || /[没不未]/.test(folded.slice(gap.start, gap.end)),
    )?.start;
    if (start === undefined) return '';
    const words = folded.slice(start, to).replace(/^(?:\s|了|过|的|个|都|and\b|with\b|to\b|on\b|at\b)+/, '');
    return words.trimStart();
  };
  const next = sentence.clauses[sentence.clauses.indexOf(clause) + 1];
  const isOfDeed = next && !clause.mark.includes('?') && !isOfOther(sentence, next, clause);
  return [behind(told.end, clause.end), ...(isOfDeed ? [behind(next.start, next.end)] : [])];
}

/** "Met Ada. Bob didn't show up", 见了张伟，没见到吴芳: somebody was met, and it is another who was not there. */
function isOfOther({ folded, contacts, foreigners }: Sentence, next: Stretch, clause: Stretch): boolean {
  const people = [...contacts, ...foreigners];
  const first = people.find((one) => within(one, next));
  const met = people.filter((one) => within(one, clause));
  if (first === undefined || met.length === 0 || met.some(({ ids }) => ids.some((id) => first.ids.includes(id))))
    return false;
  return /^(?:但|可|是|也|还)*(?:没有?[见碰遇](?:到|着|上))?\s*$/.test(folded.slice(next.start, first.start));
}

function isPlan(evidence: Dated, before: string): boolean {
  const { sentence, told, clause, clock, day, today } = evidence;
  if (!told || !clause) return false;
  const words = sentence.folded.slice(told.start, told.end);
  const after = sentence.folded.slice(told.end, clause.end);
  const isTold = isToldDone(sentence.folded, told, clause);
  if (!isTold && PLAN.test(before.replace(NO_PLAN, ' '))) return true;
  if (/ing$/.test(words.split(' ')[0] ?? '') && UNDER_WAY.test(before)) return true;
  const isToday = day === undefined || day.day === today;
  if (!isTold && isToday && isStillToCome(sentence.folded.slice(clause.start, clause.end), clock)) return true;
  if (isTold) return false;
  if (isAppointment(evidence, before)) return true;
  // What was said to be a log looks back where it does not say otherwise.
  if (evidence.isTyped) return false;
  return isBareWeekday(evidence, before, after) || isFarBack(evidence) || isOrder(evidence, before, after);
}

function isOrdered({ sentence, isTyped }: Dated, clause: Stretch, told: Stretch): boolean {
  return !isTyped && ORDERED.test(sentence.folded.slice(clause.start, told.end));
}

/** So many days back a day without its year is likelier the coming one: 12月1日拜访华为, said in November. */
const FAR = 180;

function isFarBack({ sentence, told, day, today }: Dated): boolean {
  // 3月1日拜访华为，聊了预算
  if (told && /[了过]/.test(sentence.folded.slice(told.end))) return false;
  return day?.day != null && day.day < addDays(today, -FAR) && !/\d{4}|年|\byear\b/.test(day.text);
}

/** 给张伟打电话, 让王芳去拜访张伟: neither a day nor a word that it was done, and nothing more is told. */
function isOrder(evidence: Dated, before: string, after: string): boolean {
  const { sentence, told, clause, day, steps } = evidence;
  if (!told || !clause || day !== undefined || steps.length > 0 || sentence.clauses.length > 1) return false;
  if (told.strength !== 'act' && told.strength !== 'meet') return false;
  const words = sentence.folded.slice(told.start, told.end);
  if (!/\p{Script=Han}/u.test(words) || /[了过完到来]|已|刚/.test(before + words + after)) return false;
  const names = [...sentence.accounts, ...sentence.contacts, ...sentence.foreigners, ...sentence.members];
  const rest = gapsIn({ start: told.end, end: clause.end }, [...names, ...evidence.strangers]);
  return names.length > 0 && rest.every((gap) => saysNothing(sentence.folded, gap));
}

/** Tonight, said in the morning. */
function isStillToCome(words: string, clock: string): boolean {
  if (/今晚|今夜|晚上|\b(?:tonight|this evening)\b/.test(words) && !/昨|前天|\b(?:yesterday|last)\b/.test(words))
    return clock < '17:00';
  return /今天下午|\bthis afternoon\b|^下午/.test(words) && clock < '12:00';
}

/** 约了张伟下周三见面: what was done is the arranging. */
function isAppointment({ sentence, told, clause, today }: Evidence, before: string): boolean {
  const at = /约(?:了|好了?|定了?)?(?!见)/.exec(before);
  if (!at || !told || !clause) return false;
  const from = clause.start + at.index;
  return sentence.future.some(
    (day) => day.start >= from && day.end <= told.start && day.day !== null && day.day > today,
  );
}

const WEEKDAY = /^(?:周|星期|礼拜)[一二三四五六日天]|^(?:mon|tue|wed|thu|fri|sat|sun)/i;

/** So many days back a weekday is surely the last one rather than the coming one. */
const NEAR = 3;

/** 周一去拜访华为, "lunch with Ada on Monday": the nearer one is meant, and not a word says that it is past. */
function isBareWeekday({ sentence, told, clause, day, today }: Dated, before: string, after: string): boolean {
  if (!told || !clause || !day || !WEEKDAY.test(day.text) || sentence.clauses.length > 1) return false;
  if (day.day === null || day.day >= addDays(today, -NEAR)) return false;
  if (/[a-z]/.test(sentence.folded.slice(told.start, told.end))) {
    return (
      told.strength === 'thing' &&
      !/\b(?:had|have|was|were|did|went|attended|after|got|held|[a-z]+ed)\b/.test(before + after)
    );
  }
  return /[去来]\s*$/.test(before) && !/[了过]/.test(after);
}

/** Told by somebody else, done by somebody else. */
function isHearsay({ sentence, told, clause, quotations }: Evidence, before: string): boolean {
  if (!told || !clause) return false;
  if (quotations.some((one) => within(told, one))) return true;
  if (HEARSAY.test(before) || (SAID.test(before) && !(told.strength === 'thing' && OVER.test(before)))) return true;
  const { clauses, contacts, foreigners, folded } = sentence;
  const head = clauses[clauses.indexOf(clause) - 1];
  // "Ada: we discussed it yesterday" is what Ada wrote.
  return (
    head?.mark.startsWith(':') === true &&
    OTHERS_OWN.test(folded.slice(clause.start, clause.end)) &&
    [...contacts, ...foreigners].some((one) => one.start === head.start && one.end === head.end)
  );
}
