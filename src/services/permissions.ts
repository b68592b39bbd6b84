import type { Account, Member } from '../domain/records.ts';
import type { Role } from '../domain/vocabulary.ts';
import type { Views } from '../ports/store.ts';

/** Who may do what (docs/method.md §18), for one caller. */
export interface Permissions {
  /** Whether the account exists for this caller at all. */
  maySee(account: Account): boolean;
  mayWrite(account: Account): Promise<boolean>;
  mayPin(account: Account): Promise<boolean>;
  /** Tastes, levels, bottom lines: the account's own people, their managers, admins. */
  mayReadPersonal(account: Account): Promise<boolean>;
  isManagerOf(memberId: string): Promise<boolean>;
}

/** The role in force: addresses in ADMIN_EMAILS are admins whatever the book says. */
export function effectiveRole(member: Member, adminEmails: readonly string[]): Role {
  const email = member.email?.toLowerCase();
  return email !== undefined && adminEmails.includes(email) ? 'admin' : member.role;
}

/** Those who are with us and admins in force, in the order given. */
export function adminsAmong(members: readonly Member[], adminEmails: readonly string[]): readonly Member[] {
  return members.filter((one) => one.state !== 'left' && effectiveRole(one, adminEmails) === 'admin');
}

/** Reads the whole tree of members only where visibility asks for it. */
export async function createPermissions(
  views: Views,
  caller: { readonly member: Member; readonly role: Role },
  visibility: string,
): Promise<Permissions> {
  const { id } = caller.member;
  const isAdmin = caller.role === 'admin';
  const ownPeople = (account: Account): readonly string[] => [
    account.ownerId,
    ...(account.backupId === null ? [] : [account.backupId]),
    ...account.teamIds,
  ];
  // Asked of every account in an import: the answer stays the same for the length of one call.
  const known = new Map<string, Promise<boolean>>();
  const isManagerOf = (memberId: string): Promise<boolean> => {
    const asked = known.get(memberId) ?? stands(views, id, memberId);
    known.set(memberId, asked);
    return asked;
  };
  const managesOneOf = async (account: Account): Promise<boolean> => {
    for (const person of new Set(ownPeople(account))) if (await isManagerOf(person)) return true;
    return false;
  };
  const isClose = async (account: Account): Promise<boolean> =>
    isAdmin || ownPeople(account).includes(id) || (await managesOneOf(account));

  const below = visibility === 'team' && !isAdmin ? membersBelow(await views.all('member'), id) : new Set<string>();

  return {
    isManagerOf,
    maySee: (account) =>
      visibility !== 'team' || isAdmin || ownPeople(account).some((person) => person === id || below.has(person)),
    mayReadPersonal: isClose,
    async mayWrite(account) {
      if (isAdmin) return true;
      if (caller.role === 'viewer') return false;
      if (ownPeople(account).includes(id)) return true;
      return caller.role === 'manager' && managesOneOf(account);
    },
    async mayPin(account) {
      if (isAdmin) return true;
      return caller.role === 'manager' && (ownPeople(account).includes(id) || (await managesOneOf(account)));
    },
  };
}

/** Whether `managerId` stands above `memberId`, at any height. A circle in the book ends the walk. */
async function stands(views: Views, managerId: string, memberId: string): Promise<boolean> {
  const seen = new Set<string>([memberId]);
  let above = (await views.get('member', memberId))?.managerId ?? null;
  while (above !== null && !seen.has(above)) {
    if (above === managerId) return true;
    seen.add(above);
    above = (await views.get('member', above))?.managerId ?? null;
  }
  return false;
}

/** Everyone who stands below a member, at any depth. */
export function membersBelow(members: readonly Member[], managerId: string): ReadonlySet<string> {
  const below = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const { id, managerId: above } of members) {
      if (above === null || below.has(id) || id === managerId) continue;
      if (above !== managerId && !below.has(above)) continue;
      below.add(id);
      grown = true;
    }
  }
  return below;
}
