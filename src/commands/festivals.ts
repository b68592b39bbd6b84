import { festivalSetsOf, festivalsBetween, isFestive } from '../domain/calendar/festivals.ts';
import { addDays } from '../domain/days.ts';
import type { Account, Day } from '../domain/records.ts';
import { type FestivalKey, GREETING_WAYS } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import { answer, buttons, quiet, say } from './answer.ts';
import { actionField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import { changeGreeting } from './greeting-changes.ts';
import { blocksOf, giftRuleBlocks, toGreetingItem } from './greeting-lines.ts';
import { greetingsAhead } from './greetings-ahead.ts';
import { momentNow } from './moments.ts';
import { occasionField } from './occasion-field.ts';
import type { Outcome } from './outcome.ts';
import { accountsIn, SCOPES, scopeWords } from './own-scope.ts';
import { choiceField, dayField, moneyField, numberField } from './plain-fields.ts';
import { accountField, contactField, memberField } from './reference-fields.ts';

const DAYS = 60;
const SHOWN = 20;
const ACTIONS = ['plan', 'done', 'drop'] as const;

const fields = {
  scope: hidden(positional(choiceField(SCOPES, ({ context }) => context.messages.occasions.scope, [...scopeWords]))),
  action: hidden(
    actionField(ACTIONS, {
      plan: ['安排', '计划', 'take on'],
      done: ['完成', '已问候'],
      drop: ['取消', 'cancel'],
    }),
  ),
  account: hidden(positional(accountField())),
  contact: positional(contactField()),
  days: hidden(positional(numberField({ least: 1, most: 366, decimals: 0 }))),
  occasion: hidden(occasionField()),
  on: hidden(dayField('future')),
  way: hidden(
    choiceField(GREETING_WAYS, ({ context }) => context.messages.words.greetingWay, [
      { value: 'greeting', words: ['greeting', 'card', '问候', '贺卡'] },
      { value: 'call', words: ['call', '电话'] },
      { value: 'visit', words: ['visit', '拜访'] },
      { value: 'gift', words: ['gift', '礼物', '礼品'] },
    ]),
  ),
  who: hidden(memberField()),
  value: hidden(moneyField()),
  limit: hidden(numberField({ least: 1, most: 200, decimals: 0 })),
  offset: hidden(numberField({ least: 0, most: 1_000_000, decimals: 0 })),
};
export type FestivalArgs = Args<typeof fields>;

export const festivals = defineCommand({
  name: 'festivals',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['节日', '生日'],
      summary: '今后 60 天的节日和生日：问候谁、由谁去、去年做了什么；安排、完成并记录',
      fields: {
        scope: '范围',
        action: '操作',
        account: '客户',
        contact: '联系人',
        days: '天数',
        occasion: '事由',
        on: '日期',
        way: '方式',
        who: '经办人',
        value: '价值',
        limit: '条数',
        offset: '起始序号',
      },
      examples: ['节日', '节日 90', '节日 华为', '节日 安排 张伟 中秋 方式=电话'],
    },
    en: {
      aliases: ['birthdays'],
      summary:
        'Festivals and birthdays of the next 60 days: whom to greet, who of ours, what was done last year; plan it, mark it done',
      fields: {
        scope: 'scope',
        action: 'action',
        account: 'account',
        contact: 'contact',
        days: 'days',
        occasion: 'occasion',
        on: 'date',
        way: 'way',
        who: 'colleague',
        value: 'value',
        limit: 'limit',
        offset: 'offset',
      },
      examples: ['festivals', 'festivals 90', 'festivals Northwind', 'festivals plan Alice christmas way=call'],
    },
  },
  alsoCalled: { who: ['由谁'] },
  phrases: [
    {
      words: ['festivals plan', 'festival plan', '节日 安排', '安排节日', '生日 安排'],
      preset: { action: 'plan' },
      positional: ['account', 'contact', 'occasion'],
    },
    {
      words: ['festivals done', 'festival done', '节日 完成', '生日 完成'],
      preset: { action: 'done' },
      positional: ['account', 'contact', 'occasion', 'value'],
    },
    {
      words: ['festivals drop', 'festival drop', '节日 取消', '生日 取消'],
      preset: { action: 'drop' },
      positional: ['account', 'contact', 'occasion'],
    },
  ],
  alsoNeeds: ({ action }) => (action === undefined ? [] : ['contact']),
  asks: ({ action }) => action === undefined,
  rights: ({ action, account }) => (action === undefined || !account ? [] : [{ right: 'write', account }]),
  async run(args, context, input) {
    return args.action === undefined ? list(args, context, input) : changeGreeting(args, context, input);
  },
});

async function list(
  args: FestivalArgs,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { account, contact, scope = 'mine', days = DAYS, limit = SHOWN, offset = 0 } = args;
  const accounts = account === undefined ? await accountsIn(scope, context) : [account];
  if ('kind' in accounts) return accounts;
  const all = (await greetingsAhead(accounts, days, context)).filter(
    (one) => contact === undefined || one.contact.id === contact.id,
  );
  const page = all.slice(offset, offset + limit);
  const items = await Promise.all(page.map((one) => toGreetingItem(one, context)));
  const dates = datesOf(accounts, days, context);
  const { occasions, lists, words } = context.messages;
  const isPersonal = items.some((item) => item.occasions.some(({ key }) => key === 'birthday'));
  return answer({
    title: occasions.title(days, all.length),
    audience: isPersonal ? 'asker' : 'members',
    data: {
      scope: account === undefined ? scope : 'account',
      days,
      total: all.length,
      offset,
      festivals: dates,
      items,
    },
    input,
    blocks: [
      ...(accounts.length === 0 ? [say(occasions.noAccounts)] : items.length === 0 ? [say(occasions.none)] : []),
      ...blocksOf(items, context),
      ...giftRuleBlocks(items, context),
      ...dates
        .filter(({ festive }) => !festive)
        .map(({ key, on }) => quiet(occasions.remembrance(words.festival[key], formatDay(on, context.language)))),
      ...(offset + limit < all.length
        ? buttons({ label: lists.more, press: { command: 'festivals', args: { ...input, offset: offset + limit } } })
        : []),
    ],
  });
}

/** Every festival of these accounts' sets in the days ahead, those that are not festive too. */
function datesOf(
  accounts: readonly Account[],
  days: number,
  context: CommandContext,
): readonly { readonly key: FestivalKey; readonly on: Day; readonly festive: boolean }[] {
  const found = new Map<string, { readonly key: FestivalKey; readonly on: Day; readonly festive: boolean }>();
  for (const account of accounts) {
    const today = momentNow(account, context).day;
    const sets = festivalSetsOf(account, context.organisation.timeZone);
    for (const { key, day } of festivalsBetween(sets, today, addDays(today, days)))
      found.set(`${day} ${key}`, { key, on: day, festive: isFestive(key) });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
