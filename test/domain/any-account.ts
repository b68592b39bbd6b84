import fc from 'fast-check';
import { addDays, instantOf } from '../../src/domain/days.ts';
import type { AccountState, Touch } from '../../src/domain/records.ts';
import {
  ATTITUDES,
  CONTACT_STATES,
  DEPARTMENTS,
  LAYERS,
  MEMBER_STATES,
  PROCUREMENT_ROLES,
} from '../../src/domain/vocabulary.ts';
import { contact, fact, level, member, order, pin, share, state, touch, trait, ZONE } from './account-builder.ts';

/** Arbitrary accounts, dense enough around `TODAY` that every condition is often met and often just missed. */

export const TODAY = '2026-09-10';
const MEMBERS = ['wang', 'zhao', 'qian', 'sun'] as const;
const CONTACTS = ['a', 'b', 'c', 'd', 'e'] as const;

/** Days before today (negative: after), with the interesting distances more often. */
const distances = fc.oneof(
  fc.integer({ min: -40, max: 420 }),
  fc.constantFrom(0, 1, 13, 14, 179, 180, 181, 364, 365, 366, -1),
);
export const days = distances.map((n) => addDays(TODAY, -n));
const someDay = fc.option(days, { nil: null, freq: 2 });
const contactId = fc.constantFrom(...CONTACTS);
const memberId = fc.constantFrom(...MEMBERS);
const authorId = fc.constantFrom(null, ...MEMBERS);
const recordedAt = fc.integer({ min: 0, max: 3 });

const touches: fc.Arbitrary<Touch> = fc
  .record({
    memberId,
    contactId,
    day: days,
    time: fc.constantFrom(null, '00:00', '00:30', '12:00', '23:59'),
    twoWay: fc.boolean(),
    id: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ memberId: ours, contactId: theirs, day, time, twoWay, id }) => {
    const when = time === null ? day : new Date(instantOf(day, time, ZONE)).toISOString();
    return touch(ours, theirs, when, { twoWay, kind: twoWay ? 'visit' : 'message', interactionId: `${when}-${id}` });
  });

const traits = fc
  .oneof(
    fc.record({ field: fc.constant('department' as const), value: fc.option(fc.constantFrom(...DEPARTMENTS)) }),
    fc.record({ field: fc.constant('layer' as const), value: fc.option(fc.constantFrom(...LAYERS)) }),
    fc.record({ field: fc.constant('roles' as const), value: fc.subarray([...PROCUREMENT_ROLES], { maxLength: 2 }) }),
    fc.record({ field: fc.constant('attitude' as const), value: fc.option(fc.constantFrom(...ATTITUDES)) }),
    fc.record({ field: fc.constant('weight' as const), value: fc.option(fc.integer({ min: 0, max: 60 })) }),
    fc.record({ field: fc.constant('state' as const), value: fc.constantFrom('in-post', ...CONTACT_STATES) }),
  )
  .chain(({ field, value }) =>
    fc.record({ contactId, on: someDay, recordedAt, authorId }).map((rest) => ({ field, value, ...rest })),
  );

const levels = fc.record({
  memberId,
  contactId,
  value: fc.constantFrom(1, 2, 3, 4, 5),
  on: someDay,
  recordedAt,
}) as fc.Arbitrary<{ memberId: string; contactId: string; value: 1; on: string | null; recordedAt: number }>;

const members = fc
  .tuple(fc.constantFrom(...MEMBER_STATES), someDay)
  .map(([gone, leavesOn]) => [
    member('wang', 'sales'),
    member('zhao', 'executive'),
    member('qian', 'finance'),
    member('sun', 'service', { state: gone, leavesOn }),
  ]);

export const accounts: fc.Arbitrary<AccountState> = fc
  .record({
    members,
    // Half of the cases start from people in place who met on some day, so that the upper steps are reached at all.
    met: fc.option(days, { nil: null, freq: 2 }),
    traits: fc.oneof(fc.array(traits, { maxLength: 3 }), fc.array(traits, { maxLength: 20 })),
    levels: fc.array(levels, { maxLength: 6 }),
    touches: fc.array(touches, { maxLength: 25 }),
    shares: fc.uniqueArray(fc.tuple(days, fc.integer({ min: 0, max: 100 })), { maxLength: 4, selector: ([on]) => on }),
    orders: fc.uniqueArray(days, { maxLength: 3 }),
    facts: fc.uniqueArray(fc.tuple(fc.constantFrom('integration' as const, 'alliance' as const), days, someDay), {
      maxLength: 3,
      selector: ([kind, from]) => kind + from,
    }),
    successors: fc.array(fc.tuple(contactId, contactId), { maxLength: 3 }),
    pins: fc.uniqueArray(days, { maxLength: 2 }),
  })
  .map((parts) =>
    state({
      members: parts.members,
      contacts: CONTACTS.map((id) => contact(id, { successorId: new Map(parts.successors).get(id) ?? null })),
      traits: [
        ...(parts.met === null ? [] : inPlace),
        ...parts.traits.map(({ contactId: id, field, value, on, recordedAt: at, authorId: by }, n) =>
          trait(id, field, value as never, on, { id: `t${n}`, recordedAt: at, authorId: by }),
        ),
      ],
      levels: parts.levels.map(({ memberId: ours, contactId: theirs, value, on, recordedAt: at }, n) => ({
        ...level(ours, theirs, value, on),
        id: `l${n}`,
        recordedAt: at,
      })),
      touches: [...parts.touches, ...(parts.met === null ? [] : meetings(parts.met))],
      shares: parts.shares.map(([on, percent]) => share(on, percent)),
      orders: parts.orders.map(order),
      facts: parts.facts.map(([kind, from, to]) => fact(kind, from, to)),
      pins: parts.pins.map((from) => pin('step', '3', from, addDays(from, 30))),
    }),
  );

const inPlace = (['purchasing', 'executive', 'finance', 'technology', 'quality'] as const).map((department, n) =>
  trait(CONTACTS[n] ?? 'a', 'department', department, null, { id: `place${n}`, recordedAt: -1 }),
);

function meetings(day: string): readonly Touch[] {
  return [touch('wang', 'a', day), touch('zhao', 'b', day), touch('qian', 'c', day), touch('sun', 'd', day)];
}
