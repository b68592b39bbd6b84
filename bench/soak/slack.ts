import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openAssistant } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { importBook } from '../../src/ops/book/import.ts';
import type { Fault } from '../../test/fakes/slack/faults.ts';
import type { Gesture } from '../../test/fakes/slack/gestures.ts';
import { openSlackDouble, type SlackDouble } from '../../test/fakes/slack/slack-double.ts';
import { type Copy, keepAlive } from './copies.ts';
import {
  bookOfSpeakers,
  type ChatSoakOptions,
  type ChatSoakReport,
  createAcks,
  type Heard,
  heard,
  letters,
  type Sentence,
  SPEAKERS,
  untilAtRest,
} from './heard.ts';
import { makeTrouble } from './trouble.ts';

export interface SlackSoakReport extends ChatSoakReport {
  /** `events` can be looked for where they are answered; `commands` are answered in private notes, which cannot. */
  readonly events: Heard;
  readonly commands: Heard;
}

const SPEED = 10;
const TIMES_REDELIVERED = 3;
/** How long a copy lives at most before the next is killed, in milliseconds. */
const LIVES_MS = 5000;
const METHODS = [
  'chat.postMessage',
  'chat.postMessage',
  'chat.postMessage',
  'response_url',
  'response_url',
  'chat.update',
  'chat.postEphemeral',
  'conversations.history',
  'conversations.open',
  'conversations.info',
  'users.info',
  'auth.test',
  'apps.connections.open',
  'response_url',
] as const;
const FAULTS: Readonly<Record<string, Fault>> = {
  '500': { status: 500 },
  '429': { retryAfter: 1 },
  'reset before': { reset: 'before' },
  'reset after': { reset: 'after' },
  timeout: { slowMs: 12_000 },
};

/**
 * Speaks to the real program over both transports while every call to Slack may fail and processes are killed between the ack and
 * the work; sends each event three times more; then lets everything come to rest, and counts what was recorded and what was answered.
 */
export async function runSlackSoak({ kills, chance, onKill }: ChatSoakOptions): Promise<SlackSoakReport> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'kam-soak-slack-'));
  const clock = (): number => Math.round(began + (Date.now() - began) * SPEED);
  const double = await openSlackDouble({ now: clock, burst: null });
  const environment = {
    DATABASE_URL: `file:${join(folder, 'kam.db')}`,
    LOG_LEVEL: 'silent',
    CONSOLE: 'off',
    ADMIN_EMAILS: 'boss@example.com',
    SLACK_BOT_TOKEN: double.botToken,
    SLACK_APP_TOKEN: double.appToken,
    SLACK_SIGNING_SECRET: double.signingSecret,
    SLACK_API_URL: double.url,
  };
  // Slack is not spoken to by this one: it fills the book, and counts in the end.
  const assistant = await openAssistant(parseConfig(environment), clock);
  const { store, newId } = assistant;
  await importBook(store, JSON.stringify(bookOfSpeakers()), {
    ...{ now: clock(), zone: 'Asia/Shanghai', newId, actorId: null, clean: (text: string) => text },
  });
  const worker = keepAlive({ environment, epoch: began, speed: SPEED }, '/slack/events');
  const people = startSpeaking(double, worker, chance);
  const trouble = makeTrouble(double, METHODS, FAULTS, chance);
  try {
    for (let killed = 0; killed < kills; killed++) {
      await people.nextAck();
      await pause(chance() < 0.5 ? 0 : chance() * 40);
      await worker.kill();
      onKill?.(killed + 1);
      await worker.ready();
      // Long enough to answer what was said, amid faults.
      await pause(chance() * LIVES_MS);
    }
    const faults = await trouble.end();
    const spoken = await people.stop();
    await untilAtRest(store);
    return {
      kills,
      redelivered: spoken.redelivered,
      faults,
      events: await heard(spoken.events, store, seenIn(double)),
      commands: await heard(spoken.commands, store, seenIn(double)),
      ...(await letters(store)),
      // By the clock of the soak half an hour is soon over: that an address is tried too late is no fault here.
      violations: double.violations().filter((one) => one !== 'response_url: expired_url'),
      seconds: Math.round((Date.now() - began) / 1000),
    };
  } finally {
    await trouble.end();
    await worker.close();
    await assistant.close();
    await double.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** People who say something again and again, each after the last was heard, over both transports. */
function startSpeaking(double: SlackDouble, worker: Copy, chance: () => number) {
  const events: Sentence[] = [];
  const commands: Sentence[] = [];
  const later: Promise<unknown>[] = [];
  let isStopped = false;
  let redelivered = 0;
  const acks = createAcks();

  const via = (): { http: string } | Record<string, never> | null => {
    const http = worker.address();
    if (http === null) return null;
    return chance() < 0.5 || double.socket.connections() === 0 ? { http } : {};
  };
  const way = async (): Promise<{ http: string } | Record<string, never>> => {
    for (;;) {
      const found = via();
      if (found !== null) return found;
      await pause(20);
    }
  };
  /** As Slack does: once more until it is acknowledged, and here three times whatever happens. */
  async function redeliver(gesture: Gesture): Promise<boolean> {
    let isHeard = false;
    for (let attempt = 1; attempt <= TIMES_REDELIVERED; attempt++) {
      await pause(chance() * 2000);
      const again = await double.redeliver(gesture, { attempt, ...(await way()) });
      redelivered += 1;
      isHeard ||= again.error === null;
    }
    return isHeard;
  }

  const speaking = SPEAKERS.map(async (speaker) => {
    for (let n = 1; !isStopped; n++) {
      const mark = `zq${speaker}${n}x`;
      const text = `刚和华为张伟通了电话，聊了预算 ${mark}`;
      if (n % 3 === 0) {
        const { error } = await double.slash(speaker, 'general', `log ${text}`, await way());
        commands.push({ speaker, mark, isAcknowledged: error === null });
        if (error === null) acks.noted();
      } else {
        const gesture = await double.dm(speaker, text, await way());
        if (gesture.error === null) acks.noted();
        later.push(
          redeliver(gesture).then((isHeard) =>
            events.push({ speaker, mark, isAcknowledged: isHeard || gesture.error === null }),
          ),
        );
      }
      await pause(chance() * 500);
    }
  });
  return {
    nextAck: acks.next,
    async stop() {
      isStopped = true;
      await Promise.all(speaking);
      await Promise.all(later);
      return { events, commands, redelivered };
    },
  };
}

/** What each speaker sees that is not their own. */
function seenIn(double: SlackDouble): ReadonlyMap<string, readonly string[]> {
  return new Map(
    SPEAKERS.map((speaker) => [
      speaker,
      [...double.messages(speaker), ...double.ephemerals(speaker)]
        .filter((one) => one.author !== double.users[speaker])
        .map(({ shows }) => shows),
    ]),
  );
}
