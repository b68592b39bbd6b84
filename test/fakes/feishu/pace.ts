import type { Fault } from './faults.ts';
import { type Json, textIn } from './json.ts';
import type { State } from './state.ts';

export interface Pace {
  /** 230020 where a chat gets more messages than it may. */
  take(method: string, path: string, body: Json): Fault | null;
}

/** Of the whole app, of all calls (api-call-guide/frequency-control). */
const APP_BURST = 50;

/**
 * Five a second to one person, to one group, to one card that is changed; fifty calls of the app (im-v1/faq, im-v1/message-card/patch, api-call-guide/frequency-control).
 * Off unless the seed names `burst`.
 */
export function createPace(state: State): Pace {
  const buckets = new Map<string, { left: number; at: number }>();
  const isFull = (id: string, burst: number): boolean => {
    const now = state.now();
    const known = buckets.get(id) ?? { left: burst, at: now };
    const left = Math.min(burst, known.left + ((now - known.at) / 1000) * burst);
    buckets.set(id, { left: left >= 1 ? left - 1 : left, at: now });
    return left < 1;
  };
  return {
    take: (method, path, body) => {
      const { burst } = state.seed;
      if (burst === null) return null;
      if (isFull('', APP_BURST)) return { code: 99991400 };
      const id = placeOf(state, method, path, body);
      return id !== null && isFull(id, burst)
        ? { code: 230020, msg: 'This operation triggers the frequency limit.' }
        : null;
    },
  };
}

/** What a call changes; null: it changes nothing people see. */
function placeOf(state: State, method: string, path: string, body: Json): string | null {
  const [, message, what] = /^im\/v1\/messages\/(\w+)(\/reply)?$/.exec(path) ?? [];
  if (message !== undefined && what === undefined && method === 'PATCH') return message;
  if (method !== 'POST') return null;
  if (path === 'im/v1/messages') {
    const id = textIn(body['receive_id']);
    const person = [...state.people.values()].find(({ openId, unionId, userId, email }) =>
      [openId, unionId, userId, email].includes(id),
    );
    return person?.openId ?? id;
  }
  const chat = state.chats.get(state.messages.find((one) => one.id === message)?.chat ?? '');
  return chat === undefined ? null : (chat.user ?? chat.id);
}
