import type { Clause } from './clauses.ts';
import type { KindMention } from './kind-words.ts';
import { looksLikeHanPerson, mayNamePerson } from './person-words.ts';
import { gapsIn } from './stretches.ts';
import type { Stretch } from './types.ts';

export interface PeopleScene {
  /** As typed. */
  readonly text: string;
  readonly folded: string;
  readonly accounts: readonly Stretch[];
  /** Contacts and members. */
  readonly people: readonly Stretch[];
  readonly days: readonly Stretch[];
  readonly kinds: readonly KindMention[];
  /** It was said to be a log, of an account known already: "Ada visit: phase two", "call Ada". */
  readonly isTold?: boolean;
}

const HAN_BREAKS =
  /一起|一同|我们|咱们|他们|对方|刚才|已经|确认|介绍|了解|关于|签(?:了|订|约)?|吃(?:了|饭)?|喝|说|问|答应|承诺|约好|约定|想|希望|因为|就|聊|谈|送了?|打了?|发了?|回了?|来了?|去了?|[了过在和与跟同到给向对及的我把请还又也并、,，\s]/g;
const RUN = /\p{Script=Han}{2,6}/gu;
const HAN_JOINT = /(?:和|与|跟|同|及|给|向|请|见|、|,|了|过|的|一起|到|去|访)\s*$/;

/**
 * Names in one clause that nobody bears, yet stand where a person met would stand: beside the account or a known person, after
 * "with", after the verb. Departments, places and things are left alone.
 */
export function findStrangers(scene: PeopleScene, clause: Clause): readonly Stretch[] {
  return [...hanStrangers(scene, clause), ...latinStrangers(scene, clause)].sort((a, b) => a.start - b.start);
}

function hanStrangers(scene: PeopleScene, clause: Clause): readonly Stretch[] {
  const { folded } = scene;
  const breaks: Stretch[] = [];
  for (const match of folded.slice(clause.start, clause.end).matchAll(HAN_BREAKS)) {
    breaks.push({ start: clause.start + match.index, end: clause.start + match.index + match[0].length });
  }
  const known = [...scene.accounts, ...scene.people, ...scene.days, ...scene.kinds];
  // A break inside a known name is none: gapsIn takes the union.
  const found: Stretch[] = [];
  for (const gap of gapsIn(clause, [...known, ...breaks])) {
    for (const match of folded.slice(gap.start, gap.end).matchAll(RUN)) {
      const stretch = { start: gap.start + match.index, end: gap.start + match.index + match[0].length };
      const whole = stretch.end - stretch.start === folded.slice(gap.start, gap.end).trim().length;
      if (whole && looksLikeHanPerson(match[0]) && hanPlace(scene, clause, stretch, found)) found.push(stretch);
    }
  }
  return found;
}

/** Right behind the account, a person, the verb or a preposition; or at the clause's head before a verb. */
function hanPlace(scene: PeopleScene, clause: Clause, run: Stretch, found: readonly Stretch[]): boolean {
  const before = scene.folded.slice(clause.start, run.start).trimEnd();
  const at = clause.start + before.length;
  const talkedOf = scene.kinds.some(
    (kind) => kind.strength === 'talk' && kind.end <= run.start && kind.start >= clause.start,
  );
  if (talkedOf) return false;
  const beside = [...scene.accounts, ...scene.people, ...found].some((name) => name.end === at);
  const afterVerb = scene.kinds.some((kind) => kind.end === at && kind.strength !== 'thing');
  if (beside || afterVerb || HAN_JOINT.test(before)) return true;
  const next = run.end + (/^\s*/.exec(scene.folded.slice(run.end, clause.end))?.[0].length ?? 0);
  return before === '' && [...scene.accounts, ...scene.kinds].some((one) => one.start === next);
}

const BEFORE_PERSON =
  /(?:\b(?:with|met(?: up with)?|and|&|saw|visited|called|phoned|rang|texted|emailed|e-mailed|messaged|pinged|thanked|trained|advised|(?:spoke|talked|wrote|talk|call|visit|went out|email|message) (?:to|with)|to see|gave|sent)|&|,|、)\s*$/;
