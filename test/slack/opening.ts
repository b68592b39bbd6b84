import { expect } from 'vitest';
import type { Slack } from '../../adapters/slack/start.ts';
import type { Log } from '../../src/ports/log.ts';
import { openPublicListener, type PublicListener } from '../../src/public-listener.ts';
import { openSlack } from '../../src/start.ts';
import type { SlackSeed } from '../fakes/slack/seed.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { NOW, openTestAssistant, type TestAssistant } from '../fixtures/assistant.ts';
import { smallBook } from '../fixtures/small-book.ts';

export type Transport = 'socket' | 'http';

export interface SlackAssistant extends TestAssistant {
  readonly double: SlackDouble;
  readonly slack: Slack;
  /** What Slack's adapter told the operator, as `level message why`. */
  readonly told: readonly string[];
  /** How gestures are delivered: over the socket, or to this address. */
  readonly via: { readonly http?: string };
  /** Resolves when all that was said is worked on and answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface Opening {
  readonly seed?: SlackSeed;
  readonly settings?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  readonly book?: unknown;
  /** Called before anything asks the double. */
  readonly before?: (double: SlackDouble) => void;
  /** It need not become ready. */
  readonly isUnready?: boolean;
}

/** The small book with an address for everybody, so that each is known in Slack. */
export function bookOfAddresses() {
  const book = smallBook();
  return { ...book, members: book.members.map((member) => ({ email: `${member.key}@example.com`, ...member })) };
}

/** A whole assistant in a workspace of the double, with everything that runs by itself started. */
export async function openInSlack(transport: Transport, opening: Opening = {}): Promise<SlackAssistant> {
  const { seed = {}, settings = {}, now = movingClock(), book = bookOfAddresses() } = opening;
  const double = await openSlackDouble({ burst: null, ...seed });
  opening.before?.(double);
  const way =
    transport === 'socket' ? { SLACK_APP_TOKEN: double.appToken } : { SLACK_SIGNING_SECRET: double.signingSecret };
  const test = await openTestAssistant(
    book,
    { SLACK_BOT_TOKEN: double.botToken, SLACK_API_URL: double.url, ...way, ...settings },
    now,
  );
  const { assistant } = test;
  if (assistant.config.slack === null) throw new Error('Slack is not configured');
  const told: string[] = [];
  const slack = await openSlack({ ...assistant, log: writingTo(told) }, assistant.config.slack);
  const listener = await openFor(slack);
  assistant.intake.start();
  assistant.speaking.delivery.start();
  if (opening.isUnready !== true) await expect.poll(() => slack.readiness()).toEqual({ ready: true, message: 'ok' });
  const { inbox, outbox } = assistant.store;
  return {
    ...test,
    double,
    slack,
    told,
    via: listener === null ? {} : { http: `http://127.0.0.1:${listener.port}/slack/events` },
    async settled() {
      await expect
        .poll(
          async () => {
            const [came, going] = [await inbox.figures(assistant.now()), await outbox.figures(assistant.now())];
            return came.states.pending + came.states.working + going.states.pending + going.states.sending;
          },
          { interval: 20 },
        )
        .toBe(0);
    },
    async close() {
      await slack.close();
      await listener?.close();
      await assistant.speaking.delivery.stop();
      await test.close();
      await double.close();
    },
  };
}

function writingTo(told: string[]): Log {
  const at =
    (level: string) =>
    (message: string, { why, error }: Readonly<Record<string, unknown>> = {}): void =>
      void told.push(`${level} ${message} ${String(why ?? error ?? '')}`.trim());
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** From NOW on, as fast as time passes: the pace of sending needs one that moves. */
function movingClock(): () => number {
  const since = performance.now();
  return () => Math.round(Date.parse(NOW) + performance.now() - since);
}

async function openFor({ handle }: Slack): Promise<PublicListener | null> {
  if (handle === null) return null;
  const readiness = async () => ({ ready: true, parts: {} });
  return openPublicListener({ host: '127.0.0.1', port: 0, routes: new Map([['/slack/events', handle]]), readiness });
}
