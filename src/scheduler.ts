import cron from 'node-cron';
import type { Assistant } from './compose.ts';
import type { Config } from './config.ts';
import { backUpWhenDue } from './ops/scheduled-backup.ts';

/** What runs by the clock. */
export interface Scheduler {
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

const EACH_MINUTE = '* * * * *';
/** A pass that comes late is as good as one in time: nothing depends on a tick having come. */
const TOLERANCE_MS = 50_000;

/** Wakes the planner each minute, sends what is due, and backs up once a day where a folder is named. */
export function startScheduler(
  { speaking, store, log, now, organisation }: Assistant,
  backups: Config['backups'],
): Scheduler {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const pass = async (): Promise<void> => {
    try {
      await speaking.plan(now(), false);
      speaking.delivery.wake();
      if (backups) await backUpWhenDue(store, backups, { now: now(), zone: organisation.timeZone, log });
    } catch (error) {
      log.error('a pass of the scheduler failed', { error });
    } finally {
      isBusy = false;
    }
  };
  const wake = (): void => {
    if (isBusy) return;
    isBusy = true;
    running = pass();
  };
  const task = cron.schedule(EACH_MINUTE, wake, { missedExecutionTolerance: TOLERANCE_MS });
  speaking.delivery.start();
  // What fell due while the program was down is not left waiting for the next minute.
  wake();
  return {
    async stop() {
      await task.destroy();
      await running;
      await speaking.delivery.stop();
    },
  };
}
