import type { Instant } from '../../domain/records.ts';
import type { Book, BookAccount, BookInteraction, BookMember } from '../book/schema.ts';
import { SCRIPTS } from './accounts/index.ts';
import { happeningsOf } from './happenings.ts';
import { accountId, contactId, demoHistory } from './history.ts';
import { demoMembers } from './members.ts';
import { createNotePile } from './note-pile.ts';
import type { AccountPlan, Script } from './plan.ts';
import { createRandom } from './random.ts';
import { timesAt } from './times.ts';

export interface DemoBookOptions {
  readonly now: Instant;
  /** Moves days, kinds of talks and notes about; what is to be seen in the book stays. */
  readonly seed?: number;
}

export type DemoBook = Book & {
  readonly members: BookMember[];
  readonly accounts: BookAccount[];
  readonly interactions: BookInteraction[];
};

/**
 * A believable book in two languages, eighteen months up to `now`, each account in its own time zone. It shows every cooperation
 * stage, relationship step, finding and shape of the method, whatever day it is. The same moment and seed give the same book.
 */
export function demoBook({ now, seed = 1 }: DemoBookOptions): DemoBook {
  const random = createRandom(seed);
  const notes = createNotePile(random);
  const members = demoMembers(now);
  const plans = SCRIPTS.map((script) => planOf(script, now));
  return {
    version: 1,
    members,
    accounts: plans.map(bookAccount),
    interactions: plans.flatMap((plan) => happeningsOf(plan, timesAt(now, plan.account.timeZone), random, notes)),
    history: demoHistory(members, plans, now),
  };
}

function planOf({ timeZone, plan }: Script, now: Instant): AccountPlan {
  const { account, ...rest } = plan(timesAt(now, timeZone));
  return { ...rest, account: { ...account, timeZone } };
}

function bookAccount({ slug, account }: AccountPlan): BookAccount {
  const contacts = account.contacts.map((contact, position) => ({ id: contactId(slug, position), ...contact }));
  return { id: accountId(slug), ...account, contacts };
}
