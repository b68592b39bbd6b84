import type { AccountOn } from './account-on.ts';
import { STRATEGIC_FROM, shareOn } from './cooperation-stage.ts';
import { type CounterpartPair, matchPairs } from './counterparts.ts';
import { addDays } from './days.ts';
import {
  contactEvidence,
  type Evidence,
  factEvidence,
  linkEvidence,
  orderEvidence,
  shareEvidence,
} from './evidence.ts';
import { askShare, exploreAlliance, growShare, startIntegration, winFirstOrder } from './growth-moves.ts';
import { type ActiveLink, freshest } from './links.ts';
import type { Move } from './move.ts';
import { by, compareText, firstBy } from './order.ts';
import { addPair, pairOf } from './pair-move.ts';
import { bringExecutivesTogether, reachDepartment, reachKeyPerson } from './people-moves.ts';
import type { Fact, Order } from './records.ts';
import { CONDITION_STEPS, type Condition, type ConditionKey, stepOf } from './relationship-step.ts';
import { DEPARTMENTS, type Department, type FactKind, type RelationshipStep } from './vocabulary.ts';

/** One condition: whether it holds is often asked by itself, and told without its evidence. */
interface Rule {
  readonly holds: (on: AccountOn) => boolean;
  readonly evidence: (on: AccountOn) => readonly Evidence[];
  readonly move: (on: AccountOn) => Move;
}

const RULES: Record<ConditionKey, Rule> = {
  'first-order': firstOrder(),
  departments: {
    holds: (on) => linkedDepartments(on).size >= on.thresholds.stepDepartments,
    evidence: (on) => linksPerDepartment(on, () => true),
    move: (on) => reachDepartment(on, () => true),
  },
  // Purchasing, marketing and the top are where sellers go anyway: breadth begins beyond them (S0).
  'other-department': {
    holds: (on) => [...linkedDepartments(on)].some(isBeyondUsual),
    evidence: (on) => linksPerDepartment(on, isBeyondUsual),
    move: (on) => reachDepartment(on, isBeyondUsual),
  },
  pairs: pairs(),
  'executive-pair': {
    holds: (on) => on.active.some((link) => makes(link, EXECUTIVES)),
    evidence: (on) => evidenceOf(on.active.filter((link) => makes(link, EXECUTIVES))),
    move: bringExecutivesTogether,
  },
  'key-people': keyPeople(),
  integration: inForce('integration', startIntegration),
  'share-known': {
    holds: ({ cooperation }) => cooperation.share !== null,
    evidence: ({ cooperation: { share } }) => (share === null ? [] : [shareEvidence(share)]),
    move: askShare,
  },
  'share-grown': shareGrown(),
  alliance: inForce('alliance', exploreAlliance),
};

const KEYS = Object.keys(CONDITION_STEPS) as ConditionKey[];

/** The conditions of all five steps at a moment, in the order of the steps. */
export function assessConditions(on: AccountOn): readonly Condition[] {
  return KEYS.map((key) => assessCondition(on, key));
}

/** One of them. */
export function assessCondition(on: AccountOn, key: ConditionKey): Condition {
  const { holds, evidence, move } = RULES[key];
  const condition = { step: CONDITION_STEPS[key], key, holds: holds(on), evidence: evidence(on) };
  return condition.holds ? condition : { ...condition, move: move(on) };
}

/** The conditions of a step and all below it, in their order. */
export function conditionsUpTo(step: RelationshipStep): readonly ConditionKey[] {
  return KEYS.filter((key) => CONDITION_STEPS[key] <= step);
}

/** Step by step, within one what is asked most cheaply first. */
const CHEAPEST_FIRST: readonly ConditionKey[] = [
  'first-order',
  'departments',
  'other-department',
  'executive-pair',
  'key-people',
  'pairs',
  'integration',
  'share-known',
  'share-grown',
  'alliance',
];

/** The step alone: no evidence and no moves are looked for, and nothing beyond the first condition that is broken. */
export function stepHeld(on: AccountOn): RelationshipStep {
  const broken = CHEAPEST_FIRST.find((key) => !RULES[key].holds(on));
  return stepOf(broken === undefined ? [] : [{ step: CONDITION_STEPS[broken], holds: false }]);
}

/** The conditions of one step, what is asked most cheaply first. */
export function conditionsOf(step: RelationshipStep): readonly ConditionKey[] {
  return CHEAPEST_FIRST.filter((key) => CONDITION_STEPS[key] === step);
}

/** Whether one condition holds. */
export function conditionHolds(on: AccountOn, key: ConditionKey): boolean {
  return RULES[key].holds(on);
}

