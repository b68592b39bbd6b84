import { z } from 'zod';
import { isDay } from '../../domain/days.ts';
import type { RecordKind, Records } from '../../domain/records.ts';
import * as v from '../../domain/vocabulary.ts';
import { fault } from './fields.ts';

/**
 * Records as they are, for the part of a book that is carried over unchanged: structure and closed lists, not the rules for new
 * entries, which may be stricter today than when a record was made.
 */
const text = z.string();
const texts = z.array(text);
const maybeText = text.nullable();
const day = text.refine(isDay, fault('invalid-day'));
const maybeDay = day.nullable();
const instant = z.number().int();
const figure = z.number().nullable();
const oneOf = <const T extends readonly string[]>(keys: T) => z.enum(keys);
const someOf = <const T extends readonly string[]>(keys: T) => z.array(oneOf(keys));

const pace = z.exactOptional(z.strictObject({ ideal: z.number(), atMost: z.number() }));
const cadence = z.strictObject({ decision: pace, management: pace, operation: pace });
const policy = z.strictObject({
  price: maybeText,
  service: maybeText,
  responseHours: figure,
  namedContact: maybeText,
  reviewedOn: maybeDay,
});
const birthday = z.strictObject({
  calendar: oneOf(['solar', 'lunar']),
  month: z.number().int(),
  day: z.number().int(),
  year: z.number().int().nullable(),
  leap: z.boolean(),
});
const ofAccount = { id: text, accountId: text };
const authored = { authorId: maybeText, recordedAt: instant };

const about = { ...ofAccount, contactId: text, on: maybeDay, source: maybeText, ...authored };
const traitOf = <F extends string, V extends z.ZodType>(field: F, value: V) =>
  z.strictObject({ ...about, field: z.literal(field), value });

