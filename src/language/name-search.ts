import type { Records } from '../domain/records.ts';
import type { NamedKind, NameHit, Views } from '../ports/store.ts';
import { profileOf } from './names.ts';
import { isOneTypoAway, mayHaveTypo } from './one-typo.ts';
import type { Found, NamedThing } from './types.ts';

/** How many index hits for a beginning are looked at: more would be no help to whoever has to choose. */
export const MOST_HITS = 100;
const MOST_RECORDS = 60;
const MOST_ANSWERS = 20;
const MOST_SUGGESTIONS = 5;

/** Those of the records that may be known to whoever asks. */
export type Allowed<T> = (records: readonly T[]) => readonly T[] | Promise<readonly T[]>;

/** Allows each record for itself. */
export const allowing =
  <T>(isAllowed: (record: T) => boolean): Allowed<T> =>
  (records) =>
    records.filter(isAllowed);

/** The record of a typed `#id`; `null` when no id was typed. */
export async function findById<K extends NamedKind>(
  views: Views,
  kind: K,
  typed: string,
  allowed: Allowed<Records[K]>,
): Promise<Found<Records[K]> | null> {
  const id = idIn(typed);
  if (id === null) return null;
  const record = await views.get(kind, id);
  return record === undefined ? nobody([]) : found(await allowed([record]));
}

/** The id in `#id`, else `null`. */
export function idIn(typed: string): string | null {
  return /^[#＃](\S+)$/.exec(typed.trim())?.[1] ?? null;
}

/** The records behind index hits, likeliest first, no more than can be looked through. */
export async function recordsOf<K extends NamedKind>(
  views: Views,
  kind: K,
  hits: readonly NameHit[],
  allowed: Allowed<Records[K]>,
): Promise<readonly Records[K][]> {
  const likeliest = hits.toSorted((a, b) => Number(b.whole) - Number(a.whole) || a.key.length - b.key.length);
  const ids = [...new Set(likeliest.map((hit) => hit.id))].slice(0, MOST_RECORDS);
  if (ids.length === 0) return [];
  const records = new Map((await views.some(kind, ids)).map((record) => [record.id, record]));
  return allowed(ids.flatMap((id) => records.get(id) ?? []));
}

/**
 * What of a name stands before a typo in the later part of the key, in which two neighbours may be swapped. The longer it is, the
 * fewer names begin so: one letter alone is shared by a tenth of a large book.
 */
function beginningsBefore(key: string): readonly string[] {
  const sure = sureStart(key);
  return [...new Set([key.slice(0, sure), key.slice(0, sure - 1) + key.charAt(sure)])];
}

/** What stands behind a typo in the part that `beginningsBefore` needs whole: tails of names are in the index, too. */
function tailsBehind(key: string): readonly string[] {
  return Array.from({ length: sureStart(key) }, (_, index) => key.slice(index + 1)).filter((tail) => tail.length >= 2);
}

function sureStart(key: string): number {
  if (key.length >= 7) return 3;
  return key.length >= 5 ? 2 : 1;
}

/** Records whose name is one typo away from the key, looked up in the index. */
export async function suggestionsFor<K extends NamedKind>(
  views: Views,
  kind: K,
  key: string,
  allowed: Allowed<Records[K]>,
): Promise<readonly Records[K][]> {
  if (!mayHaveTypo(key)) return [];
  const like = await views.names.like(kind, beginningsBefore(key), key.length - 1, key.length + 1);
  const tails = tailsBehind(key);
  const ending = await Promise.all(tails.map((tail) => views.names.startingWith(kind, tail, MOST_HITS)));
  const behind = ending.flat().filter((hit) => tails.includes(hit.key));
  const near = [...like, ...behind].filter((hit) => hit.whole && isOneTypoAway(hit.key, key));
  const records = await recordsOf(views, kind, [...near, ...behind], allowed);
  const known = new Set(near.map((hit) => hit.id));
  // A tail is that of a whole name: what the name may be shortened to need not be found out.
  const isNear = (record: Records[K]) => known.has(record.id) || isTypoOf(key, wholeNames(kind, record));
  return byName(records.filter(isNear)).slice(0, MOST_SUGGESTIONS);
}

const isTypoOf = (key: string, names: readonly string[]): boolean => names.some((name) => isOneTypoAway(name, key));

function wholeNames<K extends NamedKind>(kind: K, record: Records[K]): readonly string[] {
  const { full, other } = profileOf(kind, record);
  return [full, ...other];
}

/** Those of the records whose name is one typo away from the key. */
export function nearest<K extends NamedKind>(
  kind: K,
  records: readonly Records[K][],
  key: string,
): readonly Records[K][] {
  if (!mayHaveTypo(key)) return [];
  const near = records.filter(
    (record) => isTypoOf(key, wholeNames(kind, record)) || isTypoOf(key, [...profileOf(kind, record).shorter]),
  );
  return byName(near).slice(0, MOST_SUGGESTIONS);
}

/** What so many that fit equally well amount to. */
export function found<T extends NamedThing>(them: readonly T[]): Found<T> {
  const [first, second] = them;
  if (first === undefined) return nobody([]);
  return second === undefined
    ? { kind: 'one', it: first }
    : { kind: 'many', them: byName(them).slice(0, MOST_ANSWERS) };
}

export function nobody<T>(suggestions: readonly T[]): Found<T> {
  return { kind: 'none', suggestions };
}

function byName<T extends NamedThing>(them: readonly T[]): readonly T[] {
  return them.toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
}

export function unique<T extends { readonly id: string }>(records: readonly T[]): readonly T[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
