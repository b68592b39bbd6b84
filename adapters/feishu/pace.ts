/** Lets so many through to each place in any stretch of time, in the order of asking. */
export interface Pace {
  /** Resolves when it is this one's turn, with 0; or at once with the milliseconds after which to come back: too many wait. */
  turn(place: string): Promise<number>;
}

export interface PaceOptions {
  /** How many in how many milliseconds. */
  readonly most: number;
  readonly withinMs: number;
  /** Nobody waits here longer than this. */
  readonly patientMs: number;
  /** In milliseconds; never jumps. */
  readonly now: () => number;
}

/** So many places are kept in mind before those where nothing happens any more are forgotten. */
const MANY = 1000;

export function createPace({ most, withinMs, patientMs, now }: PaceOptions): Pace {
  /** When the last of them went, or are to go. */
  const turns = new Map<string, readonly number[]>();

  function forgetOld(): void {
    for (const [place, taken] of turns) if ((taken.at(-1) ?? 0) + withinMs < now()) turns.delete(place);
  }

  return {
    async turn(place) {
      const taken = turns.get(place) ?? [];
      const at = Math.max(now(), taken.length < most ? 0 : (taken[0] ?? 0) + withinMs);
      const waitMs = at - now();
      if (waitMs > patientMs) return waitMs;
      if (turns.size > MANY) forgetOld();
      turns.set(place, [...taken, at].slice(-most));
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      return 0;
    },
  };
}
