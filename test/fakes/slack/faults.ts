import type { Json } from './state.ts';

/** What goes wrong with a call. */
export type Fault =
  /** An HTTP status with a page of HTML; nothing is done. */
  | { readonly status: number }
  /** Slack's own refusal; nothing is done. */
  | { readonly error: string }
  /** The connection breaks before anything is done, or after all of it was. */
  | { readonly reset: 'before' | 'after' }
  /** Done at once, answered late. */
  | { readonly slowMs: number }
  /** 429; nothing is done. In seconds. */
  | { readonly retryAfter: number };

export interface Faults {
  /** The next `times` calls of the method (`*`: of any; `response_url`, `upload` too) that `when` holds for go wrong so. */
  fail(method: string, fault: Fault, times?: number, when?: (args: Json) => boolean): void;
  /** What is to go wrong with this call, and counts it. */
  take(method: string, args: Json): Fault | null;
  /** Everything goes right again. */
  clear(): void;
}

export function createFaults(): Faults {
  let planned: { method: string; fault: Fault; left: number; when: (args: Json) => boolean }[] = [];
  return {
    fail: (method, fault, times = 1, when = () => true) => {
      planned.push({ method, fault, left: times, when });
    },
    take: (method, args) => {
      const found = planned.find(
        (one) => (one.method === '*' || one.method === method) && one.left > 0 && one.when(args),
      );
      if (found === undefined) return null;
      found.left -= 1;
      planned = planned.filter((one) => one.left > 0);
      return found.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}
