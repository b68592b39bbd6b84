import type { Records } from '../domain/records.ts';
import type { NamedKind } from '../ports/store.ts';
import { pinyinOf, profileOf } from './names.ts';

/** How well a key fits a record, best first. */
export const RANKS = { full: 0, other: 1, shorter: 2, begins: 3, sounds: 4, contains: 5 } as const;

const SHORTEST_SOUND_INSIDE = 3;

/** The best way in which the key names this record (see `RANKS`); `null` when it does not. */
export function rankOf<K extends NamedKind>(kind: K, record: Records[K], key: string): number | null {
  const sure = sureRankOf(kind, record, key);
  if (sure !== null) return sure;
  const profile = profileOf(kind, record);
  if (profile.whole.some((name) => name.startsWith(key))) return RANKS.begins;
  const sound = /^[a-z]/.test(key) ? soundRank(pinyinOf(kind, record), key) : null;
  if (sound !== null && sound < RANKS.contains) return sound;
  const isInside =
    profile.whole.some((name) => name.includes(key)) || [...profile.shorter].some((name) => name.startsWith(key));
  return isInside ? RANKS.contains : sound;
}

/** As `rankOf`, for whole names only: `full`, `other`, `shorter`. */
export function sureRankOf<K extends NamedKind>(kind: K, record: Records[K], key: string): number | null {
  const profile = profileOf(kind, record);
  if (key === profile.full) return RANKS.full;
  if (profile.other.has(key)) return RANKS.other;
  return profile.shorter.has(key) ? RANKS.shorter : null;
}

function soundRank({ names, shorter }: ReturnType<typeof pinyinOf>, key: string): number | null {
  // A name typed out in pinyin is as good as its beginning; a shortened one may be the beginning of another name too.
  if (names.includes(key)) return RANKS.begins;
  const all = [...names, ...shorter];
  if (all.some((sound) => sound.startsWith(key))) return RANKS.sounds;
  const isInside = key.length >= SHORTEST_SOUND_INSIDE && all.some((sound) => sound.includes(key));
  return isInside ? RANKS.contains : null;
}

/** Those the key fits best, with how well. Empty when it fits none. */
export function bestOf<K extends NamedKind>(
  kind: K,
  records: readonly Records[K][],
  key: string,
  rankBy: (kind: K, record: Records[K], key: string) => number | null = rankOf,
): { readonly rank: number; readonly them: readonly Records[K][] } {
  let rank: number = RANKS.contains + 1;
  let them: Records[K][] = [];
  for (const record of records) {
    const its = rankBy(kind, record, key);
    if (its === null || its > rank) continue;
    if (its < rank) them = [];
    rank = its;
    them.push(record);
  }
  return { rank, them };
}
