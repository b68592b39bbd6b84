import type { RecordKind } from '../../src/domain/records.ts';
import type { Change, NamedKind } from '../../src/ports/store.ts';
import type { Kit } from '../kit.ts';

/** What belongs to no account: settings, the audit, the keys of names, and what the database notes about itself. */
export function defineBooks(k: Kit) {
  const settings = k.table('settings', {
    id: k.text('id').primaryKey(),
    value: k.json('value').$type<string | number | boolean>().notNull(),
  });

  const changes = k.table(
    'changes',
    {
      id: k.text('id').primaryKey(),
      command: k.text('command').notNull(),
      input: k.json('input').$type<Change['input']>().notNull(),
      /** No foreign key here or in the rows: the audit outlives what it tells of. */
      memberId: k.text('member_id'),
      at: k.instant('at').notNull(),
      undoes: k.text('undoes'),
      /** What came in and caused it, here: one message causes one change, however often it is worked on. */
      causeId: k.text('cause_id'),
    },
    (t) => [
      k.index('changes_member').on(t.memberId, t.id),
      k.index('changes_undoes').on(t.undoes),
      k.uniqueIndex('changes_cause').on(t.causeId),
    ],
  );

  const changeRows = k.table(
    'change_rows',
    {
      changeId: k
        .text('change_id')
        .notNull()
        .references(() => changes.id),
      position: k.integer('position').notNull(),
      kind: k.text('kind').$type<RecordKind>().notNull(),
      recordId: k.text('record_id').notNull(),
      accountId: k.text('account_id'),
      before: k.json('before'),
      after: k.json('after'),
    },
    (t) => [
      k.primaryKey({ columns: [t.changeId, t.position] }),
      k.index('change_rows_record').on(t.kind, t.recordId),
      k.index('change_rows_account').on(t.accountId),
    ],
  );

  const nameKeys = k.table(
    'name_keys',
    {
      kind: k.text('kind').$type<NamedKind>().notNull(),
      subjectId: k.text('subject_id').notNull(),
      key: k.text('key').notNull(),
      whole: k.bool('whole').notNull(),
      accountId: k.text('account_id'),
    },
    (t) => [k.primaryKey({ columns: [t.kind, t.subjectId, t.key] }), k.index('name_keys_key').on(t.kind, t.key)],
  );

  const meta = k.table('meta', { key: k.text('key').primaryKey(), value: k.text('value').notNull() });

  return { settings, changes, changeRows, nameKeys, meta };
}
