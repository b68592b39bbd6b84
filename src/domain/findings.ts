import type { AccountOn } from './account-on.ts';
import { inPost } from './approach.ts';
import {
  type ContactEvidence,
  contactEvidence,
  type LinkEvidence,
  linkEvidence,
  type TraitEvidence,
  traitEvidence,
} from './evidence.ts';
import { freshest } from './links.ts';
import type { Day } from './records.ts';
import { type ContactOn, traitOn } from './traits.ts';
import { vacanciesOn } from './vacancies.ts';
import { DEPARTMENTS, type Department, type FINDINGS, type FindingKey } from './vocabulary.ts';

/** Something missing in how we cover an account (docs/method.md §7), with whom it is about and the records it rests on. */
export type Finding =
  | FindingOf<'single-thread-ours', { readonly memberId: string }>
  | FindingOf<'single-thread-theirs', { readonly contactId: string }>
  | FindingOf<'top-only' | 'bottom-only' | 'unknown-decider'>
  | FindingOf<'blind-department', { readonly department: Department }>
  | FindingOf<'vacancy', Vacant>
  | FindingOf<'opposed-key-person', { readonly contactId: string; readonly attitude: 'resist' | 'doubt' }>;

interface Vacant {
  readonly contactId: string;
  /** When they went; `null`: long ago, no date is on record. */
  readonly since: Day | null;
  readonly successorId: string | null;
}

type FindingOf<K extends FindingKey, Subject = unknown> = Subject & {
  readonly key: K;
  readonly evidence: readonly FindingEvidence[];
};

export type FindingEvidence = LinkEvidence | ContactEvidence | TraitEvidence;

const LOOKED_FOR: { readonly [K in (typeof FINDINGS)[number]]: (on: AccountOn) => readonly Finding[] } = {
  'single-thread-ours': singleThreadOurs,
  'single-thread-theirs': singleThreadTheirs,
  'top-only': topOnly,
  'bottom-only': bottomOnly,
  'blind-department': blindDepartments,
  vacancy: vacancies,
  'unknown-decider': unknownDecider,
  'opposed-key-person': opposedKeyPeople,
};

/** What is missing on the day, in the method's order; of one kind by department or contact. Archived accounts miss nothing. */
export function findingsOn(on: AccountOn): readonly Finding[] {
  return on.state.account.archived ? [] : Object.values(LOOKED_FOR).flatMap((look) => look(on));
}

/** Tells findings of one account apart: the same on two days is the same finding. */
export function findingId(finding: Finding): string {
  const subject =
    'memberId' in finding
      ? finding.memberId
      : 'contactId' in finding
        ? finding.contactId
        : 'department' in finding
          ? finding.department
          : '';
  return `${finding.key} ${subject}`;
}

function singleThreadOurs(on: AccountOn): readonly Finding[] {
  const [memberId, ...others] = new Set(on.active.map(({ member }) => member.id));
  if (memberId === undefined || others.length > 0) return [];
  return [{ key: 'single-thread-ours', memberId, evidence: linksOf(on) }];
}

function singleThreadTheirs(on: AccountOn): readonly Finding[] {
  const [contactId, ...others] = new Set(on.active.map(({ contact }) => contact.contact.id));
  if (contactId === undefined || others.length > 0) return [];
  return [{ key: 'single-thread-theirs', contactId, evidence: linksOf(on) }];
}

function topOnly(on: AccountOn): readonly Finding[] {
  const isTop = on.active.length > 0 && on.active.every(({ contact }) => contact.layer === 'decision');
  return isTop ? [{ key: 'top-only', evidence: linksOf(on) }] : [];
}

function bottomOnly(on: AccountOn): readonly Finding[] {
  const top = inPost(on).filter(({ layer }) => layer === 'decision');
  const isBottom = on.active.length > 0 && on.active.every(({ contact }) => contact.layer !== 'decision');
  if (!isBottom || top.length === 0) return [];
  return [{ key: 'bottom-only', evidence: [...linksOf(on), ...top.map(contactEvidence)] }];
}

function blindDepartments(on: AccountOn): readonly Finding[] {
  const linked = new Set(on.active.map(({ contact }) => contact.department));
  const isBlind = ({ department, roles }: ContactOn) =>
    roles.length > 0 && department !== null && !linked.has(department);
  const blind = inPost(on).filter(isBlind);
  if (blind.length === 0) return [];
  return DEPARTMENTS.flatMap((department) => {
    const here = blind.filter((contact) => contact.department === department);
    return here.length === 0 ? [] : [{ key: 'blind-department', department, evidence: here.map(contactEvidence) }];
  });
}

function vacancies(on: AccountOn): readonly Finding[] {
  return vacanciesOn(on).map(({ contact, leaving, successor }) => ({
    key: 'vacancy',
    contactId: contact.contact.id,
    since: leaving?.on ?? null,
    successorId: successor?.contact.id ?? null,
    evidence: [
      ...(leaving === null ? [] : [traitEvidence(leaving)]),
      ...(successor === null ? [] : [contactEvidence(successor)]),
    ],
  }));
}

function unknownDecider(on: AccountOn): readonly Finding[] {
  const people = inPost(on);
  if (people.length === 0 || on.keyPeople.length > 0) return [];
  return [{ key: 'unknown-decider', evidence: people.map(contactEvidence) }];
}

function opposedKeyPeople(on: AccountOn): readonly Finding[] {
  return on.keyPeople.flatMap((person) => {
    const { attitude } = person;
    if (attitude !== 'resist' && attitude !== 'doubt') return [];
    const contactId = person.contact.id;
    const told = traitOn(on.state.traits, contactId, 'attitude', on.moment.day);
    const evidence = [...(told === null ? [] : [traitEvidence(told)]), ...linksOf(on, person)];
    return [{ key: 'opposed-key-person', contactId, attitude, evidence }];
  });
}

/** Active links, all or those with one contact, the freshest first. */
function linksOf(on: AccountOn, contact?: ContactOn): readonly LinkEvidence[] {
  return on.active
    .filter((link) => contact === undefined || link.contact === contact)
    .sort(freshest)
    .map(linkEvidence);
}
