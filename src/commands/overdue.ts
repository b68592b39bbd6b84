import { accountOn } from '../domain/account-on.ts';
import { cadencesOn, type LayerCadence } from '../domain/nudges/cadence.ts';
import { by, compareText } from '../domain/order.ts';
import type { Account, Day } from '../domain/records.ts';
import type { Layer } from '../domain/vocabulary.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { planStates } from '../services/planning/account-nudges.ts';
import { answer, buttons, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { hidden, positional } from './fields.ts';
import { momentNow } from './moments.ts';
import { accountsIn, SCOPES, scopeWords } from './own-scope.ts';
import { choiceField, numberField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

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
      fields: { scope: '范围', account: '客户', limit: '条数', offset: '起始' },
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

interface WaitingItem {
  readonly accountId: string;
  readonly account: string;
  /** The owner's key. */
  readonly owner: string;
  readonly layer: Layer;
  readonly colour: Exclude<LayerCadence['colour'], 'green'>;
  /** Since the last touch that counts; never in touch: since the first of them was entered. */
  readonly days: number;
  readonly ideal: number;
  readonly atMost: number;
  /** Days past the most allowed; below 0: past the ideal only. */
  readonly over: number;
  readonly lastOn: Day | null;
  /** The interaction of that touch. */
  readonly last: string | null;
  readonly contacts: readonly string[];
}

/** Red before yellow, then by how far past. */
const furthestFirst = by<WaitingItem>(
  (a, b) => Number(b.colour === 'red') - Number(a.colour === 'red'),
  (a, b) => (a.colour === 'red' ? b.over - a.over : b.days - b.ideal - (a.days - a.ideal)),
  (a, b) => compareText(a.account, b.account),
  (a, b) => compareText(a.accountId, b.accountId),
);

async function waitingAt(accounts: readonly Account[], context: CommandContext): Promise<readonly WaitingItem[]> {
  const { views, now, thresholds, organisation } = context;
  const members = await views.all('member');
  const keys = new Map(members.map(({ id, key }) => [id, key]));
  const items: WaitingItem[] = [];
  for await (const batch of planStates(views, accounts, members, now, organisation.timeZone)) {
    for (const { state } of batch) {
      const { account, contacts } = state;
      const names = new Map(contacts.map(({ id, name }) => [id, name]));
      for (const cadence of cadencesOn(accountOn(state, momentNow(account, context), thresholds))) {
        if (cadence.colour === 'green') continue;
        const { layer, colour, days, idealDays, atMostDays, last, contactIds } = cadence;
        items.push({
          accountId: account.id,
          account: account.name,
          owner: keys.get(account.ownerId) ?? '',
          layer,
          colour,
          days,
          ideal: idealDays,
          atMost: atMostDays,
          over: days - atMostDays,
          lastOn: last?.on ?? null,
          last: last?.interactionId ?? null,
          contacts: contactIds.map((id) => names.get(id) ?? '?'),
        });
      }
    }
  }
  return items;
}

/** At most so many names in a line. */
const NAMED = 5;

function linesOf(item: WaitingItem, { messages, language }: CommandContext): readonly Block[] {
  const { waiting, words, answers } = messages;
  const { accountId, account, layer, colour, days, ideal, atMost, lastOn, contacts } = item;
  const names = contacts.slice(0, NAMED).join(answers.separator) + (contacts.length > NAMED ? '…' : '');
  const told = [
    waiting.days(days, lastOn === null),
    waiting.allowed(ideal, atMost),
    ...(lastOn === null ? [] : [waiting.last(formatDay(lastOn, language))]),
  ].join(' · ');
  return [
    say([{ strong: `${SIGN[colour]} ${account} · ${words.layer[layer]}` }, ` · ${waiting.colour[colour]} · ${told}`]),
    quiet(names),
    ...buttons({ label: waiting.log(account), press: { command: 'log', args: { account: `#${accountId}` } } }),
  ];
}

/** A sign beside each word: nobody has to tell red from yellow. */
const SIGN = { red: '▲', yellow: '◆' } as const;
