import { accountOn } from '../domain/account-on.ts';
import { type Attention, attentionOf } from '../domain/attention.ts';
import { dayOf, daysBetween } from '../domain/days.ts';
import { findingsOn } from '../domain/findings.ts';
import type { Account, NextStep } from '../domain/records.ts';
import { stageOf } from '../domain/stage.ts';
import { nameKey } from '../language/names.ts';
import type { Block } from '../reply/reply.ts';
import { answer, buttons, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { namesOf } from './evidence-lines.ts';
import { hidden, positional } from './fields.ts';
import { momentNow } from './moments.ts';
import { isMine } from './own-scope.ts';
import { choiceField, numberField, textField } from './plain-fields.ts';
import { isOpen } from './promise-lines.ts';
import { accountField } from './reference-fields.ts';
import { findingLine } from './who.ts';

const SCOPES = ['mine', 'all'] as const;
const SHOWN = 50;

export const accounts = defineCommand({
  name: 'accounts',
  effect: 'read',
  role: 'viewer',
  fields: {
    scope: positional(
      choiceField(SCOPES, ({ context }) => context.messages.lists.scope, [
        { value: 'mine', words: ['mine', 'my', '我的', '我负责的'] },
        { value: 'all', words: ['all', 'everybody', '全部', '所有'] },
      ]),
    ),
    search: textField(100),
    limit: numberField({ least: 1, most: 200, decimals: 0 }),
    offset: hidden(numberField({ least: 0, most: 1_000_000, decimals: 0 })),
    /** Just this one, whoever it belongs to. */
    account: hidden(accountField()),
  },
  text: {
    zh: {
      aliases: ['我的客户'],
      summary: '我的客户一览：阶段、台阶、缺口、多久没联系、逾期承诺',
      fields: { scope: '范围', search: '搜索词', limit: '条数', offset: '起始序号', account: '客户' },
      examples: ['我的客户', '我的客户 全部'],
    },
    en: {
      aliases: ['my accounts'],
      summary: 'My accounts at a glance: stage, step, gaps, days since we were in touch, promises overdue',
      fields: { scope: 'scope', search: 'search', limit: 'limit', offset: 'offset', account: 'account' },
      examples: ['accounts', 'accounts all'],
    },
  },
  alsoCalled: { search: ['搜索'] },
  rights: () => [],
  async run({ account, scope, search, limit = SHOWN, offset = 0 }, context, input) {
    const seen = account === undefined ? await visibleAccounts(context) : [account];
    const mine = seen.filter((one) => isMine(one, context));
    // Whoever has none of their own wants to see everybody's.
    const chosen = scope ?? (account === undefined && mine.length > 0 ? 'mine' : 'all');
    const fitting = (chosen === 'mine' ? mine : seen).filter((one) => isFound(one, search));
    const page = firstByName(fitting, offset + limit, context).slice(offset);
    const rows: AccountRow[] = [];
    for (const one of page) rows.push(await rowOf(one, context, account !== undefined));
    const { lists, forms } = context.messages;
    return answer({
      title: lists.accountsTitle(chosen, fitting.length),
      data: { scope: chosen, total: fitting.length, mine: mine.length, all: seen.length, offset, accounts: rows },
      input,
      blocks:
        rows.length > 0
          ? [
              tableOf(rows, context),
              ...(offset + limit < fitting.length
                ? buttons({
                    label: lists.more,
                    press: { command: 'accounts', args: { ...input, scope: chosen, offset: offset + limit } },
                  })
                : []),
            ]
          : [say(lists.noAccounts), ...buttons({ label: forms.addAccount, press: ADD })],
    });
  },
});

const ADD = { command: 'account', args: { action: 'add' } } as const;

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly mine: boolean;
  readonly stage: string;
  readonly step: number;
  readonly share: number | null;
  readonly attention: Attention;
  readonly findings: readonly { readonly key: string; readonly text: string }[];
  readonly lastTouchOn: string | null;
  readonly daysSinceTouch: number | null;
  readonly overdue: number;
  /** Names of ours by key, where one account was asked for. */
  readonly members?: Readonly<Record<string, string>>;
}

