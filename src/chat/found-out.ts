import type { Log } from '../ports/log.ts';

/** What a platform tells of us, found out once, and again when it is lost. */
export interface FoundOut<T> {
  current(): T | null;
  /** Resolves once it is known, or after so many milliseconds. */
  known(withinMs: number): Promise<void>;
  /** Why it is not known; `null`: it is, or it is still being asked. */
  trouble(): string | null;
  /** It holds no more: it is asked again after a while. */
  lost(why: string): void;
  close(): void;
}

/** `isRefused`: it stays so until somebody mends it. */
export type Asked<T> = { readonly found: T } | { readonly why: string; readonly isRefused: boolean };

export interface FindOutParts<T> {
  /** The platform, as people call it. */
  readonly name: string;
  /** Never rejects. */
  readonly ask: () => Promise<Asked<T>>;
  readonly log: Log;
}

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** Asks in the background until the platform answers. */
export function findOut<T>({ name, ask, log }: FindOutParts<T>): FoundOut<T> {
  let found: T | null = null;
  let trouble: string | null = null;
  let waitMs = FIRST_MS;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const waiting = new Set<() => void>();

  async function look(): Promise<void> {
    const asked = await ask();
    if (isClosed) return;
    if (!('found' in asked)) return failed(asked);
    found = asked.found;
    trouble = null;
    waitMs = FIRST_MS;
    log.info(`${name} knows us`);
    for (const tell of waiting) tell();
  }

  function failed({ why, isRefused }: Exclude<Asked<T>, { found: T }>): void {
    // Told once: what is repeated each minute is not read.
    if (why !== trouble) log[isRefused ? 'error' : 'warn'](`${name} cannot be used`, { why });
    trouble = why;
    waitMs = isRefused ? LONGEST_MS : Math.min(waitMs * 2, LONGEST_MS);
    again(waitMs);
  }

  function again(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  }

  void look();
  return {
    current: () => found,
    known(withinMs) {
      if (found !== null) return Promise.resolve();
      return new Promise((resolve) => {
        const tell = (): void => {
          waiting.delete(tell);
          clearTimeout(patience);
          resolve();
        };
        const patience = setTimeout(tell, withinMs);
        waiting.add(tell);
      });
    },
    trouble: () => trouble,
    lost(why) {
      found = null;
      trouble = why;
      log.error(`${name} cannot be used`, { why });
      again(LONGEST_MS);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const tell of waiting) tell();
    },
  };
}
