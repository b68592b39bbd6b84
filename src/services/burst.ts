import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';

/**
 * As long as one delivery follows another, a piece of work waits, so long at most each: whoever delivers is waiting to be heard, and
 * hearing takes a small part of the time that working does. What comes alone waits for nothing.
 */
export interface Burst {
  /** Something comes in, and is kept when this resolves. */
  during<T>(keeping: Promise<T>): Promise<T>;
  /** Resolves when it is over, or soon; whether it is. */
  over(): Promise<boolean>;
}

/** So much is done at a time while it lasts. */
export const AMID_BURST = 2;

const QUIET_MS = 10;
const BURST_MS = 150;
const ALONE_MS = 250;

export function createBurst(): Burst {
  let coming = 0;
  let last = Number.NEGATIVE_INFINITY;
  let isAlone = true;
  const isOver = (): boolean => coming === 0 && (isAlone || performance.now() - last >= QUIET_MS);
  return {
    async during(keeping) {
      isAlone = coming === 0 && performance.now() - last >= ALONE_MS;
      coming += 1;
      try {
        return await keeping;
      } finally {
        coming -= 1;
        last = performance.now();
      }
    },
    async over() {
      const until = performance.now() + BURST_MS;
      while (!isOver() && performance.now() < until) {
        await pause(QUIET_MS / 2);
        // A timer that was kept waiting rings before what arrived meanwhile is read.
        await breathe();
      }
      return isOver();
    },
  };
}
