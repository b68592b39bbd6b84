import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

const BLOCK = 16;
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * What Feishu encrypted with the app's Encrypt Key: AES-256-CBC, the key its SHA-256, the first block the initial vector
 * (encrypt-key-encryption-configuration-case.md). `null`: it is not encrypted with this key, or not whole.
 */
export function decrypt(encrypted: string, encryptKey: string): string | null {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 2 * BLOCK || bytes.length % BLOCK !== 0) return null;
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, BLOCK));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(BLOCK)), decipher.final()]);
    return UTF_8.decode(plain);
  } catch {
    return null;
  }
}

/** What stands in a post to be signed. */
export interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  /** As it came over the wire, byte for byte. */
  readonly body: Uint8Array;
}

/** How Feishu signs it, in lower-case hexadecimal digits (receive-and-handle-callbacks.md). */
export const signatureOf = ({ timestamp, nonce, body }: Signed, encryptKey: string): string =>
  createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(body).digest('hex');

/** Whether two secrets are the same, in a time that tells nothing of them but how long they are. */
export function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
