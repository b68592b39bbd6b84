import type { Platform } from '../../src/domain/vocabulary.ts';
import { OUTBOX_STATES, type OutboxItem } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';

/** What came of all that was said. */
export interface Effects {
  /** Entries for what came in. */
  readonly entries: {
    readonly once: number;
    readonly missing: number;
    readonly twice: number;
    /** Those recorded before what was said before them. */
    readonly outOfOrder: number;
  };
  /** Letters by platform. */
  readonly letters: Readonly<Record<string, LetterEffects>>;
}

export interface LetterEffects {
  readonly posted: number;
  /** How many the platform took once, never, and more than once. */
  readonly once: number;
  readonly never: number;
  readonly twice: number;
  readonly unknown: number;
  /** Of those said to be sent, how many the platform never took. */
  readonly lost: number;
  /** Neither sent nor unknown. */
  readonly others: number;
}

const PLATFORMS: readonly Platform[] = ['slack', 'feishu', 'console'];
const ALL = 1_000_000;

/** `said`: the notes of each speaker, in order. `taken`: how often the platform took each letter, by platform and key. */
export async function readEffects(
  store: Store,
  said: readonly (readonly string[])[],
  taken: ReadonlyMap<string, number>,
): Promise<Effects> {
  const entries = (await store.views.all('interaction')).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const counts = new Map<string, number>();
  const at = new Map<string, number>();
  for (const [position, { note }] of entries.entries()) {
    counts.set(note, (counts.get(note) ?? 0) + 1);
    at.set(note, position);
  }
  const timesOf = (note: string): number => counts.get(note) ?? 0;
  const notes = said.flat();
  const isLate = (note: string, position: number, all: readonly string[]): boolean =>
    position > 0 && (at.get(note) ?? 0) < (at.get(all[position - 1] ?? '') ?? 0);
  const letters = await store.outbox.inStates(OUTBOX_STATES, ALL);
  const onConsole = await takenByConsole(store, letters);
  return {
    entries: {
      once: notes.filter((note) => timesOf(note) === 1).length,
      missing: notes.filter((note) => timesOf(note) === 0).length,
      twice: notes.filter((note) => timesOf(note) > 1).length,
      outOfOrder: said.flatMap((all) => all.filter(isLate)).length,
    },
    letters: Object.fromEntries(
      PLATFORMS.map((platform) => {
        const own = letters.filter((letter) => letter.platform === platform);
        return [platform, effectsOf(own, platform === 'console' ? onConsole : taken)];
      }),
    ),
  };
}

function effectsOf(letters: readonly OutboxItem[], taken: ReadonlyMap<string, number>): LetterEffects {
  const timesOf = ({ platform, dedupeKey }: OutboxItem): number => taken.get(`${platform} ${dedupeKey}`) ?? 0;
  const count = (isOne: (letter: OutboxItem) => boolean): number => letters.filter(isOne).length;
  return {
    posted: letters.length,
    once: count((letter) => timesOf(letter) === 1),
    never: count((letter) => timesOf(letter) === 0),
    twice: count((letter) => timesOf(letter) > 1),
    unknown: count(({ state }) => state === 'unknown'),
    lost: count((letter) => letter.state === 'sent' && timesOf(letter) === 0),
    others: count(({ state }) => state !== 'sent' && state !== 'unknown'),
  };
}

async function takenByConsole(store: Store, letters: readonly OutboxItem[]): Promise<ReadonlyMap<string, number>> {
  const places = new Set(letters.flatMap(({ platform, destination }) => (platform === 'console' ? [destination] : [])));
  const shown = new Map<string, number>();
  for (const place of places) {
    for (const { reply } of await store.conversations.latest(place, ALL)) {
      const name = `console ${reply.title}`;
      shown.set(name, (shown.get(name) ?? 0) + 1);
    }
  }
  return shown;
}
