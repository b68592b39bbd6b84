import { accountOn } from './account-on.ts';
import { type Between, changesBetween, type KeyPersonChange } from './between.ts';
import { type Cause, causesOfAll, distinct } from './cause.ts';
import { type ConditionChange, conditionChanges } from './condition-changes.ts';
import type { Cooperation } from './cooperation-stage.ts';
import { shareEvidence } from './evidence.ts';
import { type FindingChange, findingChanges } from './finding-changes.ts';
import type { GridCell } from './grid.ts';
import { type LevelChange, levelChanges } from './level-changes.ts';
import type { LinkChange } from './link-changes.ts';
import type { Moment } from './moment.ts';
import type { AccountState, Share } from './records.ts';
import { type Shape, shapeOf } from './shape.ts';
import { stageOf } from './stage.ts';
import { supportIndex } from './support-index.ts';
import type { Thresholds } from './thresholds.ts';
import { causesOf, type TraitChange } from './trait-changes.ts';
import type { RelationshipStep } from './vocabulary.ts';

/** An account's state, and the moment it suits: touches may be thinned out for that moment (`AccountState`). */
export interface StateAt {
  readonly state: AccountState;
  readonly moment: Moment;
}

/** Something that is not what it was, and what made it so. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
  readonly causes: readonly Cause[];
}

type StageLabel = Pick<Cooperation, 'stage' | 'between'>;

/** What moved between two moments, and by which records. What stayed as it was is `null`, or not in its list. */
export interface StageDiff {
  readonly before: Moment;
  readonly after: Moment;
  readonly share: Change<Share | null> | null;
  readonly cooperationStage: Change<StageLabel> | null;
  /** By the conditions whose change decided it. */
  readonly step: Change<RelationshipStep> | null;
  readonly conditions: readonly ConditionChange[];
  readonly grid: Change<GridCell> | null;
  readonly keyPeopleCount: { readonly before: number; readonly after: number };
  readonly keyPeople: readonly KeyPersonChange[];
  readonly supportIndex: Change<number | null> | null;
  readonly findings: readonly FindingChange[];
  readonly shape: Change<Shape> | null;
  readonly links: readonly LinkChange[];
  readonly traits: readonly TraitChange[];
  readonly levels: readonly LevelChange[];
}

/**
 * Compares an account at two moments, the earlier first; or, at one moment, as it is and as it would be (`withHypothesis`).
 * What was recorded since about other days leaves the answer as it is.
 */
export function diffStage(earlier: StateAt, later: StateAt, thresholds: Thresholds): StageDiff {
  const before = accountOn(earlier.state, earlier.moment, thresholds);
  const after = accountOn(later.state, later.moment, thresholds);
  const between = changesBetween(before, after);
  const levels = levelChanges(before, after);
  const [was, is] = [stageOf(before), stageOf(after)];
  const conditions = conditionChanges(between, was.conditions, is.conditions);
  const step = changed(was.step, is.step, causesOfStep(conditions, was.step, is.step));
  return {
    before: before.moment,
    after: after.moment,
    ...cooperationChanges(before.cooperation, after.cooperation),
    step,
    conditions,
    grid: changed(was.grid, is.grid, [...(step?.causes ?? []), ...causesOfRow(between, levels)]),
    keyPeopleCount: { before: was.keyPeopleCount, after: is.keyPeopleCount },
    keyPeople: between.keyPeople,
    supportIndex: changed(supportIndex(before.contacts), supportIndex(after.contacts), causesOfSupport(between)),
    findings: findingChanges(between),
    shape: changed(shapeOf(before.active), shapeOf(after.active), causesOfAll(between.links)),
    links: between.links,
    traits: between.traits,
    levels,
  };
}

function cooperationChanges(was: Cooperation, is: Cooperation): Pick<StageDiff, 'share' | 'cooperationStage'> {
  const causes = is.share === null ? [] : [shareEvidence(is.share)];
  const label = ({ stage, between }: Cooperation): StageLabel =>
    between === undefined ? { stage } : { stage, between };
  return {
    share: was.share?.id === is.share?.id ? null : { before: was.share, after: is.share, causes },
    cooperationStage: changed(label(was), label(is), causes),
  };
}

/** Up: what began among the conditions of the steps gained. Down: what ceased among those of the steps it had. */
function causesOfStep(
  conditions: readonly ConditionChange[],
  before: RelationshipStep,
  after: RelationshipStep,
): readonly Cause[] {
  const highest = Math.max(before, after);
  const change = after > before ? 'began' : 'ceased';
  return causesOfAll(conditions.filter((each) => each.change === change && each.step <= highest));
}

function causesOfRow({ traits, keyPeople, before, after }: Between, levels: readonly LevelChange[]): readonly Cause[] {
  const keys = new Set([...before.keyPeople, ...after.keyPeople].map(({ contact }) => contact.id));
  const isKey = ({ contactId }: { readonly contactId: string }) => keys.has(contactId);
  return [
    ...causesOfAll(levels.filter(isKey)),
    ...causesOf(traits, (change) => change.field === 'weight' && isKey(change)),
    ...causesOfAll(keyPeople),
  ];
}

function causesOfSupport({ traits }: Between): readonly Cause[] {
  return causesOf(traits, ({ field }) => field === 'attitude' || field === 'weight' || field === 'state');
}

/** `null` when nothing changed. Both are plain data with their keys in one order. */
function changed<T>(before: T, after: T, causes: readonly Cause[]): Change<T> | null {
  return JSON.stringify(before) === JSON.stringify(after) ? null : { before, after, causes: distinct(causes) };
}
