import { DRAIN_MS, type Transports } from '../../src/chat/door.ts';
import { createGate } from '../../src/chat/gate.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';
import { openLongConnection } from './long-connection.ts';
import type { Table } from './receive.ts';
import { createWebhook } from './webhook.ts';

export interface TransportsOptions {
  readonly config: FeishuConfig;
  readonly table: Table;
  readonly log: Log;
}

/** The way Feishu reaches us: the long connection or the webhook. */
export async function openTransports({ config, table, log }: TransportsOptions): Promise<Transports> {
  const gate = createGate();
  const isWebhook = config.mode === 'webhook';
  const handle = isWebhook ? createWebhook({ secrets: config, table, gate, log }) : null;
  const connection = isWebhook
    ? null
    : openLongConnection({
        config,
        log,
        async handle(event, whenHanded) {
          // Not acknowledged: Feishu gives it to another process, or again later.
          if (!gate.isOpen) throw new Error('the program is stopping and takes nothing more');
          return gate
            .pass(() => table.handle(event, whenHanded))
            .catch((error: unknown) => {
              log.warn('something from Feishu was not handled to its end', { error });
              throw error;
            });
        },
      });
  return {
    handle,
    trouble: () => connection?.trouble() ?? null,
    async close() {
      const left = await gate.close(DRAIN_MS);
      if (left > 0) log.warn('some things from Feishu were not handled to their end', { left });
      await connection?.close();
    },
  };
}
