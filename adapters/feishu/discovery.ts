import type { FeishuConfig } from '../../src/config.ts';

/** Where a long connection is to be opened, as Feishu tells it. */
export interface Endpoint {
  readonly url: string;
  /** In the names and units of Feishu: seconds. */
  readonly settings: {
    readonly PingInterval: number;
    readonly ReconnectCount: number;
    readonly ReconnectInterval: number;
    readonly ReconnectNonce: number;
  };
}

/** Why no connection comes about. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
  /** Somebody has to mend it; it is tried again all the same, but rarely. */
  readonly isLasting: boolean;

  constructor(message: string, isLasting = false) {
    super(message);
    this.isLasting = isLasting;
  }
}

const WITHIN_MS = 10_000;
/** What is taken where Feishu tells nothing of the kind: the SDK's own. */
const SETTINGS = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 };

type Asking = Pick<FeishuConfig, 'appId' | 'appSecret' | 'baseUrl'>;

/**
 * Asks where to connect. Rejects with `NoConnection`. The SDK asks the same itself, but takes an answer without data for a fault of
 * the network, and tells the code of a refusal in words only.
 */
export async function discover(config: Asking, signal: AbortSignal): Promise<Endpoint> {
  const { code, data, msg } = await ask(config, signal);
  if (code !== 0) throw refusal(code, msg, config.baseUrl);
  if (typeof data?.URL !== 'string' || !/^wss?:\/\//.test(data.URL))
    throw new NoConnection('Feishu did not tell where to connect');
  const given = data.ClientConfig ?? {};
  const known = Object.entries(SETTINGS).map(([name, usual]) => {
    const value = given[name];
    return [name, typeof value === 'number' && (value > 0 || name !== 'PingInterval') ? value : usual] as const;
  });
  return { url: data.URL, settings: Object.fromEntries(known) as unknown as Endpoint['settings'] };
}

interface Found {
  readonly code: number;
  readonly msg: string;
  readonly data: { readonly URL?: unknown; readonly ClientConfig?: Readonly<Record<string, unknown>> } | undefined;
}

/** The question as it is put. Rejects as `fetch` does, after ten seconds at the latest. */
export function postDiscovery({ appId, appSecret, baseUrl }: Asking, signal?: AbortSignal): Promise<Response> {
  const late = AbortSignal.timeout(WITHIN_MS);
  return fetch(`${baseUrl}/callback/ws/endpoint`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', locale: 'zh' },
    body: JSON.stringify({ AppID: appId, AppSecret: appSecret }),
    // The secret goes nowhere but there.
    redirect: 'error',
    signal: signal === undefined ? late : AbortSignal.any([signal, late]),
  });
}

async function ask(config: Asking, signal: AbortSignal): Promise<Found> {
  const { baseUrl } = config;
  const response = await postDiscovery(config, signal).catch((error: unknown) => {
    throw new NoConnection(`${baseUrl} (FEISHU_BASE_URL) cannot be reached: ${reasonOf(error)}`);
  });
  const text = await response.text().catch(() => '');
  const read = parsed(text);
  // Refusals come with a status of their own at times, and then with a code all the same.
  if (typeof read?.['code'] !== 'number')
    throw new NoConnection(`${baseUrl} (FEISHU_BASE_URL) answered HTTP ${response.status}, and nothing Feishu would`);
  return { code: read['code'], msg: String(read['msg'] ?? ''), data: (read['data'] ?? undefined) as Found['data'] };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>> | null;
  } catch {
    return null;
  }
}

/** `fetch` hides it one deeper. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${WITHIN_MS / 1000} s`;
  const { cause } = error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : error.message;
}

/** Refusals that somebody can mend, by the code of the discovery or of the handshake (ws-client/enum.ts of the SDK; ws of the Go SDK). */
const LASTING: Readonly<Record<number, (otherSide: string) => string>> = {
  403: () =>
    'this app may not use the long connection: it is for apps an organisation made itself; choose it under Events & Callbacks (事件与回调) for both events and callbacks and publish the app, or set FEISHU_MODE=webhook',
  514: () =>
    'Feishu does not take FEISHU_APP_ID with FEISHU_APP_SECRET: copy both anew from Credentials & Basic Info (凭证与基础信息) and start again',
  1000040350: () =>
    'too many connections are open for this app, of the fifty it may have: stop what else runs with this FEISHU_APP_ID, or set FEISHU_MODE=webhook',
  1000040351: (otherSide) => `this app is at home on the other side: set FEISHU_BASE_URL=${otherSide} and start again`,
};

/** What a code means for whoever operates it. */
export function refusal(code: number, said: string, baseUrl: string): NoConnection {
  const lasting = LASTING[code];
  if (lasting !== undefined) return new NoConnection(`${code}: ${lasting(otherSideOf(baseUrl))}`, true);
  const words = said.replace(/\s+/g, ' ').trim().slice(0, 200);
  return new NoConnection(`${code}: Feishu opens no connection just now${words === '' ? '' : ` (${words})`}`);
}

const otherSideOf = (baseUrl: string): string =>
  /larksuite\.com/.test(baseUrl) ? 'https://open.feishu.cn' : 'https://open.larksuite.com';
