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
  const groups = new Map<string, { entity: Entity; rows: Resolved[]; said: Map<string, Said[]> | null }>();
  for (const row of rows) {
    for (const entity of row.entities) {
      const group = groups.get(entity.key);
      if (group === undefined) groups.set(entity.key, { entity, rows: [row], said: null });
      else {
        const [first] = group.rows;
        if (group.said === null && first !== undefined) group.said = saidBy(group.entity, first);
        group.rows.push(row);
        noteAll(group.said ?? new Map(), entity, row);
      }
    }
  }
  return [...groups.values()].map(({ entity, rows: its, said }) => {
    // Most things are said once: there is nothing to compare.
    if (said === null) return { ...entity, rows: its };
    for (const [field, values] of said) noteContradiction(field, values);
    const values = Object.fromEntries([...said].map(([field, [first]]) => [field, first?.value]));
    return { ...entity, values, rows: its };
  });
}

function saidBy(entity: Entity, row: Resolved): Map<string, Said[]> {
  const said = new Map<string, Said[]>();
  noteAll(said, entity, row);
  return said;
}

function noteAll(said: Map<string, Said[]>, { values }: Entity, row: Resolved): void {
  for (const [field, value] of Object.entries(values)) if (value !== undefined) noteSaid(said, field, value, row);
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
