import { isDeepStrictEqual } from 'node:util';
import type { RecordKind, Records } from '../src/domain/records.ts';
import { type Carrier, type ChangeAbout, type ChangeRow, ConflictError } from '../src/ports/store.ts';
import type { Connection } from './repositories/index.ts';
import { toStorable } from './storable.ts';

/** Writes the change and its rows: the change with the first row, so that nothing written leaves no change behind. */
interface Recorder {
  note<K extends RecordKind>(kind: K, before: Records[K] | null, after: Records[K] | null): Promise<void>;
  changeId(): string | null;
}

export function createRecorder({ keepers }: Connection, about: ChangeAbout, newId: () => string): Recorder {
  let changeId: string | null = null;
  let rows = 0;
  const begin = async () => {
    const id = newId();
    const { command, input, memberId, at, undoes = null } = toStorable(about);
    await keepers.changes.insert({ id, command, input, memberId, at, undoes });
    return id;
  };
  return {
    async note(kind, before, after) {
      const record = after ?? before;
      if (!record) return;
      changeId ??= await begin();
      const place = { changeId, position: rows++ };
      const row = { ...place, kind, recordId: record.id, accountId: accountOf(kind, record), before, after };
      // `before` and `after` are records of `kind`; TypeScript cannot follow that through `K`.
      await keepers.changes.insertRow(row as unknown as ChangeRow);
    },
    changeId: () => changeId,
  };
}

/** An account's own rows count as its history too. */
function accountOf<K extends RecordKind>(kind: K, record: Records[K]): string | null {
  if ('accountId' in record) return record.accountId as string;
  return kind === 'account' ? record.id : null;
}

/** Reads and writes on one connection, each write noted by the recorder. */
export function createCarrier({ views, keepers }: Connection, recorder: Recorder): Carrier {
  const { records, derived, changes } = keepers;
  const insert = async <K extends RecordKind>(kind: K, record: Records[K]) => {
    await records.insert(kind, record);
    await derived.of(kind)?.inserted(record);
  };
  const replace = async <K extends RecordKind>(kind: K, before: Records[K], after: Records[K]) => {
    await records.update(kind, after);
    await derived.of(kind)?.updated(before, after);
  };
  const existing = async <K extends RecordKind>(kind: K, id: string): Promise<Records[K]> => {
    const record = await records.get(kind, id);
    if (!record) throw new ConflictError('missing', `There is no ${kind} ${id}.`);
    return record;
  };

  return {
    ...views,
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
      await derived.of(kind)?.removing(before);
      await records.remove(kind, id);
      await recorder.note(kind, before, null);
    },
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
      for (const change of history.changes) {
        if (await views.change(change.id)) continue;
        await changes.insert(toStorable(change));
        for (const row of rowsOf.get(change.id) ?? []) await changes.insertRow(toStorable(row));
      }
    },
  };
}
