import type { RequestListener } from 'node:http';
import type { Console, ConsoleOptions } from '../adapters/console/start.ts';

import type { ChatDoor } from './chat/door.ts';
import { type Assistant, openAssistant } from './compose.ts';
import type { Config, ConsoleConfig, FeishuConfig, SlackConfig } from './config.ts';
import { openPublicListener, type PublicListener } from './public-listener.ts';
import { type Scheduler, startScheduler } from './scheduler.ts';
import { adminsAmong, effectiveRole } from './services/permissions.ts';
import type { Readiness } from './services/readiness.ts';
import { readSettings } from './services/settings.ts';

/** Starts every adapter that is configured and runs until it is told to stop. */
export async function start(config: Config): Promise<0 | 1> {
  const assistant = await openAssistant(config);
  const parts: Parts = {};
  try {
    if (config.console === null && config.slack === null && config.feishu === null) {
      process.stderr.write('Nothing to start: CONSOLE is off and no chat platform is configured. Set CONSOLE=on.\n');
      return 1;
    }
    await open(parts, assistant, config);
    const reason = await untilStopped();
    assistant.log.info('stopping', { reason });
    return 0;
  } finally {
    await Promise.all([parts.slack?.close(), parts.feishu?.close()]);
    await parts.scheduler?.stop();
    await Promise.all([parts.place?.close(), parts.listener?.close()]);
    await assistant.close();
  }
}

/** What runs, as it was opened. */
interface Parts {
  place?: Console;
  slack?: ChatDoor;
  feishu?: ChatDoor;
  listener?: PublicListener;
  scheduler?: Scheduler;
}

async function open(parts: Parts, assistant: Assistant, config: Config): Promise<void> {
  const readiness = () => readinessOf(assistant, parts);
  if (config.console !== null) {
    const place = await openConsole(assistant, config.console, { ownerId: await ownerOf(assistant), readiness });
    parts.place = place;
    assistant.consoleUrl = place.url;
    process.stdout.write(`KAM Assistant: ${place.entryUrl ?? place.url}\n`);
  }
  const routes = new Map<string, RequestListener>();
  if (config.slack !== null) {
    parts.slack = await openSlack(assistant, config.slack);
    if (parts.slack.handle !== null) routes.set('/slack/events', parts.slack.handle);
  }
  if (config.feishu !== null) {
    parts.feishu = await openFeishu(assistant, config.feishu);
    if (parts.feishu.handle !== null) routes.set('/feishu/events', parts.feishu.handle);
  }
  if (routes.size > 0) parts.listener = await openPublicListener({ ...config.http, routes, readiness });
  parts.scheduler = startScheduler(assistant, config.backups);
  // What a crash left behind is worked on from here.
  assistant.intake.start();
}

/** Starts the assistant in Slack. Resolves whatever Slack says; readiness and log tell of it. */
export async function openSlack(assistant: Assistant, config: SlackConfig): Promise<ChatDoor> {
  // An adapter is loaded only when it is configured.
  const { startSlack } = await import('../adapters/slack/start.ts');
  const { router, people, linking, news, intake, suggest, transfers, organisation, store, newId, now, log } = assistant;
  return startSlack({
    config,
    ...{ router, people, linking, news, intake, suggest, transfers, organisation, store, newId, now, log },
  });
}

/** Starts the assistant in Feishu. Resolves whatever Feishu says; readiness and log tell of it. */
export async function openFeishu(assistant: Assistant, config: FeishuConfig): Promise<ChatDoor> {
  // An adapter is loaded only when it is configured.
  const { startFeishu } = await import('../adapters/feishu/start.ts');
  const { router, people, linking, intake, transfers, answering, organisation, store, newId, now, log } = assistant;
  return startFeishu({
    config,
    ...{ router, people, linking, intake, transfers, answering, organisation, store, newId, now, log },
  });
}

type Opening = Partial<Pick<ConsoleOptions, 'ownerId' | 'demo' | 'scripts' | 'readiness'>>;

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

async function readinessOf({ store }: Assistant, parts: Pick<Parts, 'slack' | 'feishu'> = {}): Promise<Readiness> {
  const [slack, feishu] = await Promise.all([parts.slack?.readiness(), parts.feishu?.readiness()]);
  const others = {
    ...(slack === undefined ? {} : { slack: slack.message }),
    ...(feishu === undefined ? {} : { feishu: feishu.message }),
  };
  try {
    await store.ping();
    const ready = (slack?.ready ?? true) && (feishu?.ready ?? true);
    return { ready, parts: { database: 'ok', ...others } };
  } catch (error) {
    return { ready: false, parts: { database: error instanceof Error ? error.message : String(error), ...others } };
  }
}

/** Resolves with the signal that tells the process to stop. */
export function untilStopped(signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM']): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(signal));
  });
}
