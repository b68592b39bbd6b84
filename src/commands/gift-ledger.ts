import { type GiftEntry, type GiftSum, giftLedger, sumOf, sumsBy } from '../domain/gifts/ledger.ts';
import { giftAdvice, giftYearOf } from '../domain/gifts/rules.ts';
import type { Account, GiftApproval } from '../domain/records.ts';
import { capitalised, formatDay, formatMoney } from '../i18n/format.ts';
import type { Block, Text } from '../reply/reply.ts';
import { giftPolicyOf } from '../services/gift-policy.ts';
import { answer, buttons, fieldsOf, maySayPersonal, quiet, say } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { GiftArgs } from './gift.ts';
import { ruleOf } from './gift-lines.ts';
import { momentNow } from './moments.ts';
import { isBirthdayOccasion, occasionText } from './occasion-words.ts';
import type { Outcome } from './outcome.ts';
import { accountsIn } from './own-scope.ts';

/** What was given, to whom, for what, and what it adds up to in a calendar year; with the rule that holds. */
export async function showLedger(
  args: GiftArgs,
  context: CommandContext,
  input: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { account, contacts = [] } = args;
  const accounts = account === undefined ? await accountsIn('mine', context) : [account];
  if ('kind' in accounts) return accounts;
  const wanted = new Set(contacts.map(({ id }) => id));
  const entries = (await entriesAt(accounts, context)).filter(
    ({ contactId }) => wanted.size === 0 || wanted.has(contactId),
  );
  const today = account ? momentNow(account, context).day : context.today;
  const year = args.year ?? giftYearOf(today);
  const ofYear = entries.filter(({ on }) => giftYearOf(on) === year);
  const rows = await Promise.all(ofYear.toReversed().map((entry) => rowOf(entry, context)));
  const { gifts } = context.messages;
  const receivers = contacts.map(({ name }) => name).join(context.messages.answers.separator);
  const whose = receivers !== '' ? receivers : (account?.name ?? gifts.mine);
  const sums = await sumsOf(entries, ofYear, context);
  const advice = account ? giftAdvice(account, giftPolicyOf(context.settings)) : null;
  const rule = account && advice ? ruleOf(account, advice.source, context) : [gifts.notLegal];
  return answer({
    title: gifts.title(whose, year, new Set(ofYear.map(({ interactionId }) => interactionId)).size),
    data: {
      year,
      items: rows,
      sums,
      rule: {
        recipientClass: advice?.recipientClass ?? null,
        gift: advice?.gift ?? null,
        source: advice?.source ?? null,
        ownRule: account?.recipientRule ?? null,
        text: rule,
      },
    },
    input,
    blocks: [
      ...(rows.length === 0 ? [say(gifts.none)] : [tableOf(rows, account === undefined, context)]),
      ...sumBlocks(sums, context),
      ...rule.map((line) => quiet(line)),
      ...buttons({
        label: gifts.button.approvals,
        press: { command: 'gift', args: { action: 'approvals' } },
      }),
    ],
  });
}

interface Known extends GiftEntry {
  readonly account: Account;
  /** Told to those only who may know birthdays. */
  readonly occasion: string | null;
  readonly approval: GiftApproval | null;
}

async function entriesAt(accounts: readonly Account[], context: CommandContext): Promise<readonly Known[]> {
  const { views } = context;
  const policy = giftPolicyOf(context.settings);
  const given = await views.giftsAt(accounts.map(({ id }) => id));
  const all: Known[] = [];
  for (const account of accounts) {
    const own = given.filter(({ accountId }) => accountId === account.id);
    if (own.length === 0) continue;
    const approvals = await views.ofAccount('giftApproval', account.id);
    const isOpen = await maySayPersonal(account, context);
    for (const entry of giftLedger(own, context.zoneOf(account), policy)) {
      const isHidden = !isOpen && isBirthdayOccasion(entry.occasion);
      const approval = approvals.find(({ interactionId }) => interactionId === entry.interactionId) ?? null;
      all.push({ ...entry, account, occasion: isHidden ? null : entry.occasion, approval });
    }
  }
  return all;
}

