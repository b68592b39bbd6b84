import { restoreBackup } from '../db/backup/restore.ts';
import { COPIES_FOLDER, openMigrated, openUnmigrated } from './compose.ts';
import { type Config, parseConfig } from './config.ts';
import { createLog } from './logging.ts';
import { backUp, type CareOutcome, restoreFrom } from './ops/care.ts';
import { examine, type Finding } from './ops/doctor.ts';
import { createIds } from './services/ids.ts';
import { type ExitCode, explain, print, quietly, settings, tell } from './shell.ts';

export async function runMigrate(): Promise<ExitCode> {
  const config = quietly(settings());
  const store = await openMigrated(config, createLog(config.logLevel), createIds());
  await store.close();
  return 0;
}

interface CareOptions {
  readonly force?: boolean;
}

export async function runBackup(file: string, { force = false }: CareOptions): Promise<ExitCode> {
  const config = quietly(settings());
  const store = await openUnmigrated(config, createLog(config.logLevel), createIds());
  try {
    return await tellOne(await backUp(store, file, force, config.language));
  } finally {
    await store.close();
  }
}

export async function runRestore(file: string, { force = false }: CareOptions): Promise<ExitCode> {
  const { databaseUrl: url, language } = settings();
  const restore = () => restoreBackup({ url, file, force, copiesFolder: COPIES_FOLDER });
  return tellOne(await restoreFrom(file, restore, language));
}

export async function runDoctor({ json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const findings = await examineHere();
  const isFatal = findings.some(({ status }) => status === 'fatal');
  const mark = { ok: '✓', warning: '!', fatal: '✗' };
  if (json) await print(`${JSON.stringify({ ok: !isFatal, findings })}\n`);
  else
    await print(`${findings.map(({ status, check, message }) => `${mark[status]} ${check}: ${message}`).join('\n')}\n`);
  return isFatal ? 1 : 0;
}

const tellOne = ({ ok, message }: CareOutcome): Promise<ExitCode> => tell({ ok, lines: [message] });

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
