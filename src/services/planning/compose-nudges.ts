import { addDays, dayOf } from '../../domain/days.ts';
import { festivalDayIn } from '../../domain/nudges/festival-days.ts';
import { keyAfterSnooze, silenceOf } from '../../domain/nudges/mutes.ts';
import type { Nudge } from '../../domain/nudges/nudge.ts';
import type { PlanState } from '../../domain/nudges/plan-state.ts';
import type { Instant, Member, Mute } from '../../domain/records.ts';
import type { NudgeRule } from '../../domain/vocabulary.ts';
import { formatDay } from '../../i18n/format.ts';
import { type Messages, messagesIn } from '../../i18n/messages.ts';
import type { Said } from '../../ports/store.ts';
import type { Block, Button, Reply } from '../../reply/reply.ts';
import { createPermissions, effectiveRole } from '../permissions.ts';
import { nudgesAndStates } from './account-nudges.ts';
import { type FestivalGreetings, festivalButtons, festivalGreetings, wordFestival } from './festival-words.ts';
import { nudgeButtons } from './nudge-buttons.ts';
import { occasionName, type Wording, wordNudges } from './nudge-words.ts';
import { calendarsAt, type PlanParts, planOptions } from './plan-options.ts';

/** How far a letter may look ahead: what was brought forward from the longest holidays stays foreseen. */
const AHEAD_DAYS = 30;

interface LetterItem {
  readonly position: number;
  readonly rule: NudgeRule;
  readonly mute: Mute | undefined;
  readonly about: AboutAccount | AboutFestival;
}

interface AboutAccount {
  readonly kind: 'account';
  /** Those still worth saying. */
  readonly nudges: readonly Nudge[];
  readonly state: PlanState;
}

/** A festival day at many accounts. */
interface AboutFestival {
  readonly kind: 'festival';
  /** What is still open of it. */
  readonly greetings: FestivalGreetings;
}

const isOpen = ({ about, mute }: LetterItem): boolean => mute === undefined && isLeft(about);

const isLeft = (about: LetterItem['about']): boolean =>
  about.kind === 'account' ? about.nudges.length > 0 : about.greetings.people > 0;

/**
 * A member's letter as it reads now: what stands in it is what was noted as said with it, worded from the book as it is. `null`:
 * nothing is left to say. `isSent`: it is out already, so what was seen to is shown as such instead of being left out.
 */
export async function composeNudges(
  parts: PlanParts,
  letter: { readonly key: string; readonly isUrgent: boolean; readonly isSent: boolean; readonly more: number },
  member: Member,
  now: Instant,
): Promise<Reply | null> {
  const said = (await parts.store.views.saidIn(letter.key)).filter(({ memberId }) => memberId === member.id);
  const items = await readItems(parts, said, member, now);
  const open = items.filter(isOpen);
  const notices = said.filter(({ rule }) => rule === 'no-schedule');
  if (open.length === 0 && notices.length === 0 && !letter.isSent) return null;
  const messages = messagesIn(member.language);
  const { nudges: words } = messages;
  const shown = letter.isSent ? items : open;
  const today = dayOf(now, member.timeZone);
  const writable = await writableIn(shown, member, parts);
  const blocks = shown.flatMap((item) => itemBlocks(item, letter.key, { member, today, writable }));
  return {
    title: titleOf(open.length, letter.isUrgent, notices[0]?.subject, formatDay(today, member.language), words),
    audience: 'asker',
    ...(open.length === 0 ? { tone: 'good' as const } : {}),
    blocks: [
      ...(open.length === 0 && items.length > 0 ? [quiet(words.nothingLeft)] : []),
      ...blocks,
      ...notices.map(({ subject }) => quiet(words.noSchedule(Number(subject)))),
      ...(letter.more > 0 ? [quiet(words.more(letter.more))] : []),
    ],
  };
}

function titleOf(
  count: number,
  isUrgent: boolean,
  yearMissing: string | undefined,
  day: string,
  words: Messages['nudges'],
): string {
  if (isUrgent) return words.urgent;
  return count === 0 && yearMissing !== undefined ? words.scheduleWanted(yearMissing) : words.title(count, day);
}

