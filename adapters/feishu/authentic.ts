import type { IncomingHttpHeaders } from 'node:http';
import { isObject, parseObject } from '../../src/chat/pressed.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { FeishuEvent } from './bodies.ts';
import { decrypt, isSame, signatureOf } from './crypto.ts';

/** A post to the address for Feishu, opened. */
export type Opened =
  | { readonly kind: 'event'; readonly event: FeishuEvent }
  /** Feishu asks whether this address is ours. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** `why` is for the log; whoever posted is told nothing but the status. */
  | { readonly kind: 'refused'; readonly status: 400 | 401; readonly why: string };

export interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export type Secrets = Pick<FeishuConfig, 'encryptKey' | 'verificationToken'>;

/**
 * Feishu repeats for a little more than seven hours, and does not tell whether it signs anew each time. What is older is a replay; what
 * is not has its id in the inbox still.
 */
const OLDEST_MS = 8 * 3_600_000;

/**
 * Opens a post: with an Encrypt Key it has to be encrypted and signed with it, with a Verification Token it has to carry it. Whoever
 * asks only for the echo of a challenge signs nothing (receive-and-handle-callbacks.md): there, that it can be read is the proof.
 * Whatever is wrong inside of what was encrypted has the same answer, so that nobody learns by trying.
 */
export function openPost({ headers, body }: Post, secrets: Secrets, now: Instant): Opened {
  const { encryptKey, verificationToken } = secrets;
  const outer = jsonIn(body);
  if (outer === null) return refused(400, 'it is not JSON');
  if (encryptKey === null && typeof outer['encrypt'] === 'string')
    return refused(401, 'it is encrypted: set FEISHU_ENCRYPT_KEY to the Encrypt Key of the app');
  const proof = encryptKey === null ? 'none' : proofOf({ headers, body }, encryptKey, now);
  if (typeof proof === 'object') return proof;
  const inner = encryptKey === null ? outer : decrypted(outer, encryptKey);
  if (inner === null) return refused(401, 'it is not encrypted with FEISHU_ENCRYPT_KEY');
  if (verificationToken !== null && !isSame(tokenIn(inner), verificationToken))
    return refused(401, 'its token is not FEISHU_VERIFICATION_TOKEN');
  if (inner.type === 'url_verification')
    return { kind: 'challenge', challenge: typeof inner.challenge === 'string' ? inner.challenge : '' };
  if (encryptKey !== null && proof !== 'signed') return refused(401, 'it is not signed');
  return { kind: 'event', event: inner };
}

const refused = (status: 400 | 401, why: string): Opened & { kind: 'refused' } => ({ kind: 'refused', status, why });

/** `none`: it claims no signature. */
function proofOf({ headers, body }: Post, encryptKey: string, now: Instant) {
  const signature = headerIn(headers, 'x-lark-signature');
  if (signature === '') return 'none';
  const timestamp = headerIn(headers, 'x-lark-request-timestamp');
  const signed = { timestamp, nonce: headerIn(headers, 'x-lark-request-nonce'), body };
  if (!isSame(signature, signatureOf(signed, encryptKey)))
    return refused(401, 'its signature is not of FEISHU_ENCRYPT_KEY');
  if (!(Math.abs(now - instantIn(timestamp)) <= OLDEST_MS))
    return refused(
      401,
      'it was signed more than eight hours ago or ahead: it is an old one, or the clock here is wrong',
    );
  return 'signed';
}

/** Seconds; nowhere is it said, and other stamps of Feishu are in milliseconds. */
function instantIn(timestamp: string): Instant {
  const stamp = /^\d+$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  return stamp < 1e11 ? stamp * 1000 : stamp;
}

const headerIn = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function jsonIn(body: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    return parseObject(UTF_8.decode(body));
  } catch {
    return null;
  }
}

function decrypted(outer: Readonly<Record<string, unknown>>, encryptKey: string): FeishuEvent | null {
  const { encrypt } = outer;
  const plain = typeof encrypt === 'string' ? decrypt(encrypt, encryptKey) : null;
  return plain === null ? null : parseObject(plain);
}

/** Events carry it in their header; the oldest ones, and challenges, do not have one. */
function tokenIn({ header, token }: FeishuEvent): string {
  const found = isObject(header) ? header.token : token;
  return typeof found === 'string' ? found : '';
}
