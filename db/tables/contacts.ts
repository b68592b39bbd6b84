import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Contact, Trait } from '../../src/domain/records.ts';
import type { InterpersonalLevel } from '../../src/domain/vocabulary.ts';
import type { Kit } from '../kit.ts';
import type { Accounts } from './accounts.ts';
import type { People } from './people.ts';

export function defineContacts(k: Kit, { members }: People, { accounts }: Accounts) {
  const account = () =>
    k
      .text('account_id')
      .notNull()
      .references(() => accounts.id);

  const contacts = k.table(
    'contacts',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      name: k.text('name').notNull(),
      title: k.text('title'),
      email: k.text('email'),
      phone: k.text('phone'),
      tastes: k.text('tastes'),
      taboos: k.text('taboos'),
      optOut: k.json('opt_out').$type<Contact['optOut']>().notNull(),
      reportsToId: k.text('reports_to_id').references((): AnyPgColumn => contacts.id),
      successorId: k.text('successor_id').references((): AnyPgColumn => contacts.id),
      birthday: k.json('birthday').$type<Contact['birthday']>(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [
      k.index('contacts_account').on(t.accountId),
      k.index('contacts_reports_to').on(t.reportsToId),
      k.index('contacts_successor').on(t.successorId),
    ],
  );

  const contact = () =>
    k
      .text('contact_id')
      .notNull()
      .references(() => contacts.id);

  const traits = k.table(
    'traits',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      contactId: contact(),
      field: k.text('field').$type<Trait['field']>().notNull(),
      value: k.json('value').$type<Trait['value']>(),
      on: k.text('on'),
      authorId: k.text('author_id').references(() => members.id),
      source: k.text('source'),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.index('traits_account').on(t.accountId), k.index('traits_contact').on(t.contactId)],
  );

  const levels = k.table(
    'levels',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      contactId: contact(),
      memberId: k
        .text('member_id')
        .notNull()
        .references(() => members.id),
      level: k.integer('level').$type<InterpersonalLevel>().notNull(),
      on: k.text('on'),
      authorId: k.text('author_id').references(() => members.id),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.index('levels_account').on(t.accountId), k.index('levels_contact').on(t.contactId)],
  );

  return { contacts, traits, levels };
}

export type Contacts = ReturnType<typeof defineContacts>;
