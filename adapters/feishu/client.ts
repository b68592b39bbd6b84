import { Client, LoggerLevel, withTenantToken } from '@larksuiteoapi/node-sdk';
import type { FeishuConfig } from '../../src/config.ts';
import type { Log } from '../../src/ports/log.ts';
import { isAboutToken } from './codes.ts';
import { type FeishuFault, faultIn, thrownFault } from './errors.ts';
import { type Multipart, toMultipart } from './multipart.ts';
import { createSdkLogger } from './sdk-log.ts';
import { createToken, type Given } from './token.ts';

export interface FeishuRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From `/open-apis/` on. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly data?: unknown;
  /** `data` goes as a form with files: its bytes are files, its strings are fields. */
  readonly isUpload?: boolean;
}

export type Called<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly fault: FeishuFault };

/** The open platform, through its SDK. Never rejects; one try each, one token for all callers, renewed when it is refused. */
export interface FeishuClient {
  /**
   * `withinMs`: 10 s unless said otherwise, the token included. `T` is what stands under `data` of the answer, or beside its `code`
   * where there is no `data`; not checked.
   */
  call<T>(request: FeishuRequest, withinMs?: number): Promise<Called<T>>;
}

const PATIENCE_MS = 10_000;
/** More than any answer there is: a page of something on the way is not read to its end. */
const MOST_BYTES = 8 * 1024 * 1024;
const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal';

/** `config.baseUrl` stands for the platform itself. */
export function createFeishuClient(config: FeishuConfig, log: Log): FeishuClient {
  const { appId, appSecret, baseUrl } = config;
  const sdk = new Client({
    ...{ appId, appSecret, domain: baseUrl },
    // Its own keeps a token that was refused, and asks for one once for each caller.
    disableTokenCache: true,
    logger: createSdkLogger(log),
    loggerLevel: LoggerLevel.warn,
  });
  const token = createToken(askForToken, () => performance.now());

  async function send<T>(request: FeishuRequest, bearer: string | null, withinMs: number): Promise<Called<T>> {
    const { method, path, params = {}, data = {}, isUpload = false } = request;
    try {
      const body: unknown = await sdk.request(
        {
          ...{ method, url: path, params },
          ...(isUpload ? asForm(await toMultipart(data as Fields)) : { data }),
          signal: AbortSignal.timeout(Math.max(1, Math.floor(withinMs))),
          // The token goes nowhere but there: through no proxy of the environment, to no other host.
          proxy: false,
          maxRedirects: 0,
          maxContentLength: MOST_BYTES,
        },
        bearer === null ? {} : withTenantToken(bearer),
      );
      const fault = faultIn({ status: 200, body, headers: {} }, config);
      return fault === null ? { ok: true, data: dataIn<T>(body) } : { ok: false, fault };
    } catch (error) {
      return { ok: false, fault: thrownFault(error, config) };
    }
  }

  async function askForToken(): Promise<Called<Given>> {
    const data = { app_id: appId, app_secret: appSecret };
    const asked = await send<Partial<TokenAnswer>>({ method: 'POST', path: TOKEN_PATH, data }, null, PATIENCE_MS);
    if (!asked.ok) return asked;
    const { tenant_access_token: given, expire: seconds } = asked.data;
    if (typeof given !== 'string' || given === '' || typeof seconds !== 'number')
      return { ok: false, fault: { kind: 'unsent', afterMs: 0, text: 'Feishu gave no token' } };
    return { ok: true, data: { token: given, seconds } };
  }

  return {
    async call<T>(request: FeishuRequest, withinMs = PATIENCE_MS) {
      const until = performance.now() + withinMs;
      for (let isRenewed = false; ; isRenewed = true) {
        const bearer = await token.current(until - performance.now());
        if (!bearer.ok) return bearer;
        const leftMs = until - performance.now();
        if (leftMs <= 0) return { ok: false, fault: { kind: 'unsent', afterMs: 0, text: 'there was no time left' } };
        const called = await send<T>(request, bearer.data, leftMs);
        if (called.ok || !isAboutToken(called.fault)) return called;
        token.drop(bearer.data);
        if (isRenewed) return called;
      }
    },
  };
}

/** The library takes no bytes as data: they are put in its place. */
const asForm = ({ contentType, body }: Multipart) => ({
  headers: { 'Content-Type': contentType },
  transformRequest: [() => body],
});

type Fields = Readonly<Record<string, unknown>>;

interface TokenAnswer {
  readonly tenant_access_token: string;
  readonly expire: number;
}

/** Most answers have what they tell under `data`; older ones beside the code. */
function dataIn<T>(body: unknown): T {
  const { data, ...beside } = body as { readonly data?: T };
  return data ?? (beside as T);
}
