type Told<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };

/** Leaves out what is not known. A list is always known, be it empty. */
export function told<T extends object>(values: T): Told<T> {
  const known = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as Told<T>;
}

interface OfAccount {
  readonly id: string;
  readonly accountId: string;
}

/** Records by their account, or by what else `keyOf` says, in the order given. */
export function grouped<T extends OfAccount>(
  records: readonly T[],
  keyOf: (record: T) => string = ({ accountId }) => accountId,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return groups;
}
