import type { Console } from '../adapters/console/start.ts';
import { type Assistant, openAssistant } from './compose.ts';
import type { Config, ConsoleConfig } from './config.ts';
import { adminsAmong } from './services/permissions.ts';
import type { Readiness } from './services/readiness.ts';

/** Starts every adapter that is configured and runs until it is told to stop. */
export async function start(config: Config): Promise<0 | 1> {
  const assistant = await openAssistant(config);
  const { log } = assistant;
  try {
    if (config.console === null) {
      process.stderr.write('Nothing to start: CONSOLE is off and no chat platform is configured. Set CONSOLE=on.\n');
      return 1;
    }
    const place = await openConsole(assistant, config.console);
    assistant.consoleUrl = place.url;
    process.stdout.write(`KAM Assistant: ${place.firstRunUrl ?? (await ownLink(assistant)) ?? place.url}\n`);
    const reason = await untilStopped();
    log.info('stopping', { reason });
    await place.close();
    return 0;
  } finally {
    await assistant.close();
  }
}

/** Opens the console on everything the assistant has. */
export async function openConsole(assistant: Assistant, config: ConsoleConfig): Promise<Console> {
  // An adapter is loaded only when it is configured.
  const { startConsole } = await import('../adapters/console/start.ts');
  const { router, access, news, suggest, log, now } = assistant;
  return startConsole({
    config,
    router,
    access,
    news,
    suggest,
    readiness: () => readinessOf(assistant),
    log,
    now,
  });
}

/** Whoever starts the program has the database in hand anyway, so the console opens for them as the first admin. */
async function ownLink({ store, access, organisation, now, consoleUrl }: Assistant): Promise<string | null> {
  const admins = adminsAmong(await store.views.all('member'), organisation.adminEmails);
  const admin = admins.toSorted((a, b) => a.createdAt - b.createdAt)[0];
  if (!admin) return null;
  const url = new URL(consoleUrl);
  url.searchParams.set('token', await access.issue(admin.id, null, now()));
  return url.href;
}

async function readinessOf({ store }: Assistant): Promise<Readiness> {
  try {
    await store.ping();
    return { ready: true, parts: { database: 'ok' } };
  } catch (error) {
    return { ready: false, parts: { database: error instanceof Error ? error.message : String(error) } };
  }
}

/** Resolves with the signal that tells the process to stop. */
export function untilStopped(signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM']): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(signal));
  });
}
