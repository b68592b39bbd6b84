import fc from 'fast-check';
import { accountOn } from '../../src/domain/account-on.ts';
import { coverageOf } from '../../src/domain/coverage.ts';
import { addDays } from '../../src/domain/days.ts';
import { diffStage } from '../../src/domain/diff.ts';
import { findingsOn } from '../../src/domain/findings.ts';
import { endOf, type Moment, momentAt } from '../../src/domain/moment.ts';
import { planAccount } from '../../src/domain/nudges/plan-account.ts';
import { slotNow } from '../../src/domain/nudges/speaking-time.ts';
import { whoOn } from '../../src/domain/people.ts';
import type { AccountState } from '../../src/domain/records.ts';
import { repairOf } from '../../src/domain/repair.ts';
import { shapeOf } from '../../src/domain/shape.ts';
import { assessStage } from '../../src/domain/stage.ts';
import { DEFAULT_THRESHOLDS } from '../../src/domain/thresholds.ts';
import { ZONE } from './account-builder.ts';
import { accounts, TODAY } from './any-account.ts';
import { planStates } from './nudges/any-plan.ts';
import { CHINA, options } from './nudges/plan-builder.ts';

/** Run by process-time-zone.test.ts in processes of different time zones: what they print must be the same. */
function everything(state: AccountState, moment: Moment): unknown {
  const on = accountOn(state, moment, DEFAULT_THRESHOLDS);
  const earlier = { state, moment: endOf(addDays(TODAY, -60), moment.zone) };
  return [
    assessStage(state, moment, DEFAULT_THRESHOLDS),
    whoOn(on),
    coverageOf(on),
    findingsOn(on),
    shapeOf(on.active),
    repairOf(on),
    diffStage(earlier, { state, moment }, DEFAULT_THRESHOLDS),
  ];
}

const answers = fc
  .sample(accounts, { numRuns: 40, seed: 42 })
  .flatMap((book) => [
    everything(book, endOf(TODAY, ZONE)),
    everything(book, momentAt(Date.parse(`${TODAY}T03:30:00Z`), 'America/New_York')),
  ]);
const nudges = fc
  .sample(planStates, { numRuns: 20, seed: 42 })
  .map((state) => [
    planAccount(state, TODAY, options(addDays(TODAY, 11))),
    planAccount(state, TODAY, options(TODAY, { zone: 'America/New_York' })),
  ]);
const slots = ['Asia/Shanghai', 'Australia/Lord_Howe'].map((zone) =>
  slotNow({ time: '02:15', zone, workdays: CHINA, lastOn: null }, Date.parse('2026-10-09T12:00:00Z')),
);
process.stdout.write(JSON.stringify([answers, nudges, slots]));
