import { startOfDay } from '../../domain/days.ts';
import type { Account, Contact, Instant, Member, Pin, Policy, Trait } from '../../domain/records.ts';
import { RECORD_KINDS, type RecordKind } from '../../domain/records.ts';
import type { BookHistory } from '../book/history.ts';
import type { BookContact, BookMember } from '../book/schema.ts';
import type { AccountPlan, PinPlan, ViewPlan } from './plan.ts';
import { type Times, timesAt } from './times.ts';

/** How long ago the demo begins. */
const BEGINS_DAYS_AGO = 548;
const DAY_MS = 86_400_000;

export const accountId = (slug: string): string => `demo-${slug}`;
export const contactId = (slug: string, position: number): string => `demo-${slug}-${position + 1}`;
const memberId = (key: string): string => `demo-member-${key}`;

/**
 * What the readable part of a book has no words for: who of ours thought what of whom since when, and pins. It refers to
 * members, accounts and contacts, so these come along just as the readable part will find them.
 */
export function demoHistory(members: readonly BookMember[], plans: readonly AccountPlan[], now: Instant): BookHistory {
  const createdAt = now - BEGINS_DAYS_AGO * DAY_MS;
  const signed = plans.filter(({ views, pins }) => views !== undefined || pins !== undefined);
  const none = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, []])) as { [K in RecordKind]: [] };
  return {
    records: {
      ...none,
      member: members.map((member) => memberRecord(member, createdAt)),
      account: signed.map((plan) => accountRecord(plan, createdAt)),
      contact: signed.flatMap((plan) => contactRecords(plan, createdAt)),
      trait: signed.flatMap((plan) => traitRecords(plan, timesAt(now, plan.account.timeZone))),
      pin: signed.flatMap(pinRecords),
    },
    changes: [],
    rows: [],
  };
}

function memberRecord(member: BookMember, createdAt: Instant): Member {
  const { key, email, mobile, manager, state, leavesOn, ...told } = member;
  return {
    ...told,
    id: memberId(key ?? ''),
    key: key ?? '',
    email: email ?? null,
    mobile: mobile ?? null,
    managerId: idOrNull(manager, memberId),
    state: state ?? 'active',
    leavesOn: leavesOn ?? null,
    createdAt,
  };
}

function accountRecord({ slug, account }: AccountPlan, createdAt: Instant): Account {
  const { name, timeZone, owner, backup, policy } = account;
  const noPolicy: Policy = { price: null, service: null, responseHours: null, namedContact: null, reviewedOn: null };
  return {
    id: accountId(slug),
    name,
    aliases: account.aliases ?? [],
    kinds: account.kinds ?? [],
    ownerId: memberId(owner),
    backupId: idOrNull(backup, memberId),
    teamIds: (account.team ?? []).map(memberId),
    archived: account.archived ?? false,
    timeZone,
    cadence: null,
    festivalSets: account.festivalSets ?? null,
    recipientClass: account.recipientClass ?? null,
    recipientRule: account.recipientRule ?? null,
    policy: policy == null ? null : ({ ...noPolicy, ...policy } as Policy),
    createdAt,
  };
}

function contactRecords(plan: AccountPlan, createdAt: Instant): Contact[] {
  const idOf = (name: string) => contactId(plan.slug, positionOf(plan, name));
  return plan.account.contacts.map((contact, position) => ({
    ...contactDetails(contact),
    id: contactId(plan.slug, position),
    accountId: accountId(plan.slug),
    reportsToId: idOrNull(contact.reportsTo, idOf),
    successorId: idOrNull(contact.successor, idOf),
    createdAt,
  }));
}

function contactDetails({ name, title, email, phone, tastes, taboos, optOut, birthday }: BookContact) {
  return {
    name,
    title: title ?? null,
    email: email ?? null,
    phone: phone ?? null,
    tastes: tastes ?? null,
    taboos: taboos ?? null,
    optOut: optOut ?? [],
    birthday: birthday == null ? null : { ...birthday, year: birthday.year ?? null, leap: birthday.leap ?? false },
  };
}

function traitRecords(plan: AccountPlan, times: Times): Trait[] {
  return (plan.views ?? []).map(({ contact, by, attitude, ago, source }: ViewPlan, position) => ({
    id: `demo-${plan.slug}-view-${position + 1}`,
    accountId: accountId(plan.slug),
    contactId: contactId(plan.slug, positionOf(plan, contact)),
    field: 'attitude',
    value: attitude,
    on: times.ago(ago),
    authorId: memberId(by),
    source: source ?? null,
    recordedAt: startOfDay(times.ago(ago - 1), plan.account.timeZone) - 1,
  }));
}

function pinRecords(plan: AccountPlan): Pin[] {
  return (plan.pins ?? []).map(({ by, from, ...pin }: PinPlan, position) => ({
    ...pin,
    id: `demo-${plan.slug}-pin-${position + 1}`,
    accountId: accountId(plan.slug),
    from,
    authorId: memberId(by),
    recordedAt: startOfDay(from, plan.account.timeZone),
  }));
}

function positionOf({ account }: AccountPlan, name: string): number {
  const position = account.contacts.findIndex((contact) => contact.name === name);
  if (position < 0) throw new RangeError(`The demo knows no ${name} at ${account.name}`);
  return position;
}

function idOrNull(name: string | null | undefined, idOf: (name: string) => string): string | null {
  return name == null ? null : idOf(name);
}
