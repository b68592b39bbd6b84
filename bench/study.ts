import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Assistant, openAssistant } from '../src/compose.ts';
import { parseConfig } from '../src/config.ts';
import { findAccount } from '../src/language/find-names.ts';
import type { Incoming } from '../src/router/messages.ts';
import { keepStates } from '../src/services/planning/account-nudges.ts';
import { createRecorder, openBare, type Trace } from './bare.ts';
import { measure, type Rounds, type Side, type Summary, timed } from './measure.ts';
import { messagesFor, type NameForm, namesFor, type Question } from './said.ts';
import { type Seeded, type Size, seed, ZONE } from './seed.ts';

/** How many different messages or names take turns. */
const VARIETY = 200;

/** A seeded book twice: one the assistant works on, one for the bare statements, so that neither disturbs the other's caches. */
export interface Study {
  readonly file: string;
  readonly bareFile: string;
  readonly seeded: Seeded;
  readonly seedMs: number;
  close(): void;
}

export async function openStudy(folder: string, name: string, size: Size): Promise<Study> {
  const file = join(folder, `${name}.db`);
  const bareFile = join(folder, `${name}-bare.db`);
  let seeded: Seeded | undefined;
  const seedMs = await timed(async () => {
    seeded = await seed(file, size);
  });
  if (!seeded) throw new Error('Nothing was seeded.');
  copyFileSync(file, bareFile);
  return {
    file,
    bareFile,
    seeded,
    seedMs,
    close() {
      for (const each of [file, bareFile])
        for (const ending of ['', '-wal', '-shm']) rmSync(each + ending, { force: true });
    },
  };
}

export const openOn = (file: string): Promise<Assistant> =>
  openAssistant(parseConfig({ DATABASE_URL: `file:${file}`, LOG_LEVEL: 'error', KAM_TIME_ZONE: ZONE }), Date.now);

export interface Compared {
  /** The whole answer, as the router gives it. */
  readonly router: Summary;
  /** Its statements alone, reads and writes. */
  readonly bare: Summary;
  /** Of those, from BEGIN IMMEDIATE to COMMIT; `null` for what only reads. */
  readonly transaction: Summary | null;
  readonly statements: number;
  /** Messages out of `VARIETY` that were not understood and left out. */
  readonly refused: number;
}

/** One kind of message through the router, beside the statements it ran; an answer for each study, measured in the same rounds. */
export function compare(
  studies: readonly Study[],
  question: Question,
  rounds: Rounds,
  about: 'any' | 'first' = 'any',
): Promise<readonly Compared[]> {
  return compareOn<Incoming>(
    studies,
    ({ seeded }) => messagesFor(question, seeded, VARIETY, about),
    ({ router }) =>
      async (message) =>
        (await router.handle(message)).ok,
    rounds,
  );
}

/** One way of typing a name, looked up by itself. */
export function compareNames(studies: readonly Study[], form: NameForm, rounds: Rounds): Promise<readonly Compared[]> {
  return compareOn<string>(
    studies,
    ({ seeded }) => namesFor(form, seeded, VARIETY),
    ({ store }) =>
      async (name) => {
        await findAccount(store.views, name, () => true);
        return true;
      },
    rounds,
  );
}

/** The morning after the weekend of the benchmark: everybody's message is due, nobody's is planned. */
const MORNING = Date.parse('2026-11-23T09:05:00+08:00');

/** What is kept for planning when the day is planned: as after an import; after a day without passes; as each minute leaves it. */
export const PLANNINGS = ['nothing kept', 'a tenth written to since', 'all kept'] as const;
type PlanningOf = (typeof PLANNINGS)[number];
/** The working day before. */
const KEPT_AT = Date.parse('2026-11-20T18:00:00+08:00');

/** Planning the day for everybody; the plan is not carried out. */
export async function comparePlanning(
  studies: readonly Study[],
  kept: PlanningOf,
  rounds: Rounds,
): Promise<readonly Compared[]> {
  for (const { file, bareFile } of studies) {
    await prepare(file, kept);
    await prepare(bareFile, kept);
  }
  return compareOn<number>(
    studies,
    () => [MORNING],
    ({ speaking }) =>
      async (at) =>
        (await speaking.plan(at, true)).members.length > 0,
    rounds,
  );
}

