import type { Order } from '../domain/records.ts';
import { formatDay, formatMoney } from '../i18n/format.ts';
import { answer, compact, say, undoButton } from './answer.ts';
import { defineCommand } from './define-command.ts';
import { free, positional, required } from './fields.ts';
import { momentNow } from './moments.ts';
import { dayField, moneyField, textField } from './plain-fields.ts';
import { accountField } from './reference-fields.ts';

export const order = defineCommand({
  name: 'order',
  effect: 'write',
  role: 'viewer',
  fields: {
    account: required(positional(accountField())),
    on: positional(dayField('past', true)),
    amount: positional(moneyField()),
    currency: textField(3),
    product: free(textField(200)),
  },
  text: {
    zh: {
      aliases: ['订单'],
      summary: '查看或记录订单',
      fields: { account: '客户', on: '日期', amount: '金额', currency: '币种', product: '产品' },
      examples: ['订单 华为 11月3日 50万元 产品="二期设备"'],
    },
    en: {
      aliases: ['orders'],
      summary: 'See or record orders',
      fields: { account: 'account', on: 'date', amount: 'amount', currency: 'currency', product: 'product' },
      examples: ['order Northwind Nov 3 50000 USD product="phase two"'],
    },
  },
  rights: (args) => (isWrite(args) ? [{ right: 'write', account: args.account }] : []),
  async run(args, context, input) {
    const { account } = args;
    if (!isWrite(args)) return listOrders();
    const on = args.on ?? momentNow(account, context).day;
    const amount = args.amount?.amount ?? null;
    const currency = args.currency?.toUpperCase() ?? args.amount?.currency ?? null;
    const product = args.product ?? null;
    const understood = { account: account.name, on, ...compact({ amount, currency, product }) };
    const { value, changeId } = await context.record(understood, async (repositories) => {
      const record: Order = {
        id: context.newId(),
        accountId: account.id,
        on,
        amount,
        currency,
        product,
        authorId: context.caller.member.id,
        recordedAt: context.now,
      };
      await repositories.insert('order', record);
      return record;
    });
    return answer({
      title: context.messages.answers.orderRecorded(account.name),
      data: bookOrder(value),
      input: understood,
      tone: 'good',
      blocks: [say(lineOf(value)), ...undoButton(context, changeId)],
    });

    async function listOrders() {
      const orders = [...(await context.views.ofAccount('order', account.id))].sort((a, b) => (a.on < b.on ? 1 : -1));
      const { answers } = context.messages;
      return answer({
        title: answers.ordersOf(account.name, orders.length),
        data: { orders: orders.map(bookOrder) },
        blocks: orders.slice(0, 20).map((one) => say(lineOf(one))),
        input,
      });
    }

    function lineOf({ on: day, amount: sum, currency: unit, product: what }: Order): string {
      const money = sum === null ? null : formatMoney({ amount: sum, currency: unit ?? '' }, context.language);
      return [formatDay(day, context.language), money, what].filter((part) => part !== null).join(' · ');
    }
  },
});

const isWrite = (args: { readonly on?: unknown; readonly amount?: unknown; readonly product?: unknown }): boolean =>
  args.on !== undefined || args.amount !== undefined || args.product !== undefined;

/** An order as in the book. */
function bookOrder({ id, on, amount, currency, product }: Order) {
  return { id, on, ...compact({ amount, currency, product }) };
}
