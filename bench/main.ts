import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Acknowledged, Throughput } from './acknowledging.ts';
import { CONSOLE_SIZE, measureConsole } from './console.ts';
import { measureFeishu } from './feishu.ts';
import { type Cells, summaryOf, tableOf } from './measure.ts';
import { build, startUp } from './process.ts';
import { messagesFor, NAME_FORMS, QUESTIONS } from './said.ts';
import type { Size } from './seed.ts';
import { measureSlack } from './slack.ts';
import {
  type Compared,
  compare,
  compareNames,
  comparePlanning,
  openStudy,
  PLANNINGS,
  repeat,
  type Study,
} from './study.ts';

const HELP = `npm run bench -- [options]   (bench/README.md says what is measured)
  --console        only the console in a browser
  --planning       only the planning of a day, at 1,000 and 10,000 accounts
  --slack          only signed slash commands beside a bare Bolt app
  --feishu         only encrypted, signed messages beside a bare server that only does the cryptography
  --large          ten times the data, twice; one account that grows; name search; start-up; memory
  --rounds <n>     how often each thing is measured (default 1000)
  --json           figures as JSON, in milliseconds, instead of tables
  --dir <folder>   where the databases are made (default: the system's folder for temporary files)
  --profile <what> only that, over and over, for node --cpu-prof: ${QUESTIONS.join(', ')}`;

const { values: options } = parseArgs({
  options: {
    console: { type: 'boolean', default: false },
    planning: { type: 'boolean', default: false },
    slack: { type: 'boolean', default: false },
    feishu: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '1000' },
    dir: { type: 'string', default: tmpdir() },
    profile: { type: 'string' },
  },
});
const rounds = { warmUp: 200, rounds: Number(options.rounds) };

const THOUSAND: Size = { accounts: 1000, contacts: 10, interactions: 100 };
const ONE: Size = { accounts: 100, contacts: 10, interactions: 100, first: 2000 };
/** By what they are called in the tables. */
const BOOKS = { '1,000 accounts': THOUSAND, '10,000 accounts': { ...THOUSAND, accounts: 10_000 } };
const GROWING = { 'one with 2,000 interactions': ONE, 'one with 20,000 interactions': { ...ONE, first: 20_000 } };

const results: Record<string, unknown> = {};
const say = (text: string): void => {
  if (!options.json) console.log(text);
};

