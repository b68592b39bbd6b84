import { setImmediate as breathe } from 'node:timers/promises';
import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import { within } from '../../src/chat/within.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';
import type { FeishuEvent } from './bodies.ts';
import { type Endpoint, NoConnection, refusal } from './discovery.ts';
import { createHanding, type WhenHanded } from './handed.ts';
import { createSdkLogger } from './sdk-log.ts';
import { createWire } from './wire.ts';

export interface ConnectionOptions {
  readonly config: FeishuConfig;
  readonly endpoint: Endpoint;
  /**
   * What it resolves with goes back with the acknowledgement, of which it is told what became; what it rejects with, Feishu sends
   * again.
   */
  readonly handle: (event: FeishuEvent, whenHanded: WhenHanded) => Promise<unknown>;
  readonly log: Log;
  /** It is gone. Not told of one that never was there. */
  readonly onClosed: () => void;
  /** How long a handshake may take, and how long Feishu may take to answer a ping; in milliseconds. */
  readonly limits?: { readonly handshakeMs: number; readonly pongMs: number };
}

/** One long connection. */
export interface Connection {
  /** Resolves when it stands; rejects with `NoConnection`. To be called once. */
  start(): Promise<void>;
  /** Hangs up, politely where the other end is. What was answered before is still sent. Never rejects. */
  end(): Promise<void>;
}

const LIMITS = { handshakeMs: 10_000, pongMs: 10_000 };
/** A connection whose other end does not say goodbye is dropped. */
const GOODBYE_MS = 1500;

/**
 * The frames are the SDK's; that a connection is dialled again is not: it waits up to half a minute before, gives up on the platform
 * being busy, and tells of neither (WSClient of node-sdk 1.74).
 */
export function createConnection(options: ConnectionOptions): Connection {
  const { config, endpoint, onClosed, limits = LIMITS } = options;
  let state: 'new' | 'there' | 'over' = 'new';
  /** The other end is gone; not of our own end. */
  let isLost = false;
  const wire = createWire(endpoint.url, () => {
    const wasThere = state === 'there';
    state = 'over';
    isLost ||= wasThere;
    if (wasThere) onClosed();
  });
  let ready = (): void => {};
  let failed = (_: Error): void => {};
  const standing = new Promise<void>((resolve, reject) => {
    ready = resolve;
    failed = reject;
  });
  // It may fail when nobody waits for it any more.
  standing.catch(() => undefined);
  const logger = createLogger(options.log);
  const client = new WSClient({
    appId: config.appId,
    appSecret: config.appSecret,
    domain: config.baseUrl,
    autoReconnect: false,
    agent: wire.agent,
    httpInstance: answering(endpoint),
    handshakeTimeoutMs: limits.handshakeMs,
    wsConfig: { pingTimeout: limits.pongMs / 1000 },
    logger,
    loggerLevel: LoggerLevel.error,
    onReady: () => ready(),
    onError: () => failed(whyNot()),
  });
  const line = holdFirstFrames(client);

  function whyNot(): NoConnection {
    const refused = wire.refused();
    return refused === null
      ? new NoConnection('the connection to Feishu was not taken up')
      : refusal(refused.code, refused.said, config.baseUrl);
  }

  async function handOver(event: FeishuEvent): Promise<unknown> {
    const handing = createHanding();
    try {
      const answer = await options.handle(event, handing.whenHanded);
      // The SDK sends it a moment after, if the connection is open then, and tells nobody.
      setImmediate(() => {
        if (line.isOpen()) void handing.sent(() => isLost || line.isStuck());
        else handing.lost();
      });
      return answer;
    } catch (error) {
      handing.lost();
      throw error;
    }
  }

  return {
    async start() {
      void client.start({ eventDispatcher: new Handover(handOver, logger) });
      const late = await within(limits.handshakeMs + 1000, standing);
      // It may have gone with its first words.
      if (late === 'late' || state !== 'new') throw whyNot();
      state = 'there';
    },
    async end() {
      const wasThere = state === 'there';
      state = 'over';
      // The SDK sends what a handler answered a moment after it did.
      await breathe();
      client.close();
      if (wasThere) await within(GOODBYE_MS, wire.whenClosed());
      wire.destroy();
    },
  };
}

/** Hands every event over as it came. The SDK's own would look for a handler of each type, and flatten what it hands over. */
class Handover extends EventDispatcher {
  readonly #handle: (event: FeishuEvent) => Promise<unknown>;

  constructor(handle: (event: FeishuEvent) => Promise<unknown>, logger: ReturnType<typeof createLogger>) {
    super({ logger, loggerLevel: LoggerLevel.error });
    this.#handle = handle;
  }

  override invoke(event: FeishuEvent): Promise<unknown> {
    return this.#handle(event);
  }
}

/** The SDK asks where to connect as its first step: that is known already. */
function answering({ url, settings }: Endpoint) {
  const request = async () => ({ code: 0, msg: '', data: { URL: url, ClientConfig: settings } });
  return { request } as unknown as NonNullable<ConstructorParameters<typeof WSClient>[0]['httpInstance']>;
}

/** What the SDK writes on. */
interface Line {
  isOpen(): boolean;
  /** What was written stands there still. */
  isStuck(): boolean;
}

/**
 * The SDK begins to listen a moment after the connection stands, and loses what came along with the end of the handshake: until it
 * listens, nothing is read.
 */
function holdFirstFrames(client: WSClient): Line {
  const config = Reflect.get(client, 'wsConfig') as { setWSInstance(socket: Instance | null): void };
  const set = config.setWSInstance.bind(config);
  let current: Instance | null = null;
  config.setWSInstance = (socket) => {
    set(socket);
    current = socket;
    if (socket === null) return;
    socket.pause();
    setImmediate(() => socket.resume());
  };
  return {
    isOpen: () => current?.readyState === OPEN,
    isStuck: () => (current?.bufferedAmount ?? 0) > 0,
  };
}

/** As `WebSocket` numbers its states. */
const OPEN = 1;

/** A WebSocket, as far as it is used here. */
interface Instance {
  readonly readyState: number;
  readonly bufferedAmount: number;
  pause(): void;
  resume(): void;
}

/** That something was lost, an operator has to know; what it was, and all else the SDK says of its own steps, they have not. */
function createLogger(log: Log) {
  const quiet = createSdkLogger(log);
  const isLoss = (word: unknown): boolean => typeof word === 'string' && word.startsWith('failed to');
  return {
    ...quiet,
    error(...said: unknown[]) {
      if (said.flat().some(isLoss)) log.warn('something that came over the connection to Feishu could not be read');
      else quiet.error(...said);
    },
  };
}
