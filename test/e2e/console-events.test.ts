import { type IncomingMessage, get as open } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createEvents } from '../../adapters/console/events.ts';
import { LIMITS } from '../../adapters/console/limits.ts';
import { type ConsoleDouble, member, openConsoleDouble } from '../fixtures/console-double.ts';

const TOKEN = 'token-of-wang';
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

interface Stream {
  /** All that came so far. */
  text(): string;
  readonly response: IncomingMessage;
  isEnded(): boolean;
}

function stream(port: number): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const headers = { Cookie: `kam_console_${port}=${TOKEN}` };
    const request = open({ host: '127.0.0.1', port, path: '/api/events', headers, agent: false }, (response) => {
      let text = '';
      let ended = false;
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('close', () => {
        ended = true;
      });
      resolve({ text: () => text, response, isEnded: () => ended });
    });
    request.on('error', reject);
  });
}

async function openDouble(): Promise<ConsoleDouble> {
  const double = await openConsoleDouble({ members: [[TOKEN, member('m1', 'Wang Li', 'en')]] });
  closing.push(double.console);
  return double;
}

describe('the stream of news', () => {
  test('greets, tells which account and which change, and nothing else', async () => {
    const double = await openDouble();
    const { text, response } = await stream(double.port);
    expect(response.headers['content-type']).toContain('text/event-stream');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    await expect.poll(text).toContain('event: hello');
    double.tell({ changeId: 'c1', accountId: 'a1' });
    await expect.poll(text).toContain('event: recorded\ndata: {"changeId":"c1","accountId":"a1"}\nid: c1\n');
  });

  test('is let go when the reader is gone', async () => {
    const double = await openDouble();
    const { response } = await stream(double.port);
    await expect.poll(() => double.listening()).toBe(1);
    response.destroy();
    await expect.poll(() => double.listening()).toBe(0);
  });

  test('one more than a member may have costs the first', async () => {
    const double = await openDouble();
    const streams: Stream[] = [];
    for (let at = 0; at <= LIMITS.streams; at++) streams.push(await stream(double.port));
    await expect.poll(() => streams[0]?.isEnded()).toBe(true);
    expect(streams[1]?.isEnded()).toBe(false);
    await expect.poll(() => double.listening()).toBe(LIMITS.streams);
  });

  test('ends for whoever has left, at the next heartbeat', async () => {
    let isIn = true;
    let stopped = false;
    const stop = (): void => {
      stopped = true;
    };
    const events = createEvents({ listen: () => stop }, { listen: () => () => {} }, 20);
    const { Hono } = await import('hono');
    const app = new Hono().get('/', (c) => events.open(c, 'm1', async () => isIn));
    const response = await app.request('/');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const readOn = async (): Promise<void> => {
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) text += next.value;
    };
    const reading = readOn();
    await expect.poll(() => text).toContain(': still here');
    isIn = false;
    await reading;
    expect(text).toContain('event: signed-out');
    expect(stopped).toBe(true);
  });
});
