import type { Account, Member } from '../../domain/records.ts';
import { adminsAmong, membersBelow } from '../permissions.ts';
import type { PlanParts } from './plan-options.ts';

/**
 * Where one of these members may have something to hear of: accounts of theirs and of those below them, where they promised, whom
 * they met or have to do with, and gifts an admin may have to decide on. Archived ones included, each once. `members`: everyone.
 */
export async function accountsFor(
  { store: { views }, organisation }: Pick<PlanParts, 'store' | 'organisation'>,
  some: readonly Member[],
  members: readonly Member[],
): Promise<readonly Account[]> {
  const ids = new Set(some.map(({ id }) => id));
  const below = [...ids].flatMap((id) => [...membersBelow(members, id)]);
  const own = await views.accountsOf([...new Set([...ids, ...below])]);
  const further = new Set((await views.openPromisesOf([...ids])).map(({ accountId }) => accountId));
  for (const id of ids) for (const accountId of await views.accountsMetBy(id)) further.add(accountId);
  if (adminsAmong(members, organisation.adminEmails).some(({ id }) => ids.has(id))) {
    for (const { state, accountId } of await views.all('giftApproval')) if (state === 'asked') further.add(accountId);
  }
  for (const { id } of own) further.delete(id);
  return [...own, ...(await views.some('account', [...further]))];
}
