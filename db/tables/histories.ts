import type { FactKind, PinTarget } from '../../src/domain/vocabulary.ts';
import type { Kit } from '../kit.ts';
import type { Accounts } from './accounts.ts';
import type { People } from './people.ts';

/** Dated statements about an account: share, orders, facts, pins. */
export function defineHistories(k: Kit, { members }: People, { accounts }: Accounts) {
  const account = () =>
    k
      .text('account_id')
      .notNull()
      .references(() => accounts.id);
  const author = () => k.text('author_id').references(() => members.id);

  const shares = k.table(
    'shares',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      on: k.text('on').notNull(),
      percent: k.real('percent').notNull(),
      low: k.real('low'),
      high: k.real('high'),
      ceiling: k.real('ceiling'),
      source: k.text('source'),
      authorId: author(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.uniqueIndex('shares_account_on').on(t.accountId, t.on)],
  );

  const orders = k.table(
    'orders',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      on: k.text('on').notNull(),
      amount: k.real('amount'),
      currency: k.text('currency'),
      product: k.text('product'),
      authorId: author(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.index('orders_account_on').on(t.accountId, t.on, t.id)],
  );

  const facts = k.table(
    'facts',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      kind: k.text('kind').$type<FactKind>().notNull(),
      what: k.text('what').notNull(),
      from: k.text('from').notNull(),
      to: k.text('to'),
      authorId: author(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.index('facts_account').on(t.accountId)],
  );

  const pins = k.table(
    'pins',
    {
      id: k.text('id').primaryKey(),
      accountId: account(),
      target: k.text('target').$type<PinTarget>().notNull(),
      value: k.text('value').notNull(),
      reason: k.text('reason').notNull(),
      from: k.text('from').notNull(),
      until: k.text('until').notNull(),
      authorId: author().notNull(),
      recordedAt: k.instant('recorded_at').notNull(),
    },
    (t) => [k.index('pins_account').on(t.accountId)],
  );

  return { shares, orders, facts, pins };
}
