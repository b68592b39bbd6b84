import type { Account, Day, NextStep } from '../domain/records.ts';
import type { CommandContext } from './context.ts';
import { momentNow } from './moments.ts';
import { accountsOfMembers } from './own-scope.ts';

/** Ours by who promised it, theirs by whose account it is; everything of an account when only that was named. */
export async function openPromises(
  account: Account | undefined,
  members: readonly string[] | null,
  context: CommandContext,
): Promise<readonly NextStep[]> {
  const { views } = context;
  if (account !== undefined) {
    const all = await views.openPromisesAt([account.id]);
    return members === null ? all : all.filter(({ byId }) => byId === null || members.includes(byId));
  }
  const ids = members ?? [];
  const accounts = await accountsOfMembers(ids, context);
  const theirs = (await views.openPromisesAt(accounts.map(({ id }) => id))).filter(({ byId }) => byId === null);
  return [...(await views.openPromisesOf(ids)), ...theirs];
}

/** A promise with where it was made. */
export interface PlacedPromise {
  readonly step: NextStep;
  readonly at: Account;
  /** Where the account is. */
  readonly today: Day;
}

/** Those whose account is in use and may be seen; each account is looked at once. */
export async function withPlaces(
  steps: readonly NextStep[],
  account: Account | undefined,
  context: CommandContext,
): Promise<readonly PlacedPromise[]> {
  const known = new Map<string, { readonly at: Account; readonly today: Day; readonly isShown: boolean }>();
  const shown: PlacedPromise[] = [];
  for (const step of steps) {
    let place = known.get(step.accountId);
    if (place === undefined) {
      const at = account ?? (await context.expect('account', step.accountId));
      const isShown = account !== undefined || (!at.archived && context.permissions.maySee(at));
      place = { at, isShown, today: momentNow(at, context).day };
      known.set(step.accountId, place);
    }
    if (place.isShown) shown.push({ step, at: place.at, today: place.today });
  }
  return shown;
}
