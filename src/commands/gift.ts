import { actionField } from './choices.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { type Args, hidden, positional } from './fields.ts';
import { decideOnGift, listApprovals } from './gift-approvals.ts';
import { showLedger } from './gift-ledger.ts';
import { log } from './log.ts';
import { occasionField } from './occasion-field.ts';
import type { Outcome } from './outcome.ts';
import { participantsField } from './participants-field.ts';
import { choiceField, dayField, moneyField, numberField, switchField, textField } from './plain-fields.ts';
import { accountField, membersField } from './reference-fields.ts';

const KINDS = ['gift', 'meal'] as const;

const fields = {
  account: positional(accountField()),
  contacts: positional(participantsField()),
  kind: positional(
    choiceField(KINDS, ({ context }) => context.messages.words.interactionKind, [
      { value: 'gift', words: ['gift', '礼物', '礼品'] },
      { value: 'meal', words: ['meal', 'dinner', 'lunch', '宴请', '吃饭', '餐'] },
    ]),
  ),
  value: positional(moneyField()),
  occasion: occasionField(),
  givers: membersField(),
  date: dayField('past', true),
  note: textField(20_000, true),
  answered: switchField(),
  year: numberField({ least: 2000, most: 2100, decimals: 0 }),
  action: hidden(
    actionField(['approvals', 'approve', 'refuse'], {
      approvals: ['审批', '待审批', 'pending'],
      approve: ['批准', 'approved'],
      refuse: ['不批准', 'refused', 'reject'],
    }),
  ),
  approval: hidden(textField(100)),
  reason: hidden(textField(500)),
};
export type GiftArgs = Args<typeof fields>;

export const gift = defineCommand({
  name: 'gift',
  effect: 'write',
  role: 'viewer',
  fields,
  text: {
    zh: {
      aliases: ['礼物', '礼品'],
      summary: '礼品与宴请：记一次、看台账、看规定；超过限额的由经理审批',
      fields: {
        account: '客户',
        contacts: '收受人',
        kind: '类型',
        value: '价值',
        occasion: '事由',
        givers: '赠送人',
        date: '日期',
        note: '内容',
        answered: '对方回复',
        year: '年份',
        action: '操作',
        approval: '申请',
        reason: '理由',
      },
      examples: ['礼物 华为', '礼物 张伟 华为', '礼物 华为 张伟 300元 事由=中秋', '礼物 审批'],
    },
    en: {
      aliases: ['gifts'],
      summary: 'Gifts and meals: record one, see the ledger and the rules; over a limit a manager approves',
      fields: {
        account: 'account',
        contacts: 'receivers',
        kind: 'kind',
        value: 'value',
        occasion: 'occasion',
        givers: 'givers',
        date: 'date',
        note: 'note',
        answered: 'answer',
        year: 'year',
        action: 'action',
        approval: 'request',
        reason: 'reason',
      },
      examples: [
        'gift Northwind',
        'gift Alice at Northwind',
        'gift Northwind Alice 40 USD occasion=christmas',
        'gift approvals',
      ],
    },
  },
  alsoCalled: { answered: ['已回复'] },
  phrases: [
    {
      words: ['gift approvals', 'gifts to approve', '礼物 审批', '礼品 审批', '待审批礼品', '礼物审批', '礼品审批'],
      preset: { action: 'approvals' },
      positional: [],
    },
  ],
  alsoNeeds: (args) => {
    if (args.action === 'approve' || args.action === 'refuse')
      return ['approval', ...(args.action === 'refuse' ? (['reason'] as const) : [])];
    return isLog(args) ? ['account', 'contacts'] : [];
  },
  asks: ({ action }) => action === 'approvals',
  rights: (args) => {
    if (args.action === 'approve' || args.action === 'refuse') return [{ right: 'role', role: 'member' }];
    return isLog(args) && args.account ? [{ right: 'write', account: args.account }] : [];
  },
  async run(args, context, input) {
    if (args.action === 'approvals') return listApprovals(context, input);
    if (args.action !== undefined) return decideOnGift(args, context, input);
    return isLog(args) ? record(args, context) : showLedger(args, context, input);
  },
});

/** A value, or what only somebody says who records one. */
function isLog({ action, value, date, note, givers, answered }: GiftArgs): boolean {
  return action === undefined && [value, date, note, givers, answered].some((given) => given !== undefined);
}

/** A gift is an interaction like any other: `log` keeps it, checks it, and answers. */
async function record(args: GiftArgs, context: CommandContext): Promise<Outcome> {
  const { account, contacts = [], kind = 'gift', givers, value, occasion, date, note, answered } = args;
  const raw = {
    account: `#${account?.id}`,
    contacts: contacts.map(({ id, name }) => (id === null ? `+${name}` : `#${id}`)),
    kind,
    ...(givers ? { members: givers.map(({ id }) => `#${id}`) } : {}),
    value,
    occasion,
    date,
    note,
    answered,
  };
  const { outcome, input } = await log.invoke(raw, context);
  return outcome.kind === 'done' && outcome.input === undefined ? { ...outcome, input } : outcome;
}
