import { createHmac } from 'node:crypto';

/** `v0=` and the HMAC-SHA256 of `v0:TIMESTAMP:BODY` in hex (docs verifying-requests-from-slack; [B] verify-request.js). */
export function signatureOf(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
}
