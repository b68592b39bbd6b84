import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/fixtures/postgres-server.ts';
import { createChance } from './chance.ts';
import { runFeishuSoak } from './soak/feishu.ts';
import type { ChatSoakReport, Heard } from './soak/heard.ts';
import { runSoak, type SoakReport } from './soak/run.ts';
import { runSlackSoak } from './soak/slack.ts';
import { soakTwoYears } from './soak/two-years.ts';

const HELP = `npm run soak -- [options]
  --kills <n>       how many processes are killed on each engine (default 300)
  --seed <n>        of the chance that decides about moments, delays and faults (default 1)
  --engine <name>   sqlite or postgres only
  --slack           only Slack, with a third of the kills (runs by itself after the engines)
  --feishu          only Feishu, likewise
  --two-years       only two years of the demo book, hour by hour (runs by itself after the others)
  --json            the figures as JSON`;

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string' },
    slack: { type: 'boolean', default: false },
    feishu: { type: 'boolean', default: false },
    'two-years': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Several copies share the server; the file is one process's, as it is run. */
const COPIES = { sqlite: 1, postgres: 3 } as const;

async function main(): Promise<void> {
  if (options.help) return console.log(HELP);
  if (options['two-years']) return keep(await soakTwoYears());
  if (options.slack) return keep(await soakSlack());
  if (options.feishu) return keep(await soakFeishu());
  await soakEngines();
  if (options.json || options.engine !== undefined) return;
  keep(await soakSlack());
  keep(await soakFeishu());
  keep(await soakTwoYears());
}

async function soakEngines(): Promise<void> {
  const results: Record<string, SoakReport> = {};
  if (!options.json)
    console.log(`Node ${process.version} · ${cpus().length} cores · ${options.kills} kills · seed ${options.seed}`);
  for (const engine of ['sqlite', 'postgres'] as const) {
    if (options.engine !== undefined && options.engine !== engine) continue;
    results[engine] = await soakOn(engine);
    if (!options.json)
      console.log(
        `\n${engine}, ${COPIES[engine]} ${COPIES[engine] === 1 ? 'copy' : 'copies'}\n${tableOf(results[engine])}`,
      );
  }
  if (options.json) console.log(JSON.stringify(results, null, 1));
  keep(Object.values(results).every(isSound));
}

const keep = (isWell: boolean): void => {
  if (!isWell) process.exitCode = 1;
};

async function soakOn(engine: 'sqlite' | 'postgres'): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'kam-soak-'));
  const server = engine === 'postgres' ? await startPostgres() : null;
  try {
    return await runSoak({
      url: server ? await server.freshDatabase() : `file:${join(folder, 'kam.db')}`,
      copies: COPIES[engine],
      kills: Number(options.kills),
      chance: createChance(Number(options.seed)).next,
      onKill(kills) {
        if (process.stderr.isTTY) process.stderr.write(`\r${engine}: ${kills} killed `);
      },
    });
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function soakSlack(): Promise<boolean> {
  const report = await runSlackSoak({
    kills: Math.ceil(Number(options.kills) / 3),
    chance: createChance(Number(options.seed)).next,
    onKill(kills) {
      if (process.stderr.isTTY) process.stderr.write(`\rslack: ${kills} killed `);
    },
  });
  const { events, commands, unsaid, violations } = report;
  const table = chatTableOf(report, { events, commands });
  console.log(options.json ? JSON.stringify(report, null, 1) : `\nslack, SQLite, 1 copy\n${table}`);
  const isOnce = [events, commands].every(({ never, twice, answeredTwice }) => never + twice + answeredTwice === 0);
  return isOnce && events.answeredNever === 0 && unsaid === 0 && violations.length === 0;
}

async function soakFeishu(): Promise<boolean> {
  const report = await runFeishuSoak({
    kills: Math.ceil(Number(options.kills) / 3),
    chance: createChance(Number(options.seed)).next,
    onKill(kills) {
      if (process.stderr.isTTY) process.stderr.write(`\rfeishu: ${kills} killed `);
    },
  });
  const { direct, amongOthers, unsaid, violations } = report;
  const table = chatTableOf(report, { 'direct messages': direct, 'among others': amongOthers });
  console.log(options.json ? JSON.stringify(report, null, 1) : `\nfeishu, SQLite, 1 copy\n${table}`);
  const isOnce = [direct, amongOthers].every(({ never, twice, answeredTwice }) => never + twice + answeredTwice === 0);
  return isOnce && direct.answeredNever === 0 && unsaid === 0 && violations.length === 0;
}

/** What was said, by its ways, and what came of it. */
function chatTableOf(
  { kills, redelivered, faults, unknown, unsaid, violations, seconds }: ChatSoakReport,
  ways: Readonly<Record<string, Heard>>,
): string {
  const wrong = Object.entries(faults).map(([name, n]) => `${n} ${name}`);
  const rows = Object.entries(ways).map(([name, one]) => [name, ...Object.values(one).map(String)].join(' | '));
  return [
    `${kills} killed between ack and work, ${redelivered} redeliveries, faults met: ${wrong.join(', ')}; ${seconds} s`,
    'what | said | acknowledged | recorded once | never | twice | answered once | never | twice',
    ...rows,
    `answers unknown ${unknown}, neither said nor unknown ${unsaid}, violations ${violations.length}`,
    ...violations.slice(0, 10),
  ].join('\n');
}

/** Effects once, letters that can be looked for once, all others at most once. */
function isSound({ entries, letters, days }: SoakReport): boolean {
  const isSoundLetter = ([platform, { never, twice, lost, others, unknown }]: (typeof all)[number]): boolean =>
    twice + lost + others === 0 && (platform === 'feishu' || never + unknown === 0);
  const all = Object.entries(letters);
  return (
    days.posted === days.due &&
    days.early === 0 &&
    entries.missing + entries.twice + entries.outOfOrder === 0 &&
    all.every(isSoundLetter)
  );
}

function tableOf({ kills, deliveries, attempts, days, entries, letters, seconds }: SoakReport): string {
  const killed = Object.entries(kills).map(([moment, n]) => `${n} ${moment}`);
  const rows = Object.entries(letters).map(([platform, { posted, once, never, twice, unknown, lost, others }]) =>
    [`letters to ${platform}`, posted, once, never, twice, unknown, lost, others].join(' | '),
  );
  return [
    `killed while ${killed.join(', ')}; ${seconds} s`,
    `${deliveries} messages came in, in ${attempts} attempts`,
    `${days.posted} of ${days.due} daily messages planned whose hour had come, ${days.early} before it`,
    'what | all | once | never | twice | unknown | lost | others',
    [
      'entries',
      deliveries,
      entries.once,
      entries.missing,
      entries.twice,
      0,
      0,
      `${entries.outOfOrder} out of order`,
    ].join(' | '),
    ...rows,
  ].join('\n');
}

await main();
