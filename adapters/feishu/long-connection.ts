import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../src/ports/log.ts';
import { type Connection, type ConnectionOptions, createConnection } from './connection.ts';
import { discover, NoConnection } from './discovery.ts';

export type LongConnectionOptions = Pick<ConnectionOptions, 'config' | 'handle' | 'limits'> & {
  readonly log: Log;
  /** What is lasting is tried again after so long; in milliseconds. */
  readonly longestMs?: number;
};

/** The long connection, held up: dialled again for as long as it is not closed, whatever was said against it. */
export interface LongConnection {
  /** Why nothing is heard; `null`: it stands. */
  trouble(): string | null;
  close(): Promise<void>;
}

const FIRST_MS = 250;
const LONGEST_MS = 60_000;
/** One that is gone sooner is as good as none: the next is not dialled at once. In milliseconds. */
const STABLE_MS = 10_000;

export function openLongConnection(options: LongConnectionOptions): LongConnection {
  const { config, log, longestMs = LONGEST_MS } = options;
  const stop = new AbortController();
  /** The one that stands, or is being dialled. */
  let current: Connection | null = null;
  let isThere = false;
  let trouble: string | null = null;
  let failures = 0;
  let since = Number.NEGATIVE_INFINITY;

  /** Dials until it is answered; one call at a time, as it begins with the first and each time the one that stood is gone. */
  async function seek(): Promise<void> {
    let waitMs = failures === 0 ? 0 : backoffMs(failures - 1);
    while (await waited(waitMs)) {
      const refused = await dial();
      if (refused === null) return;
      waitMs = refused.isLasting ? longestMs : backoffMs(failures);
      failures += 1;
    }
  }

  /** `false`: it was closed meanwhile. */
  async function waited(ms: number): Promise<boolean> {
    if (ms > 0) await pause(ms, undefined, { signal: stop.signal }).catch(() => undefined);
    return !stop.signal.aborted;
  }

  /** `null`: it stands. */
  async function dial(): Promise<NoConnection | null> {
    try {
      const endpoint = await discover(config, stop.signal);
      stop.signal.throwIfAborted();
      current = createConnection({ ...options, endpoint, onClosed: lost });
      await current.start();
      if (trouble !== null) log.info('the long connection to Feishu stands again');
      [isThere, trouble, since] = [true, null, performance.now()];
      return null;
    } catch (error) {
      void current?.end();
      const why = error instanceof NoConnection ? error : new NoConnection(String(error));
      if (!stop.signal.aborted) tell(why);
      return why;
    }
  }

  function tell({ message, isLasting }: NoConnection): void {
    if (message !== trouble)
      log[isLasting ? 'error' : 'warn']('the long connection to Feishu does not stand', { why: message });
    trouble = message;
  }

  function lost(): void {
    void current?.end();
    isThere = false;
    if (stop.signal.aborted) return;
    trouble = 'the long connection to Feishu was lost';
    log.info(trouble);
    failures = performance.now() - since < STABLE_MS ? failures + 1 : 0;
    void seek();
  }

  void seek();
  return {
    trouble: () => (isThere ? null : (trouble ?? 'the long connection to Feishu does not stand yet')),
    async close() {
      stop.abort();
      isThere = false;
      await current?.end();
    },
  };
}

const backoffMs = (failures: number): number => Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
