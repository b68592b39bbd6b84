import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Cells, summaryOf, tableOf } from './measure.ts';
import { build, startUp } from './process.ts';
import { messagesFor, NAME_FORMS, QUESTIONS, type Question } from './said.ts';
import type { Size } from './seed.ts';
import { type Compared, compare, compareNames, openStudy, repeat, type Study } from './study.ts';

const HELP = `npm run bench -- [options]   (bench/README.md says what is measured)
  --large          ten times the data, twice; one account that grows; name search; start-up; memory
  --rounds <n>     how often each thing is measured (default 1000)
  --json           figures as JSON, in milliseconds, instead of tables
  --dir <folder>   where the databases are made (default: the system's folder for temporary files)
  --profile <what> only that, over and over, for node --cpu-prof: ${QUESTIONS.join(', ')}`;

const { values: options } = parseArgs({
  options: {
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
const TEN_THOUSAND: Size = { ...THOUSAND, accounts: 10_000 };
const ONE_SMALL: Size = { accounts: 100, contacts: 10, interactions: 100, first: 2000 };
const ONE_LARGE: Size = { ...ONE_SMALL, first: 20_000 };

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
    else if (options.large) await runLarge(folder);
    else await runDefault(folder);
    if (options.json) console.log(JSON.stringify(results, null, 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runDefault(folder: string): Promise<void> {
  await withStudy(folder, '1,000 accounts', THOUSAND, (study) => ask(study, '1,000 accounts', QUESTIONS));
}

async function runLarge(folder: string): Promise<void> {
  const few = await withStudy(folder, '1,000 accounts', THOUSAND, (study) => everything(study, '1,000 accounts'));
  const many = await withStudy(folder, '10,000 accounts', TEN_THOUSAND, (study) =>
    everything(study, '10,000 accounts'),
  );
  growth('ten times the accounts', few, many);
  const small = await withStudy(folder, 'one of 2,000', ONE_SMALL, (study) =>
    ask(study, 'one account, 2,000 interactions', QUESTIONS, 'first'),
  );
  const large = await withStudy(folder, 'one of 20,000', ONE_LARGE, (study) =>
    ask(study, 'one account, 20,000 interactions', QUESTIONS, 'first'),
  );
  growth('ten times the interactions of one account', small, large);
}

async function runProfile(folder: string, what: string): Promise<void> {
  const question = QUESTIONS.find((one) => one === what);
  if (!question) throw new Error(HELP);
  await withStudy(folder, 'profile', THOUSAND, async (study) => {
    say(`${question}: ${(await repeat(study, question, rounds.rounds * 5)).toFixed(3)} ms each`);
  });
}

async function withStudy<T>(folder: string, name: string, size: Size, work: (study: Study) => Promise<T>): Promise<T> {
  const study = await openStudy(folder, name.replace(/\W+/g, '-'), size);
  const { accounts, contacts, interactions, first = interactions } = size;
  const total = (accounts - 1) * interactions + first;
  say(
    `\n${name}: ${accounts * contacts} contacts, ${total} interactions, seeded in ${Math.round(study.seedMs / 1000)} s`,
  );
  try {
    return await work(study);
  } finally {
    study.close();
  }
}

type Answers = ReadonlyMap<string, Compared>;

async function everything(study: Study, name: string): Promise<Answers> {
  const asked = await ask(study, name, QUESTIONS);
  const found = await search(study, name);
  await begin(study, name);
  return new Map([...asked, ...found]);
}

async function ask(
  study: Study,
  name: string,
  questions: readonly Question[],
  about: 'any' | 'first' = 'any',
): Promise<Answers> {
  const answers = new Map<string, Compared>();
  for (const question of questions) answers.set(question, await compare(study, question, rounds, about));
  results[name] = Object.fromEntries(answers);
  say(tableOf(HEAD, [...answers].map(toRow)));
  return answers;
}

async function search(study: Study, name: string): Promise<Answers> {
  const answers = new Map<string, Compared>();
  for (const form of NAME_FORMS) answers.set(`name: ${form}`, await compareNames(study, form, rounds));
  results[`${name}, name search`] = Object.fromEntries(answers);
  say(`\n${tableOf(HEAD, [...answers].map(toRow))}`);
  return answers;
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

function growth(what: string, before: Answers, after: Answers): void {
  const rows = [...before].flatMap(([question, small]): Cells[] => {
    const large = after.get(question);
    if (!large) return [];
    return [[question, ratio(large, small, 'router'), ratio(large, small, 'bare')]];
  });
  results[what] = Object.fromEntries(rows.map(([question, router, bare]) => [String(question), { router, bare }]));
  say(`\nGrowth of p50: ${what}\n${tableOf(['×', 'router', 'bare'], rows)}`);
}

const ratio = (large: Compared, small: Compared, side: 'router' | 'bare'): number => large[side].p50 / small[side].p50;

const STARTS = 7;
const LINES = 400;

/** The program as it is installed: compiled, a process of its own. */
async function begin({ file, seeded }: Study, name: string): Promise<void> {
  build();
  const lines = (['stage', 'log', 'last'] as const).flatMap((question) =>
    messagesFor(question, seeded, LINES).flatMap(({ content, language }) =>
      'text' in content ? [{ text: content.text, lang: language, at: '2026-11-21T12:00:00+08:00' }] : [],
    ),
  );
  const taken: number[] = [];
  for (let n = 0; n < STARTS; n++) taken.push((await startUp(file, lines.slice(0, 1))).firstAnswerMs);
  const { rssMb, peakRssMb } = await startUp(file, lines);
  const { p50 } = summaryOf(taken);
  const most = Math.max(...taken);
  results[`${name}, start`] = { firstAnswerMs: p50, worstFirstAnswerMs: most, rssMb, peakRssMb };
  const row = [name, Math.round(p50), Math.round(most), rssMb, peakRssMb];
  const head = ['start', 'first answer ms', `worst of ${STARTS}`, 'RSS MB then', `most in ${lines.length} lines`];
  say(`\n${tableOf(head, [row])}`);
}

await main();
