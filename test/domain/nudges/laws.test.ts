import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidaySchedule, workdaysOf } from '../../../src/domain/calendar/workdays.ts';
import { addDays } from '../../../src/domain/days.ts';
import { hasLeft } from '../../../src/domain/links.ts';
import type { Nudge } from '../../../src/domain/nudges/nudge.ts';
import { planAccount } from '../../../src/domain/nudges/plan-account.ts';
import { type DayPlan, ITEMS_AT_MOST, planDay } from '../../../src/domain/nudges/plan-day.ts';
import type { PlanState } from '../../../src/domain/nudges/plan-state.ts';
import { groupBy } from '../../../src/domain/order.ts';
import type { Day, Mute } from '../../../src/domain/records.ts';
import { TODAY } from '../any-account.ts';
import { planStates, someDays } from './any-plan.ts';
import { CHINA, options } from './plan-builder.ts';

const MEMBERS = ['wang', 'zhao', 'qian', 'sun', 'boss'];
const plan = (state: PlanState, day: Day, through = day) => planAccount(state, day, options(through));

function turned(state: PlanState, by: number): PlanState {
  const turn = <T>(list: readonly T[]) => [
    ...list.slice(by % (list.length || 1)),
    ...list.slice(0, by % (list.length || 1)),
  ];
  const lists = Object.entries(state).map(([key, value]) => [
    key,
    Array.isArray(value) ? turn(value).toReversed() : value,
  ]);
  return Object.fromEntries(lists) as PlanState;
}

