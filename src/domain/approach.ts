import type { AccountOn } from './account-on.ts';
import { distance } from './counterparts.ts';
import { freshest, type Link, touchedAt } from './links.ts';
import { by, compareText, firstBy } from './order.ts';
import type { Day, Member } from './records.ts';
import type { ContactOn } from './traits.ts';
import type { Department } from './vocabulary.ts';

/** Who of theirs, and who of ours should turn to them; `null` where the records name nobody. */
export interface Approach {
  readonly contactId: string | null;
  readonly memberId: string | null;
}

/**
 * The person in post most worth asking: somebody we have an active link with, then somebody the purpose suits, then the one
 * with the latest touch, then the heaviest.
 */
export function confidant(on: AccountOn, suits: (contact: ContactOn) => boolean): Approach {
  const linked = new Set(on.active.map((link) => link.contact));
  const best = firstBy(
    inPost(on),
    by<ContactOn>(
      (a, b) => Number(linked.has(b)) - Number(linked.has(a)),
      (a, b) => Number(suits(b)) - Number(suits(a)),
      promising(on),
    ),
  );
  return { contactId: best?.contact.id ?? null, memberId: best === undefined ? ownerId(on) : whoFor(on, best) };
}

/** Latest touch of any kind first, then the heaviest, then by id: of several contacts the one to begin with. */
export function promising(on: AccountOn): (a: ContactOn, b: ContactOn) => number {
  const latest = new Map<ContactOn, number>();
  for (const { contact, lastTouch } of on.links) {
    latest.set(contact, Math.max(touchedAt(lastTouch), latest.get(contact) ?? touchedAt(null)));
  }
  const at = (contact: ContactOn) => latest.get(contact) ?? touchedAt(null);
  return by<ContactOn>(
    (a, b) => at(b) - at(a),
    (a, b) => (b.weight ?? 0) - (a.weight ?? 0),
    (a, b) => compareText(a.contact.id, b.contact.id),
  );
}

/** Who of ours should turn to a contact: whoever spoke with them last and is still here, else their counterpart, else the owner. */
export function whoFor(on: AccountOn, contact: ContactOn): string | null {
  const known = on.links.filter((link) => link.contact === contact && on.ours.includes(link.member));
  const last = firstBy(known, lastInTouch);
  return last?.member.id ?? (contact.department === null ? ownerId(on) : counterpartFor(on, contact.department));
}

/** Who of ours faces a department: its namesake or natural counterpart, else the owner or who stands in. */
export function counterpartFor(on: AccountOn, department: Department): string | null {
  const facing = (member: Member) => distance({ function: member.function, department });
  const nearest = firstBy(on.ours, (a, b) => facing(a) - facing(b) || compareText(a.id, b.id));
  return nearest !== undefined && facing(nearest) < 2 ? nearest.id : ownerId(on);
}

/** The last day anybody of ours had a two-way touch with anybody of a department; `null`: never. */
export function lastSpokenWith(on: AccountOn, department: Department): Day | null {
  const spoken = on.links.filter((link) => link.lastTwoWay !== null && link.contact.department === department);
  return firstBy(spoken, freshest)?.lastTwoWay?.on ?? null;
}

/** Contacts in post, by id. */
export function inPost(on: AccountOn): readonly ContactOn[] {
  return on.contacts.filter((contact) => contact.inPost);
}

/** Who of ours has the freshest active link with a contact, and so can introduce others; `null`: nobody. */
export function introducer(on: AccountOn, contact: ContactOn | undefined): string | null {
  const known = on.active.filter((link) => link.contact === contact);
  return firstBy(known, freshest)?.member.id ?? null;
}

function ownerId({ state: { account }, ours }: AccountOn): string | null {
  const inOrder = [account.ownerId, account.backupId, ...ours.map((member) => member.id)];
  return inOrder.find((id) => ours.some((member) => member.id === id)) ?? null;
}

const lastInTouch = by<Link>(
  (a, b) => touchedAt(b.lastTwoWay) - touchedAt(a.lastTwoWay),
  (a, b) => touchedAt(b.lastTouch) - touchedAt(a.lastTouch),
  (a, b) => compareText(a.member.id, b.member.id),
);