export const RECORD_SCHEMAS = {
  member: z.strictObject({
    id: text,
    key: text,
    email: maybeText,
    mobile: maybeText,
    name: text,
    function: oneOf(v.FUNCTIONS),
    role: oneOf(v.ROLES),
    managerId: maybeText,
    state: oneOf(v.MEMBER_STATES),
    leavesOn: maybeDay,
    timeZone: text,
    language: oneOf(v.LANGUAGES),
    createdAt: instant,
  }),
  identity: z.strictObject({
    id: text,
    memberId: text,
    platform: oneOf(v.PLATFORMS),
    tenant: text,
    externalId: text,
    timeZone: maybeText,
    language: oneOf(v.LANGUAGES).nullable(),
    closedAt: instant.nullable().default(null),
    createdAt: instant,
  }),
  account: z.strictObject({
    id: text,
    name: text,
    aliases: texts,
    kinds: someOf(v.ACCOUNT_KINDS),
    ownerId: text,
    backupId: maybeText,
    teamIds: texts,
    archived: z.boolean(),
    timeZone: maybeText,
    cadence: cadence.nullable(),
    festivalSets: texts.nullable(),
    recipientClass: oneOf(v.RECIPIENT_CLASSES).nullable(),
    recipientRule: maybeText,
    policy: policy.nullable(),
    createdAt: instant,
  }),
  contact: z.strictObject({
    ...ofAccount,
    name: text,
    title: maybeText,
    email: maybeText,
    phone: maybeText,
    tastes: maybeText,
    taboos: maybeText,
    optOut: texts,
    reportsToId: maybeText,
    successorId: maybeText,
    birthday: birthday.nullable(),
    createdAt: instant,
  }),
  trait: z.discriminatedUnion('field', [
    traitOf('department', oneOf(v.DEPARTMENTS).nullable()),
    traitOf('layer', oneOf(v.LAYERS).nullable()),
    traitOf('roles', someOf(v.PROCUREMENT_ROLES)),
    traitOf('attitude', oneOf(v.ATTITUDES).nullable()),
    traitOf('weight', figure),
    traitOf('state', oneOf(v.CONTACT_STATES)),
  ]),
  level: z.strictObject({
    ...ofAccount,
    contactId: text,
    memberId: text,
    level: z.literal([1, 2, 3, 4, 5]),
    on: maybeDay,
    ...authored,
  }),
  interaction: z.strictObject({
    ...ofAccount,
    contactIds: texts,
    memberIds: texts,
    kind: oneOf(v.INTERACTION_KINDS),
    at: instant,
    day: maybeDay,
    note: text,
    answered: z.boolean().nullable(),
    signals: someOf(v.SIGNALS),
    value: z.strictObject({ amount: z.number(), currency: text }).nullable(),
    occasion: maybeText,
    ...authored,
  }),
  nextStep: z.strictObject({
    ...ofAccount,
    interactionId: text,
    position: z.int32(),
    what: text,
    due: maybeDay,
    byId: maybeText,
    doneOn: maybeDay,
    brokenOn: maybeDay.default(null),
    recordedAt: instant,
  }),
  share: z.strictObject({
    ...ofAccount,
    on: day,
    percent: z.number(),
    low: figure,
    high: figure,
    ceiling: figure,
    source: maybeText,
    ...authored,
  }),
  order: z.strictObject({
    ...ofAccount,
    on: day,
    amount: figure,
    currency: maybeText,
    product: maybeText,
    ...authored,
  }),
  fact: z.strictObject({
    ...ofAccount,
    kind: oneOf(v.FACT_KINDS),
    what: text,
    from: day,
    to: maybeDay,
    ...authored,
  }),
  pin: z.strictObject({
    ...ofAccount,
    target: oneOf(v.PIN_TARGETS),
    value: text,
    reason: text,
    from: day,
    until: day,
    authorId: text,
    recordedAt: instant,
  }),
  taughtName: z.strictObject({ id: text, memberId: text, key: text, meansId: text, recordedAt: instant }),
  greeting: z.strictObject({
    ...ofAccount,
    contactId: text,
    memberId: text,
    occasion: text,
    on: day,
    way: oneOf(v.GREETING_WAYS),
    doneOn: maybeDay,
    interactionId: maybeText,
    ...authored,
  }),
  giftApproval: z.strictObject({
    ...ofAccount,
    interactionId: text,
    over: oneOf(v.GIFT_LIMITS),
    state: oneOf(v.APPROVAL_STATES),
    decidedById: maybeText,
    decidedOn: maybeDay,
    reason: maybeText,
    recordedAt: instant,
  }),
  mute: z.strictObject({
    id: text,
    memberId: text,
    rule: oneOf(v.NUDGE_RULES),
    subject: maybeText,
    until: maybeDay,
    why: oneOf(v.MUTE_REASONS),
    recordedAt: instant,
  }),
  digest: z.strictObject({
    id: text,
    platform: oneOf(v.PLATFORMS),
    tenant: text,
    channel: text,
    every: oneOf(v.DIGEST_CADENCES),
    time: text,
    timeZone: text,
    language: oneOf(v.LANGUAGES),
    accountIds: texts,
    ownerIds: texts,
    kinds: someOf(v.DIGEST_KINDS),
    ...authored,
  }),
  binding: z.strictObject({
    id: text,
    platform: oneOf(v.PLATFORMS),
    tenant: text,
    channel: text,
    accountId: text,
    ...authored,
  }),
  preference: z.strictObject({
    id: text,
    memberId: text,
    isOn: z.boolean(),
    time: text,
    workdays: z.array(z.int32()),
    calendar: text,
    platform: oneOf(v.PLATFORMS).nullable(),
    recordedAt: instant,
  }),
  holiday: z.strictObject({ id: text, calendar: text, on: day, isOff: z.boolean(), name: text }),
  setting: z.strictObject({ id: text, value: z.union([text, z.number(), z.boolean()]) }),
} as const satisfies { readonly [K in RecordKind]: z.ZodType<Records[K]> };
