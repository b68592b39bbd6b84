import { localTime } from '../domain/days.ts';
import { findAmounts } from './amounts.ts';
import { type ReportOptions, readOfChannel, speaksOfSomebody } from './channel-report.ts';
import type { Clause } from './clauses.ts';
import { isExplained } from './explained.ts';
import { deedIn } from './log-deed.ts';
import { answeredIn, occasionIn, valueIn } from './log-details.ts';
import { judgeReport } from './log-evidence.ts';
import { noteOf } from './log-note.ts';
import { contactsOf, isTopic, membersOf } from './log-participants.ts';
import { findStrangers, type PeopleScene } from './log-people.ts';
import { findNextSteps, type NextStepMention } from './next-steps.ts';
import type { Evidence, NotDone } from './not-done.ts';
import { mayNamePerson } from './person-words.ts';
import { pickKind } from './pick-kind.ts';
import { ownKinds, quotationsIn } from './quotations.ts';
import { type Sentence, soleId } from './sentence.ts';
import { overlaps, within } from './stretches.ts';
import type { LanguageContext, Mention, RawArguments, Stretch } from './types.ts';
import { findOtherHouse, findUnknownAccount } from './unknown-account.ts';

/** A log as far as the words tell: arguments of the command `log`. */
export interface LogReading {
  readonly raw: RawArguments;
  /** Words and names are such that it is surely a report of something done. */
  readonly sure: boolean;
  /** What speaks against it where all else is there. */
  readonly not?: NotDone | undefined;
  /** Neither an account nor one of its people is named: the account is that of the channel. */
  readonly isOfChannel: boolean;
  /** Ids of further accounts that were visited or met by these words. */
  readonly beside: readonly string[];
  /** Names and days and not a word of what was done. */
  readonly isEmpty: boolean;
}

/** How far behind the report unknown names are looked for. */
const MORE_CLAUSES = 6;

/** Reads a text as the report of an interaction. Never fails: what is not said is left out. */
export async function readLog(
  text: string,
  context: LanguageContext,
  options: ReportOptions = {},
): Promise<LogReading> {
  const { sentence, isOfChannel } = await readOfChannel(text, context, options);
  const steps = outsideThePlan(sentence, findNextSteps(sentence, context.today, context.memberId), context.today);
  const kinds = sentence.kinds.filter((kind) => !steps.some((step) => within(kind, step)));
  const quotations = quotationsIn(sentence.folded, sentence.kinds);
  const own = ownKinds(kinds, quotations);
  const told = pickKind(sentence, own.length > 0 ? own : kinds);
  const clause = told ? clauseOf(sentence, told) : sentence.clauses.find((one) => !steps.some((s) => overlaps(s, one)));
  const unnamed = strangersOf(sentence, clause, steps, isOfChannel && options.typed === true);
  const unknown = isOfChannel
    ? findOtherHouse(sentence, clause, unnamed)
    : findUnnamed(sentence, clause, options.typed === true);
  const strangers = unnamed.filter((one) => !unknown || !overlaps(one, unknown));
  const evidence: Evidence = {
    sentence,
    told,
    clause,
    strangers,
    steps,
    today: context.today,
    clock: localTime(context.now, context.zone),
    quotations,
    isTyped: options.typed === true,
  };
  const { kind, day, not, answered } = deedIn(evidence);
  const members = membersOf(sentence, clause, told, steps, context.memberId);
  const accountTyped = unknown ? text.slice(unknown.start, unknown.end) : accountOf(sentence);
  const raw: Record<string, unknown> = {
    ...(accountTyped === undefined ? {} : { account: accountTyped }),
    contacts: contactsOf(sentence, clause, steps, strangers),
    ...(members.length > 0 ? { members } : {}),
    kind,
    ...(day ? { date: day.day ?? day.text } : {}),
    ...(day?.time ? { time: day.time } : {}),
    note: noteOf(sentence, told, strangers, steps),
    ...present('answered', answeredIn(sentence.folded, kind) ?? answered),
    nextSteps: steps.map(({ what, due, by }) => ({ what, ...(due === undefined ? {} : { due }), by })),
    signals: [],
    ...present('value', kind === 'gift' || kind === 'meal' ? valueIn(sentence.folded, findAmounts(text)) : undefined),
    ...present('occasion', occasionIn(sentence.folded, kind)),
  };
  const verdict = judgeReport(evidence, { day, not });
  const beside = await accountsBeside(sentence, clause, steps, context);
  return {
    beside,
    ...verdict,
    raw,
    sure: verdict.sure && (!isOfChannel || speaksOfSomebody(sentence, strangers)),
    isOfChannel,
    isEmpty: isNamesAlone(sentence, told),
  };
}

/** 昨天拜访了华为和腾讯; 先去华为见张伟，再去腾讯见李四. What is named only in passing is none of these. */
async function accountsBeside(
  sentence: Sentence,
  clause: Clause | undefined,
  steps: readonly Stretch[],
  { views }: LanguageContext,
): Promise<readonly string[]> {
  const { accountId, accounts, foreigners } = sentence;
  const deeds = sentence.kinds.filter(({ strength }) => strength === 'act' || strength === 'meet');
  const isTold = (one: Stretch) => {
    const own = clauseOf(sentence, one);
    const isMet = own !== undefined && (own === clause || deeds.some((deed) => within(deed, own)));
    return isMet && !isTopic(sentence, one) && !steps.some((step) => overlaps(step, one));
  };
  const named = accounts.filter((one) => isTold(one) && !one.ids.includes(accountId ?? ''));
  // Who is named in the clause of the report itself was met, wherever they belong: that is asked.
  const elsewhere = foreigners.filter((one) => isTold(one) && !(clause && within(one, clause)));
  const met = await views.some(
    'contact',
    elsewhere.flatMap((one) => soleId(one) ?? []),
  );
  const ids = [...named.flatMap((one) => soleId(one) ?? []), ...met.map((one) => one.accountId)];
  return accountId === undefined ? [] : [...new Set(ids)].filter((id) => id !== accountId);
}

