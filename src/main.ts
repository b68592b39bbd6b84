import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Argument, Command, CommanderError, Option } from 'commander';
import { textOf, toJson } from '../adapters/cli/json.ts';
import { type Said, say, sayLines } from '../adapters/cli/say.ts';
import { restoreBackup } from '../db/backup/restore.ts';
import { type Assistant, COPIES_FOLDER, openAssistant, openMigrated, openUnmigrated } from './compose.ts';
import { type Config, ConfigError, parseConfig } from './config.ts';
import { LANGUAGES } from './domain/vocabulary.ts';
import { cleanText } from './language/characters.ts';
import { createLog } from './logging.ts';
import { exportBook } from './ops/book/export.ts';
import { importBook } from './ops/book/import.ts';
import { backUp, type CareOutcome, restoreFrom } from './ops/care.ts';
import { examine, type Finding } from './ops/doctor.ts';
import { importSchedule } from './ops/import-schedule.ts';
import { importLines } from './ops/in-words.ts';
import { StoreError } from './ports/store.ts';
import { TABLE_KINDS, type TableKind } from './ports/transfer.ts';
import { createIds } from './services/ids.ts';
import { start } from './start.ts';
import { exportTableFile, importTableFile, isTable, type TableCall, type Told, writeTemplate } from './tables.ts';
import { tick, tickData, tickLines } from './tick.ts';

/** What a shell is told: 0 done, 1 refused or failed, 2 called wrongly. */
type ExitCode = 0 | 1 | 2;

/** Runs `kam ARGS` and answers with its exit code. Failures are said on standard error, never as a stack trace. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  try {
    // The book holds everything about people: files made here are for their owner alone.
    process.umask(0o077);
    if (existsSync('.env')) process.loadEnvFile('.env');
    const outcome: { code: ExitCode } = { code: 0 };
    await createProgram(outcome).parseAsync(args, { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StoreError || error instanceof Error) return error.message;
  return String(error);
}

function createProgram(outcome: { code: ExitCode }): Command {
  const program = new Command('kam').exitOverride().description('KAM Assistant');
  const does =
    <A extends unknown[]>(work: (...given: A) => Promise<ExitCode>) =>
    async (...given: A): Promise<void> => {
      outcome.code = await work(...given);
    };

  program
    .command('start')
    .description('start everything that is configured')
    .action(does(() => start(settings())));
  program
    .command('demo')
    .description('try it: a believable book in a throw-away database, as three different people')
    .action(
      does(async () => {
        const { demo } = await import('./demo.ts');
        return demo(process.env);
      }),
    );
  program
    .command('say')
    .description('one message through the assistant, as if typed in a direct message')
    .argument('[text...]', 'the message')
    .option('--as <key>', 'the member who speaks; by default the only admin')
    .option('--at <iso>', 'the moment it is said')
    .addOption(new Option('--lang <language>', 'the language of the answer').choices(LANGUAGES))
    .option('--json', 'answer as one JSON line')
    .option('--stdin', 'read messages as JSON lines from standard input')
    .action(does(runSay));
  program
    .command('import')
    .description('import a book (JSON), or a table (CSV, XLSX, vCard)')
    .argument('<file>', 'the file; - for a book on standard input')
    .option('--dry-run', 'say what would change, and change nothing')
    .addOption(
      new Option('--kind <kind>', 'what a table is about, when its headers leave it open').choices(TABLE_KINDS),
    )
    .option('--owner <key>', 'whom accounts of a table without an owner belong to')
    .addOption(
      new Option('--doubtful <how>', 'what doubtful rows of a table are').choices(['ask', 'new', 'same', 'skip']),
    )
    .option('--skip-refused', 'leave refused rows of a table out')
    .action(does(runImport));
  program
    .command('export')
    .description(
      'export the whole book (JSON), one kind of record as a table (.csv, .xlsx), or the contacts as cards (.vcf)',
    )
    .argument('[file]', 'where to; by default standard output')
    .addOption(new Option('--kind <kind>', 'what goes into a table; by default accounts').choices(TABLE_KINDS))
    .action(does(runExport));
  program
    .command('template')
    .description('write an empty table to fill in (.csv, .xlsx)')
    .addArgument(new Argument('<kind>', 'what it is about').choices(TABLE_KINDS))
    .argument('<file>', 'where to')
    .action(does(runTemplate));
  program
    .command('tick')
    .description('one pass of the scheduler: who is told what, and why not')
    .option('--at <iso>', 'as of this moment; by default now')
    .option('--dry-run', 'say what would be sent, and send and write nothing')
    .option('--json', 'answer as one JSON line')
    .action(does(runTick));
  program.command('migrate').description('bring the database up to date').action(does(runMigrate));
  program
    .command('backup')
    .description('copy the whole database into a file')
    .argument('<file>', 'the backup to make')
    .option('--force', 'replace a file of that name')
    .action(does(runBackup));
  program
    .command('restore')
    .description('fill the database from a backup')
    .argument('<file>', 'the backup')
    .option('--force', 'replace a database that holds a book')
    .action(does(runRestore));
  program
    .command('doctor')
    .description('check everything the program stands on')
    .option('--json', 'answer as JSON')
    .action(does(runDoctor));
  program
    .command('feishu')
    .description('the app in Feishu or Lark')
    .command('setup')
    .description('print its scopes, write what it may write of its own settings, say what remains to be done by hand')
    .option('--url <address>', 'where Feishu reaches the webhook from outside, such as https://kam.example.com')
    .option('--dry-run', 'say what would be done, and change nothing')
    .exitOverride()
    .action(does(runFeishuSetup));
  for (const command of program.commands) command.exitOverride();
  return program;
}

const settings = (): Config => parseConfig(process.env);
/** One-off calls speak through their exit code and messages; only warnings belong beside them. */
const quietly = (config: Config): Config => ({
  ...config,
  logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
});