async function visibleAccounts({ views, permissions }: CommandContext): Promise<readonly Account[]> {
  return (await views.all('account')).filter((one) => !one.archived && permissions.maySee(one));
}

/** So many at most are picked out one by one; a page further on has the whole list sorted. */
const PICKED = 300;

/** The first `count` in the order of their names. Comparing names is what costs: of ten thousand most are compared once. */
function firstByName(accounts: readonly Account[], count: number, { language }: CommandContext): readonly Account[] {
  const order = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en');
  const compare = (a: Account, b: Account): number => order.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  if (count >= accounts.length || count > PICKED) return accounts.toSorted(compare).slice(0, count);
  const first: Account[] = [];
  for (const account of accounts) {
    const last = first.at(-1);
    const isFull = first.length === count;
    if (isFull && last !== undefined && compare(account, last) > 0) continue;
    if (isFull) first.pop();
    first.splice(placeOf(account, first, compare), 0, account);
  }
  return first;
}

function placeOf(account: Account, sorted: readonly Account[], compare: (a: Account, b: Account) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle];
    if (there !== undefined && compare(there, account) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isFound({ name, aliases }: Account, search: string | undefined): boolean {
  if (search === undefined) return true;
  const key = nameKey(search);
  return [name, ...aliases].some((one) => nameKey(one).includes(key));
}

async function rowOf(account: Account, context: CommandContext, isOnly: boolean): Promise<AccountRow> {
  const { views, messages, language, thresholds } = context;
  const moment = momentNow(account, context);
  const state = await views.accountState(account.id, moment.at);
  if (!state) throw new Error(`account ${account.id} is gone`);
  const on = accountOn(state, moment, thresholds);
  const { step, cooperationStage, share } = stageOf(on);
  const findings = findingsOn(on);
  const names = namesOf(state);
  const last = await views.lastTouch({ accountId: account.id, at: moment.at });
  const lastTouchOn = last ? (last.day ?? dayOf(last.at, moment.zone)) : null;
  const daysSinceTouch = lastTouchOn === null ? null : daysBetween(lastTouchOn, moment.day);
  const overdue = (await views.openPromisesAt([account.id])).filter((one) => isOverdue(one, moment.day)).length;
  return {
    id: account.id,
    name: account.name,
    owner: names.member(account.ownerId),
    mine: isMine(account, context),
    stage: cooperationStage,
    step,
    share: share?.percent ?? null,
    attention: attentionOf({ findings, overdue, daysSinceTouch, activeDays: thresholds.activeDays }),
    findings: findings.map((finding) => ({
      key: finding.key,
      text: findingLine(finding, names, { messages, language }),
    })),
    lastTouchOn,
    daysSinceTouch,
    overdue,
    ...(isOnly ? { members: Object.fromEntries(state.members.map(({ key, name }) => [key, name])) } : {}),
  };
}

/** Ours, past its day and still open. */
function isOverdue(step: NextStep, today: string): boolean {
  return step.byId !== null && step.due !== null && isOpen(step) && step.due < today;
}

function tableOf(rows: readonly AccountRow[], { messages }: CommandContext): Block {
  const { lists, words, answers } = messages;
  const { column } = lists;
  return {
    kind: 'table',
    columns: [
      { label: answers.column.account },
      { label: column.stage },
      { label: column.step, align: 'right' },
      { label: column.attention },
      { label: column.gaps, align: 'right' },
      { label: column.lastTouch, align: 'right' },
      { label: column.overdue, align: 'right' },
    ],
    rows: rows.map((row) => [
      row.name,
      words.cooperationStage[row.stage as keyof typeof words.cooperationStage],
      String(row.step),
      lists.attention[row.attention],
      String(row.findings.length),
      lists.daysAgo(row.daysSinceTouch),
      String(row.overdue),
    ]),
  };
}
