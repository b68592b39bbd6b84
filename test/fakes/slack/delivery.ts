import { signatureOf } from './signature.ts';
import type { Envelope, SocketMode } from './socket-mode.ts';
import type { Json, State } from './state.ts';

/** How a gesture was answered. */
export interface Delivered {
  /** What the ack carried; null: nothing. */
  readonly ack: unknown;
  /** Of a delivery over HTTP. */
  readonly status: number | null;
  readonly latencyMs: number;
  /** What the person would be told went wrong, as `no ack within 3000 ms`. */
  readonly error: string | null;
}

export interface Via {
  /** The address of the app's request URL: delivered there as a signed POST, not over the socket. */
  readonly http?: string;
  /** Something is wrong with the signed POST. */
  readonly forged?: Forged;
}

export interface Forged {
  /** The timestamp lies so far back; a negative one ahead. */
  readonly secondsAgo?: number;
  /** Signed with another secret. */
  readonly secret?: string;
  /** The body was changed after it was signed. */
  readonly tampered?: (body: string) => string;
}

/** Brings a payload to the app, the way Slack would. */
export type Deliver = (envelope: Envelope, via: Via) => Promise<Delivered>;

export function createDeliver(state: State, sockets: SocketMode, signingSecret: string): Deliver {
  return (envelope, via) =>
    via.http === undefined
      ? sockets.deliver(envelope)
      : post(envelope, via.http, via.forged ?? {}, signingSecret, state.seed.patienceMs);
}

/** The body as Slack writes it: events as JSON, commands as a form, everything else as JSON within a form. */
function bodyOf({ type, payload }: Envelope): { readonly contentType: string; readonly body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const form = type === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  // Exactly so: with a charset behind it Bolt takes it for JSON [MEAS].
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
}

async function post(
  envelope: Envelope,
  url: string,
  forged: Forged,
  signingSecret: string,
  patienceMs: number,
): Promise<Delivered> {
  const { contentType, body } = bodyOf(envelope);
  // The receiver measures by the real clock, whatever time it is in the double.
  const seconds = Math.floor(Date.now() / 1000) - (forged.secondsAgo ?? 0);
  const signature = signatureOf(forged.secret ?? signingSecret, seconds, body);
  const since = performance.now();
  const done = (how: Omit<Delivered, 'latencyMs'>): Delivered => ({ ...how, latencyMs: performance.now() - since });
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': signature,
        ...(envelope.retry === null
          ? {}
          : { 'x-slack-retry-num': String(envelope.retry.attempt), 'x-slack-retry-reason': envelope.retry.reason }),
      },
      body: forged.tampered?.(body) ?? body,
    });
    const text = await response.text();
    const error = response.status === 200 ? null : `answered with ${response.status}`;
    return done({ ack: ackIn(text), status: response.status, error });
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return done({ ack: null, status: null, error: isLate ? `no ack within ${patienceMs} ms` : 'connection_failed' });
  }
}

function ackIn(text: string): unknown {
  if (text === '') return null;
  try {
    const value: Json = JSON.parse(text);
    return Object.keys(value).length === 0 ? null : value;
  } catch {
    return text;
  }
}
