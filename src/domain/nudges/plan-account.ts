import { accountOn } from '../account-on.ts';
import { endOf } from '../moment.ts';
import type { Day } from '../records.ts';
import { dropNudges, slipNudges } from './falls.ts';
import { signalNudges, visitNudges } from './follow-ups.ts';
import { findingNudges } from './found.ts';
import { greetingNudges } from './greetings.ts';
import { inOrder, type Nudge } from './nudge.ts';
import type { PlanOptions, PlanState } from './plan-state.ts';
import { type Planning, planningOf } from './planning.ts';
import { promiseNudges } from './promises.ts';
import { approvalNudges, policyNudges } from './reviews.ts';
import { touchNudges } from './touch-overdue.ts';

const RULES: readonly ((planning: Planning) => readonly Nudge[])[] = [
  touchNudges,
  greetingNudges,
  promiseNudges,
  visitNudges,
  signalNudges,
  findingNudges,
  slipNudges,
  dropNudges,
  approvalNudges,
  policyNudges,
];

/**
 * All that is worth saying about one account on one local day, and what will be up to the last day looked ahead to (docs/method.md
 * §15): to whoever, said before or not, muted or not. Pure: the same on every machine, in any time zone of the process and any
 * order of the state's lists. Nothing about archived accounts. Ordered by weight, then day, then key.
 */
export function planAccount(state: PlanState, day: Day, options: PlanOptions): readonly Nudge[] {
  const { account } = state;
  if (account.archived) return [];
  const on = accountOn(state, endOf(day, account.timeZone ?? options.zone), options.thresholds);
  const planning = planningOf(state, on, options);
  return RULES.flatMap((rule) => rule(planning)).sort(inOrder);
}
