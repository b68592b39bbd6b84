import { openStore } from '../db/open.ts';
import { type Answering, createAnswering } from './chat/answering.ts';
import { createChats } from './chats.ts';
import type { CommandHost } from './commands/host.ts';
import type { Config } from './config.ts';
import { startOfDay } from './domain/days.ts';
import { cleanText } from './language/characters.ts';
import { nameKeysOf } from './language/names.ts';
import { createLog } from './logging.ts';
import { importBook } from './ops/book/import.ts';
import { importLines } from './ops/in-words.ts';
import { sampleBook } from './ops/sample-book.ts';
import type { NewId } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';
import type { Transfers } from './ports/transfer.ts';
import type { Organisation } from './router/call-context.ts';
import type { Router } from './router/messages.ts';
import { createRouter } from './router/router.ts';
import { type Access, createAccess } from './services/access.ts';
import { createBurst } from './services/burst.ts';
import { createIds } from './services/ids.ts';
import { createIntake, type Intake } from './services/intake.ts';
import { createLinking, type Linking } from './services/linking.ts';
import { createNews, type News } from './services/news.ts';
import { createPlatformPeople, type PlatformPeople } from './services/platform-people.ts';
import { createSuggest, type Suggest } from './services/suggest.ts';
import { createTransfers } from './services/transfers.ts';
import { createSpeaking, type Speaking } from './speaking.ts';
import { createTableHost } from './tables.ts';

/** Raised when names are looked up by other keys than before; the store then makes them anew. */
const NAMES_VERSION = '3';

/** Everything of one organisation. Nothing lives outside it, so one process could hold several. */
export interface Assistant {
  readonly config: Config;
  readonly organisation: Organisation;
  readonly store: Store;
  readonly router: Router;
  readonly access: Access;
  /** People of chat platforms, and the members they are. */
  readonly people: PlatformPeople;
  /** Codes by which one person is one member on every platform. */
  readonly linking: Linking;
  readonly news: News;
  /** What comes in is recorded before it is worked on; works once something starts it. */
  readonly intake: Intake;
  readonly suggest: Suggest;
  /** Files on their way in or out. */
  readonly transfers: Transfers;
  /** Messages somebody is pressing in just now. */
  readonly answering: Answering;
  readonly speaking: Speaking;
  readonly log: Log;
  readonly newId: NewId;
  readonly now: () => number;
  /** Where the console is to be found; known once it listens. */
  consoleUrl: string;
  close(): Promise<void>;
}

/** Opens and migrates the database and puts the parts together. Throws `StoreError`. */
export async function openAssistant(config: Config, now: () => number = Date.now): Promise<Assistant> {
  const log = createLog(config.logLevel);
  const newId = createIds();
  const store = await openMigrated(config, log, newId);
  const access = createAccess(store, newId, now);
  const { timeZone, language, adminEmails } = config;
  const organisation = { timeZone, language, adminEmails };
  const { console: place } = config;
  const port = place === null || place.port === 0 ? '' : `:${place.port}`;
  const assistant = { consoleUrl: place?.url ?? `http://${place?.host ?? '127.0.0.1'}${port}/` };
  const transfers = createTransfers(now);
  const answering = createAnswering();
  const burst = createBurst();
  const speaking = createSpeaking({
    burst,
    store,
    organisation,
    log,
    now,
    chats: createChats(config, { store, transfers, answering, people: () => people, log, now }),
  });
  const linking = createLinking(store.linkRequests, now);
  const host: CommandHost = {
    ...createHost(store, access, organisation, newId, () => assistant.consoleUrl, transfers, speaking),
    linking,
  };
  const news = createNews({ views: store.views, adminEmails, log, now });
  const people: PlatformPeople = createPlatformPeople({
    ...{ store, organisation, newId, now, log },
    addressOf: speaking.addressOf,
    onPosted: speaking.delivery.wake,
  });
  const intake = createIntake({ burst, inbox: store.inbox, now, log, onPosted: speaking.delivery.wake });
  const onRecorded = (changeId: string): void => {
    news.look();
    speaking.look(changeId);
  };
  const router = createRouter({ store, organisation, newId, host, log, onRecorded });
  return Object.assign(assistant, {
    config,
    organisation,
    store,
    router,
    access,
    people,
    linking,
    news,
    intake,
    suggest: createSuggest(store.views, adminEmails),
    transfers,
    answering,
    speaking,
    log,
    newId,
    now,
    async close() {
      await intake.stop();
      news.close();
      transfers.close();
      await store.close();
    },
  });
}

/** Where copies of a PostgreSQL database go that are made without being asked for: with the data of this machine. */
export const COPIES_FOLDER = 'data';

/** The database as it is, of whichever version: for a backup, and to be migrated. */
export function openUnmigrated(config: Config, log: Log, newId: NewId): Promise<Store> {
  return openStore({
    url: config.databaseUrl,
    nameKeys: nameKeysOf,
    namesVersion: NAMES_VERSION,
    newId,
    copiesFolder: COPIES_FOLDER,
    log: (level, message, error) => log[level](message, { error }),
  });
}

/** The database, migrated, and its derived days in the organisation's zone. */
export async function openMigrated(config: Config, log: Log, newId: NewId): Promise<Store> {
  const store = await openUnmigrated(config, log, newId);
  try {
    const { applied, backup } = await store.migrate();
    if (applied > 0) log.info('the database was brought up to date', { applied, backup });
    await store.useZone(config.timeZone, (day) => startOfDay(day, config.timeZone));
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

function createHost(
  store: Store,
  access: Access,
  { timeZone }: Organisation,
  newId: NewId,
  consoleUrl: () => string,
  transfers: Transfers,
  speaking: Speaking,
): Omit<CommandHost, 'linking'> {
  const importing = (actorId: string | null, now: number) => ({
    now,
    zone: timeZone,
    newId,
    clean: cleanText,
    actorId,
  });
  return {
    async consoleLink(member, byId, at) {
      const url = new URL(consoleUrl());
      url.searchParams.set('token', await access.issue(member.id, byId, at));
      return url.href;
    },
    ...createTableHost(store, timeZone, newId),
    transfers,
    scheduledFor: speaking.scheduledFor,
    planOptions: speaking.planOptions,
    settleLetter: speaking.settleLetter,
    digestNow: speaking.digestNow,
    restingDigests: speaking.restingDigests,
    async channelName(platform, id) {
      if (platform !== 'console') return null;
      return (await store.conversations.channels()).find((one) => one.id === id)?.name ?? null;
    },
    async importBook(text, actorId, at, language, isOnlyLooked = false) {
      const result = await importBook(store, text, { ...importing(actorId, at), dryRun: isOnlyLooked });
      const lines = importLines(result, language);
      return { ok: result.ok, lines, changeId: result.ok ? result.changeId : null };
    },
    async importSample(owner, at) {
      const result = await importBook(store, sampleBook(owner, at), importing(owner.id, at));
      return { ok: result.ok, lines: importLines(result, owner.language) };
    },
  };
}
