import type { Account } from '../../domain/records.ts';
import type { AccountScope } from './account-scope.ts';
import type { AccountPlan } from './accounts.ts';
import { importContacts } from './contacts.ts';
import { importFacts, importOrders, importShares } from './figures.ts';
import { type GivenInteraction, importInteractions } from './interactions.ts';
import { importLevels } from './levels.ts';
import type { MemberIndex } from './member-index.ts';
import type { Run } from './run.ts';
import { importTraits } from './traits.ts';

interface Inside {
  readonly account: Account;
  /** `null` when the file has no block for it. */
  readonly plan: AccountPlan | null;
  readonly members: MemberIndex;
  readonly interactions: readonly GivenInteraction[];
}

/** Brings in everything that belongs to one account, so that no more than one is held in memory. */
export async function importInside(run: Run, { account, plan, members, interactions }: Inside): Promise<void> {
  const scope: AccountScope = {
    account: { id: account.id, isNew: plan !== null && plan.before === undefined },
    zone: account.timeZone ?? run.zone,
    path: plan?.path ?? '',
    members,
  };
  const given = plan?.given;
  if (given?.shares?.length) await importShares(run, scope, given.shares);
  if (given?.orders?.length) await importOrders(run, scope, given.orders);
  if (given?.facts?.length) await importFacts(run, scope, given.facts);
  if (!given?.contacts?.length && interactions.length === 0) return;
  const contacts = await importContacts(run, scope, given?.contacts ?? []);
  if (contacts.plans.length > 0) {
    await importTraits(run, scope, contacts);
    await importLevels(run, scope, contacts.plans);
  }
  if (interactions.length > 0) await importInteractions(run, scope, interactions, contacts.index);
}
