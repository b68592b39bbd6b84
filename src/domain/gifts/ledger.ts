import { dayOf } from '../days.ts';
import { by, compareText, groupBy } from '../order.ts';
import type { Day, Interaction, Money } from '../records.ts';
import { type GiftPolicy, giftYearOf, isGift, toReference } from './rules.ts';

/** What one receiver was given at one time. A value shared by several receivers is split evenly (docs/method.md §16 °). */
export interface GiftEntry {
  readonly interactionId: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly giverIds: readonly string[];
  readonly kind: 'gift' | 'meal';
  /** Local day in the account's zone. */
  readonly on: Day;
  readonly occasion: string | null;
  /** This receiver's part; `null`: no value was told. */
  readonly value: Money | null;
  /** The same in the policy's currency; `null`: no value, or a currency without a rate. */
  readonly amount: number | null;
}

/** Several gifts added up. */
export interface GiftSum {
  readonly count: number;
  /** In the policy's currency. */
  readonly amount: number;
  /** What has no rate, by currency: shown apart, never added. */
  readonly apart: readonly Money[];
  /** Some have no value or no rate, so the amount says too little. */
  readonly isPartial: boolean;
}

export const NO_GIFTS: GiftSum = { count: 0, amount: 0, apart: [], isPartial: false };

/** The ledger of one account: a line for each gift or paid meal and each of its receivers, by day. */
export function giftLedger(
  interactions: readonly Interaction[],
  zone: string,
  policy: GiftPolicy | null,
): readonly GiftEntry[] {
  return interactions
    .filter(isGift)
    .flatMap((interaction) => entriesOf(interaction, zone, policy))
    .sort(
      by<GiftEntry>(
        (a, b) => compareText(a.on, b.on),
        (a, b) => compareText(a.interactionId, b.interactionId),
        (a, b) => compareText(a.contactId, b.contactId),
      ),
    );
}

/** Entries added up. */
export function sumOf(entries: readonly GiftEntry[]): GiftSum {
  const apart = new Map<string, number>();
  let amount = 0;
  for (const entry of entries) {
    if (entry.amount !== null) amount += entry.amount;
    else if (entry.value !== null) {
      apart.set(entry.value.currency, (apart.get(entry.value.currency) ?? 0) + entry.value.amount);
    }
  }
  return {
    count: entries.length,
    amount: toCents(amount),
    apart: [...apart]
      .sort(([a], [b]) => compareText(a, b))
      .map(([currency, sum]) => ({ currency, amount: toCents(sum) })),
    isPartial: entries.some((entry) => entry.amount === null),
  };
}

/** Sums by receiver, by occasion (`null`: none told) or by calendar year. */
export function sumsBy<K>(entries: readonly GiftEntry[], keyOf: (entry: GiftEntry) => K): ReadonlyMap<K, GiftSum> {
  return new Map([...groupBy(entries, keyOf)].map(([key, group]) => [key, sumOf(group)]));
}

/**
 * What a new gift is judged beside: of its receivers the one who was given most in the calendar year, without the gift itself.
 * Partial if any receiver's year is.
 */
export function givenBefore(
  entries: readonly GiftEntry[],
  gift: { readonly interactionId: string | null; readonly contactIds: readonly string[]; readonly on: Day },
): GiftSum {
  const sums = gift.contactIds.map((contactId) =>
    sumOf(
      entries.filter(
        (entry) =>
          entry.contactId === contactId &&
          entry.interactionId !== gift.interactionId &&
          giftYearOf(entry.on) === giftYearOf(gift.on),
      ),
    ),
  );
  const most = sums.reduce((a, b) => (b.amount > a.amount ? b : a), NO_GIFTS);
  return { ...most, isPartial: sums.some(({ isPartial }) => isPartial) };
}

function entriesOf(interaction: Interaction, zone: string, policy: GiftPolicy | null): readonly GiftEntry[] {
  const receivers = [...new Set(interaction.contactIds)];
  const value = interaction.value === null ? null : part(interaction.value, receivers.length);
  const amount = value === null ? null : toReference(value, policy);
  return receivers.map((contactId) => ({
    interactionId: interaction.id,
    accountId: interaction.accountId,
    contactId,
    giverIds: interaction.memberIds,
    kind: interaction.kind === 'meal' ? 'meal' : 'gift',
    on: interaction.day ?? dayOf(interaction.at, zone),
    occasion: interaction.occasion,
    value,
    amount,
  }));
}

function part({ amount, currency }: Money, receivers: number): Money {
  return { amount: amount / receivers, currency };
}

/** Sums of parts and rates are rounded once, at the end. */
function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
