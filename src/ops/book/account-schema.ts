import { z } from 'zod';
import { isDay } from '../../domain/days.ts';
import {
  ACCOUNT_KINDS,
  ATTITUDES,
  CONTACT_STATES,
  DEPARTMENTS,
  FACT_KINDS,
  FESTIVALS,
  LAYERS,
  PROCUREMENT_ROLES,
  RECIPIENT_CLASSES,
} from '../../domain/vocabulary.ts';
import { type Fields, fault } from './fields.ts';

/** A block of `accounts`: the account with everything that stands inside it. */
export function accountSchema(f: Fields) {
  return z.strictObject({
    id: f.id.nullish(),
    name: f.name,
    aliases: f.setOf(f.name),
    kinds: f.setOf(z.enum(ACCOUNT_KINDS)),
    owner: f.memberKey,
    backup: f.memberKey.nullish(),
    team: f.setOf(f.memberKey),
    archived: z.boolean().nullish(),
    timeZone: f.zone.nullish(),
    cadence: cadenceSchema(f).nullish(),
    festivalSets: z.array(f.line(60)).nullish(),
    recipientClass: z.enum(RECIPIENT_CLASSES).nullish(),
    recipientRule: f.text(),
    policy: policySchema(f).nullish(),
    shares: f.listOf(shareSchema(f)),
    orders: f.listOf(orderSchema(f)),
    facts: f.listOf(factSchema(f)),
    contacts: f.listOf(contactSchema(f)),
  });
}

function cadenceSchema(f: Fields) {
  const pace = z
    .strictObject({ ideal: f.whole(1, 3650), atMost: f.whole(1, 3650) })
    .refine(({ ideal, atMost }) => ideal <= atMost, fault('ideal-above-most', ['ideal']));
  const paces = LAYERS.map((layer) => [layer, pace.nullish()] as const);
  return z.strictObject(Object.fromEntries(paces) as Record<(typeof LAYERS)[number], (typeof paces)[number][1]>);
}

function policySchema(f: Fields) {
  return z.strictObject({
    price: f.text(),
    service: f.text(),
    responseHours: f.amount.max(87_600).nullish(),
    namedContact: f.text(200),
    reviewedOn: f.day.nullish(),
  });
}

/** How low, percent, high and ceiling stand to each other is checked once what is already known of that day is at hand. */
function shareSchema(f: Fields) {
  return z.strictObject({
    percent: f.percent,
    on: f.day,
    low: f.percent.nullish(),
    high: f.percent.nullish(),
    ceiling: f.percent.nullish(),
    source: f.text(500),
  });
}

function orderSchema(f: Fields) {
  return z.strictObject({
    on: f.day,
    amount: f.amount.nullish(),
    currency: f.currency.nullish(),
    product: f.text(500),
  });
}

function factSchema(f: Fields) {
  return z
    .strictObject({ kind: z.enum(FACT_KINDS), what: f.line(2000), from: f.day, to: f.day.nullish() })
    .refine(({ from, to }) => typeof to !== 'string' || from <= to, fault('ends-before-start', ['to']));
}

function contactSchema(f: Fields) {
  const contact = z.strictObject({
    id: f.id.nullish(),
    name: f.name,
    title: f.text(200),
    department: z.enum(DEPARTMENTS).nullish(),
    layer: z.enum(LAYERS).nullish(),
    roles: f.setOf(z.enum(PROCUREMENT_ROLES)),
    attitude: z.enum(ATTITUDES).nullish(),
    weight: f.whole(0, 100).nullish(),
    state: z.enum(CONTACT_STATES).nullish(),
    stateOn: f.day.nullish(),
    successor: f.name.nullish(),
    reportsTo: f.name.nullish(),
    email: f.text(254),
    phone: f.text(100),
    tastes: f.text(),
    taboos: f.text(),
    optOut: f.setOf(z.enum(FESTIVALS)),
    levels: f.listOf(z.strictObject({ member: f.memberKey, level: z.literal([1, 2, 3, 4, 5]), on: f.day.nullish() })),
    birthday: birthdaySchema(f).nullish(),
  });
  return contact.refine(({ state, stateOn }) => stateOn == null || state != null, fault('missing', ['state']));
}

interface Birth {
  readonly calendar: 'solar' | 'lunar';
  readonly month: number;
  readonly day: number;
  readonly year?: number | null | undefined;
  readonly leap?: boolean | null | undefined;
}

function birthdaySchema(f: Fields) {
  return z
    .strictObject({
      calendar: z.enum(['solar', 'lunar']),
      month: f.whole(1, 12),
      day: f.whole(1, 31),
      year: f.whole(1850, 2200).nullish(),
      leap: z.boolean().nullish(),
    })
    .refine(isPossible, fault('invalid-birthday'));
}

function isPossible({ calendar, month, day, year, leap }: Birth): boolean {
  if (calendar === 'lunar') return day <= 30;
  // Without a year any will do, so one that has a 29 February.
  const written = [year ?? 2000, ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
  return leap !== true && isDay(written);
}
