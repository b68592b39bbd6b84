import type { Account } from '../domain/records.ts';
import { membersBelow } from '../services/permissions.ts';
import { refuse } from './answer.ts';
import type { CommandContext } from './context.ts';
import type { Refusal } from './outcome.ts';

/** Whose affairs a list is about when no account is named. */
export const OWN_SCOPES = ['mine', 'team'] as const;
export const SCOPES = ['mine', 'team', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** The words of each scope, in both languages. */
export const ownScopeWords = [
  { value: 'mine', words: ['mine', 'my', '我的'] },
  { value: 'team', words: ['team', "my team's", 'reports', '团队', '下属', '全组'] },
] as const;
export const scopeWords = [...ownScopeWords, { value: 'all', words: ['all', 'everybody', '全部', '所有'] }] as const;

/**
 * The members whose affairs are meant. `team`: a manager and their reports at any depth, everybody for an admin to whom nobody
 * reports; refused to whoever has no reports.
 */
export async function membersIn(
  scope: (typeof OWN_SCOPES)[number],
  context: CommandContext,
): Promise<readonly string[] | Refusal> {
  const { caller, views, messages } = context;
  if (scope === 'mine') return [caller.member.id];
  const all = await views.all('member');
  const below = membersBelow(all, caller.member.id);
  if (below.size > 0) return [caller.member.id, ...below];
  if (caller.role === 'admin') return all.map(({ id }) => id);
  return refuse('forbidden', messages.errors.needsRole('manager'));
}

/** Accounts in use that one of these members owns, backs up or helps with, as far as the asker may see them. */
export async function accountsOfMembers(
  memberIds: readonly string[],
  context: CommandContext,
): Promise<readonly Account[]> {
  return (await context.views.accountsOf(memberIds)).filter((one) => isShown(one, context));
}

/** The accounts in use that a list is about, of those the asker may see. */
export async function accountsIn(scope: Scope, context: CommandContext): Promise<readonly Account[] | Refusal> {
  if (scope === 'all') return (await context.views.all('account')).filter((one) => isShown(one, context));
  const members = await membersIn(scope, context);
  return 'kind' in members ? members : accountsOfMembers(members, context);
}

/** Owned, backed up or helped with by the asker. */
export function isMine({ ownerId, backupId, teamIds }: Account, { caller }: CommandContext): boolean {
  const { id } = caller.member;
  return ownerId === id || backupId === id || teamIds.includes(id);
}

const isShown = (account: Account, { permissions }: CommandContext): boolean =>
  !account.archived && permissions.maySee(account);
