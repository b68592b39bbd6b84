import { groupBy } from '../domain/order.ts';
import { COOPERATION_STAGES } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block, Button, Call } from '../reply/reply.ts';
import { wordingOf } from '../services/planning/compose-nudges.ts';
import { nudgeActions } from '../services/planning/nudge-buttons.ts';
import { wordNudges } from '../services/planning/nudge-words.ts';
import { buttons, fieldsOf, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type GreetingItem, greetingButtons, occasionsText } from './greeting-lines.ts';
import { type Found, GREETING_DAYS, type Standing, type TeamLine } from './home-look.ts';
import { type PromiseItem, promiseButtons, promiseLine } from './promise-lines.ts';
import { type WaitingItem, waitingText } from './waiting-layers.ts';

/** At most so many of each list: the page is read standing up. */
const SHOWN = 5;
const NAMED = 8;
const STAGES = [...COOPERATION_STAGES.toReversed(), 'uncertain', 'unknown'] as const;

/** A head with the count, the first few, and the way to the rest; nothing where there is nothing. */
function section(
  name: string,
  total: number,
  lines: readonly Block[],
  rest: Call | null,
  { messages }: CommandContext,
): readonly Block[] {
  if (total === 0) return [];
  const { home } = messages;
  const more: readonly Block[] =
    total <= SHOWN
      ? []
      : rest === null
        ? [quiet(home.more(total - SHOWN))]
        : buttons({ label: home.more(total - SHOWN), press: rest });
  return [say([{ strong: home.head(name, total) }]), ...lines, ...more];
}

export function promiseSection(items: readonly PromiseItem[], context: CommandContext): readonly Block[] {
  const lines = items.slice(0, SHOWN).flatMap((item) => {
    const line = `• ${promiseLine(item, true, context)}`;
    // Giving one up is no matter for the morning: it stands in the ledger.
    return [
      say(item.overdueDays ? [{ strong: line }] : line),
      ...buttons(...promiseButtons(item, context).slice(0, 2)),
    ];
  });
  const { promises } = context.messages.home.section;
  return section(promises, items.length, lines, { command: 'next', args: {} }, context);
}

export function waitingSection(items: readonly WaitingItem[], context: CommandContext): readonly Block[] {
  const { waiting, home } = context.messages;
  const lines = items.slice(0, SHOWN).flatMap((item) => [
    say(waitingText(item, context)),
    ...buttons({
      label: waiting.log(item.account),
      press: { command: 'log', args: { account: `#${item.accountId}` } },
    }),
  ]);
  return section(home.section.waiting, items.length, lines, { command: 'overdue', args: {} }, context);
}

/** Whoever is to be greeted on one day for the same occasions, together, in the order given. */
export function greetingGroups(items: readonly GreetingItem[]): readonly (readonly GreetingItem[])[] {
  return [...groupBy(items, ({ on, occasions }) => `${on} ${occasions.map(({ key }) => key).join(' ')}`).values()];
}

export function greetingSection(items: readonly GreetingItem[], context: CommandContext): readonly Block[] {
  const { home, occasions } = context.messages;
  const groups = greetingGroups(items);
  const lines = groups.slice(0, SHOWN).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const shared = group.length === 1 ? first : { ...first, turns: null };
    const head = occasions.head(occasionsText(shared, context), formatDay(first.on, context.language), first.inDays);
    return [say([{ strong: head }, ` · ${namesIn(group, context)}`]), ...buttons(...greetingActions(group, context))];
  });
  const rest = { command: 'festivals', args: { days: GREETING_DAYS } };
  return section(home.section.greetings, groups.length, lines, rest, context);
}

function namesIn(group: readonly GreetingItem[], { messages }: CommandContext): string {
  const { answers, home } = messages;
  const names = group.slice(0, NAMED).map(({ account, contact }) => home.owned(contact, account));
  const more = group.length > NAMED ? [home.more(group.length - NAMED)] : [];
  return [...names, ...more].join(answers.separator);
}

function greetingActions(group: readonly GreetingItem[], context: CommandContext): readonly Button[] {
  const [first, ...others] = group;
  if (!first) return [];
  if (others.length === 0) return greetingButtons(first, context);
  const { button } = context.messages.nudges;
  return [{ label: button.open, press: { command: 'festivals', args: { days: Math.max(1, first.inDays) } } }];
}

