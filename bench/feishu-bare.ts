/** An HTTP server that checks the signature of what Feishu posts, decrypts and parses it: `feishu-bare.ts ENCRYPT-KEY`. Says `ready PORT`. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const [, , encryptKey = ''] = process.argv;
const key = createHash('sha256').update(encryptKey).digest();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const { 'x-lark-request-timestamp': timestamp, 'x-lark-request-nonce': nonce } = request.headers;
    const wanted = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(body).digest();
    const told = Buffer.from(String(request.headers['x-lark-signature']), 'hex');
    if (told.length !== wanted.length || !timingSafeEqual(told, wanted)) {
      response.writeHead(401).end();
      return;
    }
    const { encrypt } = JSON.parse(body.toString()) as { readonly encrypt: string };
    const bytes = Buffer.from(encrypt, 'base64');
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
    const text = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString();
    const event: unknown = JSON.parse(text);
    response.writeHead(200, { 'content-type': 'application/json' }).end(event === null ? 'null' : '{}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' && address !== null ? address.port : 0}`);
});
