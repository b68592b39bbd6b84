import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** A body as Feishu encrypts it: AES-256-CBC, the key the SHA-256 of the Encrypt Key, the IV before the text (event-subscriptions/encrypt-key-encryption-configuration-case). */
export function encryptBody(encryptKey: string, body: string, iv: Buffer = randomBytes(16)): string {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(body, 'utf8'), cipher.final()]).toString('base64');
}

/** `X-Lark-Signature` over the raw body (event-subscriptions/encrypt-key-encryption-configuration-case). */
export function signatureOf(timestamp: string, nonce: string, encryptKey: string, body: string): string {
  return createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`).digest('hex');
}