async function readItems(
  parts: PlanParts,
  said: readonly Said[],
  member: Member,
  now: Instant,
): Promise<readonly LetterItem[]> {
  const { views } = parts.store;
  const accounts = await Promise.all(
    [...new Set(said.map(({ accountId }) => accountId))].map((id) => views.get('account', id)),
  );
  const members = await views.all('member');
  const calendars = await calendarsAt(parts, members, now);
  const options = await planOptions(parts, members, calendars, addDays(dayOf(now, member.timeZone), AHEAD_DAYS));
  const present = accounts.filter((one) => one !== undefined);
  const { nudges: planned, states } = await nudgesAndStates(views, present, members, now, options);
  const mutes = (await views.all('mute')).filter((one) => one.memberId === member.id);
  const today = dayOf(now, member.timeZone);
  const byKey = new Map(planned.map((nudge) => [keyAfterSnooze(nudge, mutes, today).key, nudge]));
  const items: LetterItem[] = [];
  for (const position of new Set(said.flatMap((one) => (one.position < 0 ? [] : one.position)))) {
    const own = said.filter((one) => one.position === position);
    const [first] = own;
    if (!first || first.rule === 'no-schedule') continue;
    const { rule } = first;
    // Only what was worded once has a subject; the rest stands behind it.
    const worded = own.filter(({ subject }) => subject !== '');
    const mute = worded.flatMap(({ subject }) => silenceOf({ rule, subject }, mutes, today) ?? [])[0];
    const festival = festivalDayIn(worded[0]?.subject ?? '');
    const state = states.get(first.accountId);
    if (festival !== null) {
      const asked = { options, mutes, today, now };
      const greetings = await festivalGreetings(parts, member, members, festival, asked);
      items.push({ position, rule, mute, about: { kind: 'festival', greetings } });
    } else if (state) {
      const nudges = worded.flatMap(({ key }) => byKey.get(key) ?? []);
      items.push({ position, rule, mute, about: { kind: 'account', nudges, state } });
    }
  }
  return items;
}

interface Reading {
  readonly member: Member;
  readonly today: string;
  readonly writable: ReadonlySet<string>;
}

function itemBlocks(item: LetterItem, letter: string, reading: Reading): readonly Block[] {
  const { position, rule, mute, about } = item;
  const { member, today } = reading;
  const { language } = member;
  const messages = messagesIn(language);
  const name = about.kind === 'account' ? about.state.account.name : occasionName(about.greetings.festival, messages);
  const brief = `${name} · ${messages.nudges.rule[rule]}`;
  if (mute) {
    const { why, until } = mute;
    if (why === 'done') return [quiet(messages.nudges.done(brief))];
    return [
      quiet(until === null ? messages.nudges.muted(brief) : messages.nudges.snoozed(brief, formatDay(until, language))),
    ];
  }
  if (!isLeft(about)) return [quiet(messages.nudges.done(brief))];
  const { what, why } =
    about.kind === 'account'
      ? wordNudges(about.nudges, wordingOf(about.state, member, today))
      : wordFestival(about.greetings, member, today);
  return [
    { kind: 'text', text: [{ strong: name }, ` · ${what}`] },
    quiet(why),
    { kind: 'buttons', buttons: buttonsOf(about, { letter, position }, reading) },
  ];
}

function buttonsOf(
  about: LetterItem['about'],
  place: { readonly letter: string; readonly position: number },
  { member, writable }: Reading,
): readonly Button[] {
  if (about.kind === 'festival') return festivalButtons(place, member);
  const mayWrite = writable.has(about.state.account.id);
  return nudgeButtons(about.nudges, place, { mayWrite }, messagesIn(member.language));
}

/** The accounts of these items in which the reader may act. */
async function writableIn(
  items: readonly LetterItem[],
  member: Member,
  { store: { views }, organisation }: PlanParts,
): Promise<ReadonlySet<string>> {
  const role = effectiveRole(member, organisation.adminEmails);
  // Who may write does not depend on who may see.
  const permissions = await createPermissions(views, { member, role }, 'all');
  const writable = new Set<string>();
  for (const { about } of items) {
    const account = about.kind === 'account' ? about.state.account : null;
    if (account && (await permissions.mayWrite(account))) writable.add(account.id);
  }
  return writable;
}

/** Names of one account's people. */
export function wordingOf(state: PlanState, { language }: Pick<Member, 'language'>, today: string): Wording {
  const contacts = new Map(state.contacts.map(({ id, name }) => [id, name]));
  const members = new Map(state.members.map(({ id, name }) => [id, name]));
  return {
    messages: messagesIn(language),
    language,
    today,
    contact: (id) => contacts.get(id) ?? '?',
    member: (id) => members.get(id) ?? '?',
  };
}

const quiet = (text: string): Block => ({ kind: 'text', text, tone: 'quiet' });
