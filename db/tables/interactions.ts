import { sql } from 'drizzle-orm';
import type { Interaction } from '../../src/domain/records.ts';
import type { Reach } from '../../src/domain/touches.ts';
import type { InteractionKind } from '../../src/domain/vocabulary.ts';
import type { Kit } from '../kit.ts';
import type { Accounts } from './accounts.ts';
import type { Contacts } from './contacts.ts';
import type { People } from './people.ts';

export function defineInteractions(k: Kit, { members }: People, { accounts }: Accounts, { contacts }: Contacts) {
  const account = () =>
    k
      .text('account_id')
      .notNull()
      .references(() => accounts.id);

  const interactions = k.table(
    'interactions',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      contactIds: k.json('contact_ids').$type<Interaction['contactIds']>().notNull(),
      memberIds: k.json('member_ids').$type<Interaction['memberIds']>().notNull(),
      kind: k.text('kind').$type<InteractionKind>().notNull(),
      at: k.instant('at').notNull(),
      day: k.text('day'),
      note: k.text('note').notNull(),
      answered: k.bool('answered'),
      signals: k.json('signals').$type<Interaction['signals']>().notNull(),
      value: k.json('value').$type<Interaction['value']>(),
      occasion: k.text('occasion'),
      authorId: k.text('author_id').references(() => members.id),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [
      k.index('interactions_account').on(t.accountId, t.at, t.recordedAt, t.id),
      // Few tell of a festival or a birthday: what was done last year is found without reading the whole year.
      k.index('interactions_occasion').on(t.accountId, t.at).where(sql`${t.occasion} is not null`),
    ],
  );

  const nextSteps = k.table(
    'next_steps',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      interactionId: k
        .text('interaction_id')
        .notNull()
        .references(() => interactions.id),
      position: k.integer('position').notNull(),
      what: k.text('what').notNull(),
      due: k.text('due'),
      byId: k.text('by_id').references(() => members.id),
      doneOn: k.text('done_on'),
      brokenOn: k.text('broken_on'),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [
      // What is due near a day is found without reading all that was ever promised.
      k.index('next_steps_account').on(t.accountId, t.due),
      k.index('next_steps_interaction').on(t.interactionId),
      k.index('next_steps_by').on(t.byId, t.due),
    ],
  );

  /**
   * Derived: a row for each pair of contact and member in an interaction of any kind; a side nobody is named on is null. Its
   * foreign keys are what keeps those named in an interaction from being removed.
   */
  const touches = k.table(
    'touches',
    {
      interactionId: k
        .text('interaction_id')
        .notNull()
        .references(() => interactions.id),
      position: k.integer('position').notNull(),
      accountId: k.text('account_id').notNull(),
      contactId: k.text('contact_id').references(() => contacts.id),
      memberId: k.text('member_id').references(() => members.id),
      kind: k.text('kind').$type<InteractionKind>().notNull(),
      at: k.instant('at').notNull(),
      day: k.text('day'),
      reach: k.integer('reach').$type<Reach>().notNull(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.interactionId, t.position] }),
      // One seek finds the latest touch of a pair, with its ties broken and all that is told of it: its row lies anywhere in the file.
      k
        .index('touches_pair')
        .on(t.contactId, t.memberId, t.reach, t.at, t.recordedAt, t.interactionId, t.accountId, t.kind, t.day),
      k.index('touches_account').on(t.accountId, t.at, t.recordedAt, t.interactionId),
      k.index('touches_member').on(t.memberId, t.accountId, t.at, t.recordedAt, t.interactionId),
    ],
  );

  /** Derived: the pairs that ever met in an account. A row may outlive its touches (then nothing is found for it), so it refers to none. */
  const links = k.table(
    'links',
    {
      accountId: k.text('account_id').notNull(),
      contactId: k.text('contact_id').notNull(),
      memberId: k.text('member_id').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.accountId, t.contactId, t.memberId] })],
  );

  return { interactions, nextSteps, touches, links };
}
