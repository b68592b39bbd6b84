import { expect } from 'vitest';
import type { ChatDoor } from '../../src/chat/door.ts';
import { openSlack } from '../../src/start.ts';
import type { SlackSeed } from '../fakes/slack/seed.ts';
import { openSlackDouble, type SlackDouble } from '../fakes/slack/slack-double.ts';
import { openTestAssistant } from '../fixtures/assistant.ts';
import {
  bookOfAddresses,
  type ChatAssistant,
  type Opening as ChatOpening,
  clockAt,
  listenAt,
  logInto,
  whenSettled,
} from '../fixtures/in-chat.ts';

export type Transport = 'socket' | 'http';

export interface SlackAssistant extends ChatAssistant<SlackDouble> {
  readonly slack: ChatDoor;
}

export type Opening = ChatOpening<SlackDouble, SlackSeed>;

/** A whole assistant in a workspace of the double, with everything that runs by itself started. */
export async function openInSlack(transport: Transport, opening: Opening = {}): Promise<SlackAssistant> {
  const { seed = {}, settings = {}, now = clockAt().now, book = bookOfAddresses() } = opening;
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
  const slack = await openSlack({ ...assistant, log: logInto(told) }, assistant.config.slack);
  const listener = await listenAt('/slack/events', slack);
  assistant.intake.start();
  assistant.speaking.delivery.start();
  if (opening.isUnready !== true) await expect.poll(() => slack.readiness()).toEqual({ ready: true, message: 'ok' });
  return {
    ...test,
    double,
    slack,
    told,
    via: listener === null ? {} : { http: `http://127.0.0.1:${listener.port}/slack/events` },
    settled: () => whenSettled(assistant),
    async close() {
      await slack.close();
      await listener?.close();
      await assistant.speaking.delivery.stop();
      await test.close();
      await double.close();
    },
  };
}
