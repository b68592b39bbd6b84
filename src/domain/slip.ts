import { accountOn } from './account-on.ts';
import { assessCondition, conditionHolds, conditionsUpTo, stepHeld } from './conditions.ts';
import { addDays } from './days.ts';
import { endOf } from './moment.ts';
import type { AccountState, Day } from './records.ts';
import type { Condition } from './relationship-step.ts';
import type { StageAssessment } from './stage.ts';
import type { Thresholds } from './thresholds.ts';
import { COOPERATION_STAGES, type CooperationStage, type RelationshipStep } from './vocabulary.ts';

/** A relationship step lost between one day and the next (docs/method.md §3). Derived whenever asked, never stored. */
export interface Slip {
  readonly from: RelationshipStep;
  readonly to: RelationshipStep;
  /** What broke: conditions of the steps up to `from` that held the day before and hold no more, with their moves. */
  readonly reasons: readonly Condition[];
}

/** A cooperation stage lost between one day and the next (§2). */
export interface ShareDrop {
  readonly from: CooperationStage;
  readonly to: CooperationStage;
}

/**
 * The slip between two assessments of one account, the day before's and the day's; `null` when the step is no lower. Each must
 * come from a state that suits its own moment: touches thinned out for today say too little about yesterday.
 */
export function assessSlip(before: StageAssessment, after: StageAssessment): Slip | null {
  if (after.step >= before.step) return null;
  const held = new Set(before.conditions.filter((condition) => condition.holds).map((condition) => condition.key));
  const reasons = after.conditions.filter(({ step, key, holds }) => step <= before.step && !holds && held.has(key));
  return { from: before.step, to: after.step, reasons };
}

/** The slip on a day, end of day against end of the day before, from a state with all its touches. As `assessSlip`. */
export function slipOn(complete: AccountState, day: Day, zone: string, thresholds: Thresholds): Slip | null {
  const [before, after] = [addDays(day, -1), day].map((each) => accountOn(complete, endOf(each, zone), thresholds));
  if (!before || !after) throw new Error('Two days are compared.');
  const [from, to] = [stepHeld(before), stepHeld(after)];
  if (to >= from) return null;
  const broken = conditionsUpTo(from).filter((key) => conditionHolds(before, key) && !conditionHolds(after, key));
  return { from, to, reasons: broken.map((key) => assessCondition(after, key)) };
}

/** A lower cooperation stage than the day before; `null` also where one of the two is unknown or uncertain. */
export function assessShareDrop(before: StageAssessment, after: StageAssessment): ShareDrop | null {
  const from = before.cooperationStage;
  const to = after.cooperationStage;
  if (!isStage(from) || !isStage(to)) return null;
  return COOPERATION_STAGES.indexOf(to) < COOPERATION_STAGES.indexOf(from) ? { from, to } : null;
}

function isStage(stage: StageAssessment['cooperationStage']): stage is CooperationStage {
  return stage !== 'unknown' && stage !== 'uncertain';
}
