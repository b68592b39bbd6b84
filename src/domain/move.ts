import type { Approach } from './approach.ts';
import type { Day } from './records.ts';
import type { Department, MemberFunction } from './vocabulary.ts';

/** One concrete thing to do about a condition that does not hold. Ids are `null` where the records name nobody. */
export type Move =
  | RenewMove
  | MeetMove
  | PairMove
  | ExecutivesMove
  | { readonly kind: 'record-department'; readonly contactIds: readonly string[] }
  | (Approach & { readonly kind: 'find-key-person' | 'win-first-order' | 'ask-share' })
  | (Approach & { readonly kind: 'start-integration' | 'explore-alliance' })
  /** Grow from `percent` to more than `above`, the share on `since`. */
  | (Approach & { readonly kind: 'grow-share'; readonly percent: number; readonly above: number; readonly since: Day });

/** A link that has just gone cold: these two should talk again. */
export interface RenewMove {
  readonly kind: 'renew';
  readonly contactId: string;
  readonly memberId: string;
  readonly department: Department | null;
  /** Local day of their last two-way touch. */
  readonly lastOn: Day;
  readonly daysAgo: number;
}

/** Nobody of ours has spoken with that department (or that key person) since `lastOn`, or ever. */
export interface MeetMove {
  readonly kind: 'meet';
  readonly department: Department | null;
  readonly contactId: string | null;
  readonly memberId: string | null;
  readonly lastOn: Day | null;
}

/** One of ours in that function should meet one of theirs in that department. */
export interface PairMove {
  readonly kind: 'pair';
  readonly function: MemberFunction;
  readonly department: Department;
  readonly memberId: string | null;
  readonly contactId: string | null;
  /** Who of ours knows the contact well enough to introduce them. */
  readonly viaMemberId: string | null;
}

interface ExecutivesMove {
  readonly kind: 'bring-executives-together';
  readonly memberId: string | null;
  readonly contactId: string | null;
  readonly viaMemberId: string | null;
  /** When executives of both sides last spoke; `null`: never. */
  readonly lastOn: Day | null;
}
