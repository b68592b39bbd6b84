import type { Clause } from './clauses.ts';
import type { KindMention } from './kind-words.ts';
import type { Deed } from './log-deed.ts';
import type { Evidence, NotDone } from './not-done.ts';
import type { Sentence } from './sentence.ts';
import { within } from './stretches.ts';

/** `sure`: a report of something done, or a plan put as one (its day then lies ahead). `not`: why it would be one, and is none. */
interface Verdict {
  readonly sure: boolean;
  readonly not?: NotDone | undefined;
}

const HAN_WISH =
  /应该|想(?!法)|可以|能(?!源)|希望|如果|要不要|是否|要是|假如|帮我|麻烦|让我|记得|别忘|安排|不如|得(?=去|找|跟|和)|是不是|有没有|该|请(?=你|帮|问|提醒|记)|提醒我|考虑|争取/;
const ENGLISH_WISH =
  /\b(?:should|could|would|might|may|can|want|wants|wanted|let's|lets|please|if|remind|hope|hoping|try|trying|never|cannot|can't|unless|maybe|perhaps|need|needs|forgot|supposed|wish|about to)\b/;
const HAN_QUESTION = /谁|什么(?!的)|哪|怎么|为何|为什么|多少|多久|几(?=点|号|次$|月|时)|吗\s*$|呢\s*$|如何/;
const ENGLISH_QUESTION =
  /^(?:so |and |but |hey |ok |hi )?(?:who|what|when|where|why|which|how|did|do|does|is|are|was|were|has|have|can|could|would|should|shall|will|may|am|whose|what's|who's|when's|how's)\b/;

/** Whether a bare sentence is surely a report. */
export function judgeReport(scene: Evidence, { day, not }: Pick<Deed, 'day' | 'not'>): Verdict {
  const evidence = { ...scene, day };
  const { sentence, told, clause, today } = evidence;
  if (!told || !clause) return NO;
  if (sentence.accountId === undefined && sentence.accounts.length === 0 && sentence.contacts.length === 0) return NO;
  const before = sentence.folded.slice(clause.start, told.start);
  if (isQuestion(sentence, clause, told) || isWished(evidence, before)) return NO;
  const isAhead = day?.day != null && day.day > today;
  // A plan with its day is told so by the command: it is still to come.
  if (not === undefined || (not === 'plan' && isAhead)) return { sure: hasProof(evidence, before) };
  return { sure: false, not };
}

type Dated = Evidence & Pick<Deed, 'day'>;

const NO: Verdict = { sure: false };

function isQuestion(sentence: Sentence, clause: Clause, told: KindMention): boolean {
  const words = sentence.folded.slice(clause.start, clause.end);
  const first = sentence.clauses[0];
  if (
    first &&
    ENGLISH_QUESTION.test(sentence.folded.slice(first.start, first.end)) &&
    !/^(?:have|had|was|were)\b/.test(words)
  ) {
    return true;
  }
  if (HAN_QUESTION.test(sentence.folded.slice(clause.start, told.end))) return true;
  if (/(?:谁|什么|哪[里儿个些]?|怎么|多少|几点|几号|吗|呢|没有?|如何)\s*$/.test(words)) return true;
  if (/(?:是|有|由)(?:谁|哪[位个些])/.test(sentence.folded.slice(told.end, clause.end))) return true;
  const asked = sentence.folded.indexOf('?', told.start);
  return (
    asked !== -1 &&
    !/[问说]|\b(?:ask|asks|asked|wonder\w*|wanted to know|said)\b/.test(sentence.folded.slice(told.end, asked))
  );
}

/** Wished for, or to be done by us. */
function isWished({ sentence, told, day }: Dated, before: string): boolean {
  const lead = sentence.folded.slice(0, told?.start ?? 0);
  if (
    /^\s*(?:提醒我|记得|别忘|帮我|help me|show me|tell me|write |draft |remind|don't forget|todo|to-do|待办)/.test(
      sentence.folded,
    )
  )
    return true;
  if (HAN_WISH.test(before) || ENGLISH_WISH.test(before) || ENGLISH_WISH.test(lead.slice(-40))) return true;
  return /上次|上一次|最近一次|\blast time\b/.test(before) && !day;
}

function hasProof(evidence: Dated, before: string): boolean {
  const { sentence, told, clause, day } = evidence;
  if (!told || !clause) return false;
  const person = [...sentence.contacts, ...sentence.foreigners, ...evidence.strangers].some((one) =>
    within(one, clause),
  );
  const words = sentence.folded.slice(told.start, told.end);
  const after = sentence.folded.slice(told.end, clause.end);
  if (/[a-z]/.test(words)) return englishProof(evidence, before, after, person);
  if (told.strength === 'thing') {
    return (day !== undefined && !/^\s*(?:号|是|很|的)/.test(after)) ||
      /(?:和|跟|与|同|给|向)[^,;.]{0,24}$/.test(before)
      ? person || day !== undefined
      : false;
  }
  const joined = sentence.accounts.some(
    (one) =>
      within(one, clause) &&
      /(?:和|跟|与|同|向|给|在|去|到|被)\s*$/.test(sentence.folded.slice(0, one.start).slice(-4)),
  );
  if (told.strength === 'talk') return person || joined;
  const done = /[了过完]|到$/.test(words) || /^\s*(?:了|过|完)/.test(after) || /[了过](?!$)/.test(after.slice(0, 24));
  return person || day !== undefined || done || joined || continues(evidence);
}

/** 拜访华为，…: the verb and a name make a clause, and there is more to say. */
function continues({ sentence, clause, told }: Evidence): boolean {
  if (!clause || !told || sentence.clauses.indexOf(clause) === sentence.clauses.length - 1) return false;
  return sentence.accounts.some((one) => within(one, clause) && (one.end === clause.end || one.start === clause.start));
}

const NOUN_LEAD =
  /(?:^|\b(?:had|have|held|did|attended|after|by|on|over|via|for|got|received|sent|from|quick|short|long|great|good|productive|an?|the|another|:))\s*$/;

function englishProof(evidence: Dated, before: string, after: string, person: boolean): boolean {
  const { sentence, told, clause, day } = evidence;
  if (!told || !clause) return false;
  if (told.strength === 'thing') return nounProof(evidence, before, after, person);
  const word = sentence.folded.slice(told.start, told.end);
  const at = /\b(?:with|to|at|from|in)\s*$/;
  const named = sentence.accounts.some(
    (one) => within(one, clause) && at.test(sentence.folded.slice(clause.start, one.start)),
  );
  if (told.strength === 'talk') return person || named;
  if (word === 'saw') return person;
  return /^(?:was at|were at|went to)/.test(word) ? person || day !== undefined : true;
}

/** "Call with Alice", "lunch at Northwind yesterday"; but "Call Alice" is an order, and Alice's e-mail an address. */
function nounProof({ sentence, day }: Dated, before: string, after: string, person: boolean): boolean {
  const dated = day !== undefined;
  const lead = sentence.past.reduce((rest, one) => rest.replace(one.text.toLowerCase(), ' '), before).trim();
  if (!NOUN_LEAD.test(lead)) return dated && person;
  return dated || lead !== '' || /^\s*(?:with|to|from|at|for|by|@|in|and)\b/.test(after);
}
