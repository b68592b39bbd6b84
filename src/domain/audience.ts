import type { Evidence } from './evidence.ts';
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

function withoutLevel(evidence: Evidence): Evidence {
  return evidence.kind === 'link' ? { ...evidence, level: null } : evidence;
}
