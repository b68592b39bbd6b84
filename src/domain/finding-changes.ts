import type { Between } from './between.ts';
import { type Cause, causesOfAll, distinct } from './cause.ts';
import { type Finding, findingId, findingsOn } from './findings.ts';
import { causesOf, type TraitChange } from './trait-changes.ts';
import type { Department } from './vocabulary.ts';

/** Something missing in our coverage now that was not, or no longer (docs/method.md §7). */
export interface FindingChange {
  readonly change: 'appeared' | 'vanished';
  readonly finding: Finding;
  readonly causes: readonly Cause[];
}

/** What vanished, then what appeared, each in the method's order. */
export function findingChanges(between: Between): readonly FindingChange[] {
  const [before, after] = [findingsOn(between.before), findingsOn(between.after)];
  const told = (findings: readonly Finding[]) => new Set(findings.map(findingId));
  const [had, has] = [told(before), told(after)];
  return [
    ...before.filter((each) => !has.has(findingId(each))).map((finding) => changeOf('vanished', finding, between)),
    ...after.filter((each) => !had.has(findingId(each))).map((finding) => changeOf('appeared', finding, between)),
  ];
}

function changeOf(change: FindingChange['change'], finding: Finding, between: Between): FindingChange {
  const causes = distinct(causesOfFinding(finding, between));
  const isAged = finding.key === 'vacancy' && change === 'appeared' && causes.length === 0;
  const aged: Cause[] = isAged ? [{ kind: 'still-vacant', contactId: finding.contactId, since: finding.since }] : [];
  return { change, finding, causes: [...causes, ...aged] };
}

function causesOfFinding(finding: Finding, between: Between): readonly Cause[] {
  const { links, keyPeople, traits } = between;
  switch (finding.key) {
    case 'single-thread-ours':
    case 'single-thread-theirs':
    case 'top-only':
      return causesOfAll(links);
    case 'bottom-only':
      return [...causesOfAll(links), ...causesOf(traits, ({ field }) => field === 'layer' || field === 'state')];
    case 'unknown-decider':
      return [...causesOfAll(keyPeople), ...causesOf(traits, ({ field }) => field === 'state')];
    case 'opposed-key-person': {
      const isTheirs = ({ contactId }: { readonly contactId: string }) => contactId === finding.contactId;
      return [
        ...causesOf(traits, (change) => isTheirs(change) && change.field === 'attitude'),
        ...causesOfAll(keyPeople.filter(isTheirs)),
      ];
    }
    case 'vacancy':
      return [
        ...causesOf(traits, ({ contactId, field }) => contactId === finding.contactId && field === 'state'),
        ...causesOfAll(links.filter(({ contactId }) => contactId === finding.successorId)),
      ];
    case 'blind-department':
      return blindCauses(finding.department, between);
  }
}

/** Whoever has a say there, or had: their places and roles, and the links into the department. */
function blindCauses(department: Department, { before, after, links, traits }: Between): readonly Cause[] {
  const people = [...before.contacts, ...after.contacts].filter((contact) => contact.department === department);
  const ids = new Set(people.map(({ contact }) => contact.id));
  const isPlace = ({ field }: TraitChange) => field === 'roles' || field === 'department' || field === 'state';
  return [
    ...causesOf(traits, (change) => ids.has(change.contactId) && isPlace(change)),
    ...causesOfAll(links.filter(({ from, to }) => from?.department === department || to?.department === department)),
  ];
}
