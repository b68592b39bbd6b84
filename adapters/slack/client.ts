import { type FetchFunction, type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import type { SlackConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';

/** Slack's Web API with the patience each kind of call deserves. All of them give up at once when Slack says "too often". */
export interface SlackClients {
  /** For what must not be done twice: one try, ten seconds. */
  readonly post: WebClient;
  /** For questions, and for what may be done twice: three tries of four seconds. */
  readonly ask: WebClient;
  /** One try for each call, and all calls together end within this many milliseconds. */
  within(ms: number): WebClient;
}

const POST_MS = 10_000;
const ASK_MS = 4000;
const ASK_AGAIN = { retries: 2, factor: 2, minTimeout: 200, maxTimeout: 1000 };
/** When Slack asks us to wait without saying how long. In seconds. */
const UNSAID_WAIT = '30';

/** `config.apiUrl`, when set, stands for Slack itself. */
export function createSlackClients(
  { botToken, apiUrl }: Pick<SlackConfig, 'botToken' | 'apiUrl'>,
  log: Log,
): SlackClients {
  const common: WebClientOptions = {
    // The client's own waiting would hold up every call for the sake of one channel.
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: createSlackLogger(log),
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
  const once = (fetch: FetchFunction): WebClient =>
    new WebClient(botToken, { ...common, fetch, timeout: POST_MS, retryConfig: { retries: 0 } });
  return {
    post: once(fetchUntil()),
    ask: new WebClient(botToken, { ...common, fetch: fetchUntil(), timeout: ASK_MS, retryConfig: ASK_AGAIN }),
    within: (ms) => once(fetchUntil(AbortSignal.timeout(Math.max(1, Math.floor(ms))))),
  };
}

/** What Slack's libraries say, as far as an operator needs it: every failure comes to us as a value anyway. */
export function createSlackLogger(log: Log): Logger {
  const words = (parts: readonly unknown[]): string => parts.map(String).join(' ');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.debug('slack client', { said: words(parts) }),
    error: (...parts) => log.warn('slack client', { said: words(parts) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** A fetch that ends with `until`, and gives every 429 a `Retry-After` the client can read. */
function fetchUntil(until?: AbortSignal): FetchFunction {
  return async (url, init = {}) => {
    const signals = [init.signal, until].filter((signal) => signal !== undefined);
    const response = await fetch(url, { ...init, signal: AbortSignal.any(signals) });
    const isReadable = response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '');
    if (isReadable) return response;
    const headers = new Headers(response.headers);
    headers.set('retry-after', UNSAID_WAIT);
    return new Response(await response.arrayBuffer(), { status: 429, headers });
  };
}