const isNamesAlone = (sentence: Sentence, told: Stretch | undefined): boolean =>
  told === undefined && isExplained(sentence, /$^/g);

function findUnnamed(sentence: Sentence, clause: Clause | undefined, isTyped: boolean): Stretch | undefined {
  return isTyped && accountOf(sentence) === undefined ? findUnknownAccount(sentence, clause) : undefined;
}

function present(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}

/** A sole plan with nothing reported beside it is no promise made in a talk: it is the thing itself, wrongly in the future. */
function outsideThePlan(
  sentence: Sentence,
  steps: readonly NextStepMention[],
  today: string,
): readonly NextStepMention[] {
  const [sole] = steps;
  if (sole === undefined || sentence.clauses.length > 1) return steps;
  const reported = sentence.kinds.some((kind) => !within(kind, sole));
  const planned = sentence.kinds.some((kind) => within(kind, sole));
  const later = sentence.past.some((day) => day.day !== null && day.day > today);
  return !reported && planned && later && sole.by === 'me' ? [] : steps;
}

function clauseOf(sentence: Sentence, stretch: Stretch): Clause | undefined {
  return (
    sentence.clauses.find((clause) => within(stretch, clause)) ?? sentence.clauses.find((c) => overlaps(stretch, c))
  );
}

function accountOf(sentence: Sentence): string | undefined {
  const named = sentence.accounts[0];
  // Named only in passing, when the person met is of another account.
  if (
    named &&
    sentence.accountId !== undefined &&
    !sentence.accounts.some((one) => soleId(one) === sentence.accountId)
  ) {
    return `#${sentence.accountId}`;
  }
  const longer = named && longerName(sentence, named);
  if (longer !== undefined) return longer;
  if (named) return soleId(named) === undefined ? named.text : `#${named.ids[0]}`;
  return sentence.accountId === undefined ? undefined : `#${sentence.accountId}`;
}

/** "Northwind Foods" is not Northwind: a capitalised word that is nothing else we know goes on. */
function longerName(sentence: Sentence, named: Mention): string | undefined {
  const { text, folded } = sentence;
  const next = /^ (\p{Lu}\p{Ll}[\p{L}'’-]+)(?!\S*['’]s)/u.exec(text.slice(named.end, named.end + 40))?.[1];
  if (next === undefined || !/[a-z]$/.test(folded.slice(0, named.end))) return undefined;
  const stretch = { start: named.end + 1, end: named.end + 1 + next.length };
  const known = [
    ...sentence.contacts,
    ...sentence.foreigners,
    ...sentence.members,
    ...sentence.past,
    ...sentence.kinds,
  ];
  if (!mayNamePerson(folded.slice(stretch.start, stretch.end)) || known.some((one) => overlaps(one, stretch)))
    return undefined;
  return text.slice(named.start, stretch.end);
}

function strangersOf(
  sentence: Sentence,
  clause: Clause | undefined,
  steps: readonly Stretch[],
  isTold: boolean,
): readonly Stretch[] {
  if (!clause) return [];
  const scene: PeopleScene = {
    text: sentence.text,
    folded: sentence.folded,
    accounts: sentence.accounts,
    people: [...sentence.contacts, ...sentence.foreigners, ...sentence.members],
    days: sentence.past,
    kinds: sentence.kinds,
    isTold,
  };
  const at = sentence.clauses.indexOf(clause);
  const found = [...findStrangers(scene, clause)];
  // A list goes on behind a comma: "Met Alice, Bob and Carol at Northwind".
  const next = sentence.clauses[at + 1];
  if (next && clause.mark === ',' && !sentence.kinds.some((kind) => within(kind, next))) {
    const last = [...scene.people, ...found].filter((name) => name.end === clause.end);
    if (last.length > 0) found.push(...listed(scene, next));
  }
  for (const later of sentence.clauses.slice(at + 1, at + 1 + MORE_CLAUSES)) {
    const met = sentence.kinds.some(
      (kind) => within(kind, later) && (kind.strength === 'act' || kind.strength === 'meet'),
    );
    if (met) found.push(...findStrangers(scene, later).filter((one) => !found.some((other) => overlaps(one, other))));
  }
  return found.filter((one) => !steps.some((step) => overlaps(step, one)));
}

function listed(scene: PeopleScene, clause: Clause): readonly Stretch[] {
  const head = /^[\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)?(?=$|\s+(?:and|at|from)\b|\s*[&(])/u.exec(
    scene.text.slice(clause.start, clause.end),
  );
  const taken = head && { start: clause.start, end: clause.start + head[0].length };
  const rest = findStrangers({ ...scene, people: taken ? [...scene.people, taken] : scene.people }, clause);
  if (!taken || scene.people.some((name) => overlaps(name, taken)) || rest.some((name) => overlaps(name, taken)))
    return rest;
  return /\b(?:and|at|from)\b|&/.test(scene.folded.slice(taken.end, clause.end)) ? [taken, ...rest] : rest;
}
