import type { Digest, GiftApproval, Greeting, Mute, Preference } from '../../src/domain/records.ts';
import type { Language, NudgeRule, Platform } from '../../src/domain/vocabulary.ts';
import type { Said } from '../../src/ports/store.ts';
import type { Kit } from '../kit.ts';
import type { Accounts } from './accounts.ts';
import type { Contacts } from './contacts.ts';
import type { People } from './people.ts';

/** What people settled about being spoken to: greetings taken on, gifts to approve, what is to be silent, digests, days off. */
export function defineNudging(k: Kit, { members }: People, { accounts }: Accounts, { contacts }: Contacts) {
  const account = () =>
    k
      .text('account_id')
      .notNull()
      .references(() => accounts.id);
  const member = () =>
    k
      .text('member_id')
      .notNull()
      .references(() => members.id);
  const author = () => k.text('author_id').references(() => members.id);

  const greetings = k.table(
    'greetings',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      contactId: k
        .text('contact_id')
        .notNull()
        .references(() => contacts.id),
      memberId: member(),
      occasion: k.text('occasion').$type<Greeting['occasion']>().notNull(),
      on: k.text('on').notNull(),
      way: k.text('way').$type<Greeting['way']>().notNull(),
      doneOn: k.text('done_on'),
      /** No foreign key: the interaction that tells of it may be undone by itself. */
      interactionId: k.text('interaction_id'),
      authorId: author(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.index('greetings_account').on(t.accountId), k.index('greetings_contact').on(t.contactId, t.on)],
  );

  const giftApprovals = k.table(
    'gift_approvals',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      interactionId: k.text('interaction_id').notNull(),
      over: k.text('over').$type<GiftApproval['over']>().notNull(),
      state: k.text('state').$type<GiftApproval['state']>().notNull(),
      decidedById: k.text('decided_by_id').references(() => members.id),
      decidedOn: k.text('decided_on'),
      reason: k.text('reason'),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [
      k.index('gift_approvals_account').on(t.accountId),
      k.uniqueIndex('gift_approvals_interaction').on(t.interactionId),
    ],
  );

  const mutes = k.table(
    'mutes',
    {
      id: k.text('id').primaryKey(),
      memberId: member(),
      rule: k.text('rule').$type<NudgeRule>().notNull(),
      subject: k.text('subject'),
      until: k.text('until'),
      why: k.text('why').$type<Mute['why']>().notNull(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.index('mutes_member').on(t.memberId)],
  );

  const digests = k.table(
    'digests',
    {
      id: k.text('id').primaryKey(),
      platform: k.text('platform').$type<Platform>().notNull(),
      tenant: k.text('tenant').notNull(),
      channel: k.text('channel').notNull(),
      every: k.text('every').$type<Digest['every']>().notNull(),
      time: k.text('time').notNull(),
      timeZone: k.text('time_zone').notNull(),
      language: k.text('language').$type<Language>().notNull(),
      accountIds: k.json('account_ids').$type<Digest['accountIds']>().notNull(),
      ownerIds: k.json('owner_ids').$type<Digest['ownerIds']>().notNull(),
      kinds: k.json('kinds').$type<Digest['kinds']>().notNull(),
      authorId: author(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.uniqueIndex('digests_channel').on(t.platform, t.tenant, t.channel)],
  );

  const bindings = k.table(
    'bindings',
    {
      id: k.text('id').primaryKey(),
      platform: k.text('platform').$type<Platform>().notNull(),
      tenant: k.text('tenant').notNull(),
      channel: k.text('channel').notNull(),
      accountId: account(),
      authorId: author(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('bindings_channel').on(t.platform, t.tenant, t.channel),
      k.index('bindings_account').on(t.accountId),
    ],
  );

  const preferences = k.table('preferences', {
    id: k.text('id').primaryKey(),
    memberId: member(),
    isOn: k.bool('is_on').notNull(),
    time: k.text('time').notNull(),
    workdays: k.json('workdays').$type<Preference['workdays']>().notNull(),
    calendar: k.text('calendar').notNull(),
    platform: k.text('platform').$type<Platform>(),
    recordedAt: k.instant('recorded_at').notNull(),
  });

  const holidays = k.table(
    'holidays',
    {
      id: k.text('id').primaryKey(),
      calendar: k.text('calendar').notNull(),
      on: k.text('on').notNull(),
      isOff: k.bool('is_off').notNull(),
      name: k.text('name').notNull(),
    },
    (t) => [k.uniqueIndex('holidays_day').on(t.calendar, t.on)],
  );

  /** What was said to whom, so that nothing is said twice; no record, and it does not travel. */
  const saidNudges = k.table(
    'said_nudges',
    {
      memberId: k.text('member_id').notNull(),
      /** Of the nudge; its subject is in it. */
      key: k.text('key').notNull(),
      rule: k.text('rule').$type<Said['rule']>().notNull(),
      subject: k.text('subject').notNull(),
      accountId: k.text('account_id').notNull(),
      /** The letter it was said in, by its dedupe key, and the line of it. */
      letterKey: k.text('letter_key').notNull(),
      position: k.integer('position').notNull(),
      at: k.instant('at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.memberId, t.key] }),
      k.index('said_nudges_letter').on(t.letterKey),
      k.index('said_nudges_at').on(t.at),
    ],
  );

  return { saidNudges, greetings, giftApprovals, mutes, digests, bindings, preferences, holidays };
}
