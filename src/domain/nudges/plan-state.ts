import type { Workdays } from '../calendar/workdays.ts';
import type { GiftPolicy } from '../gifts/rules.ts';
import type { AccountState, Day, GiftApproval, Greeting, Interaction, NextStep } from '../records.ts';
import type { Thresholds } from '../thresholds.ts';

/** Slips and drops of so many days back are still told, once, if they still hold (°). */
export const LOOK_BACK_DAYS = 30;
/** Far enough back to find what was done for the same occasion the year before, in either calendar. */
export const LAST_YEAR_DAYS = 420;

/**
 * What is known of an account, enough to plan what to say about it on a day. Beside what an assessment needs:
 * `members` also holds the managers of those named; `touches`, of each pair, all since `LOOK_BACK_DAYS` + 1 days before the day
 * and the latest (two-way) one before that. With touches thinned out further only a slip may be missed. `traits` may come without
 * `authorId` and `source` (`null`): nothing that is said asks for them.
 */
export interface PlanState extends AccountState {
  /**
   * Of the last `LOOK_BACK_DAYS` all visits and all with a signal; of the last `LAST_YEAR_DAYS` all with an occasion; and those
   * the approvals are about and the promises near the day were made in. Others do no harm.
   */
  readonly interactions: readonly Interaction[];
  /** Open ones due around the day (`PROMISE_DAYS`), and all of the visits above. Others do no harm. */
  readonly nextSteps: readonly NextStep[];
  /** Those `on` a day in the last `LAST_YEAR_DAYS` or ahead. */
  readonly greetings: readonly Greeting[];
  /** Those still asked. */
  readonly approvals: readonly GiftApproval[];
}

export interface PlanOptions {
  /** The organisation's time zone: of accounts without one. */
  readonly zone: string;
  readonly thresholds: Thresholds;
  /** Nudges due up to this day are foreseen: the furthest last day off that follows the day for anybody. Not before the day. */
  readonly through: Day;
  /** A member's working days. */
  readonly workdaysOf: (memberId: string) => Workdays;
  /** Who decides on a gift where the owner has no manager. */
  readonly adminIds: readonly string[];
  /** The administrator's limits on gifts; `null`: none set. */
  readonly giftPolicy: GiftPolicy | null;
}
