import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Language, MemberFunction, MemberState, Platform, Role } from '../../src/domain/vocabulary.ts';
import type { Kit } from '../kit.ts';

export function definePeople(k: Kit) {
  const members = k.table(
    'members',
    {
      id: k.text('id').primaryKey(),
      key: k.text('key').notNull(),
      /** Folded here, not by SQL: SQLite's `lower` knows ASCII only. */
      foldedKey: k.text('folded_key').notNull(),
      email: k.text('email'),
      foldedEmail: k.text('folded_email'),
      mobile: k.text('mobile'),
      name: k.text('name').notNull(),
      function: k.text('function').$type<MemberFunction>().notNull(),
      role: k.text('role').$type<Role>().notNull(),
      managerId: k.text('manager_id').references((): AnyPgColumn => members.id),
      state: k.text('state').$type<MemberState>().notNull(),
      leavesOn: k.text('leaves_on'),
      timeZone: k.text('time_zone').notNull(),
      language: k.text('language').$type<Language>().notNull(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('members_folded_key').on(t.foldedKey),
      k.index('members_folded_email').on(t.foldedEmail),
      k.index('members_role').on(t.role),
    ],
  );

  const identities = k.table(
    'identities',
    {
      id: k.text('id').primaryKey(),
      memberId: k
        .text('member_id')
        .notNull()
        .references(() => members.id),
      platform: k.text('platform').$type<Platform>().notNull(),
      tenant: k.text('tenant').notNull(),
      externalId: k.text('external_id').notNull(),
      timeZone: k.text('time_zone'),
      language: k.text('language').$type<Language>(),
      closedAt: k.instant('closed_at'),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [
      k.uniqueIndex('identities_external').on(t.platform, t.tenant, t.externalId),
      k.index('identities_member').on(t.memberId),
    ],
  );

  const taughtNames = k.table(
    'taught_names',
    {
      id: k.text('id').primaryKey(),
      memberId: k
        .text('member_id')
        .notNull()
        .references(() => members.id),
      key: k.text('key').notNull(),
      meansId: k.text('means_id').notNull(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.uniqueIndex('taught_names_key').on(t.memberId, t.key)],
  );

  return { members, identities, taughtNames };
}

export type People = ReturnType<typeof definePeople>;
