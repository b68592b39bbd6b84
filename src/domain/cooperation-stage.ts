import type { Day, Share } from './records.ts';
import { prevailing } from './traits.ts';
import type { CooperationStage } from './vocabulary.ts';

/** From these shares on an account is stable, strategic (S2; docs/method.md §2). The method's own: not settings. */
export const STABLE_FROM = 50;
export const STRATEGIC_FROM = 80;

/** Where an account's share of wallet stands on a day. */
export interface Cooperation {
  /** The entry that holds on the day; `null` when none was ever recorded by then. */
  readonly share: Share | null;
  /** `unknown`: no share. `uncertain`: its range reaches from one stage into another. */
  readonly stage: CooperationStage | 'unknown' | 'uncertain';
  /** The stages of the range's ends, when uncertain. */
  readonly between?: readonly [CooperationStage, CooperationStage];
}

export type ShareProblem =
  | 'out-of-range'
  | 'too-many-decimals'
  | 'half-a-range'
  | 'low-above-percent'
  | 'high-below-percent'
  | 'above-ceiling';

/** The figures of a share before they are accepted. Absent and `null` mean the same. */
export interface ShareFigures {
  readonly percent: number;
  readonly low?: number | null | undefined;
  readonly high?: number | null | undefined;
  readonly ceiling?: number | null | undefined;
}

/** The stage of a share in percent, 0 to 100 (S2). */
export function stageOfPercent(percent: number): CooperationStage {
  if (percent >= STRATEGIC_FROM) return 'strategic';
  if (percent >= STABLE_FROM) return 'stable';
  return percent > 0 ? 'initial' : 'development';
}

/** The share that holds on a day: the latest entry on or before it; `null` when there is none. */
export function shareOn(shares: readonly Share[], day: Day): Share | null {
  let held: Share | undefined;
  for (const share of shares) if (share.on <= day) held = prevailing(held, share);
  return held ?? null;
}

/** Share and cooperation stage on a day (S2). */
export function assessCooperation(shares: readonly Share[], day: Day): Cooperation {
  const share = shareOn(shares, day);
  if (share === null) return { share, stage: 'unknown' };
  const lowest = stageOfPercent(share.low ?? share.percent);
  const highest = stageOfPercent(share.high ?? share.percent);
  if (lowest === highest) return { share, stage: lowest };
  return { share, stage: 'uncertain', between: [lowest, highest] };
}

/** What is wrong with the figures of a share, if anything: an empty list means they can be recorded. */
export function checkShare({ percent, low, high, ceiling }: ShareFigures): readonly ShareProblem[] {
  const given = [percent, low, high, ceiling].filter(isGiven);
  const problems = new Set<ShareProblem>();
  if (given.some((figure) => !(figure >= 0 && figure <= 100))) problems.add('out-of-range');
  else if (given.some((figure) => Math.round(figure * 100) / 100 !== figure)) problems.add('too-many-decimals');
  if (isGiven(low) !== isGiven(high)) problems.add('half-a-range');
  if (isGiven(low) && low > percent) problems.add('low-above-percent');
  if (isGiven(high) && high < percent) problems.add('high-below-percent');
  if (isGiven(ceiling) && Math.max(percent, high ?? percent) > ceiling) problems.add('above-ceiling');
  return [...problems];
}

function isGiven(figure: number | null | undefined): figure is number {
  return figure !== null && figure !== undefined;
}
