import type { AccountRow } from './answers.ts';

export const SORTS = ['byAttention', 'byName', 'byStage', 'byTouch', 'byOverdue'] as const;
export type Sort = (typeof SORTS)[number];

const ATTENTION = ['high', 'some', 'none'];
const STAGES = ['strategic', 'stable', 'initial', 'development', 'uncertain', 'unknown'];
/** Never in touch is longer ago than any day. */
const NEVER = Number.MAX_SAFE_INTEGER;

const by =
  (...keys: readonly ((row: AccountRow) => number)[]) =>
  (a: AccountRow, b: AccountRow): number => {
    for (const key of keys) {
      const difference = key(a) - key(b);
      if (difference !== 0) return difference;
    }
    return 0;
  };

const attention = (row: AccountRow): number => ATTENTION.indexOf(row.attention);
const overdue = (row: AccountRow): number => -row.overdue;
const gaps = (row: AccountRow): number => -row.findings.length;
const stage = (row: AccountRow): number => STAGES.indexOf(row.stage);
const step = (row: AccountRow): number => -row.step;
const silent = (row: AccountRow): number => -(row.daysSinceTouch ?? NEVER);

const ORDERS: Readonly<Record<Sort, (a: AccountRow, b: AccountRow) => number>> = {
  byAttention: by(attention, overdue, gaps, silent),
  byName: () => 0,
  byStage: by(stage, step),
  byTouch: by(silent),
  byOverdue: by(overdue, attention),
};

/** Rows in an order; equals by name, as they came. */
export const sorted = (rows: readonly AccountRow[], sort: Sort): AccountRow[] => [...rows].sort(ORDERS[sort]);

/** Whether a row passes a filter: `attention:high`, `stage:stable`, or none. */
export function passes(row: AccountRow, only: string): boolean {
  const [group, key] = only.split(':');
  if (group === 'attention') return row.attention === key;
  return group !== 'stage' || row.stage === key;
}

/** What the list can be narrowed to. */
export const FILTERS: readonly (readonly [group: 'attention' | 'cooperationStage', key: string, value: string])[] = [
  ...ATTENTION.map((key) => ['attention', key, `attention:${key}`] as const),
  ...STAGES.map((key) => ['cooperationStage', key, `stage:${key}`] as const),
];
