import type { Json } from './json.ts';

/** What goes wrong with a call. */
export type Fault =
  /** Feishu's own refusal; nothing is done. 429 with `x-ogw-ratelimit-reset: 1` for 99991400, else 400 unless named. */
  | { readonly code: number; readonly status?: number; readonly msg?: string; readonly headers?: Headers }
  /** An HTTP status with a page of HTML; nothing is done. */
  | { readonly status: number; readonly headers?: Headers }
  /** The connection breaks before anything is done, or after all of it was. */
  | { readonly reset: 'before' | 'after' }
  /** Done at once, answered late. */
  | { readonly slowMs: number };

type Headers = Readonly<Record<string, string>>;

export interface Faults {
  /**
   * The next `times` calls of the path that `when` holds for go wrong so. The path from `/open-apis/` on (`im/v1/messages`,
   * `im/v1/messages/:id/reply`, `callback/ws/endpoint`), with `POST ` before it or not; `*`: any.
   */
  fail(path: string, fault: Fault, times?: number, when?: (body: Json) => boolean): void;
  /** What is to go wrong with this call, and counts it. */
  take(method: string, path: string, body: Json): Fault | null;
  /** Everything goes right again. */
  clear(): void;
}

export function createFaults(): Faults {
  let planned: { pattern: string; fault: Fault; left: number; when: (body: Json) => boolean }[] = [];
  return {
    fail: (pattern, fault, times = 1, when = () => true) => {
      planned.push({ pattern, fault, left: times, when });
    },
    take: (method, path, body) => {
      const found = planned.find((one) => one.left > 0 && isMeant(one.pattern, method, path) && one.when(body));
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

/** Whether a pattern as of `fail` means this call. */
export function isMeant(pattern: string, method: string, path: string): boolean {
  if (pattern === '*') return true;
  const [, verb, wanted = ''] = /^(?:([A-Z]+) )?\/?(?:open-apis\/)?(.+)$/.exec(pattern) ?? [];
  if (verb !== undefined && verb !== method) return false;
  return paramsOf(wanted, path) !== null;
}

/** What stands for `:names` of the pattern; null: it is another path. */
export function paramsOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, got] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== got.length) return null;
  const isSame = wanted.every((part, i) => part === got[i] || (part.startsWith(':') && got[i] !== ''));
  if (!isSame) return null;
  return Object.fromEntries(
    wanted.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), decodeURIComponent(got[i] ?? '')]] : [])),
  );
}
