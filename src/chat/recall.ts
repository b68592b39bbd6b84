import type { Instant } from '../domain/records.ts';

/** Answers remembered for a while, each asked for once at a time. */
export interface Recall<T> {
  /** What is remembered, else what `ask` says; when it rejects, what was remembered last, else that rejection. */
  get(key: string, ask: () => Promise<T>): Promise<T>;
  /** It is another by now: nothing of it is remembered, not what is being asked for just now either. */
  forget(key: string): void;
}

export interface RecallOptions<T> {
  readonly now: () => Instant;
  readonly keptMs: (answer: T) => number;
  /** How many are remembered; the oldest make room. */
  readonly most: number;
}

/** Beyond its time an answer still stands in while none can be had, for this long. */
const STANDS_IN_MS = 30 * 60_000;

export function createRecall<T>({ now, keptMs, most }: RecallOptions<T>): Recall<T> {
  const kept = new Map<string, { readonly answer: T; readonly at: Instant }>();
  const asking = new Map<string, Promise<T>>();

  async function askFor(key: string, ask: () => Promise<T>, isCurrent: () => boolean): Promise<T> {
    try {
      const answer = await ask();
      if (isCurrent()) keep(key, answer);
      return answer;
    } catch (error) {
      const standIn = isCurrent() ? kept.get(key) : undefined;
      if (standIn === undefined || now() - standIn.at > STANDS_IN_MS) throw error;
      return standIn.answer;
    }
  }

  function keep(key: string, answer: T): void {
    kept.delete(key);
    kept.set(key, { answer, at: now() });
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
  }

  return {
    async get(key, ask) {
      const known = kept.get(key);
      if (known !== undefined && now() - known.at < keptMs(known.answer)) return known.answer;
      const underWay = asking.get(key);
      if (underWay !== undefined) return underWay;
      const isCurrent = (): boolean => asking.get(key) === asked;
      const asked: Promise<T> = askFor(key, ask, isCurrent).finally(() => {
        if (isCurrent()) asking.delete(key);
      });
      asking.set(key, asked);
      return asked;
    },
    forget(key) {
      kept.delete(key);
      asking.delete(key);
    },
  };
}
