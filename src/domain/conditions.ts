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

interface Finding {
  readonly holds: boolean;
  readonly evidence: readonly Evidence[];
  readonly move: () => Move;
}

const FINDINGS: Record<ConditionKey, (on: AccountOn) => Finding> = {
  'first-order': firstOrder,
  departments,
  'other-department': otherDepartment,
  pairs,
  'executive-pair': executivePair,
  'key-people': keyPeople,
  integration: (on) => inForce(on, 'integration', startIntegration),
  'share-known': shareKnown,
  'share-grown': shareGrown,
  alliance: (on) => inForce(on, 'alliance', exploreAlliance),
};

/** The conditions of all five steps at a moment, in the order of the steps. */
export function assessConditions(on: AccountOn): readonly Condition[] {
  return (Object.keys(CONDITION_STEPS) as ConditionKey[]).map((key) => {
    const { holds, evidence, move } = FINDINGS[key](on);
    const condition = { step: CONDITION_STEPS[key], key, holds, evidence };
    return holds ? condition : { ...condition, move: move() };
  });
}

/**
 * The step alone: no moves are looked for, and nothing beyond the first condition that is broken. `taken`: conditions not looked
 * at, as if they held.
 */
export function stepHeld(on: AccountOn, taken?: ReadonlySet<ConditionKey>): RelationshipStep {
  const keys = Object.keys(CONDITION_STEPS) as ConditionKey[];
  const broken = keys.find((key) => taken?.has(key) !== true && !FINDINGS[key](on).holds);
  return stepOf(broken === undefined ? [] : [{ step: CONDITION_STEPS[broken], holds: false }]);
}

/** A small first order is a beginning (S0); a share above 0 says that there was one. */
function firstOrder(on: AccountOn): Finding {
  const { share } = on.cooperation;
  const orders = on.state.orders.filter((order) => order.on <= on.moment.day);
  const first = firstBy(
    orders,
    by<Order>((a, b) => compareText(a.on, b.on), byId),
  );
  const evidence: Evidence[] = first === undefined ? [] : [orderEvidence(first)];
  if (share !== null && share.percent > 0) evidence.push(shareEvidence(share));
  return { holds: evidence.length > 0, evidence, move: () => winFirstOrder(on) };
}

function departments(on: AccountOn): Finding {
  const evidence = linksPerDepartment(on, () => true);
  const holds = evidence.length >= on.thresholds.stepDepartments;
  return { holds, evidence, move: () => reachDepartment(on, () => true) };
}

/** Purchasing, marketing and the top are where sellers go anyway: breadth begins beyond them (S0). */
function otherDepartment(on: AccountOn): Finding {
  const evidence = linksPerDepartment(on, isBeyondUsual);
  return { holds: evidence.length > 0, evidence, move: () => reachDepartment(on, isBeyondUsual) };
}

export function isBeyondUsual(department: Department): boolean {
  return department !== 'purchasing' && department !== 'marketing' && department !== 'executive';
}

function pairs(on: AccountOn): Finding {
  const matched = matchPairs(on.active.flatMap((link) => pairOf(link) ?? []));
  const evidence = matched.flatMap((pair) => evidenceOf(on.active.filter((link) => makes(link, pair))));
  return { holds: matched.length >= on.thresholds.stepPairs, evidence, move: () => addPair(on) };
}

function makes({ member, contact }: ActiveLink, pair: CounterpartPair): boolean {
  return member.function === pair.function && contact.department === pair.department;
}

function executivePair(on: AccountOn): Finding {
  const evidence = evidenceOf(
    on.active.filter((link) => makes(link, { function: 'executive', department: 'executive' })),
  );
  return { holds: evidence.length > 0, evidence, move: () => bringExecutivesTogether(on) };
}

/** Evidence: the freshest link of each who has one, the person alone for each who has not. */
function keyPeople(on: AccountOn): Finding {
  const evidence = on.keyPeople.map((person) => {
    const [link] = evidenceOf(on.active.filter(({ contact }) => contact === person));
    return link ?? contactEvidence(person);
  });
  const holds = evidence.length > 0 && evidence.every((each) => each.kind === 'link');
  return { holds, evidence, move: () => reachKeyPerson(on) };
}

function inForce(on: AccountOn, kind: FactKind, move: (on: AccountOn) => Move): Finding {
  const { day } = on.moment;
  const evidence = on.state.facts
    .filter((fact) => fact.kind === kind && fact.from <= day && (fact.to === null || day <= fact.to))
    .sort(by<Fact>((a, b) => compareText(a.from, b.from), byId))
    .map(factEvidence);
  return { holds: evidence.length > 0, evidence, move: () => move(on) };
}

function shareKnown(on: AccountOn): Finding {
  const { share } = on.cooperation;
  const evidence = share === null ? [] : [shareEvidence(share)];
  return { holds: share !== null, evidence, move: () => askShare(on) };
}

/** Grown against a year ago, or as high as can be asked for; where nothing earlier is known, nothing contradicts growth. */
function shareGrown(on: AccountOn): Finding {
  const { share } = on.cooperation;
  if (share === null) return { holds: false, evidence: [], move: () => askShare(on) };
  const earlier = shareOn(on.state.shares, addDays(on.moment.day, -on.thresholds.growthDays));
  if (earlier === null) return { holds: true, evidence: [shareEvidence(share)], move: () => askShare(on) };
  const holds = share.percent >= STRATEGIC_FROM || share.percent > earlier.percent;
  const evidence = earlier.id === share.id ? [share] : [share, earlier];
  return { holds, evidence: evidence.map(shareEvidence), move: () => growShare(on, share, earlier) };
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
