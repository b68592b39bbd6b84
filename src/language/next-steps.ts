import type { Day } from '../domain/records.ts';
import { type Clause, endsSentence } from './clauses.ts';
import { ACTION, findOpening, hasPastMark, isStepLabel, type Opening, stripOpenings } from './promise-words.ts';
import type { Sentence } from './sentence.ts';
import { masked, overlaps, within } from './stretches.ts';
import type { DayMention, Stretch } from './types.ts';

export interface NextStepMention extends Stretch {
  readonly what: string;
  readonly due?: Day | undefined;
  /** `me`: the speaker; `#id`: another member. */
  readonly by: string;
}

/** How each piece is masked while words around it are looked at; private-use characters that nobody types. */
const DAY = '\uE001';
const THEM = '\uE002';
const OURS = '\uE003';

const ENGLISH_LEAD =
  /^(?:[\uE001\uE002\uE003]*|and|then|also|please|to|i|we|they|she|he|wants?|asks?|asked|expects?|needs?|us|me|by|on|before|next|@|at|from)$/;
/** A day said beside a subject: 对方最晚11月22日前. */
const WHEN = '(?:最[晚迟快早]?|不[晚迟]于|于|在)?[\\s\\uE001]*(?:(?:之前|以前|前|之内|内)[\\s\\uE001]*)?';
const THEY = '他们?|她们?|对方|客户方?|甲方|\\uE002+';
const HAN_SUBJECT = new RegExp(`^${WHEN}(?:(?:${THEY}|我方|我们?|\\uE003+)(?:那边|方面|公司)?${WHEN})?`);

interface Pass {
  readonly sentence: Sentence;
  readonly masked: string;
  readonly today: Day;
  readonly memberId: string;
  /** Who the clause before was about, for 他们很满意，答应…. */
  readonly carried: boolean;
  /** Under a label, 下一步：…, until the sentence ends. */
  readonly labelled: boolean;
}

/** What a text promises to do: by whom, until when. A clause that only reports is none. */
export function findNextSteps(sentence: Sentence, today: Day, memberId: string): readonly NextStepMention[] {
  const days = masked(sentence.folded, sentence.future, DAY);
  const them = masked(days, [...sentence.accounts, ...sentence.contacts, ...sentence.foreigners], THEM);
  const all = masked(them, sentence.members, OURS);
  const steps: NextStepMention[] = [];
  let labelled = false;
  let carried = false;
  for (const clause of sentence.clauses.flatMap((one) => partsOf(one, all, sentence, today))) {
    const words = all.slice(clause.start, clause.end);
    if (clause.mark.startsWith(':') && isStepLabel(words)) {
      labelled = true;
      continue;
    }
    const step = stepIn(clause, { sentence, masked: all, today, memberId, carried, labelled });
    if (step) steps.push(step);
    carried = /^(?:他们?|她们?|对方|客户|they|he|she)(?![a-z])/.test(words);
    if (endsSentence(clause.mark)) labelled = false;
  }
  return steps;
}

const AND_ANOTHER = new RegExp(
  `(?:(?:然后|另外|并且|而且|同时|还有)*(${THEY}|我们?|咱们?|\\uE003+)|\\b(?:and |but |while |then )+((?:they|he|she|i|we)\\b|\\uE002+))[^\\uE001]*$`,
);

/** 我答应下周三给报价他们月底给图纸, said in one breath: two promises with a day each, the second with its own subject. */
function partsOf(clause: Clause, words: string, { future }: Sentence, today: Day): readonly Clause[] {
  const due = future.filter((day) => within(day, clause) && (day.day === null || day.day > today));
  const parts: Clause[] = [];
  let { start } = clause;
  due.slice(1).forEach((day, index) => {
    const from = Math.max(start, due[index]?.end ?? start);
    const another = AND_ANOTHER.exec(words.slice(from, day.start));
    if (!another || another.index === 0) return;
    parts.push({ start, end: from + another.index, mark: ',' });
    start = from + another.index + another[0].indexOf(another[1] ?? another[2] ?? '');
  });
  return [...parts, { ...clause, start }];
}

function stepIn(clause: Clause, pass: Pass): NextStepMention | undefined {
  const words = pass.masked.slice(clause.start, clause.end);
  const due = pass.sentence.future.filter((day) => within(day, clause));
  if (pass.labelled) return toStep(clause, { from: 0, subjectEnd: 0, marked: false }, due, pass);
  const dated = due.some((day) => day.day === null || day.day >= pass.today);
  const opening = findOpening(words, dated);
  if (opening) return toStep(clause, opening, due, pass);
  const loose = due.find((day) => speaksOfLater(day, clause, pass) || isDueToday(day, clause, words, pass));
  const step = loose && datedStep(clause, words, loose, due, pass);
  if (step || !due.some((day) => isImpossibleLimit(day, clause, pass))) return step;
  return toStep(clause, { from: 0, subjectEnd: 0, marked: false }, due, pass);
}

