import type { NudgeRule } from '../vocabulary.ts';

/**
 * The order within a message, heaviest first (°): what ends today, what is broken, what has waited too long, what comes up, what
 * is worth mending some time. Where a rule speaks several times the lead, in days to the occasion, chooses; the table in
 * docs/method.md §15 is this one.
 */
const WEIGHTS = {
  'receivable-watch': 100,
  'issue-overdue': 98,
  birthday: { 0: 95, 1: 60, 7: 38 },
  festival: { 0: 94, 3: 58, 14: 36 },
  'next-step-due': { 0: 90, '-1': 62, 1: 86, 3: 84, 7: 82 },
  'step-slip': 80,
  'share-drop': 78,
  'gift-approval': 74,
  'buying-signal': 70,
  'visit-unfinished': 66,
  vacancy: 56,
  'opposed-key-person': 54,
  'touch-overdue': { decision: 52, management: 50, operation: 48 },
  'single-thread-ours': 44,
  'single-thread-theirs': 42,
  'blind-department': 40,
  'gate-stale': 30,
  'policy-review': 24,
  'survey-gap': 20,
} as const satisfies Readonly<Record<NudgeRule, number | Readonly<Record<string | number, number>>>>;

/** The weight of a rule, at a lead or for a layer where it has several. */
export function weightOf(rule: NudgeRule, lead: number | string = ''): number {
  const weight: number | Readonly<Record<string, number>> = WEIGHTS[rule];
  return typeof weight === 'number' ? weight : (weight[String(lead)] ?? 0);
}
