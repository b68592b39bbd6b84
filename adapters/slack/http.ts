import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { Gate } from '../../src/chat/gate.ts';
import type { Log } from '../../src/ports/log.ts';
import { Closing } from './keep-first.ts';
import { privately, type Table } from './receive.ts';
import { mayBeCommand, readBody, signedCommand } from './signed-command.ts';

/** Where Slack delivers to. */
export const HTTP_PATH = '/slack/events';
/** How far the clocks may be apart, either way, in seconds: docs.slack.dev, verifying requests from Slack. */
const SKEW_S = 300;

/** Bolt's own receiver; it listens nowhere, its listener is put behind another server. */
export function createHttpReceiver(signingSecret: string, logger: Logger, log: Log): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: [HTTP_PATH],
    logger,
    // Slack sends an event again that was not answered with 200.
    processEventErrorHandler: async ({ error, response }) => {
      refuse(response, error, log);
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      log.error('something from Slack was not answered in three seconds');
      end(response, 500);
    },
  });
}

export interface HttpListenerOptions {
  readonly receiver: HTTPReceiver;
  readonly signingSecret: string;
  readonly command: Table['command'];
  readonly gate: Gate;
  readonly log: Log;
}

/**
 * Answers signed requests, by the clock of the machine, as Bolt does; those from a future further off than clocks may differ are
 * refused too, which Bolt would take. Signed commands are kept and acknowledged here, in less time than Bolt takes for the way to
 * its listeners; all else, and all there is to refuse, is Bolt's.
 */
export function createHttpListener(options: HttpListenerOptions): RequestListener {
  const { receiver, signingSecret, command, gate, log } = options;
  const toBolt: RequestListener = (request, response) => {
    try {
      receiver.requestListener(request, response);
    } catch (error) {
      log.warn('a request to the address for Slack could not be read', { error });
      end(response, 400);
    }
  };

  async function takeForm(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const signed = signedCommand(request, body, signingSecret);
    // Where Bolt looks for what was read before it.
    if (signed === null) return toBolt(Object.assign(request, { rawBody: body }), response);
    if (!gate.isOpen) return end(response, 503);
    const ack = async (said: string | null): Promise<void> => acknowledge(response, said);
    await gate.pass(() => command(signed, ack)).catch((error: unknown) => refuse(response, error, log));
  }

  return (request, response) => {
    if (request.method !== 'POST') return end(response, 405);
    if (!gate.isOpen) return end(response, 503);
    const stamp = Number(request.headers['x-slack-request-timestamp']);
    const skew = stamp - Math.floor(Date.now() / 1000);
    if (Number.isFinite(stamp) && Math.abs(skew) > SKEW_S) {
      log.warn(
        'a request that claims to be from Slack is of another time: it is an old one, or the clock here is wrong',
        {
          seconds: skew,
        },
      );
      return end(response, 401);
    }
    if (Number.isFinite(stamp) && mayBeCommand(request)) void takeForm(request, response);
    else toBolt(request, response);
  };
}

function acknowledge(response: ServerResponse, said: string | null): void {
  if (said === null) end(response, 200);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(privately(said)));
}

function refuse(response: ServerResponse, error: unknown, log: Log): void {
  const isClosing = error instanceof Closing;
  if (!isClosing) log.warn('something from Slack was not handled to its end', { error });
  end(response, isClosing ? 503 : 500);
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status);
  if (!response.writableEnded) response.end();
}
