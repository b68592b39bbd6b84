import fc from 'fast-check';
import type { RecordKind, Records } from '../../src/domain/records.ts';
import * as words from '../../src/domain/vocabulary.ts';
import {
  aContact,
  aFact,
  aLevel,
  aMember,
  aNextStep,
  anAccount,
  anIdentity,
  anInteraction,
  anOrder,
  aPin,
  aShare,
  aTrait,
  newId,
} from '../fixtures/records.ts';

export interface Entry<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly record: Records[K];
}

const HOSTILE = [
  '',
  ' ',
  "'; DROP TABLE members; --",
  '%_\\',
  'null',
  'true',
  '12',
  '"12"',
  '{"a":1}',
  '<!channel> <at id=all></at>',
  '\\ud800 \\u0000',
  'line\r\nbreak\ttab\u2028',
  '华东客户部·李雷',
  '👩‍👩‍👧‍👦 👍🏽',
  'e\u0301 İ ß',
];
/** Anything a database must hold; NUL is kept out upstream. */
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 30 }).map((any) => any.replaceAll('\0', '')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const texts = fc.array(text, { maxLength: 4 });
const instant = fc.integer({ min: -8.64e15, max: 8.64e15 });
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
// Minus zero is lost by JSON itself.
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((any) => any + 0);
const of = <T>(values: readonly T[]) => fc.constantFrom(...values);
const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const cadence = fc.record({ ideal: number, atMost: number });

const traitValue = fc.oneof(
  fc.record({ field: fc.constant('department' as const), value: orNull(of(words.DEPARTMENTS)) }),
  fc.record({ field: fc.constant('layer' as const), value: orNull(of(words.LAYERS)) }),
  fc.record({ field: fc.constant('roles' as const), value: some(words.PROCUREMENT_ROLES) }),
  fc.record({ field: fc.constant('attitude' as const), value: orNull(of(words.ATTITUDES)) }),
  fc.record({ field: fc.constant('weight' as const), value: orNull(fc.integer({ min: 0, max: 100 })) }),
  fc.record({ field: fc.constant('state' as const), value: of(words.CONTACT_STATES) }),
);

const fields = {
  member: fc.record({
    email: orNull(text),
    mobile: orNull(text),
    name: text,
    function: of(words.FUNCTIONS),
    role: of(words.ROLES),
    state: of(words.MEMBER_STATES),
    leavesOn: orNull(day),
    timeZone: text,
    language: of(words.LANGUAGES),
    createdAt: instant,
  }),
  identity: fc.record({
    platform: of(words.PLATFORMS),
    tenant: text,
    timeZone: orNull(text),
    language: orNull(of(words.LANGUAGES)),
    closedAt: orNull(instant),
    createdAt: instant,
  }),
  account: fc.record({
    name: text,
    aliases: texts,
    kinds: some(words.ACCOUNT_KINDS),
    archived: fc.boolean(),
    timeZone: orNull(text),
    cadence: orNull(
      fc.record({ decision: cadence, management: cadence, operation: cadence }, { requiredKeys: ['decision'] }),
    ),
    festivalSets: orNull(texts),
    recipientClass: orNull(of(words.RECIPIENT_CLASSES)),
    recipientRule: orNull(text),
    policy: orNull(
      fc.record({
        price: orNull(text),
        service: orNull(text),
        responseHours: orNull(number),
        namedContact: orNull(text),
        reviewedOn: orNull(day),
      }),
    ),
    createdAt: instant,
  }),
  contact: fc.record({
    name: text,
    title: orNull(text),
    email: orNull(text),
    phone: orNull(text),
    tastes: orNull(text),
    taboos: orNull(text),
    optOut: texts,
    birthday: orNull(
      fc.record({
        calendar: of(['solar', 'lunar'] as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
        year: orNull(fc.integer({ min: 1900, max: 2099 })),
        leap: fc.boolean(),
      }),
    ),
    createdAt: instant,
  }),
  trait: traitValue,
  dated: fc.record({ on: orNull(day), source: orNull(text), recordedAt: instant }),
  level: fc.record({ level: of([1, 2, 3, 4, 5] as const), on: orNull(day), recordedAt: instant }),
  interaction: fc.record({
    kind: of(words.INTERACTION_KINDS),
    at: instant,
    day: orNull(day),
    note: text,
    answered: orNull(fc.boolean()),
    signals: some(words.SIGNALS),
    value: orNull(fc.record({ amount: number, currency: text })),
    occasion: orNull(text),
    recordedAt: instant,
  }),
  nextStep: fc.record({
    position: fc.nat(1000),
    what: text,
    due: orNull(day),
    doneOn: orNull(day),
    brokenOn: orNull(day),
    recordedAt: instant,
  }),
  share: fc.record({
    on: day,
    percent: number,
    low: orNull(number),
    high: orNull(number),
    ceiling: orNull(number),
    source: orNull(text),
    recordedAt: instant,
  }),
  order: fc.record({
    on: day,
    amount: orNull(number),
    currency: orNull(text),
    product: orNull(text),
    recordedAt: instant,
  }),
  fact: fc.record({ kind: of(words.FACT_KINDS), what: text, from: day, to: orNull(day), recordedAt: instant }),
  pin: fc.record({
    target: of(words.PIN_TARGETS),
    value: text,
    reason: text,
    from: day,
    until: day,
    recordedAt: instant,
  }),
  taughtName: fc.record({ key: text, recordedAt: instant }),
  greeting: fc.record({
    occasion: text,
    on: day,
    way: of(words.GREETING_WAYS),
    doneOn: orNull(day),
    recordedAt: instant,
  }),
  giftApproval: fc.record({
    over: of(words.GIFT_LIMITS),
    state: of(words.APPROVAL_STATES),
    decidedOn: orNull(day),
    reason: orNull(text),
    recordedAt: instant,
  }),
  mute: fc.record({
    rule: of(words.NUDGE_RULES),
    subject: orNull(text),
    until: orNull(day),
    why: of(words.MUTE_REASONS),
    recordedAt: instant,
  }),
  digest: fc.record({
    platform: of(words.PLATFORMS),
    tenant: text,
    every: of(words.DIGEST_CADENCES),
    time: text,
    timeZone: text,
    language: of(words.LANGUAGES),
    ownerIds: texts,
    kinds: some(words.DIGEST_KINDS),
    recordedAt: instant,
  }),
  binding: fc.record({ platform: of(words.PLATFORMS), tenant: text, recordedAt: instant }),
  preference: fc.record({
    isOn: fc.boolean(),
    time: text,
    workdays: some([1, 2, 3, 4, 5, 6, 7]),
    calendar: text,
    platform: orNull(of(words.PLATFORMS)),
    recordedAt: instant,
  }),
  holiday: fc.record({ on: day, isOff: fc.boolean(), name: text }),
  setting: fc.record({ value: fc.oneof(text, number, fc.boolean()) }),
  isLinked: fc.boolean(),
};

/** One record of every kind, each referring to those before it; ids are fresh with every call. */
export const oneOfEach = fc.record(fields).map((given) => (): readonly Entry[] => {
  const boss = aMember();
  const member = { ...aMember({ managerId: given.isLinked ? boss.id : null }), ...given.member };
  const team = given.isLinked ? { backupId: boss.id, teamIds: [boss.id, member.id] } : {};
  const account = anAccount(member.id, { ...given.account, ...team });
  const other = aContact(account.id);
  const above = given.isLinked ? { reportsToId: other.id, successorId: other.id } : {};
  const contact = aContact(account.id, { ...given.contact, ...above });
  const authorId = given.isLinked ? boss.id : null;
  const pairs = { contactIds: [contact.id, other.id], memberIds: [member.id, boss.id] };
  const interaction = anInteraction(account.id, { ...given.interaction, authorId, ...(given.isLinked ? pairs : {}) });
  const setting = { id: newId('setting'), ...given.setting };
  const { field, value } = given.trait;
  return [
    { kind: 'member', record: boss },
    { kind: 'member', record: member },
    { kind: 'identity', record: anIdentity(member.id, given.identity) },
    { kind: 'account', record: account },
    { kind: 'contact', record: other },
    { kind: 'contact', record: contact },
    { kind: 'trait', record: aTrait(contact, field, value, { ...given.dated, authorId }) },
    { kind: 'level', record: aLevel(contact, member.id, { ...given.level, authorId }) },
    { kind: 'interaction', record: interaction },
    { kind: 'nextStep', record: aNextStep(interaction, { ...given.nextStep, byId: authorId }) },
    { kind: 'share', record: aShare(account.id, { ...given.share, authorId }) },
    { kind: 'order', record: anOrder(account.id, { ...given.order, authorId }) },
    { kind: 'fact', record: aFact(account.id, { ...given.fact, authorId }) },
    { kind: 'pin', record: aPin(account.id, boss.id, given.pin) },
    {
      kind: 'taughtName',
      record: { id: newId('taught'), memberId: member.id, meansId: account.id, ...given.taughtName },
    },
    {
      kind: 'greeting',
      record: {
        ...{ id: newId('greeting'), accountId: account.id, contactId: contact.id, memberId: member.id },
        ...{ interactionId: given.isLinked ? interaction.id : null, authorId, ...given.greeting },
      },
    },
    {
      kind: 'giftApproval',
      record: {
        ...{ id: newId('approval'), accountId: account.id, interactionId: interaction.id, decidedById: authorId },
        ...given.giftApproval,
      },
    },
    { kind: 'mute', record: { id: newId('mute'), memberId: member.id, ...given.mute } },
    {
      kind: 'digest',
      record: { id: newId('digest'), channel: newId('channel'), accountIds: [account.id], authorId, ...given.digest },
    },
    {
      kind: 'binding',
      record: { id: newId('binding'), channel: newId('channel'), accountId: account.id, authorId, ...given.binding },
    },
    { kind: 'preference', record: { id: member.id, memberId: member.id, ...given.preference } },
    { kind: 'holiday', record: { id: newId('holiday'), calendar: newId('calendar'), ...given.holiday } },
    { kind: 'setting', record: setting },
  ];
});
