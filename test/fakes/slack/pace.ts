import type { Fault } from './faults.ts';
import type { Json, State } from './state.ts';

export interface Pace {
  /** 429 where a channel gets more messages than it may. */
  take(method: string, args: Json): Fault | null;
}

/** One message a second in a channel, a few at once (docs rate-limits: chat.postMessage); off unless the seed names `burst`. */
export function createPace(state: State): Pace {
  const channels = new Map<string, { left: number; at: number }>();
  return {
    take: (method, args) => {
      const { burst } = state.seed;
      if (burst === null || method !== 'chat.postMessage') return null;
      const now = state.now();
      const id = String(args['channel']);
      const known = channels.get(id) ?? { left: burst, at: now };
      const left = Math.min(burst, known.left + (now - known.at) / 1000);
      channels.set(id, { left: left >= 1 ? left - 1 : left, at: now });
      return left >= 1 ? null : { retryAfter: 1 };
    },
  };
}