/** "Quote by 31 Feb": of a day there is none of it is told, where one there is would be part of the note. */
function isImpossibleLimit({ day, start, end }: DayMention, clause: Clause, { sentence: { folded } }: Pass): boolean {
  return (
    day === null &&
    (/\b(?:by|before|until|till|due)\s*$/.test(folded.slice(clause.start, start)) ||
      /^\s*(?:之前|以前|前|之内|内)/.test(folded.slice(end, clause.end)))
  );
}

/** Words that hand something over, for the day a promise is due today: most others may as well tell what happened. */
const GIVING_HAN =
  /^[就再先还会要得]*(?:把[^,]{1,12})?(?:给(?!了|过)|发(?!现|生|展|货没)|提交|提供|寄|送(?!达)|交(?!流|付了)|补|出(?=方案|报价|合同|报告)|(?:回复|答复|反馈)(?=[他她您\uE002]|对方|客户))/;
/** What tells that it happened, or how it went. */
const TOLD_HAN = /[了过没不未被说完]|已|时|的|同意|收到|满意|成功|失败|来(?!年)|刚/;
const GIVING =
  /^(?:[\uE001\uE002\uE003\s,]|and|then|also|i|we|to)*(?:(?:send|share|provide|deliver|submit|forward|return|give|pay|confirm)\s+(?:the|an?|it|him|her|them|us|our|my|their|some|over|back|\d+|\uE002|\uE003)|(?:e-?mail|call|ring)\s+(?:him|her|them|back|\uE002)|(?:reply|respond|get back) to\s|follow up (?:with|on)\s)/;
