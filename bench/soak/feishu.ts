import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openAssistant } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { importBook } from '../../src/ops/book/import.ts';
import type { Fault } from '../../test/fakes/feishu/faults.ts';
import { type FeishuDouble, openFeishuDouble } from '../../test/fakes/feishu/feishu-double.ts';
import type { Said } from '../../test/fakes/feishu/gestures.ts';
import { BOT_OPEN_ID, PEOPLE, type SeededChat } from '../../test/fakes/feishu/seed.ts';
import { type ChatWorkerOptions, type Copy, keepAlive } from './copies.ts';
import {
  bookOfSpeakers,
  type ChatSoakOptions,
  type ChatSoakReport,
  createAcks,
  type Heard,
  heard,
  letters,
  pick,
  type Sentence,
  SPEAKERS,
  untilAtRest,
} from './heard.ts';
import { makeTroubleOften } from './trouble.ts';

export interface FeishuSoakReport extends ChatSoakReport {
  /** Answered in the conversation, under a `uuid` that Feishu takes once. */
  readonly direct: Heard;
  /** Mentions in a group where somebody reads who is no member: answered by cards that only the asker sees, under no `uuid`. */
  readonly amongOthers: Heard;
}

const SPEED = 10;
const HOUR_MS = 3_600_000;
/** How long a copy lives at most before the next is killed, in milliseconds. */
const LIVES_MS = 5000;
/** When Feishu delivers again what was not acknowledged in time: 15 s, 5 min, 1 h, 6 h (event subscription). */
const AGAIN_MS = [15_000 / SPEED, 300_000 / SPEED] as const;
const MUCH_LATER_MS = [HOUR_MS, 6 * HOUR_MS] as const;
/** So many calls of a hundred go wrong. */
const PERCENT = 30;
const CALLS = [
  'POST im/v1/messages',
  'POST im/v1/messages/:id/reply',
  'POST ephemeral/v1/send',
  'GET im/v1/chats/:id',
  'GET im/v1/chats/:id/members',
  'GET contact/v3/users/:id',
  'GET bot/v3/info',
  'POST auth/v3/tenant_access_token/internal',
] as const;
/** What an administrator or time mends, what can be said more plainly, and what leaves in doubt. What ends a message is left out. */
const CODES = [
  1500, 230001, 230002, 230006, 230013, 230018, 230020, 230025, 230027, 230028, 230035, 230049, 230099, 99991400,
  99991401, 99991403, 99991661, 99991662, 99991663, 99991671, 99991672,
] as const;
const FAULTS: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(CODES.map((code) => [String(code), { code }])),
  '500': { status: 500 },
  '502': { status: 502 },
  'reset before': { reset: 'before' },
  'reset after': { reset: 'after' },
  timeout: { slowMs: 12_000 },
};

/** What goes wrong when a long connection is asked for; what an administrator must mend is tried again only after a minute. */
const DIALLING: Readonly<Record<string, Fault>> = {
  'gateway busy': { code: 1, status: 200 },
  'gateway trouble': { code: 1_000_040_343, status: 200 },
  'gateway 500': { status: 500 },
};

/**
 * Speaks to the real program over both transports while every call to Feishu may fail and processes are killed between the ack and
 * the work; delivers each event again four times, up to six hours later; then lets everything come to rest, and counts what was
 * recorded and what was answered.
 */
