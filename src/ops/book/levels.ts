import type { Level } from '../../domain/records.ts';
import { prevailing } from '../../domain/traits.ts';
import type { AccountScope } from './account-scope.ts';
import type { ContactPlan } from './contacts.ts';
import { byKey, levelKey } from './match.ts';
import { put, type Run, recordsOf, restamped, stampOf } from './run.ts';

/** Brings in how deep our members stand with the contacts of an account. */
export async function importLevels(run: Run, scope: AccountScope, plans: readonly ContactPlan[]): Promise<void> {
  const stated = plans.flatMap((plan) => statedOf(run, scope, plan));
  if (stated.length === 0) return;
  const known = byKey(await recordsOf(run, 'level', scope.account), levelKey, prevailing);
  // Said twice in one file, the last word counts.
  for (const { level, path } of new Map(stated.map((item) => [levelKey(item.level), item])).values()) {
    const before = known.get(levelKey(level));
    const after = restamped(run, before, before === undefined ? level : { ...before, level: level.level });
    await put(run, 'level', before, after, path);
  }
}

function statedOf(run: Run, { account, members }: AccountScope, plan: ContactPlan) {
  return (plan.given.levels ?? []).map(({ member, level, on }, position) => {
    const path = `${plan.path}.levels[${position}]`;
    const memberId = members.resolve(member, `${path}.member`, run.problems);
    const stated: Level = {
      id: run.newId(),
      accountId: account.id,
      contactId: plan.after.id,
      memberId,
      level,
      on: on ?? null,
      ...stampOf(run),
    };
    return { level: stated, path };
  });
}
