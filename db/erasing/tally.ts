/** Rows touched, by table. */
export interface Tally {
  add(table: string, rows: number): void;
  counts(): Readonly<Record<string, number>>;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add(table, rows) {
      if (rows > 0) counts.set(table, (counts.get(table) ?? 0) + rows);
    },
    counts: () => Object.fromEntries(counts),
  };
}
