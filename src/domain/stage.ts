import { type AccountOn, accountOn } from './account-on.ts';
import { assessConditions } from './conditions.ts';
import type { Cooperation } from './cooperation-stage.ts';
import { type GridCell, type GridRow, gridCell, gridRow } from './grid.ts';
import { type StaleLevel, staleLevels } from './interpersonal-level.ts';
import type { Moment } from './moment.ts';
import { pinsOn } from './pins.ts';
import { type Play, playsFor } from './plays.ts';
import type { AccountState, Pin, Share } from './records.ts';
import { type Condition, stepOf } from './relationship-step.ts';
import type { Thresholds } from './thresholds.ts';
import { RELATIONSHIP_STEPS, type RelationshipStep, type RelationshipStepKey } from './vocabulary.ts';

/** The whole answer to "what stage is this account": both labels, where they come from, and what is missing. */
export interface StageAssessment {
  readonly moment: Moment;
  readonly share: Share | null;
  readonly cooperationStage: Cooperation['stage'];
  readonly between?: NonNullable<Cooperation['between']>;
  readonly step: RelationshipStep;
  readonly stepKey: RelationshipStepKey;
  /** The grid's row. */
  readonly interpersonalLevel: GridRow;
  readonly keyPeopleCount: number;
  readonly grid: GridCell;
  /** Of all five steps, in their order. */
  readonly conditions: readonly Condition[];
  readonly plays: readonly Play[];
  /** In force on the day, newest first; they change nothing that is computed. */
  readonly pins: readonly Pin[];
  readonly staleLevels: readonly StaleLevel[];
}

/**
 * Assesses an account at a moment (docs/method.md §2–§5). Pure: the same state and moment answer the same on every machine, in
 * any order of the state's lists, and with touches and orders complete or thinned out (`AccountState`).
 */
export function assessStage(state: AccountState, moment: Moment, thresholds: Thresholds): StageAssessment {
  return stageOf(accountOn(state, moment, thresholds));
}

/** The same, of an account already looked at. */
export function stageOf(on: AccountOn): StageAssessment {
  const { state, moment, thresholds } = on;
  const { share, stage, between } = on.cooperation;
  const conditions = assessConditions(on);
  const step = stepOf(conditions);
  const row = gridRow(on.keyPeople, on.links);
  return {
    moment,
    share,
    cooperationStage: stage,
    ...(between === undefined ? {} : { between }),
    step,
    stepKey: RELATIONSHIP_STEPS[step],
    interpersonalLevel: row,
    keyPeopleCount: on.keyPeople.length,
    grid: gridCell(step, row),
    conditions,
    plays: playsFor(on),
    pins: pinsOn(state.pins, moment.day),
    staleLevels: staleLevels(on.links, moment.day, thresholds.staleLevelDays),
  };
}
