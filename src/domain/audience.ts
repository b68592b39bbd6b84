import type { Change, StageDiff } from './diff.ts';
import type { Evidence } from './evidence.ts';
import type { Finding, FindingEvidence } from './findings.ts';
import type { GridCell, GridRow } from './grid.ts';
import type { StageAssessment } from './stage.ts';

/** From so many key people on, the grid's row no longer gives away how close anyone is to one of them (docs/method.md §18). */
const ANONYMOUS_FROM = 3;

/** An assessment as people outside the account's own team, and channels, may see it. */
export interface PublicAssessment extends Omit<StageAssessment, 'interpersonalLevel' | 'grid'> {
  readonly interpersonalLevel: GridRow | null;
  readonly grid: Pick<GridCell, 'column'> & { readonly [K in 'row' | 'reading']: GridCell[K] | null };
}

/**
 * Takes out what tells how close two named people are: levels in evidence, stale levels, and, where fewer than three key
 * people make it, the grid's row with the reading that would let it be guessed.
 */
export function hideLevels(assessment: StageAssessment): PublicAssessment {
  const { grid, keyPeopleCount, interpersonalLevel, conditions } = assessment;
  const isShown = keyPeopleCount >= ANONYMOUS_FROM;
  return {
    ...assessment,
    interpersonalLevel: isShown ? interpersonalLevel : null,
    grid: isShown ? grid : { column: grid.column, row: null, reading: null },
    conditions: conditions.map((each) => ({ ...each, evidence: each.evidence.map(withoutLevel) })),
    staleLevels: [],
  };
}

/** Findings without the levels in their evidence. */
export function hideLevelsInFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.map(withoutLevels);
}

/** A comparison of two moments as people outside the account's own team, and channels, may see it. */
export interface PublicDiff extends Omit<StageDiff, 'grid'> {
  readonly grid: (Pick<Change<GridCell>, 'causes'> & Record<'before' | 'after', PublicAssessment['grid']>) | null;
}

/** Takes out levels, whoever stated them, and the grid's row where fewer than three key people make it at either moment. */
export function hideLevelsInDiff(diff: StageDiff): PublicDiff {
  const { grid, keyPeopleCount, findings } = diff;
  const isShown = Math.min(keyPeopleCount.before, keyPeopleCount.after) >= ANONYMOUS_FROM;
  const cell = (each: GridCell) => (isShown ? each : { column: each.column, row: null, reading: null });
  return {
    ...diff,
    levels: [],
    findings: findings.map((each) => ({ ...each, finding: withoutLevels(each.finding) })),
    grid:
      grid === null || (!isShown && grid.before.column === grid.after.column)
        ? null
        : {
            before: cell(grid.before),
            after: cell(grid.after),
            causes: isShown ? grid.causes.filter(({ kind }) => kind !== 'level') : (diff.step?.causes ?? []),
          },
  };
}

function withoutLevels(finding: Finding): Finding {
  return { ...finding, evidence: finding.evidence.map(withoutLevel) };
}

function withoutLevel<E extends Evidence | FindingEvidence>(evidence: E): E {
  return evidence.kind === 'link' ? { ...evidence, level: null } : evidence;
}
