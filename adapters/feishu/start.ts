import { type ChatDoor, SOON_MS, toDoorReadiness } from '../../src/chat/door.ts';
import { createReview } from '../../src/chat/review.ts';
import { createWaiting } from '../../src/chat/waiting.ts';
import type { Intake } from '../../src/services/intake.ts';
import type { PlatformPeople } from '../../src/services/platform-people.ts';
import { findApp } from './app.ts';
import { createFeishuClient } from './client.ts';
import { createDirectory } from './directory.ts';
import type { FeishuParts } from './parts.ts';
import { createPresses } from './press.ts';
import { createTable } from './receive.ts';
import { openTransports } from './transports.ts';
import { createWork } from './work.ts';

type Own = 'client' | 'directory' | 'app' | 'trouble' | 'recognise' | 'waiting' | 'people' | 'intake';

export interface FeishuOptions extends Omit<FeishuParts, Own> {
  readonly people: PlatformPeople;
  readonly intake: Pick<Intake, 'accept' | 'ask' | 'serve'>;
}

/**
 * Starts the assistant in one organisation of Feishu or Lark. Never rejects on what Feishu says: with a secret it does not take, the
 * log and the readiness name the setting to mend, what is said meanwhile is kept, and it is tried again in the background.
 */
export async function startFeishu(options: FeishuOptions): Promise<ChatDoor> {
  const { config, people, intake, now, log } = options;
  const client = createFeishuClient(config, log);
  const finder = findApp(client, log);
  const app = finder.current;
  const directory = createDirectory({ client, app, now, log });
  const parts: FeishuParts = {
    ...options,
    client,
    directory,
    app,
    trouble: finder.trouble,
    async recognise(tenant, who) {
      await finder.known(SOON_MS);
      if (tenant !== '') finder.met(tenant);
      return people.recognise('feishu', tenant, await directory.profileOf(who));
    },
    waiting: createWaiting(),
  };
  intake.serve('feishu', createWork(parts));
  const presses = createPresses(parts);
  const table = createTable({ ...parts, press: presses.answer });
  const review = createReview({
    ...parts,
    platform: 'feishu',
    directory: {
      userChanged: directory.userChanged,
      profileOf: (user) => directory.profileOf(toWho(user, app()?.tenant ?? null)),
    },
    tenant: () => app()?.tenant ?? null,
    reasonOf: (error) => (error instanceof Error ? error.message : String(error)),
  });
  review.start();
  const transports = await openTransports({ config, table, log });
  return {
    handle: transports.handle,
    async readiness() {
      const unknown = app() === null ? 'Feishu has not answered yet' : null;
      return toDoorReadiness(finder.trouble(), unknown, transports.trouble());
    },
    async close() {
      await transports.close();
      await presses.close();
      finder.close();
      await review.stop();
    },
  };
}

/** Somebody as they are known with us: `on_…` is a union id, `ou_…` an open id. */
const toWho = (user: string, tenant: string | null) =>
  user.startsWith('on_') ? { openId: user, unionId: user, tenant } : { openId: user, unionId: null, tenant };