const BEFORE_PERSON_AFTER_NAME = /^(?:and|&|,|、|\+)$/;
const WORD = /[\p{Script=Latin}\p{M}'’.-]+/gu;
const HONORIFIC = /^(?:mr|mrs|ms|miss|dr|prof)\.?$/;

interface Word extends Stretch {
  readonly folded: string;
  readonly capital: boolean;
}

function latinStrangers(scene: PeopleScene, clause: Clause): readonly Stretch[] {
  const known = [...scene.accounts, ...scene.people, ...scene.days, ...scene.kinds];
  const found: Stretch[] = [];
  for (const gap of gapsIn(clause, known)) {
    for (const run of nameRuns(scene, gap)) {
      if (latinPlace(scene, clause, run, found)) found.push({ start: run.start, end: run.end });
    }
  }
  return found;
}

interface Run extends Stretch {
  readonly capital: boolean;
}

/** Neighbouring words that could make up one name: capitalised ones, an honorific with what follows, or a single small word. */
function nameRuns(scene: PeopleScene, gap: Stretch): readonly Run[] {
  const runs: Run[] = [];
  let last: Run | undefined;
  for (const word of wordsIn(scene, gap)) {
    const honorific = HONORIFIC.test(word.folded) && word.capital;
    if (!honorific && !mayNamePerson(word.folded)) {
      last = undefined;
      continue;
    }
    const touching = last !== undefined && /^\s+$/.test(scene.text.slice(last.end, word.start));
    if (last?.capital && word.capital && touching) {
      last = { start: last.start, end: word.end, capital: true };
      runs[runs.length - 1] = last;
    } else {
      last = { start: word.start, end: word.end, capital: word.capital };
      runs.push(last);
    }
  }
  return runs;
}

function wordsIn(scene: PeopleScene, gap: Stretch): readonly Word[] {
  const words: Word[] = [];
  for (const match of scene.text.slice(gap.start, gap.end).matchAll(WORD)) {
    const typed = match[0].replace(/(?<!^(?:Mr|Mrs|Ms|Dr|Prof))\.+$/i, '').replace(/['’]s$/, '');
    if (typed === '') continue;
    const start = gap.start + match.index;
    const end = start + typed.length;
    words.push({ start, end, folded: scene.folded.slice(start, end), capital: /^\p{Lu}/u.test(typed) });
  }
  return words;
}

function latinPlace(scene: PeopleScene, clause: Clause, run: Run, found: readonly Stretch[]): boolean {
  const { folded } = scene;
  const before = folded.slice(clause.start, run.start);
  const after = folded.slice(run.end, clause.end);
  const head = before.trim() === '';
  if (/\b(?:discussed|about|regarding|negotiated|presented|reviewed)\b/.test(before)) return false;
  if (!run.capital) return joinsKnown(scene, clause, run) && /^\s*(?:at|from|of|@)\s/.test(after);
  if (scene.isTold && besideKind(scene, run)) return true;
  if (head) return beforeItsHouse(scene, run, after);
  if (joinsKnown(scene, clause, run) || joinsOne(folded, clause, run, found)) return true;
  if (/\b(?:and|&)\s*$/.test(before)) return false;
  return BEFORE_PERSON.test(before) && !/,\s*$/.test(before);
}

function besideKind({ kinds, text }: PeopleScene, run: Stretch): boolean {
  const isGap = (from: number, to: number) => from < to && text.slice(from, to).trim() === '';
  return kinds.some((kind) => isGap(run.end, kind.start) || isGap(kind.end, run.start));
}

/** "Bob from Northwind called", "Bob (Northwind) called", "Bob called": at the head, before the account or the verb. */
function beforeItsHouse(scene: PeopleScene, run: Run, after: string): boolean {
  const link = /^\s*(?:from|at|of|@|\()?\s*/.exec(after)?.[0] ?? '';
  const at = run.end + link.length;
  if (scene.accounts.some((account) => account.start === at)) return link.trim() !== '';
  return scene.kinds.some((kind) => kind.start === at && kind.strength !== 'thing');
}

function joinsKnown(scene: PeopleScene, clause: Clause, run: Stretch): boolean {
  return joinsOne(scene.folded, clause, run, scene.people) || joinedByNext(scene, clause, run);
}

function joinsOne(folded: string, clause: Clause, run: Stretch, names: readonly Stretch[]): boolean {
  return names.some(
    (name) =>
      name.start >= clause.start &&
      name.end <= run.start &&
      BEFORE_PERSON_AFTER_NAME.test(folded.slice(name.end, run.start).trim()),
  );
}

/** "with Bob and Alice": joined to a known person that follows. */
function joinedByNext(scene: PeopleScene, clause: Clause, run: Stretch): boolean {
  return scene.people.some(
    (name) =>
      name.start >= run.end &&
      name.end <= clause.end &&
      BEFORE_PERSON_AFTER_NAME.test(scene.folded.slice(run.end, name.start).trim()),
  );
}
