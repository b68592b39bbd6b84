import type { Account, Day, Interaction, Money } from '../records.ts';
import type { GiftLimit, GreetingWay, RecipientClass } from '../vocabulary.ts';

/** Where a rule on gifts comes from; the words are the catalogue's (docs/method.md §16). */
export const GIFT_SOURCES = ['state-council-20-1988', 'zhongbanfa-1995-7', 'administrator', 'unset'] as const;
/** The administrator's limits, or that there are none yet; else the order of the State Council or the notice of 1995. */
export type GiftSource = (typeof GIFT_SOURCES)[number];

/** Set by the administrator; nothing is invented where it is not. */
export interface GiftPolicy {
  /** Amounts are compared in this currency. */
  readonly currency: string;
  /** How much of `currency` one unit of another is worth. */
  readonly rates: Readonly<Record<string, number>>;
  readonly limits: { readonly [C in RecipientClass]?: GiftLimits };
}

export interface GiftLimits {
  /** The most one gift may be worth to one receiver; `null`: not set. */
  readonly perGift: number | null;
  /** The most one receiver may be given in a calendar year; `null`: not set. */
  readonly perYear: number | null;
}

/** What may be suggested to somebody for an occasion, and by which rule. */
export interface GiftAdvice {
  /** `null`: nobody has said, and the account's kinds do not tell. */
  readonly recipientClass: RecipientClass | null;
  /** In the order to offer them. */
  readonly ways: readonly GreetingWay[];
  /** May a gift be suggested: never; after asking compliance or an administrator; within the limits. */
  readonly gift: 'never' | 'ask-first' | 'within-limits';
  readonly source: GiftSource;
  /** The recipient's own rule, as noted. */
  readonly ownRule: string | null;
}

/** What is to be done about a gift or meal that was, or is to be, given. It is kept in any case. */
export type GiftVerdict =
  | { readonly verdict: 'allowed'; readonly source: GiftSource }
  /** Nothing forbids it and nothing allows it: compliance or an administrator should say. */
  | { readonly verdict: 'ask-first'; readonly over: GiftLimit; readonly source: GiftSource }
  /** A manager decides. */
  | { readonly verdict: 'needs-approval'; readonly over: GiftLimit; readonly source: GiftSource };

const WITHOUT_GIFT = ['greeting', 'call', 'visit'] as const satisfies readonly GreetingWay[];

/** Whom a gift goes to: as set, else `government` for an institution with a special standing, else not known. */
export function recipientClassOf({ recipientClass, kinds }: Account): RecipientClass | null {
  return recipientClass ?? (kinds.includes('important') ? 'government' : null);
}

/** What may be suggested for an occasion of a contact of this account. */
export function giftAdvice(account: Account, policy: GiftPolicy | null): GiftAdvice {
  const recipientClass = recipientClassOf(account);
  const source = sourceFor(recipientClass, policy);
  const gift = source === 'administrator' ? 'within-limits' : recipientClass === 'government' ? 'never' : 'ask-first';
  const ways = gift === 'within-limits' ? [...WITHOUT_GIFT, 'gift' as const] : WITHOUT_GIFT;
  return { recipientClass, ways, gift, source, ownRule: account.recipientRule };
}

/** A gift or meal beside what each of its receivers was given before in the calendar year (`givenBefore`). */
export interface GiftCase {
  readonly account: Account;
  readonly policy: GiftPolicy | null;
  readonly value: Money | null;
  readonly receivers: number;
  /** Of the receiver who was given most, in the policy's currency; partial when some of it has no value or rate. */
  readonly before: { readonly amount: number; readonly isPartial: boolean };
}

/**
 * What the rules say of one gift or meal. To an authority it always needs approval, whatever it is worth. To a state-owned firm
 * compliance is asked first. Elsewhere the administrator's limits decide; without them, without a value, or in a currency
 * without a rate, the assistant asks, for nothing can be compared.
 */
export function judgeGift({ account, policy, value, receivers, before }: GiftCase): GiftVerdict {
  const recipientClass = recipientClassOf(account);
  const source = sourceFor(recipientClass, policy);
  if (recipientClass === 'government') return { verdict: 'needs-approval', over: 'class', source };
  const limits = limitsFor(recipientClass, policy);
  const amount = value === null ? null : toReference(value, policy);
  const each = amount === null ? null : amount / Math.max(1, receivers);
  const over = limits === null || each === null ? null : overLimit(limits, each, before);
  if (over !== null) return { verdict: 'needs-approval', over, source: 'administrator' };
  if (recipientClass === 'state-owned') return { verdict: 'ask-first', over: 'class', source };
  if (limits === null || each === null || before.isPartial) return { verdict: 'ask-first', over: 'unset', source };
  return { verdict: 'allowed', source };
}

/** An amount in the policy's currency; `null` when no rate says how much that is. */
export function toReference({ amount, currency }: Money, policy: GiftPolicy | null): number | null {
  if (policy === null) return null;
  if (currency === policy.currency) return amount;
  const rate = Object.hasOwn(policy.rates, currency) ? policy.rates[currency] : undefined;
  return rate === undefined ? null : amount * rate;
}

/** Whether an interaction is a gift in the sense of the rules: a gift, or a meal somebody paid for. */
export function isGift({ kind, value }: Pick<Interaction, 'kind' | 'value'>): boolean {
  return kind === 'gift' || (kind === 'meal' && value !== null);
}

/** The calendar year a ledger is kept for. */
export function giftYearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

function overLimit({ perGift, perYear }: GiftLimits, each: number, before: GiftCase['before']): GiftLimit | null {
  if (perGift !== null && isMore(each, perGift)) return 'gift';
  if (perYear !== null && isMore(before.amount + each, perYear)) return 'year';
  return null;
}

/** More by a hundredth at least: sums of shares and rates are not exact. */
function isMore(amount: number, limit: number): boolean {
  return Math.round((amount - limit) * 100) > 0;
}

function sourceFor(recipientClass: RecipientClass | null, policy: GiftPolicy | null): GiftSource {
  if (recipientClass === 'government') return 'state-council-20-1988';
  if (recipientClass === 'state-owned') return 'zhongbanfa-1995-7';
  return limitsFor(recipientClass, policy) === null ? 'unset' : 'administrator';
}

/** The limits of a class; `null` while the administrator has set neither. One alone is enough: the other then does not bind. */
function limitsFor(recipientClass: RecipientClass | null, policy: GiftPolicy | null): GiftLimits | null {
  const limits = recipientClass === null ? undefined : policy?.limits[recipientClass];
  return limits === undefined || (limits.perGift === null && limits.perYear === null) ? null : limits;
}
