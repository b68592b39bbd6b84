import type { FactEvidence, OrderEvidence, ShareEvidence, TraitEvidence } from './evidence.ts';
import type { Day } from './records.ts';
import type { InterpersonalLevel } from './vocabulary.ts';

/** What made something change: a record that counts at the later moment and did not at the earlier, or time alone. */
export type Cause =
  /** A two-way touch of the two. */
  | {
      readonly kind: 'interaction';
      readonly interactionId: string;
      readonly on: Day;
      readonly memberId: string;
      readonly contactId: string;
    }
  | TraitEvidence
  /** A level stated; private to the account's own people (docs/method.md §18). */
  | {
      readonly kind: 'level';
      readonly levelId: string;
      readonly memberId: string;
      readonly contactId: string;
      readonly level: InterpersonalLevel;
      readonly on: Day | null;
    }
  | OrderEvidence
  | ShareEvidence
  /** Come into force, or past its last day. */
  | FactEvidence
  /** The share that today's is compared with is another than before, since a year ago has moved on. */
  | { readonly kind: 'compared-share'; readonly share: ShareEvidence }
  | { readonly kind: 'member-left'; readonly memberId: string; readonly on: Day | null }
  /** No record: since their last two-way touch too much time has passed. */
  | { readonly kind: 'cold'; readonly memberId: string; readonly contactId: string; readonly lastOn: Day }
  /** No record: the post has been empty for too long. */
  | { readonly kind: 'still-vacant'; readonly contactId: string; readonly since: Day | null };

/** Each cause once, in the order they were found. */
export function distinct(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
}

/** The causes of all the changes, one after another. */
export function causesOfAll(changes: readonly { readonly causes: readonly Cause[] }[]): readonly Cause[] {
  return changes.flatMap(({ causes }) => causes);
}
