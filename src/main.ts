import { existsSync } from 'node:fs';
import { Argument, Command, CommanderError, Option } from 'commander';
import { textOf, toJson } from '../adapters/cli/json.ts';
import { type Said, say, sayLines } from '../adapters/cli/say.ts';
import { runExport, runImport, runTemplate } from './book-calls.ts';
import { runBackup, runDoctor, runMigrate, runRestore } from './care-calls.ts';
import { LANGUAGES } from './domain/vocabulary.ts';
import { runFeishuSetup } from './feishu-setup.ts';
import { TABLE_KINDS } from './ports/transfer.ts';
import { type ExitCode, explain, misused, print, settings, withAssistant } from './shell.ts';
import { start } from './start.ts';
import { tick, tickData, tickLines } from './tick.ts';

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
