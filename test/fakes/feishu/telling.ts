import type { Deliver, Delivered, Via } from './delivery.ts';
import type { Gesture, Tell } from './gestures.ts';
import { isRecord, type Json } from './json.ts';
import type { State } from './state.ts';

/** A delivery of an event, the first one or one more. */
export interface Telling {
  readonly eventId: string;
  readonly type: string;
  readonly payload: Json;
  readonly delivered: Delivered;
}

export interface Teller {
  readonly tell: Tell;
  /** Every event that was delivered, by its id. */
  readonly told: Map<string, Json>;
  /** Every delivery, oldest first. */
  readonly tellings: readonly Telling[];
  /** Deliveries that are to be tried again are not. */
  stop(): void;
}

/** Tells the app of events, and again as the seed says while it does not acknowledge them (event-subscriptions: after 15 s, 5 min, 1 h and 6 h). */
export function createTeller(state: State, deliver: Deliver): Teller {
  const told = new Map<string, Json>();
  const tellings: Telling[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const once = async (payload: Json, via: Via): Promise<Gesture> => {
    const header = isRecord(payload['header']) ? payload['header'] : {};
    const [eventId, type] = [String(header['event_id']), String(header['event_type'])];
    told.set(eventId, payload);
    const delivered = await deliver(payload, via);
    tellings.push({ eventId, type, payload, delivered });
    return { ...delivered, eventId, payload };
  };
  const again = (payload: Json, via: Via, [after, ...rest]: readonly number[]): void => {
    if (after === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      once(payload, via).then(
        ({ error }) => {
          if (error !== null) again(payload, via, rest);
        },
        (error: unknown) => state.violations.push(`the double failed: ${String(error)}`),
      );
    }, after);
    timers.add(timer);
  };
  return {
    told,
    tellings,
    tell: async (payload, via) => {
      const made = await once(payload, via);
      if (made.error !== null) again(payload, via, state.seed.retryAfterMs);
      return made;
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
