import { touchedAt } from '../links.ts';
import { by, compareText, firstBy } from '../order.ts';
import { isHere, type Planning } from './planning.ts';

/** Who is told about an account: its owner; when gone the owner's manager, else the backup, else nobody. */
export function ownerOf(planning: Planning): string | null {
  const { ownerId, backupId } = planning.state.account;
  if (isHere(planning, ownerId)) return ownerId;
  return managerOf(planning) ?? (backupId !== null && isHere(planning, backupId) ? backupId : null);
}

/** The first of the owner's superiors who is with us; `null`: none is. */
export function managerOf(planning: Planning): string | null {
  return superiorsOf(planning, planning.state.account.ownerId).find((id) => isHere(planning, id)) ?? null;
}

/** The owner and the owner's manager, each once. */
export function ownerAndManager(planning: Planning): readonly string[] {
  const both = [ownerOf(planning), managerOf(planning)];
  return [...new Set(both.filter((id) => id !== null))];
}

/** A member who did something, while with us; else whoever is told about the account. */
export function memberOrOwner(planning: Planning, memberId: string | null): string | null {
  return memberId !== null && isHere(planning, memberId) ? memberId : ownerOf(planning);
}

/** Of those who took part in an interaction the one to remind: who wrote it down, else the owner, else the first. */
export function participant(
  planning: Planning,
  { memberIds, authorId }: { readonly memberIds: readonly string[]; readonly authorId: string | null },
): string | null {
  const here = memberIds.filter((id) => isHere(planning, id)).sort(compareText);
  const inOrder = [authorId, planning.state.account.ownerId];
  return inOrder.find((id) => id !== null && here.includes(id)) ?? here[0] ?? ownerOf(planning);
}

/** Who decides on a gift: the nearest superior of the owner who had no part in it, else such an admin, else any admin. */
export function deciderOf(planning: Planning, giverIds: readonly string[]): string | null {
  const here = (ids: readonly string[]) => ids.filter((id) => isHere(planning, id));
  const superiors = here(superiorsOf(planning, planning.state.account.ownerId));
  const admins = here([...planning.options.adminIds].sort(compareText));
  return [...superiors, ...admins].find((id) => !giverIds.includes(id)) ?? admins[0] ?? null;
}

/**
 * Who of ours greets a contact: the highest stated level, then the latest touch; else the owner. What is private to the
 * account's own people (§18) goes to nobody else.
 */
export function greeterOf(planning: Planning, contactId: string, isPrivate: boolean): string | null {
  const insiders = isPrivate ? insidersOf(planning) : null;
  const known = planning.on.links.filter(
    ({ contact, member }) =>
      contact.contact.id === contactId && isHere(planning, member.id) && (insiders?.has(member.id) ?? true),
  );
  const best = firstBy(
    known,
    by<(typeof known)[number]>(
      (a, b) => (b.level?.level ?? 0) - (a.level?.level ?? 0),
      (a, b) => touchedAt(b.lastTouch) - touchedAt(a.lastTouch),
      (a, b) => compareText(a.member.id, b.member.id),
    ),
  );
  return best?.member.id ?? ownerOf(planning);
}

/** Owner, backup, team and all their superiors: who may know what is private about a contact. */
export function insidersOf(planning: Planning): ReadonlySet<string> {
  const { ownerId, backupId, teamIds } = planning.state.account;
  const own = [ownerId, ...(backupId === null ? [] : [backupId]), ...teamIds];
  return new Set(own.flatMap((id) => [id, ...superiorsOf(planning, id)]));
}

/** From the nearest up. A circle, which records should not hold, ends where it closes. */
function superiorsOf({ members }: Planning, memberId: string): readonly string[] {
  const above = new Set<string>();
  let next = members.get(memberId)?.managerId ?? null;
  while (next !== null && next !== memberId && !above.has(next)) {
    above.add(next);
    next = members.get(next)?.managerId ?? null;
  }
  return [...above];
}
