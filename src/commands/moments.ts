import { endOf, type Moment, momentAt } from '../domain/moment.ts';
import type { Account, Day } from '../domain/records.ts';
import type { CommandContext } from './context.ts';

/** Now, in the account's own day (docs/method.md §0). */
export function momentNow(account: Account, context: CommandContext): Moment {
  return momentAt(context.now, context.zoneOf(account));
}

/** The end of a day where the account is; without a day, now. */
export function momentOf(day: Day | undefined, account: Account, context: CommandContext): Moment {
  return day === undefined ? momentNow(account, context) : endOf(day, context.zoneOf(account));
}