/** A small first order is a beginning (S0); a share above 0 says that there was one. */
function firstOrder(): Rule {
  const hasShare = ({ cooperation: { share } }: AccountOn) => share !== null && share.percent > 0;
  const byThen = ({ state, moment }: AccountOn) => state.orders.filter((order) => order.on <= moment.day);
  return {
    holds: (on) => hasShare(on) || byThen(on).length > 0,
    evidence(on) {
      const { share } = on.cooperation;
      const first = firstBy(
        byThen(on),
        by<Order>((a, b) => compareText(a.on, b.on), byId),
      );
      const evidence: Evidence[] = first === undefined ? [] : [orderEvidence(first)];
      if (share !== null && share.percent > 0) evidence.push(shareEvidence(share));
      return evidence;
    },
    move: winFirstOrder,
  };
}

export function isBeyondUsual(department: Department): boolean {
  return department !== 'purchasing' && department !== 'marketing' && department !== 'executive';
}

function pairs(): Rule {
  const matched = (on: AccountOn) => matchPairs(on.active.flatMap((link) => pairOf(link) ?? []));
  return {
    holds(on) {
      const { stepPairs } = on.thresholds;
      // There are never more pairs than departments, and these are counted far faster.
      return linkedDepartments(on).size >= stepPairs && matched(on).length >= stepPairs;
    },
    evidence: (on) => matched(on).flatMap((pair) => evidenceOf(on.active.filter((link) => makes(link, pair)))),
    move: addPair,
  };
}

const EXECUTIVES: CounterpartPair = { function: 'executive', department: 'executive' };

function makes({ member, contact }: ActiveLink, pair: CounterpartPair): boolean {
  return member.function === pair.function && contact.department === pair.department;
}

/** Evidence: the freshest link of each who has one, the person alone for each who has not. */
function keyPeople(): Rule {
  return {
    holds: ({ keyPeople: people, active }) =>
      people.length > 0 && people.every((person) => active.some(({ contact }) => contact === person)),
    evidence: (on) =>
      on.keyPeople.map((person) => {
        const [link] = evidenceOf(on.active.filter(({ contact }) => contact === person));
        return link ?? contactEvidence(person);
      }),
    move: reachKeyPerson,
  };
}

function inForce(kind: FactKind, move: Rule['move']): Rule {
  const then = ({ state, moment: { day } }: AccountOn) =>
    state.facts.filter((fact) => fact.kind === kind && fact.from <= day && (fact.to === null || day <= fact.to));
  return {
    holds: (on) => then(on).length > 0,
    evidence: (on) =>
      then(on)
        .sort(by<Fact>((a, b) => compareText(a.from, b.from), byId))
        .map(factEvidence),
    move,
  };
}

/** Grown against a year ago, or as high as can be asked for; where nothing earlier is known, nothing contradicts growth. */
function shareGrown(): Rule {
  const earlierThan = ({ state, moment, thresholds }: AccountOn) =>
    shareOn(state.shares, addDays(moment.day, -thresholds.growthDays));
  return {
    holds(on) {
      const { share } = on.cooperation;
      if (share === null) return false;
      const earlier = earlierThan(on);
      return earlier === null || share.percent >= STRATEGIC_FROM || share.percent > earlier.percent;
    },
    evidence(on) {
      const { share } = on.cooperation;
      if (share === null) return [];
      const earlier = earlierThan(on);
      const told = earlier === null || earlier.id === share.id ? [share] : [share, earlier];
      return told.map(shareEvidence);
    },
    move(on) {
      const { share } = on.cooperation;
      const earlier = earlierThan(on);
      return share === null || earlier === null ? askShare(on) : growShare(on, share, earlier);
    },
  };
}

/** The departments we have an active link into. */
function linkedDepartments(on: AccountOn): ReadonlySet<Department> {
  const linked = new Set<Department>();
  for (const { contact } of on.active) if (contact.department !== null) linked.add(contact.department);
  return linked;
}

function linksPerDepartment(on: AccountOn, eligible: (department: Department) => boolean): readonly Evidence[] {
  return DEPARTMENTS.filter(eligible).flatMap((department) =>
    evidenceOf(on.active.filter(({ contact }) => contact.department === department)),
  );
}

/** The freshest of the links, as evidence; nothing when there are none. */
function evidenceOf(links: readonly ActiveLink[]): readonly Evidence[] {
  const link = firstBy(links, freshest);
  return link === undefined ? [] : [linkEvidence(link)];
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}
