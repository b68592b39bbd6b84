import type { AccountOn } from './account-on.ts';
import { stageOfPercent } from './cooperation-stage.ts';
import { addDays } from './days.ts';
import type { ActiveLink } from './links.ts';
import type { CooperationStage } from './vocabulary.ts';

/** What to do at each cooperation stage (S2; the last two stages' are ours°, docs/method.md §2). */
export const PLAYS = {
  development: ['entry-point', 'key-people-found', 'good-terms', 'trust', 'technical-breakthrough'],
  initial: ['net', 'raised-expectations', 'chances'],
  stable: ['defence', 'widening', 'yearly-review'],
  strategic: ['joint-planning', 'pooled-resources', 'early-warning'],
} as const satisfies Record<CooperationStage, readonly string[]>;

export type PlayKey = (typeof PLAYS)[CooperationStage][number];

export interface Play {
  readonly key: PlayKey;
  /** As far as the records can tell; what they cannot tell counts as not done. */
  readonly done: boolean;
}

/** Plays of the stage the account is in, of its best figure while the stage is uncertain; none while the share is unknown. */
export function playsFor(on: AccountOn): readonly Play[] {
  const { share } = on.cooperation;
  if (share === null) return [];
  return PLAYS[stageOfPercent(share.percent)].map((key) => ({ key, done: DONE[key]?.(on) ?? false }));
}

/** Entry points, expectations, chances, the rival's moves and yearly reviews leave no record that would prove them: not here. */
const DONE: { readonly [K in PlayKey]?: (on: AccountOn) => boolean } = {
  // Someone who decides is known, a coach inside helps, and each key person's part of the decision is written down.
  'key-people-found': ({ keyPeople, contacts }) =>
    keyPeople.length > 0 &&
    keyPeople.every((person) => person.weight !== null) &&
    contacts.some((contact) => contact.inPost && contact.roles.includes('coach')),
  // Everyone with a role in the purchase has an active link.
  'good-terms': ({ contacts, active }) => {
    const concerned = contacts.filter((contact) => contact.inPost && contact.roles.length > 0);
    return concerned.length > 0 && concerned.every((each) => active.some((link) => link.contact === each));
  },
  // A key person with whom we have an active link is for us.
  trust: ({ keyPeople, active }) =>
    keyPeople.some(
      (person) =>
        (person.attitude === 'accept' || person.attitude === 'support') &&
        active.some((link) => link.contact === person),
    ),
  // Somebody who judges the technology talks with us and is not against us.
  'technical-breakthrough': ({ active }) =>
    active.some(
      ({ contact }) =>
        (contact.department === 'technology' || contact.roles.includes('technical')) &&
        (contact.attitude === 'accept' || contact.attitude === 'support'),
    ),
  // The tie hangs on no one person: take anyone away, on either side, and an active link remains.
  net: ({ active }) => active.length > 0 && !hangsOnOne(active),
  // Every department where we know somebody has an active link, and they are as many as step 2 asks for.
  widening: ({ contacts, active, thresholds }) => {
    const linked = new Set(active.map((link) => link.contact.department));
    linked.delete(null);
    const known = contacts.filter((contact) => contact.inPost && contact.department !== null);
    return linked.size >= thresholds.stepDepartments && known.every((contact) => linked.has(contact.department));
  },
  // The tops of both sides talk.
  'joint-planning': ({ active }) =>
    active.some(({ member, contact }) => member.function === 'executive' && contact.department === 'executive'),
  // An integration or alliance is in force.
  'pooled-resources': ({ state, moment: { day } }) =>
    state.facts.some((fact) => fact.from <= day && (fact.to === null || day <= fact.to)),
  // The share is looked at often enough that a drop would be seen.
  'early-warning': ({ cooperation, moment, thresholds }) =>
    cooperation.share !== null && cooperation.share.on >= addDays(moment.day, -thresholds.staleViewDays),
};

function hangsOnOne(active: readonly ActiveLink[]): boolean {
  const [first] = active;
  if (first === undefined) return false;
  const people = [first.member.id, first.contact.contact.id];
  // Whoever all links hang on takes part in the first one too.
  return people.some((id) => active.every(({ member, contact }) => member.id === id || contact.contact.id === id));
}