export async function runFeishuSoak({ kills, chance, onKill }: ChatSoakOptions): Promise<FeishuSoakReport> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'kam-soak-feishu-'));
  let aheadMs = 0;
  const clock = (): number => Math.round(began + (Date.now() - began) * SPEED + aheadMs);
  const speakers = SPEAKERS.map((key) => PEOPLE[key].openId);
  const double = await openFeishuDouble({
    now: clock,
    burst: null,
    retryAfterMs: [],
    chats: { outsiders: groupOf([...speakers, PEOPLE.nora.openId, BOT_OPEN_ID]) },
  });
  const environmentOf = (mode: Mode) => ({
    DATABASE_URL: `file:${join(folder, 'kam.db')}`,
    LOG_LEVEL: 'silent',
    CONSOLE: 'off',
    ADMIN_EMAILS: 'boss@example.com',
    FEISHU_APP_ID: double.appId,
    FEISHU_APP_SECRET: double.appSecret,
    FEISHU_ENCRYPT_KEY: double.encryptKey,
    FEISHU_VERIFICATION_TOKEN: double.verificationToken,
    FEISHU_BASE_URL: double.url,
    FEISHU_MODE: mode,
  });
  const copyOf = (mode: Mode): ChatWorkerOptions => ({
    environment: environmentOf(mode),
    epoch: began,
    speed: SPEED,
    aheadMs,
  });
  // Feishu is not spoken to by this one: it fills the book, and counts in the end.
  const assistant = await openAssistant(parseConfig(environmentOf('webhook')), clock);
  const { store, newId } = assistant;
  await importBook(store, JSON.stringify(bookOfSpeakers()), {
    ...{ now: clock(), zone: 'Asia/Shanghai', newId, actorId: null, clean: (text: string) => text },
  });
  let mode: Mode = 'websocket';
  const worker = keepAlive(copyOf(mode), '/feishu/events');
  const people = startSpeaking(double, worker, () => mode, chance);
  const troubles = [
    makeTroubleOften(double, CALLS, FAULTS, PERCENT, chance),
    makeTroubleOften(double, ['POST callback/ws/endpoint'], DIALLING, PERCENT, chance),
  ];
  try {
    for (let killed = 0; killed < kills; killed++) {
      await people.nextAck();
      await pause(chance() < 0.5 ? 0 : chance() * 40);
      mode = pick(['websocket', 'webhook'], chance);
      await worker.kill(copyOf(mode));
      onKill?.(killed + 1);
      await worker.ready();
      // Long enough to answer what was said, amid faults.
      await pause(chance() * LIVES_MS);
    }
    await people.stop();
    const faults = Object.assign({}, ...(await Promise.all(troubles.map((trouble) => trouble.end()))));
    await untilAtRest(store);
    for (const laterMs of MUCH_LATER_MS) {
      aheadMs = laterMs;
      mode = 'websocket';
      await worker.kill(copyOf(mode));
      await worker.ready();
      await people.redeliverAll();
      await untilAtRest(store);
    }
    const { direct, amongOthers, redelivered } = people.spoken();
    const seen = seenIn(double);
    return {
      kills,
      redelivered,
      faults,
      direct: await heard(direct, store, seen),
      amongOthers: await heard(amongOthers, store, seen),
      ...(await letters(store)),
      violations: double.violations(),
      seconds: Math.round((Date.now() - began) / 1000),
    };
  } finally {
    await Promise.all(troubles.map((trouble) => trouble.end()));
    await worker.close();
    await assistant.close();
    await double.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Mode = 'websocket' | 'webhook';

const groupOf = (members: readonly string[]): SeededChat => ({
  ...{ id: 'oc_00000000000000000000000000outsid', name: '跨部门', kind: 'group', members },
  ...{ hasBot: true, isExternal: false, isDissolved: false, isMuted: false, mayMentionAll: false },
});

interface Spoken extends Sentence {
  readonly eventId: string;
  readonly isDirect: boolean;
}

/** People who say something again and again, each after the last was heard, whichever way the copy hears at the time. */
function startSpeaking(double: FeishuDouble, worker: Copy, mode: () => Mode, chance: () => number) {
  const spoken: Spoken[] = [];
  const later: Promise<unknown>[] = [];
  let isStopped = false;
  let redelivered = 0;
  const acks = createAcks();

  /** The way the copy hears at the moment, once it does. */
  const way = async (): Promise<{ http: string } | Record<string, never>> => {
    for (;;) {
      const http = worker.address();
      if (http !== null && mode() === 'webhook') return { http };
      if (http !== null && double.socket.connections() > 0) return {};
      await pause(20);
    }
  };
  const again = async (eventId: string): Promise<boolean> => {
    redelivered += 1;
    return (await double.redeliver(eventId, await way())).error === null;
  };
  async function follow({ eventId, error }: Said, said: Omit<Spoken, 'eventId' | 'isAcknowledged'>): Promise<void> {
    if (eventId === null) throw new Error('the app is not told of messages');
    let isHeard = error === null;
    for (const waitMs of AGAIN_MS) {
      await pause(isStopped ? 0 : waitMs * (0.5 + chance() / 2));
      isHeard = (await again(eventId)) || isHeard;
    }
    spoken.push({ ...said, eventId, isAcknowledged: isHeard });
  }

  const speaking = SPEAKERS.map(async (speaker) => {
    for (let n = 1; !isStopped; n++) {
      const mark = `zq${speaker}${n}x`;
      const isDirect = n % 3 !== 0;
      const text = `刚和华为张伟通了电话，聊了预算 ${mark}`;
      const via = await way();
      const said = await double.say(speaker, text, isDirect ? via : { ...via, chat: 'outsiders', at: 'bot' });
      if (said.error === null) acks.noted();
      later.push(follow(said, { speaker, mark, isDirect }));
      await pause(chance() * 1200);
    }
  });
  return {
    nextAck: acks.next,
    async stop() {
      isStopped = true;
      await Promise.all(speaking);
      await Promise.all(later);
    },
    async redeliverAll() {
      for (const { eventId } of spoken) await again(eventId);
    },
    spoken: () => ({
      direct: spoken.filter(({ isDirect }) => isDirect),
      amongOthers: spoken.filter(({ isDirect }) => !isDirect),
      redelivered,
    }),
  };
}

/** What each speaker sees that is not their own. */
function seenIn(double: FeishuDouble): ReadonlyMap<string, readonly string[]> {
  return new Map(
    SPEAKERS.map((speaker) => {
      const shown = [...double.dms(speaker), ...double.ephemerals(speaker)];
      return [speaker, shown.filter((one) => one.author !== double.users[speaker]).map(({ shows }) => shows)];
    }),
  );
}
