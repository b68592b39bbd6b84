import { findAmounts } from './amounts.ts';
import { type ReportOptions, readOfChannel, speaksOfSomebody } from './channel-report.ts';
import type { Clause } from './clauses.ts';
import { answeredIn, occasionIn, valueIn } from './log-details.ts';
import { isReport } from './log-evidence.ts';
import { noteOf } from './log-note.ts';
import { findStrangers, type PeopleScene } from './log-people.ts';
import { findNextSteps, type NextStepMention } from './next-steps.ts';
import { mayNamePerson } from './person-words.ts';
import { pickDay } from './pick-day.ts';
import { pickKind } from './pick-kind.ts';
import { type Sentence, soleId } from './sentence.ts';
import { overlaps, within } from './stretches.ts';
import type { LanguageContext, Mention, RawArguments, Stretch } from './types.ts';
import { findOtherHouse, findUnknownAccount } from './unknown-account.ts';

/** A log as far as the words tell: arguments of the command `log`. */
export interface LogReading {
  readonly raw: RawArguments;
  /** Words and names are such that it is surely a report of something done. */
  readonly sure: boolean;
  /** Neither an account nor one of its people is named: the account is that of the channel. */
  readonly isOfChannel: boolean;
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
  const told = pickKind(sentence, kinds);
  const clause = told ? clauseOf(sentence, told) : sentence.clauses.find((one) => !steps.some((s) => overlaps(s, one)));
  const unnamed = strangersOf(sentence, clause, steps, isOfChannel && options.typed === true);
  const unknown = isOfChannel
    ? findOtherHouse(sentence, clause, unnamed)
    : findUnnamed(sentence, clause, options.typed === true);
  const strangers = unnamed.filter((one) => !unknown || !overlaps(one, unknown));
  const day = pickDay(sentence, told, steps, strangers);
  const kind = told?.kind ?? 'note';
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
    ...present('answered', answeredIn(sentence.folded, kind)),
    nextSteps: steps.map(({ what, due, by }) => ({ what, ...(due === undefined ? {} : { due }), by })),
    signals: [],
    ...present('value', kind === 'gift' || kind === 'meal' ? valueIn(sentence.folded, findAmounts(text)) : undefined),
    ...present('occasion', occasionIn(sentence.folded, kind)),
  };
  const isTold = isReport({ sentence, told, clause, strangers, steps, day, today: context.today });
  return { raw, sure: isTold && (!isOfChannel || speaksOfSomebody(sentence, strangers)), isOfChannel };
}

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

function contactsOf(
  sentence: Sentence,
  clause: Clause | undefined,
  steps: readonly Stretch[],
  strangers: readonly Stretch[],
): readonly string[] {
  const outside = sentence.contacts.filter((one) => !steps.some((step) => within(one, step)));
  const told = outside.length > 0 || strangers.length > 0 ? outside : sentence.contacts;
  // Who was only talked about was not met, as long as somebody was.
  const met = told.filter((one) => !isTopic(sentence, one));
  const known = met.length > 0 ? met : told;
  const foreigners = sentence.foreigners.filter(
    (one) => clause !== undefined && within(one, clause) && !isTopic(sentence, one),
  );
  const all = [...known.map(named), ...foreigners.map((one) => ({ at: one.start, value: one.text }))];
  for (const one of strangers) {
    if (foreigners.some((other) => overlaps(one, other))) continue;
    all.push({ at: one.start, value: sentence.text.slice(one.start, one.end) });
  }
  return [...new Set(all.sort((a, b) => a.at - b.at).map((one) => one.value))];
}

function named(mention: Mention): { at: number; value: string } {
  return { at: mention.start, value: soleId(mention) === undefined ? mention.text : `#${mention.ids[0]}` };
}

/** Talked about, not met: behind 聊了 or "about". */
function isTopic(sentence: Sentence, mention: Stretch): boolean {
  const before = sentence.folded.slice(0, mention.start);
  return /(?:聊了?|谈了?|[谈聊说提问][到起及]|讨论了?|关于|说|\b(?:about|discussed|regarding|mentioned|concerning|of))\s*$/.test(
    before.slice(-16),
  );
}

function membersOf(
  sentence: Sentence,
  clause: Clause | undefined,
  told: Stretch | undefined,
  steps: readonly Stretch[],
  self: string,
): readonly string[] {
  const end = clause?.end ?? 0;
  const there = sentence.members.filter(
    (one) => one.start < end && !steps.some((step) => overlaps(step, one)) && !isTopic(sentence, one),
  );
  const others = [...new Set(there.map((one) => named(one).value))].filter((value) => value !== `#${self}`);
  if (others.length === 0) return [];
  return isColleaguesOwn(sentence, clause, told, there) ? others : [`#${self}`, ...others];
}

/** 赵岚昨天拜访了华为张伟: the colleague did it, and whoever tells of it was not there. */
function isColleaguesOwn(
  { folded }: Sentence,
  clause: Clause | undefined,
  told: Stretch | undefined,
  there: readonly Stretch[],
): boolean {
  const [first] = there;
  if (!clause || !told || !first || first.start >= told.start || first.start < clause.start) return false;
  return !/我|和|跟|与|同|陪|带|一起|[&+]|\b(?:i|we|us|me|my|with|and|together)\b/.test(
    folded.slice(clause.start, told.start),
  );
}
