import type { Fact } from '../../domain/records.ts';

/** One record for each key; of several with the same, the one that counts. */
export function byKey<T>(
  records: Iterable<T>,
  keyOf: (record: T) => string,
  whichCounts: (a: T | undefined, b: T) => T,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const record of records) {
    const key = keyOf(record);
    found.set(key, whichCounts(found.get(key), record));
  }
  return found;
}

/** What tells a dated value of a contact from others: whose, what, from when. */
export function traitKey(trait: {
  readonly contactId: string;
  readonly field: string;
  readonly on: string | null;
}): string {
  return JSON.stringify([trait.contactId, trait.field, trait.on]);
}

export function levelKey(level: {
  readonly contactId: string;
  readonly memberId: string;
  readonly on: string | null;
}): string {
  return JSON.stringify([level.contactId, level.memberId, level.on]);
}

export function factKey({
  kind,
  what,
  from,
}: {
  readonly kind: string;
  readonly what: string;
  readonly from: string;
}): string {
  return JSON.stringify([kind, what, from]);
}

/** Of two facts that say the same, the one recorded later. */
export function lastSaid(a: Fact | undefined, b: Fact): Fact {
  if (a === undefined || b.recordedAt > a.recordedAt) return b;
  return b.recordedAt === a.recordedAt && b.id > a.id ? b : a;
}
