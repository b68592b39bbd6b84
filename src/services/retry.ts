const BASE_MS = 1000;
const CAP_MS = 15 * 60 * 1000;

/** How long to wait before another try, with full jitter; never nothing. `chance` gives numbers from 0 up to 1; `attempt` counts from 1. */
export function retryAfterMs(attempt: number, chance: () => number, atLeastMs = 0): number {
  const most = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt - 1, 30));
  return Math.max(1, atLeastMs, Math.round(chance() * most));
}
