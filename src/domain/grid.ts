import { bestLevel } from './interpersonal-level.ts';
import type { Link } from './links.ts';
import type { ContactOn } from './traits.ts';
import type { GridReading, InterpersonalLevel, RelationshipStep } from './vocabulary.ts';

export type GridRow = 0 | InterpersonalLevel;

/** Where an account stands between organisation (column) and people (row) (docs/method.md §5). */
export interface GridCell {
  readonly column: RelationshipStep;
  readonly row: GridRow;
  readonly reading: GridReading;
}

/** How close we are to those who decide: their best stated levels, weighted by their part of the decision (S0). */
export function gridRow(keyPeople: readonly ContactOn[], links: readonly Link[]): GridRow {
  const levels = keyPeople.map((person) => ({
    weight: person.weight ?? 0,
    level: bestLevel(links, person.contact.id),
  }));
  return weightedMean(levels) ?? weightedMean(levels.map(({ level }) => ({ weight: 1, level }))) ?? 0;
}

/** The cell and what it tells (S0). */
export function gridCell(column: RelationshipStep, row: GridRow): GridCell {
  return { column, row, reading: readingOf(column, row) };
}

function readingOf(column: RelationshipStep, row: GridRow): GridReading {
  if (row === 0 || column === 0) return 'off-grid';
  if (row === column) return 'balanced';
  if (row >= column + 2) return 'person-dependent';
  return column >= row + 2 ? 'impersonal' : 'near-balanced';
}

/** Rounded half up; weights and levels are whole, so that one division of whole numbers is exact. */
function weightedMean(levels: readonly { weight: number; level: GridRow }[]): GridRow | undefined {
  const weight = levels.reduce((sum, each) => sum + each.weight, 0);
  if (weight === 0) return undefined;
  const sum = levels.reduce((total, each) => total + each.weight * each.level, 0);
  return Math.floor((2 * sum + weight) / (2 * weight)) as GridRow;
}
