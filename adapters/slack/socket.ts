import { type Logger, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../src/ports/log.ts';
import { Closing } from './keep-first.ts';

export interface SocketOptions {
  readonly appToken: string;
  /** `null`: Slack's own. */
  readonly apiUrl: string | null;
  readonly logger: Logger;
  readonly log: Log;
  /** Hands what a receiver hears to the handlers. */
  readonly attach: (receiver: SocketModeReceiver) => Promise<void>;
  /** Slack has announced that it will hang up; what came may still be acknowledged. */
  readonly onGoodbye: () => void;
  /** It is gone. Not told of one that never was there. */
  readonly onClosed: () => void;
}

/** One connection of Socket Mode. */
export interface Socket {
  /** Resolves when Slack has said hello. To be called once. */
  start(): Promise<void>;
  /** Hangs up, politely where the other end is. Never rejects. */
  end(): Promise<void>;
}

const HELLO_MS = 10_000;
/** A connection whose other end does not say goodbye is dropped. */
const GOODBYE_MS = 1500;

export function createSocket(options: SocketOptions): Socket {
  const { attach, onGoodbye, onClosed, log } = options;
  const receiver = createReceiver(options);
  const { client } = receiver;
  let state: 'new' | 'greeted' | 'over' = 'new';
  let starting: Promise<unknown> | undefined;
  client.on('disconnected', () => {
    const wasThere = state === 'greeted';
    state = 'over';
    if (wasThere) onClosed();
  });
  // The library drops what comes of reading: what is no envelope would end the process (socket-mode 3.1.0).
  const reading = (read: unknown): void => {
    Promise.resolve(read).catch((error: unknown) => log.warn('something from Slack could not be read', { error }));
  };
  // The library hangs up as soon as it reads this, with what is still to be acknowledged; Slack would wait some seconds.
  const heard = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (isGoodbye(data)) onGoodbye();
    else for (const listener of heard) reading(listener.call(client, data, isBinary));
  });
  return {
    async start() {
      await attach(receiver);
      starting = client.start();
      await withinMs(HELLO_MS, starting);
      // It may have gone with its first words.
      if (state !== 'new') throw new Error('Slack hung up at once');
      state = 'greeted';
    },
    async end() {
      state = 'over';
      // Where it was not there yet, it may still come.
      starting?.then(
        () => client.disconnect().catch(() => undefined),
        () => undefined,
      );
      // Asked twice, it no longer waits for the other end.
      const force = setTimeout(() => void client.disconnect().catch(() => undefined), GOODBYE_MS);
      await client.disconnect().catch(() => undefined);
      clearTimeout(force);
    },
  };
}

function createReceiver({ appToken, apiUrl, logger, log }: SocketOptions): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: HELLO_MS,
      },
    },
    // Not acknowledged: Slack sends an event again.
    processEventErrorHandler: async ({ error }) => {
      if (!(error instanceof Closing)) log.warn('something from Slack was not handled to its end', { error });
      return false;
    },
  });
}

function isGoodbye(data: unknown): boolean {
  if (typeof data !== 'string' || !data.includes('disconnect')) return false;
  try {
    return (JSON.parse(data) as { readonly type?: unknown }).type === 'disconnect';
  } catch {
    return false;
  }
}

async function withinMs(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Slack said nothing for ${ms / 1000} s`)), ms);
  });
  // Whichever comes second is of no interest any more, and must not end the process.
  work.catch(() => undefined);
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
