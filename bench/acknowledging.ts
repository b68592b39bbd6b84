import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openAssistant } from '../src/compose.ts';
import { parseConfig } from '../src/config.ts';
import { importBook } from '../src/ops/book/import.ts';
import { smallBook } from '../test/fixtures/small-book.ts';
import { type Summary, summaryOf } from './measure.ts';

/** What a platform posts: how many are acknowledged a second, and how long each waits, in milliseconds. */
export interface Acknowledged {
  readonly bare: Throughput;
  readonly ours: Throughput;
  /** Acknowledged a second, ours by bare. */
  readonly ratio: number;
  /** Ours until the last is recorded too; answers go out meanwhile, and after. */
  readonly recordedPerSecond: number;
  /** Of those acknowledged, how many were recorded. */
  readonly recorded: number;
  readonly acknowledged: number;
}

export interface Throughput {
  readonly perSecond: number;
  readonly waits: Summary;
}

/** What one post carries. */
export interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Comparison {
  readonly environment: Readonly<Record<string, string>>;
  /** The file of the server that only acknowledges, and what it is told. */
  readonly bare: readonly [file: string, argument: string];
  readonly path: string;
  /** What one of the speakers says next. */
  readonly say: (speaker: number) => Post;
}

/** People who speak at once, each again as soon as they were acknowledged. */
export const AT_ONCE = 16;
export const speakerKey = (speaker: number): string => `speaker${speaker}`;

const WARM_UP_MS = 1000;
const ROUND_MS = 1000;
const ROUNDS = 5;

/**
 * A durable `log` for each post against a server that only acknowledges, in turns. The load comes from this process, the servers are
 * processes of their own.
 */
export async function compareAcknowledging({ environment, bare: [file, argument], path, say }: Comparison) {
  const assistant = await openAssistant(parseConfig(environment));
  const { store, newId } = assistant;
  const book = smallBook();
  const [pattern] = book.members;
  const members = Array.from({ length: AT_ONCE }, (_, speaker) => {
    const key = speakerKey(speaker);
    return { ...pattern, key, email: `${key}@example.com`, name: key, role: 'admin' };
  });
  await importBook(store, JSON.stringify({ ...book, members: [...book.members, ...members] }), {
    ...{ now: Date.now(), zone: 'Asia/Shanghai', newId, actorId: null, clean: (text: string) => text },
  });
  const ours = await serve('soak/chat-worker.ts', JSON.stringify({ environment, epoch: Date.now(), speed: 1 }));
  const bare = await serve(file, argument);
  try {
    const run = createLoad(path, say);
    const taken = { bare: [] as Round[], ours: [] as Round[] };
    let workedMs = 0;
    await run(bare.port, WARM_UP_MS);
    await run(ours.port, WARM_UP_MS);
    await untilAtRest(store);
    const before = (await store.views.all('interaction')).length;
    for (let round = 0; round < ROUNDS; round++) {
      taken.bare.push(await run(bare.port, ROUND_MS));
      const start = performance.now();
      taken.ours.push(await run(ours.port, ROUND_MS));
      await untilAtRest(store);
      workedMs += performance.now() - start;
    }
    const recorded = (await store.views.all('interaction')).length - before;
    const [slow, quick] = [throughputOf(taken.ours), throughputOf(taken.bare)];
    const figures: Acknowledged = {
      bare: quick,
      ours: slow,
      ratio: slow.perSecond / quick.perSecond,
      recordedPerSecond: (recorded * 1000) / workedMs,
      recorded,
      acknowledged: taken.ours.reduce((sum, { waits }) => sum + waits.length, 0),
    };
    return figures;
  } finally {
    ours.child.kill('SIGKILL');
    bare.child.kill('SIGKILL');
    await assistant.close();
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

function createLoad(path: string, say: (speaker: number) => Post) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const post = (port: number, { headers, body }: Post): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ agent, port, host: '127.0.0.1', method: 'POST', path },
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
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
  return async (port: number, ms: number): Promise<Round> => {
    const start = performance.now();
    const waits: number[] = [];
    const speak = async (speaker: number): Promise<void> => {
      while (performance.now() - start < ms) {
        const said = say(speaker);
        const since = performance.now();
        await post(port, said);
        waits.push(performance.now() - since);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, speaker) => speak(speaker)));
    return { ms: performance.now() - start, waits };
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