async function withAssistant<T>(work: (assistant: Assistant) => Promise<T>, now?: () => number): Promise<T> {
  const assistant = await openAssistant(quietly(settings()), now);
  try {
    return await work(assistant);
  } finally {
    await assistant.close();
  }
}

interface SayOptions extends Omit<Said, 'text'> {
  readonly json?: boolean;
  readonly stdin?: boolean;
}

async function runSay(words: readonly string[], { json, stdin, ...said }: SayOptions): Promise<ExitCode> {
  if (!stdin && words.length === 0)
    return misused('say: a message is missing. Example: kam say "what stage is Northwind?"');
  return withAssistant<ExitCode>(async ({ router, store, organisation, now }) => {
    const parts = { router, views: store.views, organisation, now };
    if (stdin) {
      await sayLines(process.stdin, process.stdout, parts);
      return 0;
    }
    const result = await say({ ...said, text: words.join(' ') }, parts);
    if (result.kind === 'usage') return misused(result.message);
    const { answer } = result;
    if (json) await print(`${JSON.stringify(toJson(answer))}\n`);
    else if (answer.ok) await print(`${textOf(answer)}\n`);
    if (!answer.ok) process.stderr.write(`${textOf(answer)}\n`);
    return answer.ok ? 0 : 1;
  });
}

async function runTick({ at, dryRun = false, json = false }: TickCall): Promise<ExitCode> {
  const moment = at === undefined ? Date.now() : Date.parse(at);
  if (Number.isNaN(moment)) return misused(`--at ${at}: a moment such as 2026-09-11T09:00+08:00`);
  return withAssistant<ExitCode>(
    async (assistant) => {
      const report = await tick(assistant, moment, dryRun);
      const lines = json
        ? [JSON.stringify(await tickData(assistant, moment, report))]
        : await tickLines(assistant, moment, report);
      await print(`${lines.join('\n')}\n`);
      return 0;
    },
    () => moment,
  );
}