type Row = Awaited<ReturnType<typeof rowOf>>;

async function rowOf(entry: Known, context: CommandContext) {
  const { interactionId, account, contactId, giverIds, kind, on, occasion, value, amount, approval } = entry;
  const givers = await Promise.all(giverIds.map((id) => context.expect('member', id)));
  return {
    id: interactionId,
    account: account.name,
    contact: (await context.expect('contact', contactId)).name,
    givers: givers.map(({ key }) => key),
    giverNames: givers.map(({ name }) => name),
    kind,
    on,
    occasion,
    value,
    amount,
    approval: approval?.state ?? null,
    reason: approval?.reason ?? null,
  };
}

interface Sum extends GiftSum {
  readonly key: string;
}

async function sumsOf(all: readonly Known[], ofYear: readonly Known[], context: CommandContext) {
  const currency = giftPolicyOf(context.settings)?.currency ?? null;
  const { gifts } = context.messages;
  const list = (sums: ReadonlyMap<string, GiftSum>): readonly Sum[] => [...sums].map(([key, sum]) => ({ key, ...sum }));
  const names = new Map<string, string>();
  for (const { contactId } of ofYear) names.set(contactId, (await context.expect('contact', contactId)).name);
  return {
    currency,
    total: sumOf(ofYear),
    byReceiver: list(sumsBy(ofYear, ({ contactId }) => contactId)).map(({ key, ...sum }) => ({
      key: names.get(key) ?? '?',
      ...sum,
    })),
    byOccasion: list(sumsBy(ofYear, ({ occasion }) => occasion ?? gifts.noOccasion)),
    byYear: list(sumsBy(all, ({ on }) => String(giftYearOf(on)))),
  };
}

function sumBlocks(sums: Awaited<ReturnType<typeof sumsOf>>, { messages, language }: CommandContext): readonly Block[] {
  const { gifts } = messages;
  const inWords = ({ amount, count, apart }: GiftSum): string => {
    const others = apart.map((one) => formatMoney(one, language)).join(' + ');
    // While nothing can be compared, what was given is all there is to say.
    if (sums.currency === null) return gifts.sum(others === '' ? gifts.noValue : others, count, '');
    return gifts.sum(formatMoney({ amount, currency: sums.currency }, language), count, others);
  };
  const section = (title: string, list: readonly Sum[]): readonly Block[] =>
    list.length === 0
      ? []
      : [
          say([{ strong: title }]),
          ...fieldsOf(
            list.map((sum): [string, string] => [capitalised(occasionText(sum.key, messages)), inWords(sum)]),
          ),
        ];
  return [
    ...section(gifts.byReceiver, sums.byReceiver),
    ...section(gifts.byOccasion, sums.byOccasion),
    ...section(gifts.byYear, sums.byYear),
  ];
}

function tableOf(rows: readonly Row[], withAccount: boolean, { messages, language }: CommandContext): Block {
  const { gifts, words, answers } = messages;
  const { column } = gifts;
  const columns = [
    column.on,
    ...(withAccount ? [answers.column.account] : []),
    column.receiver,
    column.what,
    column.value,
    column.occasion,
    column.giver,
    column.approval,
  ];
  return {
    kind: 'table',
    columns: columns.map((label) => ({ label })),
    rows: rows.map((row): readonly Text[] => [
      formatDay(row.on, language),
      ...(withAccount ? [row.account] : []),
      row.contact,
      words.interactionKind[row.kind],
      row.value === null ? gifts.noValue : formatMoney(row.value, language),
      row.occasion === null ? '' : occasionText(row.occasion, messages),
      row.giverNames.join(answers.separator),
      row.approval === null ? '' : gifts.approval[row.approval],
    ]),
  };
}
