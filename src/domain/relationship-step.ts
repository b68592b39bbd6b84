import type { Evidence } from './evidence.ts';
import type { Move } from './move.ts';
import type { RelationshipStep } from './vocabulary.ts';

/** Keys of what each step asks for, with the step (S0; docs/method.md §3). */
export const CONDITION_STEPS = {
  'first-order': 1,
  departments: 2,
  'other-department': 2,
  pairs: 3,
  'executive-pair': 3,
  'key-people': 3,
  integration: 4,
  'share-known': 4,
  'share-grown': 4,
  alliance: 5,
} as const satisfies Record<string, RelationshipStep>;

export type ConditionKey = keyof typeof CONDITION_STEPS;

/** One condition of a step on a day: whether it holds, the records it rests on, and what to do while it does not. */
export interface Condition {
  readonly step: 1 | 2 | 3 | 4 | 5;
  readonly key: ConditionKey;
  readonly holds: boolean;
  readonly evidence: readonly Evidence[];
  /** Given for every condition that does not hold. */
  readonly move?: Move;
}

/** The highest step whose conditions and those of every step below hold (S0). */
export function stepOf(conditions: readonly Pick<Condition, 'step' | 'holds'>[]): RelationshipStep {
  const broken = conditions.filter((condition) => !condition.holds).map((condition) => condition.step);
  return (Math.min(6, ...broken) - 1) as RelationshipStep;
}
