import {
  type GiftPolicy,
  type GiftSource,
  type GiftVerdict,
  recipientClassOf,
  toReference,
} from '../domain/gifts/rules.ts';
import type { Account, Money } from '../domain/records.ts';
import { formatMoney } from '../i18n/format.ts';
import { giftPolicyOf } from '../services/gift-policy.ts';
import type { CommandContext } from './context.ts';

type Words = Pick<CommandContext, 'messages' | 'language' | 'settings'>;

/** The rule that holds for an account, with its source; closes with what every answer about gifts must say. */
export function ruleOf(account: Account, source: GiftSource, context: Words): readonly string[] {
  const { gifts, words } = context.messages;
  const recipientClass = recipientClassOf(account);
  return [
    recipientClass === null ? gifts.noClass(account.name) : gifts.recipient(words.recipientClass[recipientClass]),
    ...sourceLines(account, source, context),
    ...(account.recipientRule === null ? [] : [gifts.ownRule(account.recipientRule)]),
    gifts.notLegal,
  ];
}

function sourceLines(account: Account, source: GiftSource, { messages, language, settings }: Words): readonly string[] {
  const { gifts } = messages;
  const policy = giftPolicyOf(settings);
  const recipientClass = recipientClassOf(account);
  const limits = recipientClass === null ? undefined : policy?.limits[recipientClass];
  const inWords = (amount: number | null): string | null =>
    amount === null || policy === null ? null : formatMoney({ amount, currency: policy.currency }, language);
  const [perGift, perYear] = [inWords(limits?.perGift ?? null), inWords(limits?.perYear ?? null)];
  const told = perGift === null && perYear === null ? [] : [gifts.limits(perGift, perYear)];
  if (source !== 'unset') return source === 'administrator' ? told : [gifts.rule[source], ...told];
  if (recipientClass === null) return [gifts.rule.unset];
  return [
    gifts.rule.unset,
    ...(recipientClass === 'private' || recipientClass === 'foreign'
      ? [gifts.setLimit(`gift-limit-${recipientClass}`)]
      : []),
    ...(policy === null ? [gifts.setCurrency] : []),
  ];
}

export interface Judged {
  readonly account: Account;
  readonly judged: GiftVerdict;
  readonly policy: GiftPolicy | null;
  readonly value: Money | null;
  /** What was given before has parts without a value or rate. */
  readonly isYearUnclear: boolean;
  readonly asked: string | null;
}

/** The verdict on one gift, why, who is asked, and the rule behind it. */
export function ruleLines(given: Judged, context: Words): readonly string[] {
  const { account, judged, asked } = given;
  const { gifts } = context.messages;
  return [
    gifts.verdict[judged.verdict],
    ...('over' in judged ? [gifts.over[judged.over]] : []),
    ...(asked === null ? [] : [gifts.asked(asked)]),
    ...whyUnclear(given, context),
    ...ruleOf(account, judged.source, context),
  ];
}

/** What stands in the way of comparing, where that is why one must ask. */
function whyUnclear({ judged, policy, value, isYearUnclear }: Judged, { messages }: Words): readonly string[] {
  if (judged.verdict !== 'ask-first' || judged.over !== 'unset' || judged.source === 'unset') return [];
  const { gifts } = messages;
  if (value === null) return [gifts.needsValue];
  if (toReference(value, policy) === null) return [gifts.needsRate(value.currency)];
  return isYearUnclear ? [gifts.unclearYear] : [];
}
