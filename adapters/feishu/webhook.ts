import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Gate } from '../../src/chat/gate.ts';
import { within } from '../../src/chat/within.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Log } from '../../src/ports/log.ts';
import { type Opened, openPost, type Secrets } from './authentic.ts';
import type { FeishuEvent } from './bodies.ts';
import { createHanding, type Handing } from './handed.ts';
import type { Table } from './receive.ts';

export interface WebhookOptions {
  readonly secrets: Secrets;
  readonly table: Table;
  readonly gate: Gate;
  readonly log: Log;
  /** The clock of the machine, unless told otherwise: Feishu signs with the hour it is. */
  readonly clock?: () => Instant;
  readonly limits?: typeof LIMITS;
}

/** Messages of Feishu are of 150 KB at most. */
const MOST_BYTES = 1024 * 1024;
/** How long a post may take to come in, and how long its handler; Feishu waits three seconds for an answer. In milliseconds. */
const LIMITS = { readMs: 5000, answerMs: 2700 };
/** What a post too large still sends is passed over for so long: whoever sends reads the answer only then. In milliseconds. */
const LINGER_MS = 500;
/** Whoever posts rubbish shall not fill the log, in milliseconds. */
const QUIET_MS = 60_000;

/** Answers what Feishu posts, and always answers: what is not ours with a status, what could not be kept so that it comes again. */
export function createWebhook({
  secrets,
  table,
  gate,
  log,
  clock = Date.now,
  limits = LIMITS,
}: WebhookOptions): RequestListener {
  const warned = new Map<string, Instant>();

  function warnOf(why: string): void {
    const at = clock();
    if (at - (warned.get(why) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    warned.set(why, at);
    log.warn('a post to the address for Feishu was refused', { why });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return end(response, 405, { allow: 'POST' });
    const handing = createHanding();
    response.once('close', handing.lost);
    const body = await readBody(request, limits.readMs);
    if (typeof body === 'string') {
      if (body === 'too-large') warnOf('it is larger than anything Feishu sends');
      return hangUp(request, response, body === 'too-large' ? 413 : 408);
    }
    const opened = openPost({ headers: request.headers, body }, secrets, clock());
    if (opened.kind === 'refused') warnOf(opened.why);
    await answerOpened(opened, response, handing);
  }

  async function answerOpened(opened: Opened, response: ServerResponse, handing: Handing): Promise<void> {
    switch (opened.kind) {
      case 'refused':
        return end(response, opened.status);
      case 'challenge':
        return say(response, { challenge: opened.challenge });
      case 'event':
        return gate.isOpen ? gate.pass(() => handled(opened.event, response, handing)) : end(response, 503);
    }
  }

  /** What is not kept in time goes on being kept, and Feishu sends it again, which does no harm. */
  async function handled(event: FeishuEvent, response: ServerResponse, handing: Handing): Promise<void> {
    const handling = table.handle(event, handing.whenHanded).then(
      (answered) => ({ answered }),
      (error: unknown) => {
        log.warn('something from Feishu was not handled to its end', { error });
        return 'failed' as const;
      },
    );
    const found = await within(limits.answerMs, handling);
    if (typeof found === 'object') {
      const { socket } = response.req;
      response.once('finish', () => {
        response.off('close', handing.lost);
        void handing.sent(() => socket.errored !== null);
      });
      return say(response, found.answered ?? {});
    }
    handing.lost();
    end(response, found === 'late' ? 503 : 500);
    await handling;
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error('a post to the address for Feishu could not be answered', { error });
      end(response, 500);
    });
  };
}

/** The bytes as they came; a text made of each part of them would break what lies across two. */
function readBody(request: IncomingMessage, withinMs: number): Promise<Buffer | 'too-large' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const patience = setTimeout(() => done('broken'), withinMs);
    const take = (part: Buffer): void => {
      parts.push(part);
      size += part.length;
      if (size > MOST_BYTES) done('too-large');
    };
    function done(found: Buffer | 'too-large' | 'broken'): void {
      clearTimeout(patience);
      request.off('data', take);
      resolve(found);
    }
    request.on('data', take);
    request.once('end', () => done(Buffer.concat(parts)));
    request.once('error', () => done('broken'));
    request.once('close', () => done('broken'));
  });
}

function hangUp(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.once('finish', () => setTimeout(() => request.destroy(), LINGER_MS).unref());
  end(response, status, { connection: 'close' });
  request.resume();
}

function say(response: ServerResponse, body: unknown): void {
  if (response.headersSent) return;
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  if (!response.headersSent) response.writeHead(status, headers);
  if (!response.writableEnded) response.end();
}
