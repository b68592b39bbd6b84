import { type ChatDoor, SOON_MS, toDoorReadiness } from '../../src/chat/door.ts';
import { createReview } from '../../src/chat/review.ts';
import { createWaiting } from '../../src/chat/waiting.ts';
import type { Intake } from '../../src/services/intake.ts';
import type { PlatformPeople } from '../../src/services/platform-people.ts';
import { createSlackClients } from './client.ts';
import { createDirectory } from './directory.ts';
import { toSlackFault } from './errors.ts';
import type { SlackParts } from './parts.ts';
import { createTable } from './receive.ts';
import { createSurfaces } from './surfaces.ts';
import { openTransports } from './transports.ts';
import { createWork } from './work.ts';
import { findWorkspace } from './workspace.ts';

type Own = 'clients' | 'directory' | 'workspace' | 'trouble' | 'recognise' | 'waiting' | 'people' | 'intake';

export interface SlackOptions extends Omit<SlackParts, Own> {
  readonly people: PlatformPeople;
  readonly intake: Pick<Intake, 'accept' | 'ask' | 'serve'>;
}

/**
 * Starts the assistant in one workspace of Slack. Never rejects on what Slack says: with a token it does not take, the log and the
 * readiness name the setting to mend, what is said meanwhile is kept, and it is tried again in the background.
 */
export async function startSlack(options: SlackOptions): Promise<ChatDoor> {
  const { config, people, intake, now, log } = options;
  const clients = createSlackClients(config, log);
  const finder = findWorkspace(clients, log);
  const workspace = finder.current;
  const directory = createDirectory({ ask: clients.ask, workspace, now, log });
  const parts: SlackParts = {
    ...options,
    clients,
    directory,
    workspace,
    trouble: finder.trouble,
    async recognise(team, user) {
      await finder.known(SOON_MS);
      return people.recognise('slack', team, await directory.profileOf(user));
    },
    waiting: createWaiting(),
  };
  const surfaces = createSurfaces(parts);
  intake.serve('slack', createWork({ ...parts, touched: surfaces.home.touched }));
  const table = createTable({ ...parts, ...surfaces, onLost: finder.lost });
  const review = createReview({
    ...parts,
    platform: 'slack',
    tenant: () => workspace()?.team ?? null,
    reasonOf: (error) => toSlackFault(error).text,
  });
  review.start();
  const transports = await openTransports({ config, table, workspace, log });
  return {
    handle: transports.handle,
    async readiness() {
      const unknown = workspace() === null ? 'Slack has not answered yet' : null;
      return toDoorReadiness(finder.trouble(), unknown, transports.trouble());
    },
    async close() {
      await transports.close();
      finder.close();
      await review.stop();
      await surfaces.home.close();
    },
  };
}