describe('planning an account', () => {
  test('the arbitrary accounts give every rule something to say', () => {
    const rules = fc
      .sample(planStates, { numRuns: 150, seed: 5 })
      .flatMap((state) => plan(state, TODAY).map(({ rule }) => rule));
    expect(new Set(rules).size).toBe(15);
  });

  test('keys differ, the days fit, everybody told is here, and evidence is given', () => {
    fc.assert(
      fc.property(planStates, someDays, fc.nat({ max: 12 }), (state, day, ahead) => {
        const nudges = plan(state, day, addDays(day, ahead));
        expect(new Set(nudges.map(({ key }) => key)).size).toBe(nudges.length);
        for (const { key, memberId, rule, subject, dueOn, expiresOn, weight, recordIds } of nudges) {
          expect(key.startsWith(`${memberId}/${rule}/${subject}/`)).toBe(true);
          expect(dueOn <= expiresOn && expiresOn >= day && dueOn <= addDays(day, ahead)).toBe(true);
          expect(weight).toBeGreaterThan(0);
          expect(recordIds.length).toBeGreaterThan(0);
          const told = state.members.find(({ id }) => id === memberId);
          expect(told !== undefined && !hasLeft(told, day)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the order of every list is irrelevant', () => {
    fc.assert(
      fc.property(planStates, someDays, fc.nat({ max: 9 }), (state, day, by) => {
        expect(plan(turned(state, by), day)).toEqual(plan(state, day));
      }),
      { numRuns: 200 },
    );
  });

  test('archived: nothing', () => {
    fc.assert(
      fc.property(planStates, someDays, (state, day) => {
        const account = { ...state.account, archived: true };
        expect(plan({ ...state, account }, day, addDays(day, 12))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('nobody is greeted for what they opted out of, nor for 清明; nobody twice within three days', () => {
    fc.assert(
      fc.property(planStates, someDays, (state, day) => {
        for (const [contactId, greetings] of greetingsOf(plan(state, day, addDays(day, 12)))) {
          const { optOut = [] } = state.contacts.find(({ id }) => id === contactId) ?? {};
          const keys = greetings.flatMap(({ occasions }) => occasions.map(({ key }) => key));
          expect(keys.filter((key) => key === 'qingming' || optOut.includes(key))).toEqual([]);
          const days = new Set(greetings.map(({ on }) => on));
          const close = [...days].filter((on) => [1, 2, 3].some((n) => days.has(addDays(on, n))));
          expect(close).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('what is foreseen is what will be, if nothing happens meanwhile', () => {
    fc.assert(
      fc.property(planStates, someDays, fc.integer({ min: 1, max: 9 }), (book, day, n) => {
        const now = asOf(book, day);
        const then = addDays(day, n);
        const foreseen = plan(now, day, then).filter(({ isForeseen, expiresOn }) => isForeseen && expiresOn >= then);
        const keys = new Set(plan(now, then).map(({ key }) => key));
        for (const { key } of foreseen) expect(keys).toContain(key);
      }),
      { numRuns: 200 },
    );
  });
});

function greetingsOf(nudges: readonly Nudge[]) {
  const facts = nudges.flatMap((each) =>
    each.facts.rule === 'festival' || each.facts.rule === 'birthday' ? [each.facts] : [],
  );
  return groupBy(facts, ({ contactId }) => contactId);
}

/** The book with nothing in it that is dated on the day or later. */
function asOf(book: PlanState, day: Day): PlanState {
  const until = Date.parse(`${day}T00:00:00+08:00`);
  const undated = <T extends object>(list: readonly T[]) => list.map((each) => ({ ...each, on: null }));
  return {
    ...book,
    traits: undated(book.traits),
    levels: undated(book.levels),
    shares: [],
    members: book.members.map((each) => ({ ...each, state: 'active' })),
    touches: book.touches.filter(({ at }) => at < until),
    interactions: book.interactions.filter(({ at }) => at < until),
  };
}

interface Told {
  readonly day: Day;
  readonly plan: DayPlan;
  readonly nudges: readonly Nudge[];
}

/** Every message one member gets, planned day by day, what was said noted in between. */
function messages(
  state: PlanState,
  memberId: string,
  from: Day,
  count: number,
  mutes: readonly Mute[] = [],
): readonly Told[] {
  const said = new Set<string>();
  const told: Told[] = [];
  for (let n = 0; n < count; n++) {
    const day = addDays(from, n);
    const nudges = plan(state, day, addDays(day, 11));
    const made = planDay({ memberId, day, isOn: true, workdays: CHINA, nudges, said, mutes });
    for (const item of made.items) for (const key of item.keys) said.add(key);
    told.push({ day, plan: made, nudges });
  }
  return told;
}

describe('message by message', () => {
  test('over two years each thing is said once, never on a day off, never more than eight', () => {
    fc.assert(
      fc.property(planStates, fc.constantFrom('wang', 'zhao', 'boss'), (state, memberId) => {
        const keys: string[] = [];
        for (const { day, plan: made } of messages(state, memberId, '2026-07-01', 730)) {
          if (CHINA.isDayOff(day)) expect(made.items).toEqual([]);
          expect(made.items.length).toBeLessThanOrEqual(ITEMS_AT_MOST);
          expect(made.items.map(({ weight }) => weight)).toEqual(
            made.items.map(({ weight }) => weight).sort((a, b) => b - a),
          );
          keys.push(...made.items.flatMap((item) => item.keys));
        }
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 5 },
    );
  });

  test('what was due while there was room was said, in its days or on the last working day before', () => {
    fc.assert(
      fc.property(planStates, fc.constantFrom('wang', 'zhao'), (state, memberId) => {
        const told = messages(state, memberId, '2026-07-01', 120);
        const said = new Set(told.flatMap(({ plan: made }) => made.items.flatMap(({ keys }) => keys)));
        const isFull = told.some(({ plan: made }) => made.more > 0);
        const workdays = isFull ? [] : told.filter(({ day }) => !CHINA.isDayOff(day));
        const due = workdays.flatMap(({ day, nudges }) =>
          nudges.filter((each) => each.memberId === memberId && each.dueOn <= day),
        );
        expect(due.map(({ key }) => key).filter((key) => !said.has(key))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('merging loses no person and no key', () => {
    fc.assert(
      fc.property(planStates, someDays, fc.constantFrom(...MEMBERS), (state, day, memberId) => {
        const nudges = plan(state, day, addDays(day, 11));
        const made = planDay({ memberId, day, isOn: true, workdays: CHINA, nudges, said: new Set(), mutes: [] });
        const placed = [...made.items.flatMap(({ keys }) => keys), ...made.skipped.map(({ key }) => key)];
        expect(new Set(placed)).toEqual(
          new Set(nudges.filter((each) => each.memberId === memberId).map(({ key }) => key)),
        );
        for (const item of made.items) {
          const meant = nudges.filter(({ key }) => item.keys.includes(key));
          const about = (each: readonly Nudge[]) => new Set(each.map(({ subject }) => subject));
          expect(about(item.nudges)).toEqual(about(meant));
          expect(new Set(item.nudges.map(({ contactId }) => contactId))).toEqual(
            new Set(meant.map(({ contactId }) => contactId)),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a muted rule or subject is silent, and nothing else is', () => {
    fc.assert(
      fc.property(
        planStates,
        someDays,
        fc.constantFrom(...MEMBERS),
        fc.nat(),
        fc.boolean(),
        (state, day, memberId, n, isWhole) => {
          const nudges = plan(state, day);
          const input = {
            memberId,
            day,
            isOn: true,
            workdays: workdaysOf(holidaySchedule([]), [1, 2, 3, 4, 5, 6, 7], 'none'),
            nudges,
          };
          const own = nudges.filter((each) => each.memberId === memberId);
          const one = own[n % (own.length || 1)];
          if (one === undefined) return;
          const { rule } = one;
          const mutes: Mute[] = [
            {
              id: 'm',
              memberId,
              rule,
              subject: isWhole ? null : one.subject,
              until: null,
              why: 'muted',
              recordedAt: 0,
            },
          ];
          const made = planDay({ ...input, said: new Set(), mutes });
          const silent = own
            .filter((each) => each.rule === rule && (isWhole || each.subject === one.subject))
            .map(({ key }) => key);
          expect(new Set(made.skipped.flatMap(({ key, why }) => (why === 'muted' ? [key] : [])))).toEqual(
            new Set(silent),
          );
          expect(made.items.flatMap(({ keys }) => keys).filter((key) => silent.includes(key))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