/** In a seeded book nothing is kept yet. */
async function prepare(file: string, kept: PlanningOf): Promise<void> {
  if (kept === 'nothing kept') return;
  const { store, close } = await openOn(file);
  const accounts = await store.views.all('account');
  await keepStates(store, ZONE, KEPT_AT, await store.views.unkeptAccounts(accounts.length, KEPT_AT));
  if (kept !== 'all kept') {
    const written = accounts.filter((_, n) => n % 10 === 0).map(({ id }) => id);
    const about = { command: 'nudges', input: {}, memberId: null, at: KEPT_AT };
    await store.transaction(about, (repositories) => repositories.forgetStates(written));
  }
  await close();
}

/** Answers whether it went as meant. */
type DoOn<T> = (assistant: Assistant) => (one: T) => Promise<boolean>;

async function compareOn<T>(
  studies: readonly Study[],
  givenIn: (study: Study) => readonly T[],
  doOn: DoOn<T>,
  rounds: Rounds,
): Promise<readonly Compared[]> {
  const opened: Opened[] = [];
  try {
    for (const study of studies) opened.push(await openSides(study, givenIn(study), doOn));
    const sides = opened.flatMap(({ router, bare }, at) => [named(at, router), named(at, bare)]);
    const summaries = await measure(sides, rounds);
    return opened.map(({ statements, refused }, at) => ({
      router: summaries.get(`${at} router`) as Summary,
      bare: summaries.get(`${at} bare`) as Summary,
      transaction: summaries.get(`${at} transaction`) ?? null,
      statements,
      refused,
    }));
  } finally {
    for (const { close } of opened) await close();
  }
}

const named =
  (at: number, side: Side): Side =>
  async (round) =>
    Object.fromEntries(Object.entries(await side(round)).map(([part, ms]) => [`${at} ${part}`, ms]));

interface Opened {
  readonly router: Side;
  readonly bare: Side;
  readonly statements: number;
  readonly refused: number;
  close(): Promise<void>;
}

async function openSides<T>({ file, bareFile }: Study, given: readonly T[], doOn: DoOn<T>): Promise<Opened> {
  const kept = await tracesOf(bareFile, given, doOn);
  if (kept.length === 0) throw new Error(`Nothing was understood, beginning with ${JSON.stringify(given[0])}`);
  const at = (round: number) => kept[round % kept.length] as Traced<T>;
  const counts = kept.map(({ trace }) => trace.statements.length).sort((a, b) => a - b);
  const assistant = await openOn(file);
  const work = doOn(assistant);
  const statements = openBare(bareFile);
  return {
    router: async (round) => ({ router: await timed(() => work(at(round).one)) }),
    async bare(round) {
      const { whole, transaction } = statements.replay(at(round).trace);
      return transaction === null ? { bare: whole } : { bare: whole, transaction };
    },
    statements: counts[counts.length >> 1] ?? 0,
    refused: given.length - kept.length,
    async close() {
      statements.close();
      await assistant.close();
    },
  };
}

interface Traced<T> {
  readonly one: T;
  readonly trace: Trace;
}

/** What was done as meant, with its statements. */
async function tracesOf<T>(file: string, given: readonly T[], doOn: DoOn<T>): Promise<readonly Traced<T>[]> {
  const recorder = createRecorder();
  try {
    const assistant = await openOn(file);
    const work = doOn(assistant);
    const traces: Traced<T>[] = [];
    for (const one of given) {
      const { value: isMeant, trace } = await recorder.trace(() => work(one));
      if (isMeant) traces.push({ one, trace });
    }
    await assistant.close();
    return traces;
  } finally {
    recorder.stop();
  }
}

/** The same message again and again with nothing beside it, for a profiler. */
export async function repeat(study: Study, question: Question, times: number): Promise<number> {
  const assistant = await openOn(study.file);
  const messages: readonly Incoming[] = messagesFor(question, study.seeded, VARIETY);
  const ms = await timed(async () => {
    for (let n = 0; n < times; n++) await assistant.router.handle(messages[n % messages.length] as Incoming);
  });
  await assistant.close();
  return ms / times;
}
