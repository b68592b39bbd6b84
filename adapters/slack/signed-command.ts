import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { CommandBody } from './bodies.ts';

/** Commands are a few hundred bytes; what says it is longer, or does not say, is left for Bolt to read. */
const MOST_BYTES = 64 * 1024;

/** Whether a request may bring a slash command: it is a form of no great length. */
export function mayBeCommand({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length']);
  return headers['content-type'] === FORM && length > 0 && length <= MOST_BYTES;
}

const FORM = 'application/x-www-form-urlencoded';

/** All that was sent. Never resolves when whoever sends it hangs up before the end. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)));
  });
}

/** The slash command in a request, if there is one and it is signed with the secret; when it was signed is not looked at. */
export function signedCommand({ headers }: IncomingMessage, body: Buffer, secret: string): CommandBody | null {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp } = headers;
  if (typeof signature !== 'string' || typeof stamp !== 'string') return null;
  // docs.slack.dev, verifying requests from Slack
  const expected = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:`).update(body).digest('hex')}`;
  const [given, ours] = [Buffer.from(signature), Buffer.from(expected)];
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) return null;
  const fields = parse(body.toString());
  return isCommand(fields) ? fields : null;
}

const NEEDED = ['command', 'trigger_id', 'response_url', 'user_id', 'team_id', 'channel_id'] as const;

/** Forms are also what gestures and Slack's look at our certificate (`ssl_check`) come as. */
function isCommand(fields: object): fields is CommandBody {
  const given = fields as Partial<Record<string, unknown>>;
  const { payload, ssl_check: check, text = '' } = given;
  if (payload !== undefined || check !== undefined || typeof text !== 'string') return false;
  return NEEDED.every((name) => typeof given[name] === 'string');
}
