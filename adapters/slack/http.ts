import type { RequestListener, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { Log } from '../../src/ports/log.ts';
import type { Gate } from './gate.ts';
import { Closing } from './keep-first.ts';

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
      if (error instanceof Closing) end(response, 503);
      else log.warn('something from Slack was not handled to its end', { error });
      end(response, 500);
      return true;
    },
    unhandledRequestHandler: ({ response }) => {
      log.error('something from Slack was not answered in three seconds');
      end(response, 500);
    },
  });
}

/**
 * Answers signed requests, by the clock of the machine, as Bolt does; those from a future further off than clocks may differ are refused too, which Bolt would take.
 */
export function createHttpListener(receiver: HTTPReceiver, gate: Gate, log: Log): RequestListener {
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
    try {
      receiver.requestListener(request, response);
    } catch (error) {
      log.warn('a request to the address for Slack could not be read', { error });
      end(response, 400);
    }
  };
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status);
  if (!response.writableEnded) response.end();
}
