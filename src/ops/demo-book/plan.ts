import type { Day } from '../../domain/records.ts';
import type { Attitude, Language, PinTarget } from '../../domain/vocabulary.ts';
import type { BookAccount, BookContact, BookInteraction } from '../book/schema.ts';
import type { Times } from './times.ts';

/** What people of one side talk about; decides which notes fit. */
export const THEMES = ['purchasing', 'finance', 'technology', 'operations', 'executive', 'office'] as const;
export type Theme = (typeof THEMES)[number];

/** Two or more people who met again and again: from `since` days ago, about `every` so many days, for the last time `last` days ago. */
export interface Tie {
  readonly ours: string | readonly string[];
  readonly theirs: string | readonly string[];
  readonly theme: Theme;
  readonly since: number;
  readonly last: number;
  readonly every: number;
  /** The last time was on that very day, be it a day off. */
  readonly isExact?: boolean;
}

/** An interaction told in full. */
export type Told = Omit<BookInteraction, 'account'>;

/** What one of ours thought of somebody, from a day on. */
export interface ViewPlan {
  readonly contact: string;
  readonly by: string;
  readonly attitude: Attitude;
  readonly ago: number;
  readonly source?: string;
}

export interface PinPlan {
  readonly by: string;
  readonly target: PinTarget;
  readonly value: string;
  readonly reason: string;
  readonly from: Day;
  readonly until: Day;
}

/** One account of the demo and everything that happened there. */
export interface AccountPlan {
  /** Short; ids are made of it. */
  readonly slug: string;
  readonly language: Language;
  readonly account: Omit<BookAccount, 'contacts' | 'timeZone'> & {
    readonly timeZone: string;
    readonly contacts: BookContact[];
  };
  readonly ties: readonly Tie[];
  readonly told?: readonly Told[];
  readonly views?: readonly ViewPlan[];
  readonly pins?: readonly PinPlan[];
}

/** An account plan lives in the account's own time. */
export interface Script {
  readonly timeZone: string;
  readonly plan: (times: Times) => Omit<AccountPlan, 'account'> & {
    readonly account: Omit<AccountPlan['account'], 'timeZone'>;
  };
}
