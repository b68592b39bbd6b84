import { daysBetween } from '../../domain/days.ts';
import type { BirthdayFacts, FestivalFacts } from '../../domain/nudges/greeting-facts.ts';
import type { Nudge, NudgeFacts } from '../../domain/nudges/nudge.ts';
import type { Day } from '../../domain/records.ts';
import type { FestivalKey, Language } from '../../domain/vocabulary.ts';
import { formatDay, formatList, formatMoney, formatNumber } from '../../i18n/format.ts';
import type { Messages } from '../../i18n/messages.ts';

/** What words about one account's nudges are made with. */
export interface Wording {
  readonly messages: Messages;
  readonly language: Language;
  /** The reader's day. */
  readonly today: Day;
  readonly contact: (id: string) => string;
  readonly member: (id: string) => string;
}

/** Two lines: what is to be done, and why. */
export interface Worded {
  readonly what: string;
  readonly why: string;
}

/** Says one nudge, or several of one rule that stand together. */
export function wordNudges(nudges: readonly Nudge[], wording: Wording): Worded {
  const [first, ...others] = nudges;
  if (!first) return { what: '', why: '' };
  const { facts } = first;
  if (facts.rule === 'festival' || facts.rule === 'birthday') return greetingWords(nudges, facts, wording);
  const said = wordOne(facts, wording);
  return others.length === 0 ? said : { ...said, what: wording.messages.nudges.andMore(said.what, others.length) };
}

/** Everyone to be greeted for one occasion stands in one line. */
function greetingWords(nudges: readonly Nudge[], first: FestivalFacts | BirthdayFacts, wording: Wording): Worded {
  const { messages, language, today } = wording;
  const { nudges: said } = messages;
  const contactIds = nudges.flatMap(({ facts }) => ('contactId' in facts ? [facts.contactId] : []));
  const who = names([...new Set(contactIds)], wording);
  const days = daysBetween(today, first.on);
  const occasions = first.occasions.map(({ key }) => occasionName(key, messages));
  const day = formatDay(first.on, language);
  const extra = first.planned === null ? '' : ` ${said.planned(messages.words.greetingWay[first.planned.way])}`;
  if (first.rule === 'birthday') {
    return {
      what: said.birthday(who, days),
      why: said.birthdayWhy(day, first.calendar === 'lunar', first.turns) + extra,
    };
  }
  return {
    what: said.greet(formatList(occasions, language), days, who),
    why: said.greetWhy(day, lastYearOf(first, wording)) + extra,
  };
}

function lastYearOf({ lastYear }: FestivalFacts | BirthdayFacts, wording: Wording): string | null {
  if (lastYear === null) return null;
  const { messages, language } = wording;
  const way = messages.words.greetingWay[lastYear.way];
  return messages.nudges.lastYear(way, formatList(lastYear.memberIds.map(wording.member), language));
}

export function occasionName(key: string, { words, nudges }: Messages): string {
  return key === 'birthday' ? nudges.birthdayWord : (words.festival[key as FestivalKey] ?? key);
}

function wordOne(facts: Exclude<NudgeFacts, FestivalFacts | BirthdayFacts>, wording: Wording): Worded {
  const { messages, language, today, contact, member } = wording;
  const { nudges: said, words, map, stage } = messages;
  const day = (on: Day) => formatDay(on, language);
  const found = (what: string, { foundOn, repeat }: { readonly foundOn: Day; readonly repeat: number }): Worded => ({
    what,
    why: said.foundWhy(day(foundOn), repeat),
  });
  switch (facts.rule) {
    case 'touch-overdue':
      return {
        what: said.touch(words.layer[facts.layer], names(facts.contactIds, wording)),
        why: said.touchWhy(
          daysBetween(facts.since, today),
          facts.idealDays,
          facts.atMostDays,
          facts.lastOn === null ? null : day(facts.lastOn),
        ),
      };
    case 'next-step-due':
      return {
        what: said.promise(facts.what, facts.owedBy === 'us'),
        why: said.promiseWhy(day(facts.due), daysBetween(facts.due, today)),
      };
    case 'visit-unfinished':
      return { what: said.visit(day(facts.on)), why: said.visitWhy(names(facts.contactIds, wording)) };
    case 'buying-signal':
      return {
        what: said.signal(
          formatList(
            facts.signals.map((one) => words.signal[one]),
            language,
          ),
        ),
        why: said.signalWhy(day(facts.on), names(facts.contactIds, wording)),
      };
    case 'single-thread-ours':
      return found(map.finding[facts.rule](member(facts.throughId)), facts);
    case 'single-thread-theirs':
      return found(map.finding[facts.rule](contact(facts.contactId)), facts);
    case 'blind-department':
      return found(map.finding[facts.rule](words.department[facts.department]), facts);
    case 'vacancy':
      return found(
        map.finding.vacancy(
          contact(facts.contactId),
          facts.since === null ? null : day(facts.since),
          facts.successorId === null ? null : contact(facts.successorId),
        ),
        facts,
      );
    case 'opposed-key-person':
      return found(map.finding[facts.rule](contact(facts.contactId), words.attitude[facts.attitude]), facts);
    case 'step-slip':
      return {
        what: said.slip(String(facts.from), String(facts.to)),
        why: said.slipWhy(
          day(facts.on),
          formatList(
            facts.reasons.map(({ key }) => stage.condition[key]),
            language,
          ),
        ),
      };
    case 'share-drop':
      return {
        what: said.drop(words.cooperationStage[facts.from], words.cooperationStage[facts.to]),
        why: said.dropWhy(
          day(facts.on),
          formatNumber(facts.fromPercent, language),
          formatNumber(facts.toPercent, language),
        ),
      };
    case 'gift-approval': {
      const { gift } = facts;
      const kind = gift?.kind === 'meal' ? words.interactionKind.meal : words.interactionKind.gift;
      const value = gift?.value ? formatMoney(gift.value, language) : '';
      return {
        what: said.approval(kind, value),
        why: said.approvalWhy(formatList((gift?.giverIds ?? []).map(member), language), said.over[facts.over]),
      };
    }
    case 'policy-review':
      return {
        what: said.policy(facts.hasPolicy),
        why: said.policyWhy(facts.reviewedOn === null ? null : day(facts.reviewedOn)),
      };
  }
}

/** More than a few names say no more than their number. */
const NAMED_AT_MOST = 4;

/** The names, or the first of them and how many more. */
export function namesOf(all: readonly string[], language: Language, { nudges }: Messages): string {
  return all.length <= NAMED_AT_MOST
    ? formatList(all, language)
    : nudges.andMore(formatList(all.slice(0, NAMED_AT_MOST - 1), language), all.length - NAMED_AT_MOST + 1);
}

function names(ids: readonly string[], { contact, language, messages }: Wording): string {
  return namesOf(ids.map(contact), language, messages);
}
