import type { AccountOn } from './account-on.ts';
import { type Cause, distinct } from './cause.ts';
import { addDays } from './days.ts';
import { type ActiveLink, hasLeft, type Link } from './links.ts';
import { by, compareText } from './order.ts';
import type { TraitChange } from './trait-changes.ts';
import type { Department, Layer, MemberFunction } from './vocabulary.ts';

/** An active link that opened or closed, or now joins other seats. */
export interface LinkChange {
  readonly change: 'opened' | 'closed' | 'moved';
  readonly memberId: string;
  readonly contactId: string;
  /** Where the two sat; `null` while there was no active link. */
  readonly from: Seats | null;
  readonly to: Seats | null;
  readonly causes: readonly Cause[];
}

export interface Seats {
  readonly function: MemberFunction;
  readonly department: Department | null;
  readonly layer: Layer | null;
}

/** By contact, then member. */
export function linkChanges(
  before: AccountOn,
  after: AccountOn,
  traits: readonly TraitChange[],
): readonly LinkChange[] {
  const [were, are] = [linksById(before.links), linksById(after.links)];
  return [...new Map([...were, ...are]).values()].sort(byPeople).flatMap((link) => {
    const [was, is] = [were.get(idOf(link)), are.get(idOf(link))];
    const [from, to] = [seatsOf(was), seatsOf(is)];
    if (isSameSeats(from, to)) return [];
    const [memberId, contactId] = [link.member.id, link.contact.contact.id];
    const change = from === null ? 'opened' : to === null ? 'closed' : 'moved';
    const causes = distinct([
      ...(change === 'opened' ? touchOf(was, is) : []),
      ...(change === 'closed' ? endOf(was, is, before, after) : []),
      ...traits.flatMap((each) => (each.contactId === contactId && each.by && moves(each, change) ? [each.by] : [])),
    ]);
    return [{ change, memberId, contactId, from, to, causes }];
  });
}

function moves({ field }: TraitChange, change: LinkChange['change']): boolean {
  return change === 'moved' ? field === 'department' || field === 'layer' : field === 'state';
}

function touchOf(was: Link | undefined, is: Link | undefined): readonly Cause[] {
  const [last, now] = [was?.lastTwoWay ?? null, is?.lastTwoWay ?? null];
  if (is === undefined || now === null || now.interactionId === last?.interactionId) return [];
  const { interactionId, on } = now;
  return [{ kind: 'interaction', interactionId, on, memberId: is.member.id, contactId: is.contact.contact.id }];
}

/** Why a link closed, apart from the contact having gone: ours left, or the two have not talked for too long. */
function endOf(was: Link | undefined, is: Link | undefined, before: AccountOn, after: AccountOn): readonly Cause[] {
  const causes: Cause[] = [];
  if (was === undefined || is === undefined) return causes;
  const { member, contact, lastTwoWay } = is;
  if (hasLeft(member, after.moment.day) && !hasLeft(was.member, before.moment.day)) {
    causes.push({ kind: 'member-left', memberId: member.id, on: member.leavesOn });
  }
  if (lastTwoWay !== null && lastTwoWay.on < addDays(after.moment.day, -after.thresholds.activeDays)) {
    causes.push({ kind: 'cold', memberId: member.id, contactId: contact.contact.id, lastOn: lastTwoWay.on });
  }
  return causes;
}

function seatsOf(link: Link | undefined): Seats | null {
  if (link === undefined || !link.isActive) return null;
  const { member, contact } = link;
  return { function: member.function, department: contact.department, layer: contact.layer };
}

function isSameSeats(a: Seats | null, b: Seats | null): boolean {
  if (a === null || b === null) return a === b;
  return a.function === b.function && a.department === b.department && a.layer === b.layer;
}

function linksById(links: readonly Link[]): ReadonlyMap<string, Link> {
  return new Map(links.map((link) => [idOf(link), link]));
}

function idOf({ member, contact }: Pick<ActiveLink, 'member' | 'contact'>): string {
  return JSON.stringify([member.id, contact.contact.id]);
}

const byPeople = by<Link>(
  (a, b) => compareText(a.contact.contact.id, b.contact.contact.id),
  (a, b) => compareText(a.member.id, b.member.id),
);
