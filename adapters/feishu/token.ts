import { withoutDoubt } from '../../src/chat/faults.ts';
import type { Called } from './client.ts';

/** The token all calls of the app carry. */
export interface Token {
  /** The one that is good, asked for once for all who wait. Never rejects; gives up after `withinMs`. */
  current(withinMs: number): Promise<Called<string>>;
  /** Feishu does not take this one any more: the next caller asks for another. */
  drop(token: string): void;
}

/** What Feishu gives: the token, and for how many seconds it is good. */
export interface Given {
  readonly token: string;
  readonly seconds: number;
}

/** A token is not used in the last minutes of its life: a call takes its time. */
const MARGIN_MS = 3 * 60_000;

/** `ask` gets a token from Feishu, and never rejects; `now` is in milliseconds and never jumps. */
export function createToken(ask: () => Promise<Called<Given>>, now: () => number): Token {
  let kept: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<Called<string>> | null = null;

  async function renew(): Promise<Called<string>> {
    const given = await ask();
    asking = null;
    // Nothing was sent yet: whether a token was given does not matter.
    if (!given.ok) return { ok: false, fault: withoutDoubt(given.fault) };
    const { token, seconds } = given.data;
    kept = { token, until: now() + Math.max(seconds * 1000 - MARGIN_MS, 0) };
    return { ok: true, data: token };
  }

  return {
    current(withinMs) {
      if (kept !== null && now() < kept.until) return Promise.resolve({ ok: true, data: kept.token });
      asking ??= renew();
      return patiently(asking, withinMs);
    },
    drop(token) {
      if (kept?.token === token) kept = null;
    },
  };
}

function patiently(asked: Promise<Called<string>>, withinMs: number): Promise<Called<string>> {
  return new Promise((resolve) => {
    const patience = setTimeout(
      () => resolve({ ok: false, fault: { kind: 'unsent', afterMs: 0, text: 'Feishu gave no token in time' } }),
      withinMs,
    );
    void asked.then((token) => {
      clearTimeout(patience);
      resolve(token);
    });
  });
}
