import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openAssistant } from '../src/compose.ts';
import { parseConfig } from '../src/config.ts';
import { importBook } from '../src/ops/book/import.ts';
import { TEAM, TEAM_DOMAIN, USERS } from '../test/fakes/slack/seed.ts';
import { signatureOf } from '../test/fakes/slack/signature.ts';
import { openSlackDouble } from '../test/fakes/slack/slack-double.ts';
import { smallBook } from '../test/fixtures/small-book.ts';
import { type Summary, summaryOf } from './measure.ts';

/** Signed slash commands: how many are acknowledged a second, and how long each waits, in milliseconds. */
export interface SlackFigures {
  readonly bare: Throughput;
  readonly ours: Throughput;
  /** Acknowledged a second, ours by bare. */
  readonly ratio: number;
  /** Ours until the last is recorded and answered too. */
  readonly recordedPerSecond: number;
  /** Of those acknowledged, how many were recorded. */
  readonly recorded: number;
  readonly acknowledged: number;
}

export interface Throughput {
  readonly perSecond: number;
  readonly waits: Summary;
}

const AT_ONCE = 16;
const WARM_UP_MS = 1000;
const ROUND_MS = 1000;
const ROUNDS = 5;

/**
 * A durable `log` for each command against a bare Bolt app that only acknowledges, in turns. The load comes from this process, the
 * servers are processes of their own.
 */
export async function measureSlack(folder: string): Promise<SlackFigures> {
  const speakers = Array.from({ length: AT_ONCE }, (_, at) => `speaker${at}`);
  const seeded = speakers.map((key) => [
    key,
    { ...USERS.wang, id: `U0${key.toUpperCase()}`, name: key, email: `${key}@example.com` },
  ]);
  const double = await openSlackDouble({ users: Object.fromEntries(seeded), burst: null });
  const environment = {
    DATABASE_URL: `file:${join(folder, 'slack.db')}`,
    LOG_LEVEL: 'error',
    CONSOLE: 'off',
    SLACK_BOT_TOKEN: double.botToken,
    SLACK_SIGNING_SECRET: double.signingSecret,
    SLACK_API_URL: double.url,
  };
  const assistant = await openAssistant(parseConfig(environment));
  const { store, newId } = assistant;
  const book = smallBook();
  const [pattern] = book.members;
  const members = speakers.map((key) => ({ ...pattern, key, email: `${key}@example.com`, name: key, role: 'admin' }));
  await importBook(store, JSON.stringify({ ...book, members: [...book.members, ...members] }), {
    ...{ now: Date.now(), zone: 'Asia/Shanghai', newId, actorId: null, clean: (text: string) => text },
  });
  const told = JSON.stringify({ environment, epoch: Date.now(), speed: 1 });
  const ours = await serve('soak/chat-worker.ts', told);
  const bare = await serve('slack-bare.ts', double.signingSecret);
  try {
    const load = createLoad(double.signingSecret, double.url);
    const taken = { bare: [] as Round[], ours: [] as Round[] };
    let workedMs = 0;
    await load.run(bare.port, WARM_UP_MS);
    await load.run(ours.port, WARM_UP_MS);
    await untilAtRest(store);
    const before = (await store.views.all('interaction')).length;
    for (let round = 0; round < ROUNDS; round++) {
      taken.bare.push(await load.run(bare.port, ROUND_MS));
      const start = performance.now();
      taken.ours.push(await load.run(ours.port, ROUND_MS));
      await untilAtRest(store);
      workedMs += performance.now() - start;
    }
    const recorded = (await store.views.all('interaction')).length - before;
    const [slow, quick] = [throughputOf(taken.ours), throughputOf(taken.bare)];
    return {
      bare: quick,
      ours: slow,
      ratio: slow.perSecond / quick.perSecond,
      recordedPerSecond: (recorded * 1000) / workedMs,
      recorded,
      acknowledged: taken.ours.reduce((sum, { waits }) => sum + waits.length, 0),
    };
  } finally {
    ours.child.kill('SIGKILL');
    bare.child.kill('SIGKILL');
    await assistant.close();
    await double.close();
  }
}

interface Round {
  readonly ms: number;
  readonly waits: readonly number[];
}

function throughputOf(rounds: readonly Round[]): Throughput {
  const waits = rounds.flatMap((round) => round.waits);
  const ms = rounds.reduce((sum, round) => sum + round.ms, 0);
  return { perSecond: (waits.length * 1000) / ms, waits: summaryOf(waits) };
}

async function serve(file: string, argument: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path, argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, 'line')) as [string];
  return { child, port: Number(line.replace('ready ', '')) };
}

/** People who type one command after another, each of them once the last was acknowledged. */
function createLoad(secret: string, apiUrl: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const address = new URL('/response/none', apiUrl).href;
  let typed = 0;

  const post = (port: number, body: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const seconds = Math.floor(Date.now() / 1000);
      const sent = request(
        {
          ...{ agent, port, host: '127.0.0.1', method: 'POST', path: '/slack/events' },
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(body),
            'x-slack-request-timestamp': String(seconds),
            'x-slack-signature': signatureOf(secret, seconds, body),
          },
        },
        (response) => {
          response.resume().once('end', () => {
            if (response.statusCode === 200) resolve();
            else reject(new Error(`answered with ${response.statusCode}`));
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  const bodyOf = (speaker: number): string => {
    typed += 1;
    return new URLSearchParams({
      ...{ token: 'none', team_id: TEAM, team_domain: TEAM_DOMAIN, channel_id: 'C0GENERAL', channel_name: 'general' },
      ...{ user_id: `U0SPEAKER${speaker}`, user_name: `speaker${speaker}`, command: '/kam', api_app_id: 'A0KAMAPP1' },
      text: `log 华为 张伟 电话 聊了预算 ${typed}`,
      response_url: address,
      trigger_id: `${typed}.${process.pid}.${Math.random().toString(36).slice(2)}`,
      is_enterprise_install: 'false',
    }).toString();
  };
  return {
    async run(port: number, ms: number): Promise<Round> {
      const start = performance.now();
      const waits: number[] = [];
      const type = async (speaker: number): Promise<void> => {
        while (performance.now() - start < ms) {
          const body = bodyOf(speaker);
          const since = performance.now();
          await post(port, body);
          waits.push(performance.now() - since);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, (_, speaker) => type(speaker)));
      return { ms: performance.now() - start, waits };
    },
  };
}

async function untilAtRest(store: {
  readonly inbox: { figures(now: number): Promise<{ readonly states: Readonly<Record<string, number>> }> };
}): Promise<void> {
  for (;;) {
    const { states } = await store.inbox.figures(0);
    if ((states['pending'] ?? 0) + (states['working'] ?? 0) === 0) return;
    await pause(20);
  }
}
