import type { GiftAdvice } from '../gifts/rules.ts';
import type { Day } from '../records.ts';
import type { GreetingWay } from '../vocabulary.ts';

/** A festival or birthday of one contact on its own day. */
export interface Occasion {
  /** Key of the festival, or `birthday`. */
  readonly key: string;
  readonly on: Day;
}

/** What was done for the same occasion the year before. */
export interface EarlierGreeting {
  readonly on: Day;
  readonly way: GreetingWay;
  readonly memberIds: readonly string[];
  readonly interactionId: string | null;
}

interface GreetingFacts {
  readonly contactId: string;
  /** The day to greet: that of the first occasion. */
  readonly on: Day;
  /** One, or several close together, for which one greeting does. In the order of their days. */
  readonly occasions: readonly Occasion[];
  /** Somebody took it on already, this way; `null`: not yet. */
  readonly planned: { readonly greetingId: string; readonly way: GreetingWay } | null;
  readonly lastYear: EarlierGreeting | null;
  /** Which ways may be suggested here, and by which rule. */
  readonly gift: GiftAdvice;
}

export interface FestivalFacts extends GreetingFacts {
  readonly rule: 'festival';
  /** Days before `on` at which it is spoken of. */
  readonly lead: 14 | 3 | 0;
}

/** Private: only ever for the account's own people (docs/method.md §18). So is a festival whose occasions include `birthday`. */
export interface BirthdayFacts extends GreetingFacts {
  readonly rule: 'birthday';
  readonly lead: 7 | 1 | 0;
  /** Years turned on the day; `null`: the year of birth is not known. */
  readonly turns: number | null;
  readonly calendar: 'solar' | 'lunar';
}
