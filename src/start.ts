import type { Console, ConsoleOptions } from '../adapters/console/start.ts';
import { type Assistant, openAssistant } from './compose.ts';
import type { Config, ConsoleConfig } from './config.ts';
import { startScheduler } from './scheduler.ts';
import { adminsAmong, effectiveRole } from './services/permissions.ts';
import type { Readiness } from './services/readiness.ts';
import { readSettings } from './services/settings.ts';

/** Starts every adapter that is configured and runs until it is told to stop. */
export async function start(config: Config): Promise<0 | 1> {
  const assistant = await openAssistant(config);
  const { log } = assistant;
  try {
    if (config.console === null) {
      process.stderr.write('Nothing to start: CONSOLE is off and no chat platform is configured. Set CONSOLE=on.\n');
      return 1;
    }
    const place = await openConsole(assistant, config.console, { ownerId: await ownerOf(assistant) });
    assistant.consoleUrl = place.url;
    process.stdout.write(`KAM Assistant: ${place.entryUrl ?? place.url}\n`);
    const scheduler = startScheduler(assistant, config.backups);
    const reason = await untilStopped();
    log.info('stopping', { reason });
    await scheduler.stop();
    await place.close();
    return 0;
  } finally {
    await assistant.close();
  }
}

type Opening = Partial<Pick<ConsoleOptions, 'ownerId' | 'demo' | 'scripts'>>;

/** Opens the console on everything the assistant has. */
export async function openConsole(
  assistant: Assistant,
  config: ConsoleConfig,
  { ownerId = null, ...opening }: Opening = {},
): Promise<Console> {
  // An adapter is loaded only when it is configured.
  const { startConsole } = await import('../adapters/console/start.ts');
  const { router, access, news, intake, suggest, transfers, log, newId, now, store, organisation } = assistant;
  const { views, conversations } = store;
  const place = await startConsole({
    config,
    router,
    access,
    news,
    intake,
    figures: async () => ({ inbox: await store.inbox.figures(now()), outbox: await store.outbox.figures(now()) }),
    suggest,
    transfers,
    conversations,
    about: {
      roleOf: (member) => effectiveRole(member, organisation.adminEmails),
      nameOf: async (memberId) => (await views.get('member', memberId))?.name ?? '',
      isNewcomer: async (memberId) => (await views.latestChange(memberId)) === undefined,
      isOpenBook: async () => (await readSettings(views)).visibility !== 'team',
    },
    readiness: () => readinessOf(assistant),
    log,
    newId,
    now,
    ownerId,
    ...opening,
  });
  // What a crash left behind can be worked on from here.
  intake.start();
  return place;
}

/** Whoever starts the program has the database in hand anyway, so the console opens for them as the first admin. */
async function ownerOf({ store, organisation }: Assistant): Promise<string | null> {
  const admins = adminsAmong(await store.views.all('member'), organisation.adminEmails);
  return admins.toSorted((a, b) => a.createdAt - b.createdAt)[0]?.id ?? null;
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
