import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../src/domain/days.ts';
import { endOf } from '../../../src/domain/moment.ts';
import { planAccount } from '../../../src/domain/nudges/plan-account.ts';
import type { PlanState } from '../../../src/domain/nudges/plan-state.ts';
import type { Day } from '../../../src/domain/records.ts';
import { assessStage } from '../../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/domain/thresholds.ts';
import { ZONE } from '../account-builder.ts';
import { TODAY } from '../any-account.ts';
import { planStates, someDays } from './any-plan.ts';
import { options } from './plan-builder.ts';

/** By looking at each of the last 30 days and the day before it, whatever changed. */
function slipsFound(state: PlanState, day: Day): readonly Day[] {
  const stepOn = (each: Day) => assessStage(state, endOf(each, ZONE), DEFAULT_THRESHOLDS).step;
  const steps = Array.from({ length: 32 }, (_, n) => stepOn(addDays(day, n - 31)));
  const now = steps[31] ?? 0;
  return steps.flatMap((step, n) => {
    const before = steps[n - 1] ?? 0;
    return n > 0 && before > now && before > step ? [addDays(day, n - 31)] : [];
  });
}

/** As told by the nudges. */
function slipsTold(state: PlanState, day: Day): readonly Day[] {
  const slips = planAccount(state, day, options(day)).flatMap(({ facts }) =>
    facts.rule === 'step-slip' ? facts.on : [],
  );
  return [...new Set(slips)].sort();
}

/** Nobody leaves and nobody is told of anew: what moves are touches, shares and facts. */
const settled = (state: PlanState): PlanState => ({
  ...state,
  members: state.members.map((each) => ({ ...each, state: 'active' as const, leavesOn: null })),
  traits: state.traits.map((each) => ({ ...each, on: null })),
});

test.each([
  ['whatever happens', (state: PlanState) => state],
  ['among people who stay as they are', settled],
])('slips are told on exactly the days on which looking at every day finds one: %s', (_, as) => {
  let found = 0;
  fc.assert(
    fc.property(planStates, fc.oneof(someDays, fc.constant(TODAY)), (each, day) => {
      const state = as(each);
      const days = slipsFound(state, day);
      found += days.length;
      expect(slipsTold(state, day)).toEqual(days);
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(0);
});
