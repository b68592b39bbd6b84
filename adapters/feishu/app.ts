import { type Asked, type FoundOut, findOut } from '../../src/chat/found-out.ts';
import type { Log } from '../../src/ports/log.ts';
import type { FeishuClient } from './client.ts';
import type { FeishuApp } from './parts.ts';

export interface AppFinder extends FoundOut<FeishuApp> {
  /** Something was delivered to us in this organisation: it is the one we are installed in, where Feishu does not tell it. */
  met(tenant: string): void;
}

interface BotInfo {
  readonly bot?: { readonly open_id?: string; readonly app_name?: string };
}
interface TenantInfo {
  readonly tenant?: { readonly tenant_key?: string };
}

/** Asks Feishu in the background until it answers; with a secret it does not take, the log says which setting to mend. */
export function findApp(client: FeishuClient, log: Log): AppFinder {
  let met: string | null = null;
  const finding = findOut<FeishuApp>({ name: 'Feishu', ask: () => askForApp(client), log });
  return {
    ...finding,
    current() {
      const found = finding.current();
      return found === null || found.tenant !== null ? found : { ...found, tenant: met };
    },
    met(tenant) {
      met ??= tenant;
    },
  };
}

/** Who we are, as Feishu tells it now. */
export async function askForApp(client: FeishuClient): Promise<Asked<FeishuApp>> {
  const info = await client.call<BotInfo>({ method: 'GET', path: '/open-apis/bot/v3/info' });
  if (!info.ok) return { why: info.fault.text, isRefused: info.fault.kind === 'refused' };
  const { open_id: botOpenId, app_name: name = '' } = info.data.bot ?? {};
  if (!botOpenId) return { why: 'the app has no bot. Add Bot under Features (添加应用能力)', isRefused: true };
  // Its scope may be missing: then the first event tells it.
  const told = await client.call<TenantInfo>({ method: 'GET', path: '/open-apis/tenant/v2/tenant/query' });
  return { found: { botOpenId, name, tenant: (told.ok && told.data.tenant?.tenant_key) || null } };
}