const EARLIER = /早上|上午|中午|凌晨|\b(?:morning|noon)\b/;
const TOLD = /\b(?:earlier|already|was|were|did|didn't|not|went|but|when|while|if)\b/;

/** 今天给方案, "send the quote today", behind what was reported: due today. In the report itself today is when it was. */
function isDueToday(
  { day, start, end }: DayMention,
  clause: Clause,
  words: string,
  { sentence, today }: Pass,
): boolean {
  if (day !== today || !sentence.kinds.some((kind) => kind.end <= clause.start)) return false;
  if (EARLIER.test(sentence.folded.slice(start, end))) return false;
  const [before, after] = [words.slice(0, start - clause.start), words.slice(end - clause.start)];
  if (/[a-z]/.test(before + after)) return GIVING.test(words) && !TOLD.test(words);
  const told = sentence.kinds.some((kind) => within(kind, clause) && kind.strength !== 'thing');
  const action = after.replace(
    /^[\s\uE001]*(?:之前|以前|前|之内|内|下班前|晚上|晚些时候|稍后|再)?[\s,]*(?:我们?|咱们?)?/,
    '',
  );
  return !told && /^(?:我们?|咱们?|\s)*\uE001*$/.test(before) && GIVING_HAN.test(action) && !TOLD_HAN.test(after);
}

/** A day to come, or one there is none of, that is not just part of what was talked about. */
function speaksOfLater(day: DayMention, clause: Clause, { sentence, today }: Pass): boolean {
  if ((day.day !== null && day.day <= today) || isJustTheDay(day, clause, sentence, today)) return false;
  const after = sentence.folded.slice(day.end, clause.end);
  const before = sentence.folded.slice(clause.start, day.start);
  return (
    !/^\s*的/.test(after) &&
    !/(?:聊了?|谈了?|讨论了?|关于|推迟到|改到|定在|about|discussed|regarding|the)\s*$/.test(before)
  );
}

/** 11月3日拜访…: nothing was reported yet, and the day may as well be past: it is when this happened. */
function isJustTheDay(day: DayMention, clause: Clause, sentence: Sentence, today: Day): boolean {
  const past = sentence.past.find((one) => overlaps(one, day));
  if (!past || (past.day !== null && past.day > today)) return false;
  const reported = sentence.kinds.some((kind) => kind.end <= clause.start);
  return !reported && sentence.kinds.some((kind) => within(kind, clause));
}

/** No word of promise, but a day to come and something to do: 下周三给方案, send the quote by next Wednesday. */
function datedStep(
  clause: Clause,
  words: string,
  day: DayMention,
  due: readonly DayMention[],
  pass: Pass,
): NextStepMention | undefined {
  const reported = pass.sentence.kinds.some(
    (kind) => within(kind, clause) && kind.end <= day.start && kind.strength !== 'thing',
  );
  // A report in the same clause: only what stands behind the day can be the promise.
  const offset = reported ? day.start - clause.start : 0;
  const area = words.slice(offset);
  const action = ACTION.exec(area);
  if (!action || hasPastMark(area)) return undefined;
  const lead = area.slice(0, action.index);
  const english = /[a-z]/.test(action[0]);
  if (english && !isEnglishLead(lead)) return undefined;
  const subject = HAN_SUBJECT.exec(area)?.[0].length ?? 0;
  const from = english || ASKED_US.test(lead) ? action.index : subject;
  const subjectEnd = english || ASKED_US.test(lead) ? action.index : Math.min(subject, action.index);
  return toStep({ ...clause, start: clause.start + offset }, { from, subjectEnd, marked: false }, due, pass);
}

/** A bare English verb is an order or has a plural subject; anywhere else it is a noun or an infinitive of something else. */
function isEnglishLead(lead: string): boolean {
  return lead.split(/[\s,]+/).every((word) => ENGLISH_LEAD.test(word));
}

function toStep(clause: Clause, opening: Opening, due: readonly DayMention[], pass: Pass): NextStepMention | undefined {
  const { sentence } = pass;
  const lead = pass.masked.slice(clause.start, clause.start + opening.subjectEnd);
  const from = clause.start + opening.from;
  const what = stripOpenings(withoutDays(sentence, { start: from, end: clause.end }));
  if (!/[\p{L}\p{N}]/u.test(what)) return undefined;
  const day = dueOf(due, from, pass.today);
  const by = byWhom(lead, clause, opening, pass);
  const start = Math.min(from, clause.start + opening.subjectEnd, day ? Math.max(day.start, clause.start) : from);
  return { start, end: clause.end, what, by, ...(day ? { due: day.day ?? day.text } : {}) };
}

/** The day said after the promise, else the one to come said before it; also one there is none of, to be told. */
function dueOf(due: readonly DayMention[], from: number, today: Day): DayMention | undefined {
  const ahead = due.filter(({ day }) => day === null || day >= today);
  return ahead.find(({ start }) => start >= from) ?? ahead.at(-1);
}

/** The words of the step as typed, without the days and what ties them in (周五前, by Friday). */
function withoutDays(sentence: Sentence, area: Stretch): string {
  let words = '';
  let at = area.start;
  for (const day of sentence.future.filter((one) => overlaps(one, area))) {
    words += sentence.text
      .slice(at, Math.max(at, day.start))
      .replace(/(?:^|\s)(?:by|on|before|until|till|at|due|from|在|于|到|定于)\s*$|最[晚迟快早]?$|不[晚迟]于$/i, ' ');
    at = Math.max(at, day.end);
    at += /^\s*(?:之前|以前|前|内|之内)/.exec(sentence.text.slice(at, area.end))?.[0].length ?? 0;
  }
  return (words + sentence.text.slice(at, area.end)).replace(/\s+/g, ' ').trim();
}

const THEY_ENGLISH = '\\b(?:they|he|she|who|the (?:customer|client|buyer|other (?:side|party))|their (?:side|team))';
const TAIL_THEM = new RegExp(
  `(?:${THEY}|${THEY_ENGLISH})(?:也|都|还|已经?|那边|方面|公司|\\s+(?:also|has|have|had|then)|\\s)*${WHEN}$`,
);
const TAIL_OURS = new RegExp(`\\uE003(?:也|还|\\s)*${WHEN}$`);
const ASKED_US = /希望|要求|让我|请我|叫我|催|想要|\b(?:asked|asks|wants?|expects?|needs? us|told (?:me|us))\b/;
/** Right behind whom it is of: 对方要我们周五前给图纸. */
const WANTS_US = /^(?:要|需要|让|请|叫|催)[\s\uE001]*(?:我|咱|\uE003)/;
const OBJECT = new RegExp(`(?:和|跟|与|给|向|同|对|替|为|帮|\\b(?:with|to|for|and))\\s*\\uE002+${WHEN}$`);

function byWhom(lead: string, clause: Clause, opening: Opening, pass: Pass): string {
  const rest = pass.masked.slice(clause.start + opening.subjectEnd, clause.end);
  if (ASKED_US.test(lead) || WANTS_US.test(rest)) return 'me';
  if (TAIL_OURS.test(lead)) return memberAt(lead, clause, pass);
  if (TAIL_THEM.test(lead)) return OBJECT.test(lead) || isObjectOfReport(clause, opening, pass) ? 'me' : 'them';
  return pass.carried && opening.marked && lead.trim() === '' ? 'them' : 'me';
}

/** 拜访华为张伟答应…: the name is whom we visited. */
function isObjectOfReport(clause: Clause, opening: Opening, { sentence, masked: words }: Pass): boolean {
  const end = clause.start + opening.subjectEnd;
  return sentence.kinds.some(
    (kind) =>
      kind.start >= clause.start &&
      kind.end <= end &&
      /^[\uE002\s了过]*$|^ ?\uE002[\uE002\s]*(?:at|from|of) ?\uE002+\s*$/.test(words.slice(kind.end, end)),
  );
}

function memberAt(lead: string, clause: Clause, { sentence, memberId }: Pass): string {
  const at = clause.start + lead.length;
  const member = sentence.members.filter((one) => one.start >= clause.start && one.end <= at).at(-1);
  const id = member?.ids.length === 1 ? member.ids[0] : undefined;
  return id === undefined || id === memberId ? 'me' : `#${id}`;
}
