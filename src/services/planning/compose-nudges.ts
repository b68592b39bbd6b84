import { addDays, dayOf } from '../../domain/days.ts';
import type { Nudge } from '../../domain/nudges/nudge.ts';
import { planAccount } from '../../domain/nudges/plan-account.ts';
import type { PlanState } from '../../domain/nudges/plan-state.ts';
import type { Account, Instant, Member, Mute } from '../../domain/records.ts';
import type { NudgeRule } from '../../domain/vocabulary.ts';
import { formatDay } from '../../i18n/format.ts';
import { type Messages, messagesIn } from '../../i18n/messages.ts';
import type { Said } from '../../ports/store.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import { planStates } from './account-nudges.ts';
import { nudgeButtons } from './nudge-buttons.ts';
import { type Wording, wordNudges } from './nudge-words.ts';
import { calendarsAt, type PlanParts, planOptions } from './plan-options.ts';

/** How far a letter may look ahead: what was brought forward from the longest holidays stays foreseen. */
const AHEAD_DAYS = 30;

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

interface LetterItem {
  readonly position: number;
  readonly said: readonly Said[];
  readonly rule: NudgeRule;
  /** Those still worth saying. */
  readonly nudges: readonly Nudge[];
  readonly mute: Mute | undefined;
  readonly account: Account;
  readonly state: PlanState;
}

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
  const open = items.filter(({ nudges, mute }) => nudges.length > 0 && mute === undefined);
  const notices = said.filter(({ rule }) => rule === 'no-schedule');
  if (open.length === 0 && notices.length === 0 && !letter.isSent) return null;
  const messages = messagesIn(member.language);
  const { nudges: words } = messages;
  const shown = letter.isSent ? items : open;
  const today = dayOf(now, member.timeZone);
  const blocks = shown.flatMap((item) => itemBlocks(item, letter.key, { member, today }));
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
  const planned = new Map<string, { readonly state: PlanState; readonly nudges: ReadonlyMap<string, Nudge> }>();
  const present = accounts.filter((one) => one !== undefined);
  for await (const batch of planStates(views, present, members, now, options.zone, options.through)) {
    for (const { state, day } of batch) {
      const nudges = new Map(planAccount(state, day, options).map((nudge) => [nudge.key, nudge]));
      planned.set(state.account.id, { state, nudges });
    }
  }
  const mutes = (await views.all('mute')).filter((one) => one.memberId === member.id);
  const positions = [...new Set(said.flatMap(({ position }) => (position < 0 ? [] : position)))];
  return positions.flatMap((position) => {
    const own = said.filter((one) => one.position === position);
    const [first] = own;
    const known = planned.get(first?.accountId ?? '');
    if (!first || !known || first.rule === 'no-schedule') return [];
    // Only what was worded once has a subject; the rest stands behind it.
    const nudges = own.flatMap(({ key, subject }) => (subject === '' ? [] : (known.nudges.get(key) ?? [])));
    const mute = mutes.find(
      (one) => one.rule === first.rule && (one.subject === null || own.some(({ subject }) => subject === one.subject)),
    );
    return [{ position, said: own, rule: first.rule, nudges, mute, account: known.state.account, state: known.state }];
  });
}

function itemBlocks(
  { position, rule, nudges, mute, account, state }: LetterItem,
  letter: string,
  { member, today }: { readonly member: Member; readonly today: string },
): readonly Block[] {
  const { language } = member;
  const messages = messagesIn(language);
  const brief = `${account.name} · ${messages.nudges.rule[rule]}`;
  if (mute) {
    const { why, until } = mute;
    if (why === 'done') return [quiet(messages.nudges.done(brief))];
    return [
      quiet(until === null ? messages.nudges.muted(brief) : messages.nudges.snoozed(brief, formatDay(until, language))),
    ];
  }
  if (nudges.length === 0) return [quiet(messages.nudges.done(brief))];
  const { what, why } = wordNudges(nudges, wordingOf(state, member, today));
  return [
    { kind: 'text', text: [{ strong: account.name }, ` · ${what}`] },
    quiet(why),
    {
      kind: 'buttons',
      buttons: nudgeButtons(nudges, { letter, position }, { mayWrite: mayWrite(account, member, state) }, messages),
    },
  ];
}

/** As far as the account itself tells; the command checks it for good. */
function mayWrite(account: Account, { id, role }: Member, { members }: PlanState): boolean {
  const own = [account.ownerId, account.backupId, ...account.teamIds];
  const isAbove = members.some((one) => own.includes(one.id) && one.managerId === id);
  return role === 'admin' || own.includes(id) || (role === 'manager' && isAbove);
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
