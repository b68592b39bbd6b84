import type { Account, NextStep } from '../domain/records.ts';
import { answer, buttons, say } from './answer.ts';
import { actionField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, free, hidden, positional } from './fields.ts';
import { openPromises, withPlaces } from './open-promises.ts';
import type { Outcome } from './outcome.ts';
import { accountsOfMembers, membersIn, OWN_SCOPES, ownScopeWords } from './own-scope.ts';
import { choiceField, dayField, numberField, textField } from './plain-fields.ts';
import { addPromise } from './promise-adding.ts';
import { changePromise } from './promise-changes.ts';
import { promiseField } from './promise-field.ts';
import { inOrder, isOpen, type PromiseItem, promiseBlocks, toPromiseItem } from './promise-lines.ts';
import { accountField, contactField } from './reference-fields.ts';

const ACTIONS = ['add', 'done', 'move', 'broken', 'reopen'] as const;
const SIDES = ['ours', 'theirs'] as const;
const STATES = ['open', 'done', 'broken'] as const;
const SHOWN = 20;
/** Longest promise kept, in characters. */
const WHAT_MAX = 1000;

const fields = {
  scope: hidden(
    positional(choiceField(OWN_SCOPES, ({ context }) => context.messages.promises.scope, [...ownScopeWords])),
  ),
  action: hidden(
    actionField(ACTIONS, {
      add: ['添加'],
      done: ['完成', '兑现', 'kept'],
      move: ['改期', '推迟', 'postpone'],
      broken: ['放弃', 'give up'],
      reopen: ['重新打开', 'open again'],
    }),
  ),
  step: hidden(promiseField()),
  account: hidden(positional(accountField())),
  side: hidden(
    choiceField(SIDES, ({ context }) => context.messages.promises.side, [
      { value: 'ours', words: ['ours', 'we', 'us', '我方', '我们'] },
      { value: 'theirs', words: ['theirs', 'they', 'them', '对方', '他们'] },
    ]),
  ),
  state: hidden(
    choiceField(STATES, ({ context }) => context.messages.promises.state, [
      { value: 'open', words: ['open', '未了'] },
      { value: 'done', words: ['done', 'kept', '已兑现'] },
      { value: 'broken', words: ['broken', 'given up', '已放弃'] },
    ]),
  ),
  contact: hidden(contactField()),
  what: hidden(free(textField(WHAT_MAX))),
  due: dayField('future'),
  on: hidden(dayField('past', true)),
  limit: hidden(numberField({ least: 1, most: 200, decimals: 0 })),
  offset: hidden(numberField({ least: 0, most: 1_000_000, decimals: 0 })),
};
const NEEDED: Readonly<Record<(typeof ACTIONS)[number], readonly (keyof typeof fields)[]>> = {
  add: ['account', 'what', 'due'],
  done: ['step'],
  move: ['step', 'due'],
  broken: ['step'],
  reopen: ['step'],
};
export type NextArgs = Args<typeof fields>;

