import { holidaySchedule, type Workdays, workdaysOf } from '../../../src/domain/calendar/workdays.ts';
import { addDays, startOfDay } from '../../../src/domain/days.ts';
import type { Nudge, NudgeFacts, SpokenRule } from '../../../src/domain/nudges/nudge.ts';
import { planAccount } from '../../../src/domain/nudges/plan-account.ts';
import type { PlanOptions, PlanState } from '../../../src/domain/nudges/plan-state.ts';
import type { Account, Day, GiftApproval, Greeting, Interaction, NextStep } from '../../../src/domain/records.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/domain/thresholds.ts';
import { touchesOf } from '../../../src/domain/touches.ts';
import { state, ZONE } from '../account-builder.ts';

/** States to plan from, out of the few facts a case is about. */

export const CHINA: Workdays = workdaysOf(holidaySchedule([]), [1, 2, 3, 4, 5], 'china');

export function planState(parts: Partial<Omit<PlanState, 'account'>> & { account?: Partial<Account> } = {}): PlanState {
  const { account, ...rest } = parts;
  const base = state();
  return {
    ...base,
    ...{ interactions: [], nextSteps: [], greetings: [], approvals: [] },
    ...rest,
    account: { ...base.account, festivalSets: [], ...account },
  };
}

export function options(through: Day, changes: Partial<PlanOptions> = {}): PlanOptions {
  return {
    ...{ zone: ZONE, thresholds: DEFAULT_THRESHOLDS, through },
    ...{ workdaysOf: () => CHINA, adminIds: [], giftPolicy: null },
    ...changes,
  };
}

/** What is planned on a day, looking ahead to no other, by one rule. */
export function planned<R extends SpokenRule>(
  book: PlanState,
  day: Day,
  rule: R,
  changes: Partial<PlanOptions> = {},
): readonly Nudge<Extract<NudgeFacts, { rule: R }>>[] {
  const all = planAccount(book, day, options(changes.through ?? day, changes));
  return all.filter((nudge): nudge is Nudge<Extract<NudgeFacts, { rule: R }>> => nudge.rule === rule);
}

export function interaction(id: string, when: string, changes: Partial<Interaction> = {}): Interaction {
  const day = when.includes('T') ? null : when;
  return {
    ...{ id, accountId: 'acme', contactIds: ['a'], memberIds: ['wang'], kind: 'visit', note: 'talked' },
    ...{ at: day === null ? Date.parse(when) : startOfDay(day, ZONE), day, answered: null, signals: [] },
    ...{ value: null, occasion: null, authorId: 'wang', recordedAt: 0 },
    ...changes,
  };
}

/** A state with these interactions and the touches they make. */
export function withInteractions(book: PlanState, interactions: readonly Interaction[]): PlanState {
  const touches = [...book.touches, ...interactions.flatMap(touchesOf)];
  return { ...book, interactions: [...book.interactions, ...interactions], touches };
}

export function nextStep(id: string, due: Day | null, changes: Partial<NextStep> = {}): NextStep {
  return {
    ...{ id, accountId: 'acme', interactionId: 'i1', position: 0, what: 'send the offer', due, byId: 'wang' },
    ...{ doneOn: null, brokenOn: null, recordedAt: 0 },
    ...changes,
  };
}

export function greeting(contactId: string, occasion: string, on: Day, changes: Partial<Greeting> = {}): Greeting {
  return {
    ...{ id: `${contactId}-${occasion}-${on}`, accountId: 'acme', contactId, memberId: 'wang', occasion, on },
    ...{ way: 'greeting', doneOn: null, interactionId: null, authorId: 'wang', recordedAt: 0 },
    ...changes,
  };
}

export function approval(interactionId: string, changes: Partial<GiftApproval> = {}): GiftApproval {
  return {
    ...{ id: `approval-${interactionId}`, accountId: 'acme', interactionId, over: 'gift', state: 'asked' },
    ...{ decidedById: null, decidedOn: null, reason: null, recordedAt: startOfDay('2026-09-10', ZONE) },
    ...changes,
  };
}

/** The days from one on. */
export function daysFrom(first: Day, count: number): readonly Day[] {
  return Array.from({ length: count }, (_each, n) => addDays(first, n));
}
