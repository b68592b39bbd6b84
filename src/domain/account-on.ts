import { assessCooperation, type Cooperation } from './cooperation-stage.ts';
import { isKeyPerson } from './key-people.ts';
import { type ActiveLink, hasLeft, isActive, type Link, linksAt } from './links.ts';
import type { Moment } from './moment.ts';
import { compareText } from './order.ts';
import type { AccountState, Member } from './records.ts';
import type { Thresholds } from './thresholds.ts';
import { type ContactOn, contactsOn } from './traits.ts';

/** An account seen at one moment: what every judgement about it starts from. Lists are ordered by id. */
export interface AccountOn {
  readonly state: AccountState;
  readonly moment: Moment;
  readonly thresholds: Thresholds;
  /** Everyone, in post or not. */
  readonly contacts: readonly ContactOn[];
  /** Key people; always in post (docs/method.md §6). */
  readonly keyPeople: readonly ContactOn[];
  readonly links: readonly Link[];
  readonly active: readonly ActiveLink[];
  /** Ours who could do something: owner, backup, team and everyone with a link by then, who have not left. */
  readonly ours: readonly Member[];
  readonly cooperation: Cooperation;
}

/** Looks at an account at a moment. The order of the state's lists does not matter. */
export function accountOn(state: AccountState, moment: Moment, thresholds: Thresholds): AccountOn {
  const contacts = contactsOn(state.contacts, state.traits, moment.day);
  const members = [...state.members].sort((a, b) => compareText(a.id, b.id));
  const links = linksAt({ members, contacts }, state.touches, state.levels, moment, thresholds.activeDays);
  const { ownerId, backupId, teamIds } = state.account;
  const involved = new Set<string | null>([ownerId, backupId, ...teamIds, ...links.map((link) => link.member.id)]);
  return {
    state,
    moment,
    thresholds,
    contacts,
    keyPeople: contacts.filter((contact) => isKeyPerson(contact, thresholds.keyWeight)),
    links,
    active: links.filter(isActive),
    ours: members.filter((member) => involved.has(member.id) && !hasLeft(member, moment.day)),
    cooperation: assessCooperation(state.shares, moment.day),
  };
}
