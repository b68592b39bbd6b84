import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../db/open.ts';
import type { Member } from '../../src/domain/records.ts';
import { nameKeysOf } from '../../src/language/names.ts';
import type { Delivery } from '../../src/ports/queues.ts';
import type { Store } from '../../src/ports/store.ts';
import { createIds } from '../../src/services/ids.ts';
import { aMember, anAccount } from '../../test/fixtures/records.ts';
import { type ChatDouble, openChatDouble } from './double.ts';
import { type Effects, readEffects } from './effects.ts';
import { addReaders, type Expected, planDay } from './plan-days.ts';

/** What a copy is told. */
export interface WorkerOptions {
  readonly url: string;
  readonly chatPort: number;
  /** When the soak began, and how much faster than real time its clock runs. */
  readonly epoch: number;
  readonly speed: number;
}

export interface SoakOptions {
  /** Of an empty database. */
  readonly url: string;
  /** How many processes share it. */
  readonly copies: number;
  readonly kills: number;
  /** Numbers from 0 up to 1. */
  readonly chance: () => number;
  readonly onKill?: (kills: number) => void;
}

export const MOMENTS = ['receiving', 'planning', 'sending'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface SoakReport extends Effects {
  readonly kills: Readonly<Record<Moment, number>>;
  /** Deliveries made, and how many attempts that took. */
  readonly deliveries: number;
  readonly attempts: number;
  /** Daily messages of readers whose hour has come, and how many of them were posted; and how many were for others. */
  readonly days: { readonly due: number; readonly posted: number; readonly early: number };
  readonly seconds: number;
}

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const SPEED = 10;
const SPEAKERS = 5;

/** Kills copies at random moments while they receive, plan and send, lets what is left come to rest, and counts. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const { url, copies, kills, chance } = options;
  const began = Date.now();
  const double = await openChatDouble(chance);
  const store = await openStore({ url, nameKeys: nameKeysOf, newId: createIds() });
  await store.migrate();
  const members = await addSpeakers(store);
  const expected = await addReaders(store, began);
  const told = JSON.stringify({
    url,
    chatPort: double.port,
    epoch: began,
    speed: SPEED,
  } satisfies WorkerOptions);
  const fleet = createFleet(told, copies);
  const platform = startDelivering(fleet, members, chance);
  try {
    const killed = await killAll(fleet, double, platform, kills, options);
    double.calm();
    const { deliveries, attempts } = await platform.stop();
    // Whoever's hour has come by now has a message, whatever was killed.
    const ended = Math.round(began + (Date.now() - began) * SPEED);
    await planDay(store, ended);
    await untilAtRest(store);
    await fleet.close();
    const days = await countDays(store, expected, ended);
    const effects = await readEffects(store, platform.said(), double.taken);
    return { kills: killed, deliveries, attempts, days, ...effects, seconds: Math.round((Date.now() - began) / 1000) };
  } finally {
    await fleet.close();
    await double.close();
    await store.close();
  }
}

interface Copy {
  readonly child: ChildProcess;
  /** Where it takes deliveries; `null` until it does. */
  port: number | null;
  onPlanning: (() => void) | undefined;
}

/** Copies that are started again whenever they end. */
function createFleet(told: string, size: number) {
  const copies: Copy[] = [];
  let isClosed = false;

  function startOne(at: number): void {
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), WORKER, told], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const copy: Copy = { child, port: null, onPlanning: undefined };
    copies[at] = copy;
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('ready ')) copy.port = Number(line.slice(6));
      else if (line === 'planning') copy.onPlanning?.();
    });
    child.once('exit', () => {
      if (!isClosed) startOne(at);
    });
  }
  for (let at = 0; at < size; at++) startOne(at);
  const isReady = (copy: Copy): boolean => copy.port !== null && copy.child.exitCode === null && !copy.child.killed;
  return {
    ready: (): readonly Copy[] => copies.filter(isReady),
    async close() {
      isClosed = true;
      await Promise.all(copies.map(({ child }) => ended(child)));
    },
  };
}
type Fleet = ReturnType<typeof createFleet>;

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await gone;
}