async function main(): Promise<void> {
  if (options.help) return console.log(HELP);
  mkdirSync(options.dir, { recursive: true });
  const folder = mkdtempSync(join(options.dir, 'kam-bench-'));
  try {
    say(`${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${cpus().length} cores · ${folder}`);
    if (options.profile !== undefined) await runProfile(folder, options.profile);
    else if (options.console) await look(folder);
    else if (options.planning) await withStudies(folder, BOOKS, planDay);
    else if (options.slack) await hearSlack(folder);
    else if (options.feishu) await hearFeishu(folder);
    else if (options.large) await runLarge(folder);
    else await runDefault(folder);
    if (options.json) console.log(JSON.stringify(results, null, 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runDefault(folder: string): Promise<void> {
  await withStudies(folder, { '1,000 accounts': THOUSAND }, (studies) => ask(studies));
  await look(folder);
  await hearSlack(folder);
  await hearFeishu(folder);
}

async function runLarge(folder: string): Promise<void> {
  await withStudies(folder, BOOKS, async (studies) => {
    await ask(studies);
    await search(studies);
    await planDay(studies);
    await begin(studies);
  });
  await withStudies(folder, GROWING, (studies) => ask(studies, 'first'));
}

async function runProfile(folder: string, what: string): Promise<void> {
  const question = QUESTIONS.find((one) => one === what);
  if (!question) throw new Error(HELP);
  await withStudies(folder, { profile: THOUSAND }, async ([one]) => {
    if (one) say(`${question}: ${(await repeat(one.study, question, rounds.rounds * 5)).toFixed(3)} ms each`);
  });
}

interface Named {
  readonly name: string;
  readonly study: Study;
}

async function withStudies(
  folder: string,
  sizes: Readonly<Record<string, Size>>,
  work: (studies: readonly Named[]) => Promise<void>,
): Promise<void> {
  const studies: Named[] = [];
  try {
    for (const [name, size] of Object.entries(sizes)) {
      const study = await openStudy(folder, name.replace(/\W+/g, '-'), size);
      studies.push({ name, study });
      const { accounts, contacts, interactions, first = interactions } = size;
      const total = (accounts - 1) * interactions + first;
      say(
        `${name}: ${accounts * contacts} contacts, ${total} interactions, seeded in ${Math.round(study.seedMs / 1000)} s`,
      );
    }
    await work(studies);
  } finally {
    for (const { study } of studies) study.close();
  }
}

/** Slash commands over signed HTTP. */
async function hearSlack(folder: string): Promise<void> {
  const figures = await measureSlack(folder);
  results['slack'] = figures;
  tellOf('slash commands', 'bare Bolt, ack only', figures);
}

async function hearFeishu(folder: string): Promise<void> {
  const figures = await measureFeishu(folder);
  results['feishu'] = figures;
  tellOf('Feishu messages', 'bare server, cryptography only', figures);
}

function tellOf(what: string, bare: string, figures: Acknowledged): void {
  const row = (name: string, { perSecond, waits }: Throughput): Cells => [
    name,
    Math.round(perSecond),
    waits.p50,
    waits.p99,
  ];
  const rows = [row(bare, figures.bare), row('a durable log each', figures.ours)];
  say(`\n${tableOf([what, 'acknowledged / s', 'p50 ms', 'p99 ms'], rows)}`);
  const { ratio, recordedPerSecond, recorded, acknowledged } = figures;
  say(
    `ours ÷ bare ${ratio.toFixed(2)}; ${recorded} of ${acknowledged} recorded, ${recordedPerSecond.toFixed(0)} a second`,
  );
}

async function ask(studies: readonly Named[], about: 'any' | 'first' = 'any'): Promise<void> {
  await report(studies, 'questions', QUESTIONS, (all, question) => compare(all, question, rounds, about));
}

async function search(studies: readonly Named[]): Promise<void> {
  await report(studies, 'name search', NAME_FORMS, (all, form) => compareNames(all, form, rounds));
}

/** One pass over the whole book: few rounds, each is long. */
async function planDay(studies: readonly Named[]): Promise<void> {
  const few = { warmUp: 1, rounds: 5 };
  await report(studies, 'planning a day', PLANNINGS, (all, kept) => comparePlanning(all, kept, few));
}

/** A table for each study, and how much slower the last is than the first. */
async function report<T extends string>(
  named: readonly Named[],
  what: string,
  things: readonly T[],
  measureOne: (studies: readonly Study[], thing: T) => Promise<readonly Compared[]>,
): Promise<void> {
  const studies = named.map(({ study }) => study);
  const measured: (readonly [T, readonly Compared[]])[] = [];
  for (const thing of things) measured.push([thing, await measureOne(studies, thing)]);
  for (const [at, { name }] of named.entries()) {
    const here = measured.flatMap(([thing, all]) => all.slice(at, at + 1).map((one) => [thing, one] as const));
    results[`${what}, ${name}`] = Object.fromEntries(here);
    say(`\n${what}, ${name}\n${tableOf(HEAD, here.map(toRow))}`);
  }
  if (named.length > 1) growth(what, measured);
}

const HEAD = [
  'ms',
  'p50',
  'p99',
  'mean',
  'bare p50',
  'bare p99',
  '÷ bare',
  'txn p50',
  'txn p99',
  '÷ txn',
  'statements',
  'left out',
];

function toRow([what, { router, bare, transaction, statements, refused }]: readonly [string, Compared]): Cells {
  return [
    what,
    router.p50,
    router.p99,
    router.mean,
    bare.p50,
    bare.p99,
    router.p50 / bare.p50,
    transaction?.p50 ?? null,
    transaction?.p99 ?? null,
    transaction && router.p50 / transaction.p50,
    statements,
    refused,
  ];
}

function growth(what: string, measured: readonly (readonly [string, readonly Compared[]])[]): void {
  const rows = measured.flatMap(([thing, all]): Cells[] => {
    const [small, large] = [all[0], all.at(-1)];
    if (!small || !large) return [];
    return [[thing, large.router.p50 / small.router.p50, large.bare.p50 / small.bare.p50]];
  });
  results[`${what}, growth`] = Object.fromEntries(
    rows.map(([thing, router, bare]) => [String(thing), { router, bare }]),
  );
  say(`\n${what}: p50 of the larger ÷ p50 of the smaller\n${tableOf(['×', 'router', 'bare'], rows)}`);
}

/** The console in a browser. */
async function look(folder: string): Promise<void> {
  const figures = await measureConsole(folder);
  results['console'] = figures;
  const { openedMs, allMs, longestTaskMs, perKeyMs } = figures;
  const { accounts, messages } = CONSOLE_SIZE;
  const rows: Cells[] = [
    [`first rows of one's own after opening the page, ${accounts} accounts`, Math.round(openedMs)],
    ['first rows of all of them', Math.round(allMs)],
    [
      `longest task while typing, ${messages} messages`,
      longestTaskMs === null ? 'under 50' : Math.round(longestTaskMs),
    ],
    ['a key typed', perKeyMs],
  ];
  say(`\n${tableOf(['console', 'ms'], rows)}`);
}

const STARTS = 7;
const LINES = 400;

/** The program as it is installed: compiled, a process of its own. */
async function begin(studies: readonly Named[]): Promise<void> {
  build();
  const taken = studies.map((): number[] => []);
  for (let n = 0; n < STARTS; n++)
    for (const [at, { study }] of studies.entries())
      taken[at]?.push((await startUp(study.file, linesFor(study).slice(0, 1))).firstAnswerMs);
  const rows: Cells[] = [];
  for (const [at, { name, study }] of studies.entries()) {
    const { rssMb, peakRssMb } = await startUp(study.file, linesFor(study));
    const [firstAnswerMs, worstMs] = [summaryOf(taken[at] ?? []).p50, Math.max(...(taken[at] ?? []))].map(Math.round);
    results[`start, ${name}`] = { firstAnswerMs, worstMs, rssMb, peakRssMb };
    rows.push([name, firstAnswerMs ?? null, worstMs ?? null, rssMb, peakRssMb]);
  }
  const head = ['start', 'first answer ms', `worst of ${STARTS}`, 'RSS MB then', `most in ${3 * LINES} lines`];
  say(`\n${tableOf(head, rows)}`);
}

function linesFor({ seeded }: Study): readonly object[] {
  return (['stage', 'log', 'last'] as const).flatMap((question) =>
    messagesFor(question, seeded, LINES).flatMap(({ content, language }) =>
      'text' in content ? [{ text: content.text, lang: language, at: '2026-11-21T12:00:00+08:00' }] : [],
    ),
  );
}

await main();
