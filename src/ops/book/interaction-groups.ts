import type { AccountIndex } from './account-index.ts';
import type { GivenInteraction } from './interactions.ts';
import type { Run } from './run.ts';
import type { ReadInteraction } from './schema.ts';

/** The interactions of a file by the id of their account, so that each account is loaded once. */
export function groupInteractions(
  run: Run,
  given: readonly ReadInteraction[],
  accounts: AccountIndex,
): Map<string, GivenInteraction[]> {
  const groups = new Map<string, GivenInteraction[]>();
  const ids = new Set<string>();
  for (const [position, item] of given.entries()) {
    const path = `interactions[${position}]`;
    if (item.id != null && ids.has(item.id)) run.problems.add(`${path}.id`, 'duplicate', { value: item.id });
    if (item.id != null) ids.add(item.id);
    const account = accounts.resolve(item.account, `${path}.account`, run.problems);
    if (account === undefined) continue;
    const group = groups.get(account.id);
    if (group === undefined) groups.set(account.id, [{ given: item, path }]);
    else group.push({ given: item, path });
  }
  return groups;
}