/** The platform: delivers each message until it is acknowledged, one after another to each conversation, some of them twice. */
function startDelivering(fleet: Fleet, members: readonly Member[], chance: () => number) {
  let isStopped = false;
  let attempts = 0;
  const said: string[][] = members.map(() => []);
  let onAttempt: ((copy: Copy) => void) | undefined;

  async function deliver(delivery: Delivery): Promise<void> {
    for (;;) {
      const ready = fleet.ready();
      const copy = ready[Math.floor(chance() * ready.length)];
      if (copy === undefined) {
        await pause(20);
        continue;
      }
      attempts += 1;
      onAttempt?.(copy);
      const url = `http://127.0.0.1:${copy.port}/`;
      const body = JSON.stringify(delivery);
      const isTaken = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(10_000) })
        .then(({ status }) => status === 200)
        .catch(() => false);
      if (isTaken) return;
      await pause(20);
    }
  }

  const speaking = members.map(async ({ id: memberId }, speaker) => {
    for (let n = 1; !isStopped; n++) {
      const note = `point ${speaker}-${n}`;
      said[speaker]?.push(note);
      const delivery: Delivery = {
        platform: 'slack',
        tenant: '',
        deliveryKey: `${speaker}-${n}`,
        conversation: memberId,
        payload: { memberId, call: { command: 'log', args: { account: 'Northwind', kind: 'note', note } } },
      };
      await deliver(delivery);
      if (chance() < 0.2) await deliver(delivery);
      await pause(chance() * 300);
    }
  });
  return {
    said: (): readonly (readonly string[])[] => said,
    /** Called once, with the copy the next delivery goes to. */
    next(tell: (copy: Copy) => void): void {
      onAttempt = (copy) => {
        onAttempt = undefined;
        tell(copy);
      };
    },
    async stop() {
      isStopped = true;
      await Promise.all(speaking);
      return { deliveries: said.flat().length, attempts };
    },
  };
}
type Platform = ReturnType<typeof startDelivering>;

async function killAll(
  fleet: Fleet,
  double: ChatDouble,
  platform: Platform,
  kills: number,
  { chance, onKill }: SoakOptions,
): Promise<Record<Moment, number>> {
  const killed: Record<Moment, number> = { receiving: 0, planning: 0, sending: 0 };
  for (let n = 0; n < kills; n++) {
    while (fleet.ready().length === 0) await pause(10);
    const moment = MOMENTS[n % MOMENTS.length] ?? 'receiving';
    const copy = await catchOne(moment, fleet, double, platform);
    // Somewhere from the first to the last thing it does there.
    await pause(chance() < 0.5 ? 0 : chance() * 30);
    copy.child.kill('SIGKILL');
    killed[moment] += 1;
    onKill?.(n + 1);
    await pause(chance() * 400);
  }
  return killed;
}

/** The copy that is just about to receive, to plan, or has just sent. */
function catchOne(moment: Moment, fleet: Fleet, double: ChatDouble, platform: Platform): Promise<Copy> {
  return new Promise((resolve) => {
    if (moment === 'receiving') platform.next(resolve);
    if (moment === 'planning') {
      const arm = (): void => {
        const copies = fleet.ready();
        if (copies.length === 0) return void setTimeout(arm, 20);
        for (const copy of copies) {
          copy.onPlanning = () => {
            for (const one of copies) one.onPlanning = undefined;
            resolve(copy);
          };
        }
      };
      arm();
    }
    if (moment === 'sending') {
      double.onArrival = (pid) => {
        const copy = fleet.ready().find(({ child }) => child.pid === pid);
        if (copy === undefined) return;
        double.onArrival = undefined;
        resolve(copy);
      };
    }
  });
}

/** Until all that came in is worked on and all that was posted is settled. */
async function untilAtRest(store: Store): Promise<void> {
  for (;;) {
    const inbox = await store.inbox.figures(0);
    const outbox = await store.outbox.figures(0);
    const waiting = inbox.states.pending + inbox.states.working + outbox.states.pending + outbox.states.sending;
    if (waiting === 0) return;
    await pause(100);
  }
}

async function countDays(store: Store, expected: readonly Expected[], now: number): Promise<SoakReport['days']> {
  const due = expected.filter(({ at }) => at <= now);
  const posted = await Promise.all(expected.map(async (one) => ((await store.outbox.byKey(one.key)) ? [one] : [])));
  const early = posted.flat().filter(({ at }) => at > now).length;
  return { due: due.length, posted: posted.flat().length - early, early };
}

async function addSpeakers(store: Store): Promise<readonly Member[]> {
  const members = Array.from({ length: SPEAKERS }, () => aMember({ role: 'admin', language: 'en' }));
  await store.transaction({ command: 'soak', input: {}, memberId: null, at: 0 }, async (repositories) => {
    for (const member of members) await repositories.insert('member', member);
    await repositories.insert('account', anAccount(members[0]?.id ?? '', { name: 'Northwind' }));
  });
  return members;
}
