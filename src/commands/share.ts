import { assessCooperation, checkShare, type ShareProblem } from '../domain/cooperation-stage.ts';
import type { Account, Share } from '../domain/records.ts';
import { formatDay } from '../i18n/format.ts';
import type { Block } from '../reply/reply.ts';
import { answer, buttons, compact, refuse, say, undoButton } from './answer.ts';
import type { CommandContext } from './context.ts';
import { defineCommand } from './define-command.ts';
import { hidden, positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { dayField, numberField, switchField, textField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

const percentField = () => numberField({ least: 0, most: 100, decimals: 2 });

export const share = defineCommand({
  name: 'share',
  effect: 'write',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    percent: positional(percentField()),
    low: percentField(),
    high: percentField(),
    ceiling: percentField(),
    source: textField(200),
    on: positional(dayField('past', true)),
    /** Set by a button: asks for the figure instead of showing the series. */
    ask: hidden(switchField()),
  },
  text: {
    zh: {
      aliases: ['份额'],
      summary: '查看或记录我们在客户同类采购中的份额',
      fields: {
        account: '客户',
        percent: '份额',
        low: '下限',
        high: '上限',
        ceiling: '可达上限',
        source: '来源',
        on: '日期',
        ask: '询问',
      },
      examples: ['份额 华为 68', '份额 华为 45 下限=40 上限=55 来源="财务表"'],
    },
    en: {
      aliases: ['share of wallet'],
      summary: "See or record our share of the account's spend in our category",
      fields: {
        account: 'account',
        percent: 'percent',
        low: 'low',
        high: 'high',
        ceiling: 'ceiling',
        source: 'source',
        on: 'date',
        ask: 'question',
      },
      examples: ['share Northwind 68', 'share Northwind 45 low=40 high=55 source="finance sheet"'],
    },
  },
  alsoNeeds: ({ percent, low, high, ceiling, source, ask }) =>
    percent === undefined && [low, high, ceiling, source, ask].some((given) => given !== undefined) ? ['percent'] : [],
  rights: ({ account, percent }) => (percent === undefined ? [] : [{ right: 'write', account }]),
  async run({ account, percent, low, high, ceiling, source, on }, context, { ask: _, ...input }) {
    if (percent === undefined) return showShares(account, context, null);
    const [fault] = checkShare({ percent, low, high, ceiling });
    if (fault) return refuse('invalid-argument', shareFault(fault, context));
    const day = on ?? momentNow(account, context).day;
    const noted = { ...input, on: day };
    const { changeId } = await context.record(noted, async (repositories) => {
      const before = (await repositories.ofAccount('share', account.id)).find((entry) => entry.on === day);
      const entry: Share = {
        id: before?.id ?? context.newId(),
        accountId: account.id,
        on: day,
        percent,
        low: low ?? null,
        high: high ?? null,
        ceiling: ceiling ?? null,
        source: source ?? null,
        authorId: context.caller.member.id,
        recordedAt: context.now,
      };
      await (before ? repositories.update('share', entry) : repositories.insert('share', entry));
    });
    return showShares(account, context, { changeId, input: noted });
  },
});

function shareFault(fault: ShareProblem, { messages }: CommandContext): string {
  return fault === 'half-a-range' ? messages.errors.rangeTogether : messages.errors.rangeOrder;
}

async function showShares(
  account: Account,
  context: CommandContext,
  written: { readonly changeId: string | null; readonly input: Readonly<Record<string, unknown>> } | null,
) {
  const { messages, language } = context;
  const shares = [...(await context.views.ofAccount('share', account.id))].sort((a, b) => (a.on < b.on ? -1 : 1));
  const { stage, between } = assessCooperation(shares, momentNow(account, context).day);
  const rows = shares
    .toReversed()
    .map(({ on, percent, low, high, ceiling, source }) => [
      formatDay(on, language),
      messages.stage.shareFigure({ percent, low, high, ceiling }),
      source ?? '',
    ]);
  const table: Block = {
    kind: 'table',
    columns: [
      { label: messages.answers.column.date },
      { label: messages.answers.column.share },
      { label: messages.answers.column.source },
    ],
    rows,
  };
  const blocks: Block[] = shares.length === 0 ? [say(messages.stage.askShare(account.name))] : [table];
  return answer({
    title: written
      ? messages.answers.shareRecorded(account.name, messages.words.cooperationStage[stage])
      : messages.answers.shareOf(account.name, messages.words.cooperationStage[stage]),
    data: { shares: shares.map(bookShare), cooperationStage: stage, ...(between ? { between } : {}) },
    blocks: [
      ...blocks,
      ...(written ? undoButton(context, written.changeId) : []),
      ...buttons({ label: messages.forms.stage, press: { command: 'stage', args: { account: `#${account.id}` } } }),
    ],
    tone: written ? 'good' : 'neutral',
    ...(written ? { input: written.input } : {}),
  });
}

/** A share as in the book. */
function bookShare({ percent, on, low, high, ceiling, source }: Share) {
  return { ...compact({ low, high, ceiling, source }), percent, on };
}
