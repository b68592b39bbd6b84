import type { Finding } from './findings.ts';

/** How much an account wants looking after, from what is plain to see; shown as a colour and a word. */
export const ATTENTION = ['high', 'some', 'none'] as const;
export type Attention = (typeof ATTENTION)[number];

export interface Looked {
  readonly findings: readonly Pick<Finding, 'key'>[];
  /** Promises of ours past their day. */
  readonly overdue: number;
  /** `null`: never in touch. */
  readonly daysSinceTouch: number | null;
  /** After so many days a link counts as cold (docs/method.md §0). */
  readonly activeDays: number;
}

/** Findings that lose an account by themselves. */
export const GRAVE: ReadonlySet<Finding['key']> = new Set(['vacancy', 'opposed-key-person', 'single-thread-ours']);

/** High: a promise of ours is overdue, a grave gap is open, or the account has gone cold; some: any other gap, or half way to cold. */
export function attentionOf({ findings, overdue, daysSinceTouch, activeDays }: Looked): Attention {
  const isCold = daysSinceTouch === null || daysSinceTouch > activeDays;
  if (overdue > 0 || isCold || findings.some(({ key }) => GRAVE.has(key))) return 'high';
  return findings.length > 0 || daysSinceTouch > activeDays / 2 ? 'some' : 'none';
}
