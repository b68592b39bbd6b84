import { groupBy } from '../domain/order.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { answer, buttons, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type GreetingItem, toGreetingItem } from './greeting-lines.ts';
import { type HomeLook, lookAtHome } from './home-look.ts';
import {
  foundSection,
  greetingGroups,
  greetingSection,
  promiseSection,
  stageSection,
  teamSection,
  waitingSection,
  wordsOf,
} from './home-sections.ts';
import { toPromiseItem } from './promise-lines.ts';

export const home = defineCommand({
  name: 'home',
  effect: 'read',
  role: 'viewer',
  fields: {},
  text: {
    zh: {
      aliases: ['首页', '主页'],
      summary: '今天要做什么：到期的承诺、等我们联系的客户、待问候的人，我的客户和风险',
      fields: {},
      examples: ['首页'],
    },
    en: {
      aliases: ['my day'],
      summary: 'My day: promises due, who waits for a word from us, whom to greet, my accounts, what is at risk',
      fields: {},
      examples: ['home'],
    },
  },
  rights: () => [],
  async run(_, context, input) {
    const look = await lookAtHome(context);
    const { messages, language, today } = context;
    const promises = await Promise.all(look.promises.map(({ step, at }) => toPromiseItem(step, at, context)));
    const greetings = await Promise.all(look.greetings.map((one) => toGreetingItem(one, context)));
    const counts = countsOf(look, greetings);
    const own = look.accounts.filter(({ isMine }) => isMine);
    // Of somebody without accounts of their own the team is what the day is about.
    const isTeam = own.length === 0 && look.team.length > 0;
    const shown = isTeam ? look.accounts : own;
    const due = [
      ...promiseSection(promises, context),
      ...waitingSection(look.waiting, context),
      ...greetingSection(greetings, context),
      ...(await foundSection('followUps', look.followUps, context)),
    ];
    const team = teamSection(look.team, context);
    const risks = await foundSection('risks', look.risks, context);
    const stages = stageSection(shown, markedIn(look), isTeam, context);
    return answer({
      title: messages.home.title(formatDay(today, language), counts.due, counts.ahead, look.risks.length),
      // Birthdays, and what one has not done yet, are for oneself.
      audience: 'asker',
      input,
      data: {
        date: today,
        ...counts,
        promises,
        waiting: look.waiting,
        greetings,
        followUps: look.followUps.map((one) => bookFound(one, context)),
        risks: look.risks.map((one) => bookFound(one, context)),
        stages: [...groupBy(shown, ({ stage }) => stage)].map(([stage, here]) => ({
          stage,
          accounts: here.map(({ account }) => account.name),
        })),
        team: look.team.map(({ member, ...line }) => ({ member: member.key, ...line })),
      },
      blocks: [
        ...startButtons(context),
        ...due,
        ...(due.length > 0 || isTeam ? [] : own.length > 0 ? [say(messages.home.quietDay)] : nobodys(context)),
        ...(isTeam ? [...team, ...risks, ...stages] : [...risks, ...stages, ...team]),
      ],
    });
  },
});

/** What wants doing today, and what comes up. A festival is one thing, whoever is to be greeted. */
function countsOf({ promises, waiting, followUps }: HomeLook, greetings: readonly GreetingItem[]) {
  const dueNow = promises.filter(({ step, today }) => step.due !== null && step.due <= today).length;
  const occasions = greetingGroups(greetings);
  const today = occasions.filter(([first]) => first?.inDays === 0).length;
  return {
    due: dueNow + waiting.length + today + followUps.length,
    ahead: promises.length - dueNow + occasions.length - today,
  };
}

/** The accounts something on the page is about. */
function markedIn({ promises, waiting, followUps, risks }: HomeLook): ReadonlySet<string> {
  return new Set([
    ...promises.map(({ at }) => at.id),
    ...waiting.map(({ accountId }) => accountId),
    ...[...followUps, ...risks].map(({ state }) => state.account.id),
  ]);
}

function bookFound(found: HomeLook['risks'][number], context: CommandContext) {
  const { nudge, state } = found;
  const { what, why } = wordsOf(found, context);
  const owner = state.members.find(({ id }) => id === state.account.ownerId);
  return { rule: nudge.rule, account: state.account.name, owner: owner?.key ?? null, what, why };
}

function startButtons({ messages, caller }: CommandContext): readonly Block[] {
  return caller.role === 'viewer'
    ? []
    : buttons({ label: messages.forms.log, press: { command: 'log', args: {} }, style: 'primary' });
}

function nobodys({ messages, caller }: CommandContext): readonly Block[] {
  const { home: said, forms } = messages;
  return [
    say(said.noAccounts),
    ...buttons(
      ...(caller.role === 'viewer'
        ? []
        : [{ label: forms.addAccount, press: { command: 'account', args: { action: 'add' } } }]),
      { label: said.button.everybodys, press: { command: 'accounts', args: { scope: 'all' } } },
    ),
  ];
}
