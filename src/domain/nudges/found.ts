import { addDays } from '../days.ts';
import { type Finding, findingsOn } from '../findings.ts';
import type { Link } from '../links.ts';
import type { Day, Trait, TraitField, TraitValues } from '../records.ts';
import { runStart } from '../trait-runs.ts';
import type { ContactOn } from '../traits.ts';
import type { FindingFacts, Nudge } from './nudge.ts';
import { localDay, nudge, type Planning, turnOn } from './planning.ts';
import { ownerOf } from './whom.ts';

type Told = Extract<Finding, { key: FindingFacts['rule'] }>;

/** Findings the assistant speaks of by itself, when found and again every 30 days while open (docs/method.md §15). */
export function findingNudges(planning: Planning): readonly Nudge<FindingFacts>[] {
  const memberId = ownerOf(planning);
  const { account } = planning.state;
  return findingsOn(planning.on)
    .filter(isTold)
    .flatMap((finding) => {
      // Nothing can be found before the account is known.
      const found = [...foundOn(planning, finding), localDay(planning, account.createdAt)];
      const turn = turnOn(planning.day, found);
      return nudge<FindingFacts>(planning, {
        facts: factsOf(finding, planning, turn.foundOn, turn.repeat),
        subject: `${aboutOf(finding, account.id)}/${turn.foundOn}`,
        contactId: 'contactId' in finding ? finding.contactId : null,
        recordIds: finding.evidence.map((each) =>
          each.kind === 'link' ? each.interactionId : each.kind === 'trait' ? each.traitId : each.contactId,
        ),
        ...{ memberId, dueOn: turn.dueOn, expiresOn: turn.expiresOn, isForeseen: false },
      });
    });
}

function isTold(finding: Finding): finding is Told {
  return finding.key !== 'top-only' && finding.key !== 'bottom-only' && finding.key !== 'unknown-decider';
}

function aboutOf(finding: Told, accountId: string): string {
  if ('contactId' in finding) return `contact:${finding.contactId}`;
  if ('department' in finding) return `account:${accountId}/${finding.department}`;
  return `account:${accountId}/${finding.memberId}`;
}

function factsOf(finding: Told, planning: Planning, since: Day, repeat: number): FindingFacts {
  const found = { foundOn: since, repeat };
  switch (finding.key) {
    case 'single-thread-ours':
      return { rule: finding.key, ...found, throughId: finding.memberId };
    case 'single-thread-theirs':
      return { rule: finding.key, ...found, contactId: finding.contactId };
    case 'blind-department': {
      const { department } = finding;
      const contactIds = concernedIn(planning, finding).map(({ contact }) => contact.id);
      return { rule: finding.key, ...found, department, contactIds };
    }
    case 'vacancy': {
      const { contactId, since: left, successorId } = finding;
      return { rule: finding.key, ...found, contactId, since: left, successorId };
    }
    case 'opposed-key-person':
      return { rule: finding.key, ...found, contactId: finding.contactId, attitude: finding.attitude };
  }
}

/**
 * The days on which a finding can have begun; the latest of them counts. They are taken from what does not move while it stays
 * open: the end of links that are over, and the entries by which people came to be as they are. A finding that closes and opens
 * again therefore begins anew, and one that stays open keeps its beginning whatever else happens.
 */
function foundOn(planning: Planning, finding: Told): readonly (Day | null)[] {
  const { links, thresholds } = planning.on;
  switch (finding.key) {
    case 'single-thread-ours':
      return endsOf(
        planning,
        links.filter(({ member }) => member.id !== finding.memberId),
      );
    case 'single-thread-theirs':
      return endsOf(
        planning,
        links.filter(({ contact }) => contact.contact.id !== finding.contactId),
      );
    case 'blind-department': {
      const concerned = concernedIn(planning, finding).map((each) => latest(concernedSince(planning, each)));
      const { department } = finding;
      const ends = endsOf(
        planning,
        links.filter(({ contact }) => contact.department === department),
      );
      return [...ends, earliest(concerned)];
    }
    case 'vacancy': {
      const left = heldSince(planning, finding.contactId, 'state', (state) => state !== 'in-post');
      const ripe = finding.since === null ? null : addDays(finding.since, thresholds.vacancyDays);
      const successor = links.filter(({ contact }) => contact.contact.id === finding.successorId);
      return [ripe, left, ...endsOf(planning, successor)];
    }
    case 'opposed-key-person':
      return opposedSince(planning, finding.contactId);
  }
}

function opposedSince(planning: Planning, contactId: string): readonly (Day | null)[] {
  const { keyWeight } = planning.on.thresholds;
  const isOpposed = (attitude: TraitValues['attitude']) => attitude === 'resist' || attitude === 'doubt';
  const isDecisive = (roles: TraitValues['roles']) => roles.includes('decider') || roles.includes('approver');
  const key = [
    heldSince(planning, contactId, 'layer', (layer) => layer === 'decision'),
    heldSince(planning, contactId, 'roles', isDecisive),
    heldSince(planning, contactId, 'weight', (weight) => (weight ?? 0) >= keyWeight),
  ];
  return [heldSince(planning, contactId, 'attitude', isOpposed), earliest(key)];
}

/** Those with a say in a department where we have no active link. */
function concernedIn(
  { on }: Planning,
  { department }: Extract<Told, { key: 'blind-department' }>,
): readonly ContactOn[] {
  return on.contacts.filter((each) => each.inPost && each.department === department && each.roles.length > 0);
}

function concernedSince(planning: Planning, { contact, department }: ContactOn): readonly (Day | null)[] {
  return [
    localDay(planning, contact.createdAt),
    heldSince(planning, contact.id, 'department', (each) => each === department),
    heldSince(planning, contact.id, 'roles', (roles) => roles.length > 0),
    heldSince(planning, contact.id, 'state', (state) => state === 'in-post'),
  ];
}

/** The day after each of these links was active for the last time; of one that a departure ended, when that was known. */
function endsOf(planning: Planning, links: readonly Link[]): readonly (Day | null)[] {
  const { activeDays } = planning.on.thresholds;
  return links.flatMap(({ contact, member, lastTwoWay }) => {
    if (lastTwoWay === null) return [];
    const cold = addDays(lastTwoWay.on, activeDays + 1);
    const gone = contact.inPost
      ? null
      : heldSince(planning, contact.contact.id, 'state', (state) => state !== 'in-post');
    const left = member.state === 'left' && member.leavesOn !== null ? addDays(member.leavesOn, 1) : null;
    return [earliest([cold, gone, left])];
  });
}

/** Since when a trait has been so and could be known: the later of its date and of the day it was recorded. */
function heldSince<F extends TraitField>(
  planning: Planning,
  contactId: string,
  field: F,
  holds: (value: TraitValues[F]) => boolean,
): Day | null {
  const history = planning.traitsOf(contactId).filter((each) => each.field === field);
  const first = runStart(history, (value: Trait['value']) => holds(value as TraitValues[F]), planning.day);
  return first === null ? null : latest([first.on, localDay(planning, first.recordedAt)]);
}

function earliest(days: readonly (Day | null)[]): Day | null {
  return days.reduce((first, day) => (first === null || (day !== null && day < first) ? day : first), null);
}

function latest(days: readonly (Day | null)[]): Day | null {
  return days.reduce((last, day) => (last === null || (day !== null && day > last) ? day : last), null);
}
