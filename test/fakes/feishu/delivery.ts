import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { encryptBody, signatureOf } from './crypto.ts';
import type { Gateway } from './gateway.ts';
import { isRecord, type Json, parsed } from './json.ts';
import type { State } from './state.ts';

/** How a delivery was answered. */
export interface Delivered {
  /** What the answer carried; null: nothing. */
  readonly ack: unknown;
  /** Of a delivery over HTTP its status, over the long connection the code of the ack. */
  readonly status: number | null;
  readonly latencyMs: number;
  /** What went wrong, as `no answer within 3000 ms`. */
  readonly error: string | null;
  readonly fault: 'late' | 'unreachable' | 'status' | 'body' | null;
}

export interface Via {
  /** The address of the app's request URL: delivered there, encrypted and signed, and not over the long connection. */
  readonly http?: string;
  /** Something is wrong with the post. */
  readonly forged?: Forged;
  /** Over the long connection in so many frames. */
  readonly fragments?: number;
  /** Over HTTP in two TCP segments, the first of so many bytes. */
  readonly splitAt?: number;
}

export interface Forged {
  /** The timestamp lies so far back; a negative one ahead. */
  readonly secondsAgo?: number;
  /** Encrypted and signed with another Encrypt Key. */
  readonly encryptKey?: string;
  /** Another verification token stands in it. */
  readonly token?: string;
  /** Without a signature. */
  readonly isUnsigned?: boolean;
  /** Neither encrypted nor signed. */
  readonly isPlain?: boolean;
  /** The body was changed after it was signed. */
  readonly tampered?: (body: string) => string;
}

/** Brings something to the app, the way Feishu would. */
export type Deliver = (payload: Json, via: Via) => Promise<Delivered>;

export function createDeliver(state: State, gateway: Gateway): Deliver {
  return (payload, via) =>
    via.http === undefined
      ? gateway.deliver(payload, via.fragments ?? 1)
      : post(state, payload, via.http, via, state.seed.patienceMs);
}

/** Asks the app to prove that the address is its own (event-subscriptions/request-url-configuration-case): what it answered. Never signed. */
export async function verifyUrl(
  state: State,
  http: string,
  via: Via,
): Promise<Delivered & { readonly isProved: boolean }> {
  const challenge = randomBytes(16).toString('hex');
  const token = via.forged?.token ?? state.verificationToken;
  const payload = { challenge, token, type: 'url_verification' };
  const forged = { ...via.forged, isUnsigned: true };
  // Within a second, a third of what everything else may take.
  const done = await post(state, payload, http, { ...via, forged }, state.seed.patienceMs / 3);
  return { ...done, isProved: isRecord(done.ack) && done.ack['challenge'] === challenge };
}

function bodyOf(state: State, payload: Json, { forged = {} }: Via): { body: string; key: string | null } {
  const header = payload['header'];
  const told =
    forged.token === undefined || !isRecord(header)
      ? payload
      : { ...payload, header: { ...header, token: forged.token } };
  const text = JSON.stringify(told);
  const key = forged.isPlain === true ? null : (forged.encryptKey ?? state.seed.encryptKey);
  return { body: key === null ? text : JSON.stringify({ encrypt: encryptBody(key, text) }), key };
}

async function post(state: State, payload: Json, url: string, via: Via, patienceMs: number): Promise<Delivered> {
  const { forged = {} } = via;
  const { body, key } = bodyOf(state, payload, via);
  // The receiver measures by the real clock, whatever time it is in the double.
  const timestamp = String(Math.floor(Date.now() / 1000) - (forged.secondsAgo ?? 0));
  const nonce = randomBytes(8).toString('hex');
  const signed =
    key === null || forged.isUnsigned === true
      ? {}
      : {
          'x-lark-request-timestamp': timestamp,
          'x-lark-request-nonce': nonce,
          'x-lark-signature': signatureOf(timestamp, nonce, key, body),
        };
  const since = performance.now();
  const done = (how: Omit<Delivered, 'latencyMs'>): Delivered => ({ ...how, latencyMs: performance.now() - since });
  try {
    const { status, text } = await send(url, signed, forged.tampered?.(body) ?? body, via.splitAt ?? null, patienceMs);
    if (status !== 200) return done({ ack: text, status, error: `answered with ${status}`, fault: 'status' });
    const ack = text === '' ? null : parsed(text);
    if (ack === undefined) return done({ ack: text, status, error: 'the answer is no JSON', fault: 'body' });
    return done({ ack: isRecord(ack) && Object.keys(ack).length === 0 ? null : ack, status, error: null, fault: null });
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return isLate
      ? done({ ack: null, status: null, error: `no answer within ${patienceMs} ms`, fault: 'late' })
      : done({ ack: null, status: null, error: 'connection_failed', fault: 'unreachable' });
  }
}

function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  splitAt: number | null,
  patienceMs: number,
): Promise<{ status: number; text: string }> {
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patienceMs);
    const own = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(bytes.length) };
    const request = httpRequest(url, { method: 'POST', headers: { ...own, ...headers }, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => reject(signal.aborted ? signal.reason : new Error('aborted')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    if (splitAt === null) {
      request.end(bytes);
      return;
    }
    request.setNoDelay(true);
    request.write(bytes.subarray(0, splitAt), () => setTimeout(() => request.end(bytes.subarray(splitAt)), 20));
  });
}
