import fc from 'fast-check';
import { addDays } from '../../../src/domain/days.ts';
import type { PlanState } from '../../../src/domain/nudges/plan-state.ts';
import type { Birthday, Contact, Day } from '../../../src/domain/records.ts';
import { FESTIVALS, SIGNALS } from '../../../src/domain/vocabulary.ts';
import { member } from '../account-builder.ts';
import { accounts, days, TODAY } from '../any-account.ts';
import { approval, greeting, interaction, nextStep, withInteractions } from './plan-builder.ts';

/** Arbitrary accounts to plan for: everything a rule can speak of, dense around `TODAY` and for a year after. */

const around = fc.oneof(
  days,
  fc.integer({ min: 0, max: 500 }).map((n) => addDays(TODAY, n)),
);
const contactIds = fc.subarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1, maxLength: 3 });
const memberIds = fc.subarray(['wang', 'zhao', 'qian', 'sun'], { minLength: 1, maxLength: 2 });
const someone = fc.constantFrom('wang', 'zhao', 'qian', 'sun');

const birthdays = fc.option(
  fc
    .record({
      calendar: fc.constantFrom('solar' as const, 'lunar' as const),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 30 }),
      year: fc.option(fc.integer({ min: 1950, max: 2000 }), { nil: null }),
      leap: fc.boolean(),
    })
    .map((each): Birthday => ({ ...each, leap: each.leap && each.calendar === 'lunar' })),
  { nil: null },
);

const people = fc.array(
  fc.record({
    birthday: birthdays,
    optOut: fc.subarray([...FESTIVALS], { maxLength: 4 }),
    createdAt: fc.constantFrom(0, Date.parse('2026-08-01T00:00:00Z')),
  }),
  { minLength: 5, maxLength: 5 },
);

const talks = fc.array(
  fc.record({
    on: around,
    contactIds,
    memberIds,
    kind: fc.constantFrom('visit', 'call', 'gift', 'message', 'note'),
    signals: fc.subarray([...SIGNALS], { maxLength: 1 }),
    occasion: fc.constantFrom(null, 'mid-autumn', 'birthday', 'spring'),
  }),
  { maxLength: 12 },
);

const promises = fc.array(
  fc.record({ due: fc.option(around, { nil: null }), byId: fc.option(someone, { nil: null }), isDone: fc.boolean() }),
  { maxLength: 8 },
);

export const planStates: fc.Arbitrary<PlanState> = fc
  .record({
    book: accounts,
    people,
    talks,
    promises,
    greetings: fc.array(
      fc.record({ contactId: fc.constantFrom('a', 'b', 'c'), memberId: someone, isDone: fc.boolean() }),
      {
        maxLength: 2,
      },
    ),
    sets: fc.constantFrom(null, [], ['china'], ['china-education', 'singapore'], ['united-states', 'spain']),
    kinds: fc.constantFrom([], ['important' as const]),
    backupId: fc.constantFrom(null, 'zhao'),
    teamIds: fc.subarray(['qian', 'sun']),
    isAsked: fc.boolean(),
  })
  .map((parts) => {
    const { book } = parts;
    const contacts = book.contacts.map((each, n): Contact => ({ ...each, ...parts.people[n] }));
    const visits = parts.talks.map(({ on, ...rest }, n) =>
      interaction(`t${n}`, on, { ...rest, authorId: rest.memberIds[0] ?? null }),
    );
    const state: PlanState = {
      ...book,
      account: {
        ...book.account,
        ...{ festivalSets: parts.sets, kinds: parts.kinds, backupId: parts.backupId, teamIds: parts.teamIds },
        createdAt: Date.parse('2026-01-01T00:00:00Z'),
      },
      members: [...book.members.map((each) => ({ ...each, managerId: 'boss' })), member('boss', 'executive')],
      contacts,
      interactions: [],
      nextSteps: parts.promises.map(({ due, byId, isDone }, n) =>
        nextStep(`n${n}`, due, { byId, interactionId: `t${n}`, doneOn: isDone ? TODAY : null }),
      ),
      greetings: parts.greetings.map(({ contactId, memberId, isDone }, n) =>
        greeting(contactId, 'mid-autumn', '2026-09-25', {
          id: `g${n}`,
          memberId,
          doneOn: isDone ? '2026-09-20' : null,
        }),
      ),
      approvals: parts.isAsked ? [approval('t0')] : [],
    };
    return withInteractions(state, visits);
  });

export const someDays: fc.Arbitrary<Day> = around;
