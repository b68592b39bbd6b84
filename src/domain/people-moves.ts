import type { AccountOn } from './account-on.ts';
import { confidant, counterpartFor, inPost, introducer, lastSpokenWith, promising, whoFor } from './approach.ts';
import { renewal } from './cold-links.ts';
import { freshest } from './links.ts';
import type { MeetMove, Move } from './move.ts';
import { firstBy } from './order.ts';
import type { Day } from './records.ts';
import type { ContactOn } from './traits.ts';
import { DEPARTMENTS, type Department } from './vocabulary.ts';

/** Departments to try first where nobody is known yet: those that use, pay for and judge what we sell (°). */
export const WORTH_MEETING: readonly Department[] = ['technology', 'finance', 'production', 'quality', ...DEPARTMENTS];

/** Another department of those eligible should be reached (docs/method.md §3, `departments`, `other-department`). */
export function reachDepartment(on: AccountOn, eligible: (department: Department) => boolean): Move {
  const linked = new Set(on.active.map((link) => link.contact.department));
  const wanted = (department: Department | null) =>
    department !== null && !linked.has(department) && eligible(department);
  const cold = renewal(on, (link) => wanted(link.contact.department));
  if (cold !== null) return cold;
  const unplaced = inPost(on).filter((contact) => contact.department === null);
  const unplacedLinked = unplaced.filter((contact) => on.active.some((link) => link.contact === contact));
  if (unplacedLinked.length > 0) return recordDepartment(unplacedLinked);
  const contact = firstBy(
    inPost(on).filter((each) => wanted(each.department)),
    promising(on),
  );
  if (contact?.department) return meet(on, contact, lastSpokenWith(on, contact.department));
  if (unplaced.length > 0) return recordDepartment(unplaced);
  const department = WORTH_MEETING.find(wanted) ?? null;
  const memberId = department === null ? null : counterpartFor(on, department);
  const lastOn = department === null ? null : lastSpokenWith(on, department);
  return { kind: 'meet', department, contactId: null, memberId, lastOn };
}

/** Our executives and theirs should meet (`executive-pair`). */
export function bringExecutivesTogether(on: AccountOn): Move {
  const between = on.links.filter(
    ({ member, contact }) => member.function === 'executive' && contact.department === 'executive',
  );
  const cold = renewal(on, (link) => between.includes(link));
  if (cold !== null) return cold;
  const theirs = firstBy(
    inPost(on).filter((contact) => contact.department === 'executive'),
    promising(on),
  );
  const unplaced = inPost(on).filter((contact) => contact.layer === 'decision' && contact.department === null);
  if (theirs === undefined && unplaced.length > 0) return recordDepartment(unplaced);
  const known = on.links.filter((link) => link.contact === theirs && link.member.function === 'executive');
  const executives = on.ours.filter((member) => member.function === 'executive');
  const again = firstBy(
    known.filter((link) => executives.includes(link.member)),
    freshest,
  );
  return {
    kind: 'bring-executives-together',
    memberId: again?.member.id ?? executives[0]?.id ?? null,
    contactId: theirs?.contact.id ?? null,
    viaMemberId: introducer(on, theirs),
    lastOn: firstBy(between, freshest)?.lastTwoWay?.on ?? null,
  };
}

/** A key person should be found, or the weightiest without an active link be met (`key-people`). */
export function reachKeyPerson(on: AccountOn): Move {
  const linked = new Set(on.active.map((link) => link.contact));
  const missing = on.keyPeople.filter((person) => !linked.has(person));
  const person = firstBy(missing, (a, b) => (b.weight ?? 0) - (a.weight ?? 0) || promising(on)(a, b));
  if (person === undefined) {
    return { kind: 'find-key-person', ...confidant(on, (contact) => contact.roles.includes('coach')) };
  }
  const known = on.links.filter((link) => link.contact === person);
  return (
    renewal(on, (link) => known.includes(link)) ?? meet(on, person, firstBy(known, freshest)?.lastTwoWay?.on ?? null)
  );
}

function meet(on: AccountOn, contact: ContactOn, lastOn: Day | null): MeetMove {
  const { department } = contact;
  return { kind: 'meet', department, contactId: contact.contact.id, memberId: whoFor(on, contact), lastOn };
}

function recordDepartment(contacts: readonly ContactOn[]): Move {
  return { kind: 'record-department', contactIds: contacts.map((each) => each.contact.id) };
}
