/** Milliseconds. */
export interface Summary {
  readonly p50: number;
  readonly p99: number;
  readonly mean: number;
  readonly runs: number;
}

/** One way of doing a thing: does it once and answers with the milliseconds of each part worth a name. */
export type Side = (round: number) => Promise<Readonly<Record<string, number>>>;

export interface Rounds {
  readonly warmUp: number;
  readonly rounds: number;
}

/**
 * Runs every side once in each round, in turns first and last, so that whatever else the machine does slows all of them alike;
 * the rounds of the warm-up are not counted.
 */
export async function measure(
  sides: readonly Side[],
  { warmUp, rounds }: Rounds,
): Promise<ReadonlyMap<string, Summary>> {
  const taken = new Map<string, number[]>();
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const parts = await side(round);
      if (round < warmUp) continue;
      for (const [part, ms] of Object.entries(parts)) {
        const all = taken.get(part) ?? [];
        taken.set(part, all);
        all.push(ms);
      }
    }
  }
  return new Map([...taken].map(([part, all]) => [part, summaryOf(all)]));
}

/** How long the work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function summaryOf(all: readonly number[]): Summary {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return {
    p50: at(0.5),
    p99: at(0.99),
    mean: sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length,
    runs: all.length,
  };
}

export type Cells = readonly (string | number | null)[];

/** Columns side by side: numbers to the right with three digits behind the point, nothing for null. */
export function tableOf(head: readonly string[], rows: readonly Cells[]): string {
  const written = rows.map((row) => row.map(cell));
  const widths = head.map((title, column) => Math.max(title.length, ...written.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join('  ');
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...written.map(line)].join('\n');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
