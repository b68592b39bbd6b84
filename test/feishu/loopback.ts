import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFeishuClient } from '../../adapters/feishu/client.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';

/** A log whose lines are kept, whatever they tell, as JSON. */
export function keptLog(): { readonly log: Log; readonly logged: string[] } {
  const logged: string[] = [];
  const line =
    (level: string) =>
    (message: string, details?: unknown): void =>
      void logged.push(JSON.stringify([level, message, details]));
  return { log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }, logged };
}

export const APP = { appId: 'cli_a0b1c2d3e4f5a6b7', appSecret: 'a secret nobody tells' };

export const configAt = (baseUrl: string, fields: Partial<FeishuConfig> = {}): FeishuConfig => ({
  ...{ ...APP, mode: 'websocket', encryptKey: null, verificationToken: null, baseUrl },
  ...fields,
});

export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** Something in the place of Feishu that gives a token, and to every other call the answer it is told to. */
export async function openLoopback(answer: Answer) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`);
      if (request.url?.includes('tenant_access_token') === true) return says(TOKEN)(request, response, body);
      answer(request, response, body);
    });
    request.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { log, logged } = keptLog();
  const url = `http://127.0.0.1:${port}`;
  return {
    client: createFeishuClient(configAt(url), log),
    asked,
    logged,
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const TOKEN = { code: 0, msg: 'ok', tenant_access_token: 't-1', expire: 7200 };

export const says =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8';
    response.writeHead(status, { 'content-type': type, ...headers }).end(text);
  };
