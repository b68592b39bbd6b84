import { isDeepStrictEqual } from 'node:util';
import { partsOf } from '../src/domain/order.ts';
import { type Instant, RECORD_KINDS, type RecordKind, type Records } from '../src/domain/records.ts';
import {
  type Carrier,
  type ChangeAbout,
  type ChangeRow,
  ConflictError,
  type NewRecord,
  type PlanWindow,
  type Views,
} from '../src/ports/store.ts';
import type { Connection } from './repositories/index.ts';
import type { Look } from './repositories/kept-states.ts';
import { toStorable } from './storable.ts';

/** Writes the change and its rows: the change with the first row, so that nothing written leaves no change behind. */
interface Recorder {
  note<K extends RecordKind>(kind: K, before: Records[K] | null, after: Records[K] | null): Promise<void>;
  /** Records that are new, in this order. */
  noteNew(entries: readonly NewRecord[]): Promise<void>;
  changeId(): string | null;
}

export function createRecorder({ keepers, views }: Connection, about: ChangeAbout, newId: () => string): Recorder {
  let changeId: string | null = null;
  let rows = 0;
  const begin = async () => {
    const id = newId();
    const { command, input, memberId, at, undoes = null, causeId = null } = toStorable(about);
    // Writers take turns, so nobody else can be between this question and the commit.
    if (causeId !== null && (await views.changeCausedBy(causeId)))
      throw new ConflictError('repeated', `${causeId} caused a change before.`);
    await keepers.changes.insert({ id, command, input, memberId, at, undoes }, causeId);
    return id;
  };
  // `before` and `after` are records of `kind`; TypeScript cannot follow that through `K`.
  const rowOf = (id: string, kind: RecordKind, record: AnyRecord, before: unknown, after: unknown) =>
    ({
      changeId: id,
      position: rows++,
      kind,
      recordId: record.id,
      accountId: accountOf(kind, record),
      before,
      after,
    }) as ChangeRow;
  return {
    async note(kind, before, after) {
      const record = after ?? before;
      if (!record) return;
      changeId ??= await begin();
      await keepers.changes.insertRow(rowOf(changeId, kind, record, before, after));
    },
    async noteNew(entries) {
      if (entries.length === 0) return;
      changeId ??= await begin();
      const id = changeId;
      await keepers.changes.insertRows(entries.map(({ kind, record }) => rowOf(id, kind, record, null, record)));
    },
    changeId: () => changeId,
  };
}

/** An account's own rows count as its history too. */
function accountOf(kind: RecordKind, record: AnyRecord): string | null {
  if ('accountId' in record) return record.accountId as string;
  return kind === 'account' ? record.id : null;
}

type AnyRecord = Records[RecordKind];

/** Forgets what is kept of the accounts whose records are written, with the first such write of a transaction. */
function createForgetting(states: Connection['keepers']['states']) {
  const forgotten = new Set<string>();
  return {
    async forget(kind: RecordKind, its: readonly AnyRecord[]): Promise<void> {
      const fresh = new Set<string>();
      for (const record of its) {
        const accountId = accountOf(kind, record);
        if (accountId !== null && !forgotten.has(accountId)) fresh.add(accountId);
      }
      if (fresh.size === 0) return;
      await states.forget([...fresh]);
      for (const accountId of fresh) forgotten.add(accountId);
    },
    async keepStates(accountIds: readonly string[], window: PlanWindow, lookId?: string): Promise<void> {
      await states.keepStates(accountIds, window, lookId);
      for (const accountId of accountIds) forgotten.delete(accountId);
    },
    async beginLook(accountIds: readonly string[], look: Look): Promise<void> {
      await states.beginLook(accountIds, look);
      for (const accountId of accountIds) forgotten.delete(accountId);
    },
  };
}

/** So many are put in order for the database at once, whatever the length of the list. */
const AT_ONCE = 512;

/** Reads and writes on one connection, each write noted by the recorder. */
export function createCarrier(
  { views, keepers, queues }: Connection,
  recorder: Recorder,
  { newId, at }: { readonly newId: () => string; readonly at: Instant },
): Carrier {
  const { records, derived, changes, said, states } = keepers;
  const { forget, keepStates, beginLook } = createForgetting(states);
  const insert = async <K extends RecordKind>(kind: K, record: Records[K]) => {
    await forget(kind, [record]);
    await records.insert(kind, record);
    await derived.of(kind)?.inserted([record]);
  };
  /** Kind by kind, each in the order of the kinds, so that as little as possible refers to what is still to come. */
  const insertAll = async (entries: readonly NewRecord[]) => {
    for (const kind of RECORD_KINDS) {
      const its = entries.filter((entry) => entry.kind === kind).map(({ record }) => record as never);
      if (its.length === 0) continue;
      await forget(kind, its);
      await records.insertAll(kind, its);
      await derived.of(kind)?.inserted(its);
    }
  };
  const replace = async <K extends RecordKind>(kind: K, before: Records[K], after: Records[K]) => {
    await forget(kind, [before, after]);
    await records.update(kind, after);
    await derived.of(kind)?.updated(before, after);
  };
  const existing = async <K extends RecordKind>(kind: K, id: string): Promise<Records[K]> => {
    const record = await records.get(kind, id);
    if (!record) throw new ConflictError('missing', `There is no ${kind} ${id}.`);
    return record;
  };

  const writing: Omit<Carrier, keyof Views | keyof typeof said> = {
    async insert(kind, record) {
      const after = toStorable(record);
      await insert(kind, after);
      await recorder.note(kind, null, after);
    },
    async update(kind, record) {
      const after = toStorable(record);
      const before = await existing(kind, after.id);
      if (isDeepStrictEqual(before, after)) return;
      await replace(kind, before, after);
      await recorder.note(kind, before, after);
    },
    async remove(kind, id) {
      const before = await existing(kind, id);
      await forget(kind, [before]);
      await derived.of(kind)?.removing(before);
      await records.remove(kind, id);
      await recorder.note(kind, before, null);
    },
    post: (letter) => queues.outbox.insert(newId(), letter, at),
    keepStates,
    async beginLook(accountIds) {
      const look = { id: newId(), at };
      await beginLook(accountIds, look);
      return look.id;
    },
    forgetStates: states.forget,
    async insertAll(entries) {
      const all = entries.map(toStorable);
      await insertAll(all);
      await recorder.noteNew(all);
    },
    carryAll: (entries) => insertAll(entries.map(toStorable)),
    async carry(kind, record) {
      const after = toStorable(record);
      const before = await records.get(kind, after.id);
      if (!before) await insert(kind, after);
      else if (!isDeepStrictEqual(before, after)) await replace(kind, before, after);
    },
    async carryHistory(history) {
      const rowsOf = new Map<string, ChangeRow[]>();
      for (const row of history.rows) {
        const rows = rowsOf.get(row.changeId) ?? [];
        rows.push(row);
        rowsOf.set(row.changeId, rows);
      }
      const known = new Set((await views.allChanges()).map(({ id }) => id));
      const fresh = history.changes.filter(({ id }) => !known.has(id));
      for (const some of partsOf(fresh, AT_ONCE)) await changes.insertAll(some.map(toStorable));
      for (const change of fresh) {
        for (const some of partsOf(rowsOf.get(change.id) ?? [], AT_ONCE))
          await changes.insertRows(some.map(toStorable));
      }
    },
  };
  // To copy some dozens of questions for each transaction takes longer than to ask one.
  return Object.assign(Object.create(views) as Views, said, writing);
}