export const next = defineCommand({
  name: 'next',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['待办', '承诺'],
      summary: '承诺台账：我方欠的、对方欠的；单独记下一项，标为完成、改期或放弃',
      fields: {
        scope: '范围',
        action: '操作',
        step: '承诺',
        account: '客户',
        side: '承诺方',
        state: '状态',
        contact: '联系人',
        what: '事项',
        due: '期限',
        on: '日期',
        limit: '条数',
        offset: '起始序号',
      },
      examples: [
        '待办',
        '待办 团队',
        '待办 华为',
        '待办 添加 华为 给方案 下周五',
        '待办 完成 给方案',
        '待办 改期 给方案 下周五',
      ],
    },
    en: {
      aliases: ['promises', 'todo'],
      summary: 'What we and they promised; note one by itself, mark it done, move it or give it up',
      fields: {
        scope: 'scope',
        action: 'action',
        step: 'promise',
        account: 'account',
        side: 'side',
        state: 'state',
        contact: 'contact',
        what: 'task',
        due: 'due date',
        on: 'date',
        limit: 'limit',
        offset: 'offset',
      },
      examples: [
        'next',
        'next team',
        'next Northwind',
        'next add Northwind send the quote 2026-12-04',
        'next done quote',
        'next move quote Friday',
      ],
    },
  },
  alsoCalled: { side: ['哪方'] },
  phrases: [
    {
      words: ['next add', 'promise add', 'add promise', '待办 添加', '待办添加', '添加待办'],
      preset: { action: 'add' },
      positional: ['account', 'what', 'due'],
      title: { zh: '记下一项承诺', en: 'Note a promise' },
    },
    {
      words: ['next done', 'promise done', '待办 完成', '待办完成', '完成待办'],
      preset: { action: 'done' },
      positional: ['step', 'account', 'on'],
    },
    {
      words: ['next move', 'promise move', '待办 改期', '待办改期', '改期待办'],
      preset: { action: 'move' },
      positional: ['step', 'account', 'due'],
    },
    {
      words: ['next broken', 'next give up', 'promise broken', '待办 放弃', '待办放弃', '放弃待办'],
      preset: { action: 'broken' },
      positional: ['step', 'account', 'on'],
    },
    {
      words: ['next reopen', 'next open again', '待办 重新打开'],
      preset: { action: 'reopen' },
      positional: ['step', 'account'],
    },
  ],
  alsoNeeds: ({ action }) => (action === undefined ? [] : NEEDED[action]),
  asks: ({ action }) => action === undefined,
  rights: ({ action, step, account }, { caller }) => {
    if (action === undefined) return [];
    const isOwn = step !== undefined && step.step.byId === caller.member.id;
    return [
      { right: 'role', role: 'member' },
      ...(isOwn || account === undefined ? [] : ([{ right: 'write', account }] as const)),
    ];
  },
  async run(args, context, input) {
    const { action } = args;
    if (action === undefined) return list(args, context, input);
    return action === 'add' ? addPromise(args, context) : changePromise(args, action, context, input);
  },
});

async function list(
  args: NextArgs,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { account, scope = 'mine', side, state = 'open', limit = SHOWN, offset = 0 } = args;
  const members = account !== undefined && args.scope === undefined ? null : await membersIn(scope, context);
  if (members !== null && 'kind' in members) return members;
  const steps =
    state === 'open' ? await openPromises(account, members, context) : await settledOnes(account, members, context);
  const wanted = steps.filter(
    (one) =>
      (state === 'open' ? isOpen(one) : state === 'done' ? one.doneOn !== null : one.brokenOn !== null) &&
      (side === undefined || (one.byId === null) === (side === 'theirs')),
  );
  const all = [...(await withPlaces(wanted, account, context))].sort((a, b) => inOrder(a.step, b.step));
  const page: PromiseItem[] = [];
  for (const { step, at } of all.slice(offset, offset + limit)) page.push(await toPromiseItem(step, at, context));
  const overdue = all.filter(({ step, today }) => isOpen(step) && step.due !== null && step.due < today).length;
  const { promises, lists } = context.messages;
  const about = members === null ? 'account' : scope;
  const title =
    state === 'open'
      ? promises.title(about, account?.name ?? null, all.length, overdue)
      : promises.past(state, all.length);
  return answer({
    title,
    data: { scope: about, state, total: all.length, overdue, offset, items: page },
    input,
    blocks: [
      ...(page.length === 0
        ? [say(state === 'open' ? promises.none : promises.nonePast)]
        : promiseBlocks(page, account === undefined, context)),
      ...(offset + limit < all.length
        ? buttons({ label: lists.more, press: { command: 'next', args: { ...input, offset: offset + limit } } })
        : []),
    ],
  });
}

/** What is settled is looked for in the accounts themselves: it is asked for seldom. */
async function settledOnes(
  account: Account | undefined,
  members: readonly string[] | null,
  context: CommandContext,
): Promise<readonly NextStep[]> {
  const accounts = account === undefined ? await accountsOfMembers(members ?? [], context) : [account];
  const all: NextStep[] = [];
  for (const one of accounts) all.push(...(await context.views.ofAccount('nextStep', one.id)));
  return members === null ? all : all.filter(({ byId }) => byId === null || members.includes(byId));
}