/** What was found, with the day and reason, and the one thing to do about it. */
export async function foundSection(
  name: 'followUps' | 'risks',
  found: readonly Found[],
  context: CommandContext,
): Promise<readonly Block[]> {
  const { messages, permissions } = context;
  const { home } = messages;
  const lines: Block[] = [];
  for (const one of found.slice(0, SHOWN)) {
    const { account } = one.state;
    const told = wordsOf(one, context);
    const mayWrite = await permissions.mayWrite(account);
    lines.push(
      say([{ strong: told.account }, ` · ${told.what}`]),
      quiet(told.why),
      ...buttons(...nudgeActions([one.nudge], { mayWrite }, messages.nudges.button)),
    );
  }
  return section(home.section[name], found.length, lines, null, context);
}

/** What was found, in words; of an account of somebody else with whose it is. */
export function wordsOf({ nudge, state }: Found, context: CommandContext) {
  const { messages, caller, today, language } = context;
  const { account } = state;
  const owner = state.members.find(({ id }) => id === account.ownerId);
  const isOwn = account.ownerId === caller.member.id || owner === undefined;
  return {
    account: isOwn ? account.name : messages.home.owned(account.name, owner.name),
    ...wordNudges([nudge], wordingOf(state, { language }, today)),
  };
}

/** The accounts by stage, the furthest first. `marked`: those of which something stands elsewhere on the page. */
export function stageSection(
  standings: readonly Standing[],
  marked: ReadonlySet<string>,
  isTeam: boolean,
  context: CommandContext,
): readonly Block[] {
  if (standings.length === 0) return [];
  const { home, words, answers } = context.messages;
  const byStage = groupBy(standings, ({ stage }) => stage);
  const order = new Intl.Collator(context.language === 'zh' ? 'zh-CN' : 'en');
  const isMarked = ({ account }: Standing): boolean => marked.has(account.id);
  const lines = STAGES.flatMap((stage) => {
    const here = [...(byStage.get(stage) ?? [])].sort(
      (a, b) => Number(isMarked(b)) - Number(isMarked(a)) || order.compare(a.account.name, b.account.name),
    );
    if (here.length === 0) return [];
    const names = here.slice(0, NAMED).map((one) => `${isMarked(one) ? '▲ ' : ''}${one.account.name}`);
    const more = here.length > NAMED ? [home.more(here.length - NAMED)] : [];
    const label = home.head(words.cooperationStage[stage], here.length);
    return [[label, [...names, ...more].join(answers.separator)] as const];
  });
  const name = isTeam ? home.section.teamAccounts : home.section.accounts;
  return [
    say([{ strong: home.head(name, standings.length) }]),
    ...fieldsOf(lines),
    ...(standings.some(isMarked) ? [quiet(home.marked)] : []),
    ...buttons({
      label: isTeam ? home.button.everybodys : home.button.accounts,
      press: { command: 'accounts', args: isTeam ? { scope: 'all' } : {} },
    }),
  ];
}

const PEOPLE = 15;

/** Who of the team has most on their hands, first. */
export function teamSection(team: readonly TeamLine[], { messages }: CommandContext): readonly Block[] {
  if (team.length === 0) return [];
  const { home } = messages;
  const { who, accounts, overdue, waiting, risks } = home.column;
  return [
    say([{ strong: home.head(home.section.team, team.length) }]),
    {
      kind: 'table',
      columns: [
        { label: who },
        ...[accounts, overdue, waiting, risks].map((label) => ({ label, align: 'right' as const })),
      ],
      rows: team
        .slice(0, PEOPLE)
        .map(({ member, ...counts }) => [
          member.name,
          ...[counts.accounts, counts.overdue, counts.waiting, counts.risks].map(String),
        ]),
    },
    ...(team.length > PEOPLE ? [quiet(home.more(team.length - PEOPLE))] : []),
    ...buttons(
      { label: home.button.teamPromises, press: { command: 'next', args: { scope: 'team' } } },
      { label: home.button.teamWaiting, press: { command: 'overdue', args: { scope: 'team' } } },
    ),
  ];
}