interface TickCall {
  readonly at?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

async function runImport(file: string, call: TableCall): Promise<ExitCode> {
  const { dryRun = false } = call;
  if (isTable(file)) {
    return withAssistant<ExitCode>(async (assistant) => tell(await importTableFile(file, call, assistant)));
  }
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  if (/\.ics$/i.test(file)) {
    return withAssistant<ExitCode>(async ({ store, organisation: { language }, newId, now }) =>
      tell(await importSchedule(store, text, { now: now(), newId, language, dryRun })),
    );
  }
  return withAssistant<ExitCode>(async ({ store, organisation, newId, now }) => {
    const result = await importBook(store, text, {
      now: now(),
      zone: organisation.timeZone,
      newId,
      clean: cleanText,
      actorId: null,
      dryRun,
    });
    return tell({ ok: result.ok, lines: importLines(result, organisation.language) });
  });
}

async function tell({ ok, lines }: Told): Promise<ExitCode> {
  const text = `${lines.join('\n')}\n`;
  if (ok) await print(text);
  else process.stderr.write(text);
  return ok ? 0 : 1;
}

async function runTemplate(kind: TableKind, file: string): Promise<ExitCode> {
  await writeTemplate(file, kind, settings().language);
  return 0;
}

async function runExport(file: string | undefined, { kind }: { readonly kind?: TableKind }): Promise<ExitCode> {
  if (file !== undefined && isTable(file)) {
    return withAssistant<ExitCode>(async (assistant) => {
      await exportTableFile(file, kind, assistant);
      return 0;
    });
  }
  return withAssistant<ExitCode>(async ({ store }) => {
    const text = `${JSON.stringify(await exportBook(store.views), null, 1)}\n`;
    // The book holds everything about people: only its owner may read the file.
    if (file === undefined) await print(text);
    else writeFileSync(file, text, { mode: 0o600 });
    return 0;
  });
}

async function runMigrate(): Promise<ExitCode> {
  const config = quietly(settings());
  const store = await openMigrated(config, createLog(config.logLevel), createIds());
  await store.close();
  return 0;
}

interface CareOptions {
  readonly force?: boolean;
}

async function runBackup(file: string, { force = false }: CareOptions): Promise<ExitCode> {
  const config = quietly(settings());
  const store = await openUnmigrated(config, createLog(config.logLevel), createIds());
  try {
    return await told(await backUp(store, file, force, config.language));
  } finally {
    await store.close();
  }
}

async function runRestore(file: string, { force = false }: CareOptions): Promise<ExitCode> {
  const { databaseUrl: url, language } = settings();
  const restore = () => restoreBackup({ url, file, force, copiesFolder: COPIES_FOLDER });
  return told(await restoreFrom(file, restore, language));
}

async function told({ ok, message }: CareOutcome): Promise<ExitCode> {
  if (ok) await print(`${message}\n`);
  else process.stderr.write(`${message}\n`);
  return ok ? 0 : 1;
}

async function runDoctor({ json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const findings = await examineHere();
  const isFatal = findings.some(({ status }) => status === 'fatal');
  const mark = { ok: '✓', warning: '!', fatal: '✗' };
  if (json) await print(`${JSON.stringify({ ok: !isFatal, findings })}\n`);
  else
    await print(`${findings.map(({ status, check, message }) => `${mark[status]} ${check}: ${message}`).join('\n')}\n`);
  return isFatal ? 1 : 0;
}

interface FeishuSetupOptions {
  readonly url?: string;
  readonly dryRun?: boolean;
}

async function runFeishuSetup({ url, dryRun = false }: FeishuSetupOptions): Promise<ExitCode> {
  const { feishu, language } = settings();
  if (feishu === null)
    return misused(
      'feishu setup: FEISHU_APP_ID and FEISHU_APP_SECRET are missing. Put them into .env, see .env.example',
    );
  if (url !== undefined && !/^https:\/\/[^/\s]+\/?$/.test(url))
    return misused(`--url ${url}: an address such as https://kam.example.com`);
  const { setUpFeishu } = await import('../adapters/feishu/setup.ts');
  const log = createLog('silent');
  return tell(await setUpFeishu(feishu, { language, publicUrl: url ?? null, isDry: dryRun, log }));
}

async function examineHere(): Promise<readonly Finding[]> {
  let config: Config | null = null;
  let configProblem: string | null = null;
  try {
    config = quietly(settings());
  } catch (error) {
    configProblem = explain(error);
  }
  const fallback = parseConfig({});
  const { language, adminEmails } = config ?? fallback;
  return examine({
    nodeVersion: process.version,
    configProblem,
    language,
    adminEmails,
    now: Date.now,
    openStore: () => openMigrated(config ?? fallback, createLog('silent'), createIds()),
    async platforms() {
      const { slack = null, feishu = null } = config ?? {};
      const findings: Finding[] = [];
      if (slack !== null) {
        const { checkSlack } = await import('../adapters/slack/doctor.ts');
        findings.push(...(await checkSlack(slack, { language, now: Date.now })));
      }
      if (feishu !== null) {
        const { checkFeishu } = await import('../adapters/feishu/doctor.ts');
        findings.push(...(await checkFeishu(feishu, { language, now: Date.now, log: createLog('silent') })));
      }
      return findings;
    },
  });
}

function misused(message: string): ExitCode {
  process.stderr.write(`${message}\n`);
  return 2;
}

/** Resolves once the text has left the process: what was acknowledged must not be lost in a buffer. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));
}
