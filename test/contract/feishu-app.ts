import { createDecipheriv, createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeishuDouble } from '../fakes/feishu/feishu-double.ts';

type Json = Record<string, unknown>;

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: Json;
}

export interface HttpApp {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** What an app answers in the place of an object: another status, a body as it is, or nothing at all. */
export type Raw = { readonly status?: number; readonly text: string } | 'silence';

/** An app that takes what comes over HTTP as the documents say, and answers each with what `answer` gives. */
export async function answering(
  answer: (event: Json) => Json | Promise<Json> | { readonly raw: Raw },
  { encryptKey }: Pick<FeishuDouble, 'encryptKey'>,
): Promise<HttpApp> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const event = opened(body, encryptKey);
      received.push({ headers: request.headers, body, event });
      const answered = event['challenge'] === undefined ? await answer(event) : { challenge: event['challenge'] };
      const raw = (answered as { raw?: Raw }).raw;
      if (raw === 'silence') return;
      response.writeHead(raw?.status ?? 200, { 'content-type': 'application/json' });
      response.end(raw?.text ?? JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** AES-256-CBC, the key the SHA-256 of the Encrypt Key, the IV in front. */
function opened(body: string, encryptKey: string): Json {
  const { encrypt, ...plain } = JSON.parse(body) as Json;
  if (typeof encrypt !== 'string') return plain;
  const bytes = Buffer.from(encrypt, 'base64');
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString()) as Json;
}
