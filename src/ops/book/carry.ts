import { isDeepStrictEqual } from 'node:util';
import { partsOf } from '../../domain/order.ts';
import { RECORD_KINDS, type RecordKind, type Records } from '../../domain/records.ts';
import type { NewRecord } from '../../ports/store.ts';
import type { BookHistory } from './history.ts';
import { pathOf } from './paths.ts';
import { throwPlaced } from './pending.ts';
import { guarded, type Run } from './run.ts';

/** Writes the past a book brings along as it is. Records of the same id are replaced, and nothing of it is noted as a change. */
export async function carryHistory(run: Run, history: BookHistory): Promise<void> {
  const ids = new Map<RecordKind, Set<string>>();
  // Every kind after those it refers to, so that what is missing is known when it is asked for.
  for (const kind of RECORD_KINDS) ids.set(kind, await carryKind(run, kind, history.records[kind], ids));
  if (run.problems.list.length > 0) return;
  await guarded(run, 'history.rows', () => run.db.carryHistory(history));
}

async function carryKind<K extends RecordKind>(
  run: Run,
  kind: K,
  records: readonly Records[K][],
  ids: ReadonlyMap<RecordKind, ReadonlySet<string>>,
): Promise<Set<string>> {
  const known = new Map((await run.db.all(kind)).map((record) => [record.id, record]));
  const all = new Set([...known.keys(), ...records.map(({ id }) => id)]);
  if (kind === 'account')
    noteTakenNames(run, records as readonly Records['account'][], known as ReadonlyMap<string, Records['account']>);
  const fresh: Placed<K>[] = [];
  for (const [position, record] of records.entries()) {
    const path = pathOf(['history', 'records', kind, position]);
    noteMissing(run, kind, record, path, (other) => (other === kind ? all : ids.get(other)));
    if (run.problems.list.length > 0) continue;
    const before = known.get(record.id);
    const isSame = before !== undefined && isDeepStrictEqual(before, record);
    run.tally.note(kind, record.id, before === undefined ? 'new' : isSame ? 'same' : 'changed');
    if (before === undefined) fresh.push({ record, path });
    else if (!isSame) await guarded(run, path, () => run.db.carry(kind, record));
  }
  if (run.problems.list.length === 0) await carryNew(run, kind, fresh);
  return all;
}

interface Placed<K extends RecordKind> {
  readonly record: Records[K];
  readonly path: string;
}

async function carryNew<K extends RecordKind>(run: Run, kind: K, fresh: readonly Placed<K>[]): Promise<void> {
  const { atOnce } = run.pending;
  for (const some of partsOf(fresh, atOnce)) {
    // The kind and its record belong together, which the type cannot follow through `K`.
    const entries = some.map(({ record }) => ({ kind, record }) as unknown as NewRecord);
    try {
      await run.db.carryAll(entries);
    } catch (error) {
      throwPlaced(error, run.problems, some.length > 1, some[0]?.path ?? '');
    }
  }
}

/** Which fields of a kind hold ids, and of what. */
const REFERENCES: { readonly [K in RecordKind]?: { readonly [F in keyof Records[K]]?: RecordKind } } = {
  member: { managerId: 'member' },
  identity: { memberId: 'member' },
  account: { ownerId: 'member', backupId: 'member', teamIds: 'member' },
  contact: { accountId: 'account', reportsToId: 'contact', successorId: 'contact' },
  trait: { accountId: 'account', contactId: 'contact', authorId: 'member' },
  level: { accountId: 'account', contactId: 'contact', memberId: 'member', authorId: 'member' },
  interaction: { accountId: 'account', contactIds: 'contact', memberIds: 'member', authorId: 'member' },
  nextStep: { accountId: 'account', interactionId: 'interaction', byId: 'member' },
  share: { accountId: 'account', authorId: 'member' },
  order: { accountId: 'account', authorId: 'member' },
  fact: { accountId: 'account', authorId: 'member' },
  pin: { accountId: 'account', authorId: 'member' },
  greeting: { accountId: 'account', contactId: 'contact', memberId: 'member', authorId: 'member' },
  giftApproval: { accountId: 'account', decidedById: 'member' },
  mute: { memberId: 'member' },
  digest: { authorId: 'member' },
  binding: { accountId: 'account', authorId: 'member' },
  preference: { memberId: 'member' },
};

function noteMissing<K extends RecordKind>(
  run: Run,
  kind: K,
  record: Records[K],
  path: string,
  idsOf: (kind: RecordKind) => ReadonlySet<string> | undefined,
): void {
  for (const [field, other] of Object.entries(REFERENCES[kind] ?? {}) as [keyof Records[K] & string, RecordKind][]) {
    const value: unknown = record[field];
    for (const id of Array.isArray(value) ? value : [value]) {
      if (typeof id !== 'string' || idsOf(other)?.has(id)) continue;
      run.problems.add(`${path}.${field}`, 'broken-reference', { value: id });
    }
  }
}

/** Carried by id, an account would stand beside one of the same name that is there already. */
function noteTakenNames(
  run: Run,
  records: readonly Records['account'][],
  known: ReadonlyMap<string, Records['account']>,
): void {
  const carried = new Set(records.map(({ id }) => id));
  const names = new Set([...known.values()].filter(({ id }) => !carried.has(id)).map(({ name }) => run.nameKey(name)));
  for (const [position, { id, name }] of records.entries()) {
    if (known.has(id) || !names.has(run.nameKey(name))) continue;
    run.problems.add(`history.records.account[${position}].name`, 'duplicate', { value: name });
  }
}
