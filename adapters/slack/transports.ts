import { App, type Logger, type Receiver } from '@slack/bolt';
import { DRAIN_MS, type Transports } from '../../src/chat/door.ts';
import { createGate } from '../../src/chat/gate.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';
import { createSlackLogger } from './client.ts';
import { createHttpListener, createHttpReceiver } from './http.ts';
import { keepFirst } from './keep-first.ts';
import type { Workspace } from './parts.ts';
import type { Table } from './receive.ts';
import { openSockets } from './sockets.ts';

export interface TransportsOptions {
  readonly config: SlackConfig;
  readonly table: Table;
  readonly workspace: () => Workspace | null;
  readonly log: Log;
}

/** The ways Slack reaches us: Socket Mode, signed HTTP, or both. */
export async function openTransports({ config, table, workspace, log }: TransportsOptions): Promise<Transports> {
  const { appToken, signingSecret, apiUrl } = config;
  const logger = createSlackLogger(log);
  const gate = createGate();
  const attach = async (receiver: Receiver): Promise<void> => {
    const app = createApp(keepFirst(receiver, table.keepEvent, gate), workspace, logger);
    await app.init();
    table.register(app);
  };
  const http =
    signingSecret === null ? null : { signingSecret, receiver: createHttpReceiver(signingSecret, logger, log) };
  if (http !== null) await attach(http.receiver);
  const sockets = appToken === null ? null : openSockets({ appToken, apiUrl, logger, log, attach });
  return {
    handle: http === null ? null : createHttpListener({ ...http, command: table.command, gate, log }),
    trouble() {
      if (sockets === null || sockets.isConnected()) return null;
      return sockets.trouble() ?? 'the socket to Slack is not connected yet';
    },
    async close() {
      const left = await gate.close(DRAIN_MS);
      if (left > 0) log.warn('some things from Slack were not handled to their end', { left });
      await sockets?.close();
    },
  };
}

/** Who we are is known once, for all: nothing is asked while somebody waits for an acknowledgement. */
function createApp(receiver: Receiver, workspace: () => Workspace | null, logger: Logger): App {
  return new App({
    receiver,
    authorize: async () => {
      const known = workspace();
      return known === null ? {} : { botId: known.bot, botUserId: known.botUser };
    },
    deferInitialization: true,
    convoStore: false,
    logger,
  });
}
