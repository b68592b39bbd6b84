import type { Account } from '../../src/domain/records.ts';
import type { RecipientClass } from '../../src/domain/vocabulary.ts';
import type { Kit } from '../kit.ts';
import type { People } from './people.ts';

export function defineAccounts(k: Kit, { members }: People) {
  const accounts = k.table(
    'accounts',
    {
      id: k.text('id').primaryKey(),
      name: k.text('name').notNull(),
      aliases: k.json('aliases').$type<Account['aliases']>().notNull(),
      kinds: k.json('kinds').$type<Account['kinds']>().notNull(),
      ownerId: k
        .text('owner_id')
        .notNull()
        .references(() => members.id),
      backupId: k.text('backup_id').references(() => members.id),
      teamIds: k.json('team_ids').$type<Account['teamIds']>().notNull(),
      archived: k.bool('archived').notNull(),
      timeZone: k.text('time_zone'),
      cadence: k.json('cadence').$type<Account['cadence']>(),
      festivalSets: k.json('festival_sets').$type<Account['festivalSets']>(),
      recipientClass: k.text('recipient_class').$type<RecipientClass>(),
      recipientRule: k.text('recipient_rule'),
      policy: k.json('policy').$type<Account['policy']>(),
      createdAt: k.instant('created_at').notNull(),
    },
    (t) => [k.index('accounts_owner').on(t.ownerId), k.index('accounts_backup').on(t.backupId)],
  );

  /** Derived from `accounts.teamIds`, so that nobody on a team can be removed unnoticed. */
  const teams = k.table(
    'teams',
    {
      accountId: k
        .text('account_id')
        .notNull()
        .references(() => accounts.id),
      memberId: k
        .text('member_id')
        .notNull()
        .references(() => members.id),
    },
    (t) => [k.primaryKey({ columns: [t.accountId, t.memberId] }), k.index('teams_member').on(t.memberId)],
  );

  return { accounts, teams };
}

export type Accounts = ReturnType<typeof defineAccounts>;
