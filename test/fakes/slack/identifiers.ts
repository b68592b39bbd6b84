import { TEAM_DOMAIN } from './seed.ts';
import type { State } from './state.ts';

/**
 * A message's id: seconds, a dot, six digits; always text, as a number loses its last digits [W warnIfThreadTsIsNotString].
 * Later ones are greater, also within one millisecond.
 */
export function newTs(state: State): string {
  const micros = Math.max(Math.floor(state.now() * 1000), state.lastMicros + 1);
  state.lastMicros = micros;
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** Microseconds; exact, as they stay below 2^53. */
export function microsOf(ts: string): number {
  const [seconds = '0', micros = '0'] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(micros.padEnd(6, '0').slice(0, 6));
}

/** Whether it is written as a message's id is. */
export const isTs = (value: unknown): value is string => typeof value === 'string' && /^\d{10}\.\d{6}$/.test(value);

/** An id with Slack's prefix of its kind: `V` views, `D` direct conversations, `F` files, `Ev` events. */
export function newId(state: State, prefix: string): string {
  return `${prefix}0${state.next().toString(36).toUpperCase().padStart(8, '0')}`;
}

export function permalinkOf(channel: string, ts: string): string {
  return `https://${TEAM_DOMAIN}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
}

/** Good for three seconds and one use [KIT views.open: expired_trigger_id, exchanged_trigger_id]. */
export const TRIGGER_MS = 3_000;

export function newTrigger(state: State, user: string, viewId: string | null = null): string {
  const id = `${1_000_000_000 + state.next()}.${Math.floor(state.now() / 1000)}.${state.next().toString(16).padStart(12, 'a')}`;
  state.triggers.set(id, { user, at: state.now(), viewId, isUsed: false });
  return id;
}
