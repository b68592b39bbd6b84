import { invalidArguments, Refusal } from '../refusal.ts';
import type { Channel, Json, State } from '../state.ts';

/** A method of the Web API. */
export interface Method {
  /** Which token it takes. */
  readonly token: 'bot' | 'app' | 'none';
  /** All of these; scopes that hang on the kind of conversation are asked for by `needScope` [KIT]. */
  readonly scopes: readonly string[];
  readonly needs: readonly string[];
  readonly takes: readonly string[];
  /** Arguments that are JSON within the form, and what Slack says when they are none. */
  readonly json: Readonly<Record<string, string>>;
  /** What is in the answer beside `ok`. Refuses by throwing a `Refusal`. */
  answer(args: Json, state: State): Json;
}

export function defineMethod(method: Partial<Method> & Pick<Method, 'answer'>): Method {
  return { token: 'bot', scopes: [], needs: [], takes: [], json: {}, ...method };
}

/** The error for a scope the token lacks; `any`: one of them would do. */
export function missingScope(state: State, any: readonly string[]): Refusal | null {
  const { granted } = state;
  if (any.length === 0 || any.some((one) => granted.includes(one))) return null;
  return new Refusal('missing_scope', { needed: any.join(','), provided: granted.join(',') });
}

export function needScope(state: State, ...any: readonly string[]): void {
  const refusal = missingScope(state, any);
  if (refusal !== null) throw refusal;
}

export function textArg(args: Json, name: string): string | null {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export const flagArg = (args: Json, name: string): boolean => /^(true|1)$/.test(String(args[name] ?? ''));

/** Up to `most` (and `initial` when nothing is said). */
export function limitArg(args: Json, initial: number, most: number): number {
  const limit = Number(args['limit'] ?? initial);
  if (!Number.isInteger(limit) || limit < 0) throw invalidArguments('limit must be a number');
  return Math.min(limit === 0 ? initial : limit, most);
}

/** A page of them, the cursor of the next in Slack's place. */
export function paged<T>(items: readonly T[], args: Json, limit: number): { page: readonly T[]; meta: Json } {
  const cursor = textArg(args, 'cursor');
  const start = cursor === null ? 0 : Number(/^from:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1]);
  if (!Number.isInteger(start)) throw new Refusal('invalid_cursor');
  const end = start + limit;
  const next = end < items.length ? Buffer.from(`from:${end}`).toString('base64') : '';
  return { page: items.slice(start, end), meta: { response_metadata: { next_cursor: next } } };
}

/** A conversation the bot may know of: public, or one it is in [KIT channel_not_found]. */
export function channelIn(state: State, id: unknown): Channel {
  const channel = typeof id === 'string' ? state.channels.get(id) : undefined;
  if (channel === undefined) throw new Refusal('channel_not_found');
  return channel;
}
