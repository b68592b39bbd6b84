import { compareText } from '../../domain/order.ts';
import type { Known } from './known.ts';
import type { Merged } from './merge.ts';

/** Whose each account is: as the table says, as it was, as the owners of its contacts suggest, as whoever imports says. */
export function ownersOf(
  records: readonly Merged[],
  known: Known,
  defaultOwner: string | undefined,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { key, target, kind, values, rows } of records) {
    if (kind !== 'accounts') continue;
    const said = typeof values['owner'] === 'string' ? values['owner'] : undefined;
    const before = target.existing === null ? undefined : known.memberById(target.existing.ownerId)?.key;
    const owner = said ?? before ?? mostCommon(rows.flatMap(({ looseOwner }) => looseOwner ?? [])) ?? defaultOwner;
    if (owner !== undefined) owners.set(key, owner);
  }
  return owners;
}

/** Refuses what would belong to nobody, and says where the owner of a contact is not the owner of the account. */
export function noteOwners(records: readonly Merged[], owners: ReadonlyMap<string, string>): void {
  for (const { key, kind, rows } of records) {
    if (kind !== 'accounts') continue;
    const owner = owners.get(key);
    for (const { draft, looseOwner } of rows) {
      if (owner === undefined) draft.refusals.push({ code: 'missing-owner', value: draft.account });
      else if (looseOwner !== undefined && looseOwner !== owner) {
        draft.remarks.push({ code: 'owner-kept', value: looseOwner, names: [owner] });
      }
    }
  }
}

/** Of equally common ones the first by name, so that the order of rows decides nothing. */
function mostCommon(keys: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0]?.[0];
}
