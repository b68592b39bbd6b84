import type { Block } from '../reply/reply.ts';
import { answer, buttons, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { hidden, positional } from './fields.ts';
import { accountsIn, SCOPES, scopeWords } from './own-scope.ts';
import { choiceField, numberField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';
import { furthestFirst, type WaitingItem, waitingAt, waitingText } from './waiting-layers.ts';

const SHOWN = 20;

export const overdue = defineCommand({
  name: 'overdue',
  effect: 'read',
  role: 'viewer',
  fields: {
    scope: positional(choiceField(SCOPES, ({ context }) => context.messages.waiting.scope, [...scopeWords])),
    account: positional(accountField()),
    limit: numberField({ least: 1, most: 200, decimals: 0 }),
    offset: hidden(numberField({ least: 0, most: 1_000_000, decimals: 0 })),
  },
  text: {
    zh: {
      aliases: ['待联系'],
      summary: '哪些客户、哪一层等我们等得太久：超过理想间隔的、超过最长间隔的',
      fields: { scope: '范围', account: '客户', limit: '条数', offset: '起始序号' },
      examples: ['待联系', '待联系 团队', '待联系 华为'],
    },
    en: {
      aliases: ['waiting'],
      summary: 'Which accounts, and which of their layers, have waited for us past the ideal or the most allowed',
      fields: { scope: 'scope', account: 'account', limit: 'limit', offset: 'offset' },
      examples: ['overdue', 'overdue team', 'overdue Northwind'],
    },
  },
  rights: () => [],
  async run({ account, scope = 'mine', limit = SHOWN, offset = 0 }, context, input) {
    const accounts = account === undefined ? await accountsIn(scope, context) : [account];
    if ('kind' in accounts) return accounts;
    const { waiting, lists } = context.messages;
    const items = (await waitingAt(accounts, context)).toSorted(furthestFirst);
    const page = items.slice(offset, offset + limit);
    const red = items.filter(({ colour }) => colour === 'red').length;
    const about = account === undefined ? scope : 'account';
    return answer({
      title: waiting.title(red, items.length - red),
      data: { scope: about, total: items.length, red, yellow: items.length - red, offset, items: page },
      input,
      blocks: [
        ...(accounts.length === 0 ? [say(waiting.noAccounts)] : page.length === 0 ? [say(waiting.none)] : []),
        ...page.flatMap((item) => linesOf(item, context)),
        ...(page.length > 0 ? [quiet(waiting.oneWay)] : []),
        ...(offset + limit < items.length
          ? buttons({ label: lists.more, press: { command: 'overdue', args: { ...input, offset: offset + limit } } })
          : []),
      ],
    });
  },
});

/** At most so many names in a line. */
const NAMED = 5;

function linesOf(item: WaitingItem, context: CommandContext): readonly Block[] {
  const { waiting, answers } = context.messages;
  const { accountId, account, contacts } = item;
  const names = contacts.slice(0, NAMED).join(answers.separator) + (contacts.length > NAMED ? '…' : '');
  return [
    say(waitingText(item, context)),
    quiet(names),
    ...buttons({ label: waiting.log(account), press: { command: 'log', args: { account: `#${accountId}` } } }),
  ];
}
