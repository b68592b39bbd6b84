import { isDeepStrictEqual } from 'node:util';
import type { Entity, Resolved } from './entities.ts';

/** What all rows together say of one record. */
export interface Merged extends Entity {
  readonly rows: readonly Resolved[];
}

/**
 * Puts together what rows say of the same record. Rows that contradict each other are all refused: which of them stands first in
 * a file is no reason to believe it.
 */
export function merged(rows: readonly Resolved[]): readonly Merged[] {
  const groups = new Map<string, { entity: Entity; rows: Resolved[]; said: Map<string, Said[]> }>();
  for (const row of rows) {
    for (const entity of row.entities) {
      const group = groups.get(entity.key) ?? { entity, rows: [], said: new Map<string, Said[]>() };
      groups.set(entity.key, group);
      group.rows.push(row);
      for (const [field, value] of Object.entries(entity.values)) {
        if (value !== undefined) noteSaid(group.said, field, value, row);
      }
    }
  }
  return [...groups.values()].map(({ entity, rows: its, said }) => {
    for (const [field, values] of said) noteContradiction(field, values);
    const values = Object.fromEntries([...said].map(([field, [first]]) => [field, first?.value]));
    return { ...entity, values, rows: its };
  });
}

interface Said {
  readonly value: unknown;
  readonly rows: Resolved[];
}

function noteSaid(said: Map<string, Said[]>, field: string, value: unknown, row: Resolved): void {
  const values = said.get(field) ?? [];
  const same = values.find((other) => other.value === value || isDeepStrictEqual(other.value, value));
  if (same === undefined) values.push({ value, rows: [row] });
  else same.rows.push(row);
  said.set(field, values);
}

const MOST_LINES = 5;

function noteContradiction(field: string, values: readonly Said[]): void {
  // A new name is written in several ways at most; which of them it gets changes nothing.
  if (values.length < 2 || field === 'name') return;
  for (const { value, rows } of values) {
    const others = values.filter((other) => other.value !== value).flatMap((other) => other.rows);
    const lines = others.map(({ draft }) => draft.line).sort((a, b) => a - b);
    for (const { draft } of rows) {
      draft.refusals.push({ code: 'contradiction', value: saying(field, value), lines: lines.slice(0, MOST_LINES) });
    }
  }
}

function saying(field: string, value: unknown): string {
  return `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`.slice(0, 80);
}
