import { dayOf, localTime } from '../domain/days.ts';
import type { Account } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import type { Change, ChangeRow } from '../ports/store.ts';
import type { Block } from '../reply/reply.ts';
import { answer } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { hidden, positional } from './fields.ts';
import { numberField, textField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

const SHOWN = 15;
/** Changes looked through for those the asker may see. */
const LOOKED_AT = 100;
const NOTE_SHOWN = 160;

export const news = defineCommand({
  name: 'news',
  effect: 'read',
  role: 'viewer',
  fields: {
    account: positional(accountField()),
    limit: numberField({ least: 1, most: 100, decimals: 0 }),
    /** Just what this one did. */
    change: hidden(textField(100)),
  },
  text: {
    zh: {
      aliases: ['动态'],
      summary: '同事最近记录了什么',
      fields: { account: '客户', limit: '条数', change: '条目' },
      examples: ['动态', '动态 华为'],
    },
    en: {
      aliases: ['activity'],
      summary: 'What colleagues recorded lately',
      fields: { account: 'account', limit: 'limit', change: 'entry' },
      examples: ['news', 'news Northwind'],
    },
  },
  rights: () => [],
  async run({ account, limit = SHOWN, change }, context, input) {
    const { views, messages } = context;
    const found =
      change === undefined ? await views.recentChanges(LOOKED_AT, account?.id) : [await views.change(change)];
    const items: Item[] = [];
    for (const one of found) {
      if (one === undefined || items.length >= limit) continue;
      const item = await itemOf(one, account, context);
      if (item) items.push(item);
    }
    return answer({
      title: messages.lists.newsTitle(account?.name ?? null, items.length),
      data: { items: items.map(({ when: _, ...item }) => item) },
      input,
      blocks: items.length === 0 ? [] : [tableOf(items, context)],
    });
  },
});

interface Item {
  readonly change: string;
  readonly at: string;
  readonly when: string;
  /** `null`: the operator. */
  readonly by: string | null;
  readonly mine: boolean;
  readonly command: string;
  readonly account: string;
  readonly accountId: string;
  /** It was recorded of further accounts too. */
  readonly others: boolean;
  readonly text: string;
}

/** Who did what in which account. Of what was written only interactions are told: the rest may be personal (docs/method.md §18). */
async function itemOf(change: Change, wanted: Account | undefined, context: CommandContext): Promise<Item | null> {
  const { views, zone, language, caller } = context;
  const rows = await views.changeRows(change.id);
  const [account, isAlone] = await accountOf(rows, wanted, context);
  if (!account) return null;
  const own = rows.filter((row) => accountIn(row) === account.id);
  const author = change.memberId === null ? undefined : await views.get('member', change.memberId);
  return {
    change: change.id,
    at: new Date(change.at).toISOString(),
    when: `${formatDay(dayOf(change.at, zone), language)} ${localTime(change.at, zone)}`,
    by: author?.name ?? null,
    mine: change.memberId === caller.member.id,
    command: change.command,
    account: account.name,
    others: !isAlone,
    accountId: account.id,
    text: await told(change, own, context),
  };
}

/** The first account the change touched that the asker may see, and whether it is the only one of those; else none. */
async function accountOf(
  rows: readonly ChangeRow[],
  wanted: Account | undefined,
  { views, permissions }: CommandContext,
): Promise<readonly [account: Account | undefined, isAlone: boolean]> {
  if (wanted) return [wanted, true];
  let first: Account | undefined;
  for (const id of new Set(rows.flatMap((row) => accountIn(row) ?? []))) {
    const account = await views.get('account', id);
    if (!account || !permissions.maySee(account)) continue;
    if (first) return [first, false];
    first = account;
  }
  return [first, true];
}

const accountIn = ({ kind, recordId, accountId }: ChangeRow): string | null =>
  kind === 'account' ? recordId : accountId;

async function told(change: Change, rows: readonly ChangeRow[], context: CommandContext): Promise<string> {
  const { lists, words, answers } = context.messages;
  if (change.undoes !== null) {
    const undone = await context.views.change(change.undoes);
    return lists.took(lists.did[undone?.command as keyof typeof lists.did] ?? undone?.command ?? '');
  }
  const told = rows.flatMap((row) => (row.kind === 'interaction' && row.after !== null ? [row.after] : []));
  const [only] = told;
  // Of many at once, as in an import, none stands for the others.
  if (only !== undefined && told.length === 1) {
    const { kind, contactIds, note } = only;
    const contacts = await Promise.all(contactIds.map((id) => context.expect('contact', id)));
    const short = note.length > NOTE_SHOWN ? `${note.slice(0, NOTE_SHOWN)}…` : note;
    return [words.interactionKind[kind], contacts.map(({ name }) => name).join(answers.separator), short]
      .filter((part) => part !== '')
      .join(' · ');
  }
  return lists.did[change.command as keyof typeof lists.did] ?? change.command;
}

function tableOf(items: readonly Item[], { messages }: CommandContext): Block {
  const { andOthers } = messages.lists;
  const { column, operator } = messages.answers;
  return {
    kind: 'table',
    columns: [column.date, column.who, column.account, column.note].map((label) => ({ label })),
    rows: items.map(({ when, by, account, others, text }) => [
      ...[when, by ?? operator, others ? andOthers(account) : account, text],
    ]),
  };
}
