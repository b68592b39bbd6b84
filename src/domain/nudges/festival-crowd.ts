import { compareText } from '../order.ts';
import type { DayItem } from './day-items.ts';
import type { Nudge } from './nudge.ts';

/** Greetings of one festival day, account by account. */
export interface FestivalCrowd<T> {
  /** The greetings of one more account, `keys` those of the day they are part of. */
  add(group: T, nudges: readonly Nudge[], keys: readonly string[]): void;
  readonly accounts: number;
  /** Each account's; `null` once there are more than can stand side by side. */
  groups(): readonly T[] | null;
  /** All of them as one item, and the keys of what it stands for. */
  joined(subject: string): { readonly item: DayItem; readonly stoodFor: readonly string[] };
}

/** Gathers them; `most`: with more accounts only what the item of all needs is kept. */
export function createFestivalCrowd<T>(most: number): FestivalCrowd<T> {
  let groups: T[] | null = [];
  let accounts = 0;
  let first: Nudge | undefined;
  let [weight, dueOn, expiresOn] = [0, '', ''];
  const keys = new Set<string>();
  const stoodFor: string[] = [];
  return {
    add(group, nudges, own) {
      accounts += 1;
      if (accounts > most) groups = null;
      else groups?.push(group);
      for (const nudge of nudges) {
        if (first === undefined || nudge.key < first.key) first = nudge;
        if (nudge.weight > weight) weight = nudge.weight;
        if (dueOn === '' || nudge.dueOn < dueOn) dueOn = nudge.dueOn;
        if (nudge.expiresOn > expiresOn) expiresOn = nudge.expiresOn;
        stoodFor.push(nudge.key);
      }
      for (const key of own) keys.add(key);
    },
    get accounts() {
      return accounts;
    },
    groups: () => groups,
    joined(subject) {
      const sorted = [...keys].sort(compareText);
      const key = sorted.at(-1);
      if (first === undefined || key === undefined) throw new Error('Nobody is greeted.');
      const nudge: Nudge = { ...first, key, subject, contactId: null, recordIds: [], weight, dueOn, expiresOn };
      const item = { rule: nudge.facts.rule, accountId: first.accountId, nudges: [nudge], keys: sorted };
      return { item: { ...item, weight, dueOn, expiresOn }, stoodFor };
    },
  };
}
