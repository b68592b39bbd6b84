import { accountOn } from '../account-on.ts';
import { festivalSetsOf, festivalsBetween, isFestive } from '../calendar/festivals.ts';
import { addDays, dayOf } from '../days.ts';
import { type Finding, findingsOn } from '../findings.ts';
import { endOf, type Moment } from '../moment.ts';
import type { Day, NextStep, Touch } from '../records.ts';
import { stageOf } from '../stage.ts';
import type { Thresholds } from '../thresholds.ts';
import type { CooperationStage, InteractionKind, Layer, RelationshipStep } from '../vocabulary.ts';
import { cadencesOn } from './cadence.ts';
import type { PlanState } from './plan-state.ts';

/** How far ahead a digest looks for festivals, in days (docs/method.md §15 °). */
const FESTIVAL_DAYS = 14;

/** What a channel may be told of one account: nothing private (docs/method.md §18), and of people only what everybody may see. */
export interface AccountDigest {
  /** From the day the digest before told of; `null`: it did not move. */
  readonly step: Change<RelationshipStep> | null;
  readonly stage: Change<CooperationStage> | null;
  /** Ours and theirs that are due by the day or overdue. */
  readonly promises: readonly NextStep[];
  /** Given up since. */
  readonly broken: readonly NextStep[];
  /** Layers past the days allowed. */
  readonly quiet: readonly { readonly layer: Layer; readonly days: number }[];
  readonly festivals: readonly { readonly key: string; readonly on: Day; readonly contactIds: readonly string[] }[];
  readonly risks: readonly Finding[];
  /** Touches since, each interaction once. */
  readonly logs: readonly LoggedTouch[];
}

export interface Change<T> {
  readonly from: T;
  readonly to: T;
}

export interface LoggedTouch {
  readonly kind: InteractionKind;
  readonly on: Day;
  readonly contactIds: readonly string[];
  readonly memberIds: readonly string[];
}

/** Those that lose an account by themselves. */
const RISKS: ReadonlySet<Finding['key']> = new Set([
  'vacancy',
  'opposed-key-person',
  'single-thread-ours',
  'single-thread-theirs',
]);

/**
 * What there is to tell of an account: what moved and was recorded on the days after `since` up to `until`, and what is open at
 * the moment. Pure.
 */
export function digestAccount(
  state: PlanState,
  moment: Moment,
  { since, until }: { readonly since: Day; readonly until: Day },
  thresholds: Thresholds,
  organisationZone: string,
): AccountDigest {
  const { day, zone } = moment;
  const on = accountOn(state, moment, thresholds);
  const [before, after] = [since, until].map((one) => stageOf(accountOn(state, endOf(one, zone), thresholds)));
  if (!before || !after) throw new Error('Two days are compared.');
  return {
    step: before.step === after.step ? null : { from: before.step, to: after.step },
    stage:
      isKnown(before.cooperationStage) &&
      isKnown(after.cooperationStage) &&
      before.cooperationStage !== after.cooperationStage
        ? { from: before.cooperationStage, to: after.cooperationStage }
        : null,
    promises: state.nextSteps.filter(
      ({ due, doneOn, brokenOn }) => due !== null && due <= day && doneOn === null && brokenOn === null,
    ),
    broken: state.nextSteps.filter(({ brokenOn }) => brokenOn !== null && brokenOn > since && brokenOn <= until),
    quiet: cadencesOn(on)
      .filter(({ colour }) => colour === 'red')
      .map(({ layer, days }) => ({ layer, days })),
    festivals: festivalsBetween(festivalSetsOf(state.account, organisationZone), day, addDays(day, FESTIVAL_DAYS))
      .filter(({ key }) => isFestive(key))
      .map(({ key, day: festive }) => ({
        key,
        on: festive,
        contactIds: on.contacts
          .filter(({ contact, inPost }) => inPost && !contact.optOut.includes(key))
          .map(({ contact }) => contact.id),
      }))
      .filter(({ contactIds }) => contactIds.length > 0),
    risks: findingsOn(on).filter(({ key }) => RISKS.has(key)),
    logs: loggedBetween(state.touches, since, until, zone),
  };
}

const isKnown = (stage: CooperationStage | 'unknown' | 'uncertain'): stage is CooperationStage =>
  stage !== 'unknown' && stage !== 'uncertain';

function loggedBetween(touches: readonly Touch[], since: Day, until: Day, zone: string): readonly LoggedTouch[] {
  const found = new Map<string, { kind: InteractionKind; on: Day; contacts: Set<string>; members: Set<string> }>();
  for (const touch of touches) {
    const on = touch.day ?? dayOf(touch.at, zone);
    if (on <= since || on > until) continue;
    const one = found.get(touch.interactionId) ?? {
      kind: touch.kind,
      on,
      contacts: new Set<string>(),
      members: new Set<string>(),
    };
    one.contacts.add(touch.contactId);
    one.members.add(touch.memberId);
    found.set(touch.interactionId, one);
  }
  return [...found.values()].map(({ kind, on, contacts, members }) => ({
    kind,
    on,
    contactIds: [...contacts],
    memberIds: [...members],
  }));
}
