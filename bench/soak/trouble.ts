import { setTimeout as pause } from 'node:timers/promises';
import { pick } from './heard.ts';

/** A double that can be told to fail. */
export interface Failing<F> {
  fail(call: string, fault: F, times: number, when: () => boolean): void;
  heal(): void;
}

export interface Trouble {
  /** Everything goes right from now on: how often each fault came to pass. */
  end(): Promise<Readonly<Record<string, number>>>;
}

/** So many faults wait for a call at most. */
const AHEAD = 2;
/** Between two that are planned, at most, in milliseconds. */
const PAUSE_MS = 60;

/** Plans faults for the next calls, a few for each at a time, and counts those that came to pass. */
export function makeTrouble<F>(
  double: Failing<F>,
  calls: readonly string[],
  faults: Readonly<Record<string, F>>,
  chance: () => number,
): Trouble {
  const met: Record<string, number> = {};
  const planned = new Map<string, number>();
  let isOver = false;
  const planning = (async () => {
    while (!isOver) {
      const [name, fault] = pick(Object.entries(faults), chance);
      const call = pick(calls, chance);
      const count = planned.get(call) ?? 0;
      if (count < AHEAD) {
        planned.set(call, count + 1);
        double.fail(call, fault, 1, () => {
          planned.set(call, (planned.get(call) ?? 1) - 1);
          met[name] = (met[name] ?? 0) + 1;
          return true;
        });
      }
      await pause(chance() * PAUSE_MS);
    }
  })();
  return {
    async end() {
      isOver = true;
      await planning;
      double.heal();
      return met;
    },
  };
}

/** As `makeTrouble`, where each call goes wrong so often in a hundred, in one of these ways: for calls that are few. */
export function makeTroubleOften<F>(
  double: Failing<F>,
  calls: readonly string[],
  faults: Readonly<Record<string, F>>,
  percent: number,
  chance: () => number,
): Trouble {
  const met: Record<string, number> = {};
  const named = Object.entries(faults);
  for (const call of calls) {
    for (const [name, fault] of named) {
      double.fail(call, fault, Number.POSITIVE_INFINITY, () => {
        const isNow = chance() * 100 * named.length < percent;
        if (isNow) met[name] = (met[name] ?? 0) + 1;
        return isNow;
      });
    }
  }
  return {
    async end() {
      double.heal();
      return met;
    },
  };
}
