import { setImmediate as breathe } from 'node:timers/promises';
import type { Log } from '../ports/log.ts';

export interface LoopParts {
  /** Whether there was something to do: then it looks again at once. */
  readonly turn: () => Promise<boolean>;
  /** How long to wait when there was not. */
  readonly idleMs: number;
  readonly log: Log;
}

export interface Loop {
  start(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** Does turn after turn, resting where there is nothing to do; a turn that fails is logged and tried again after a rest. */
export function createLoop({ turn, idleMs, log }: LoopParts): Loop {
  let running: Promise<void> | undefined;
  let isStopped = false;
  let isAwake = false;
  let rouse = (): void => {};

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, idleMs);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (!isStopped) {
      isAwake = false;
      const didSomething = await turn().catch((error: unknown) => {
        log.error('a queue could not be worked on', { error });
        return false;
      });
      if (!didSomething && !isAwake && !isStopped) await rest();
      // A database in the process answers without ever letting go: whoever knocks meanwhile is to be heard.
      else await breathe();
    }
  }

  return {
    start() {
      running ??= run();
    },
    wake() {
      isAwake = true;
      rouse();
    },
    async stop() {
      isStopped = true;
      rouse();
      await running;
    },
  };
}
