import { type Cache, Client, LoggerLevel } from '@larksuiteoapi/node-sdk';
import type { FeishuDouble } from '../fakes/feishu/feishu-double.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly data: Record<string, unknown>;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

export interface Asking {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In the place of a good token; null: none. */
  readonly authorization?: string | null;
}

/** Calls of the open API as anything else than the SDK would make them: `POST im/v1/messages`. */
export type Api = (call: string, asking?: Asking) => Promise<ApiAnswer>;

export async function openApi(feishu: FeishuDouble): Promise<Api> {
  const ask = async (call: string, { query = {}, body, authorization }: Asking, token: string): Promise<ApiAnswer> => {
    const [method = '', path = ''] = call.split(' ');
    const header = authorization === undefined ? `Bearer ${token}` : authorization;
    const response = await fetch(`${feishu.url}/open-apis/${path}?${new URLSearchParams(query)}`, {
      method,
      headers: { 'content-type': 'application/json', ...(header === null ? {} : { authorization: header }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const json = (await response.json()) as Record<string, unknown>;
    const data = (json['data'] ?? {}) as Record<string, unknown>;
    const { status, headers } = response;
    return { status, headers, json, data, code: Number(json['code']), msg: String(json['msg']) };
  };
  const credentials = { app_id: feishu.appId, app_secret: feishu.appSecret };
  const given = await ask('POST auth/v3/tenant_access_token/internal', { body: credentials }, '');
  const token = String(given.json['tenant_access_token']);
  return (call, asking = {}) => ask(call, asking, token);
}

/** Says nothing. */
export const QUIET = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

/** The SDK's client, with a memory of its own: else it takes the token of a double that is closed. */
export function sdkOn({ appId, appSecret, url: domain }: FeishuDouble): Client {
  const kept = new Map<unknown, unknown>();
  const cache: Cache = {
    get: async (key) => kept.get(key) as never,
    set: async (key, value) => kept.set(key, value).has(key),
  };
  return new Client({ appId, appSecret, domain, cache, logger: QUIET, loggerLevel: LoggerLevel.fatal });
}

/** A card that is well, with these components. */
export const cardOf = (...elements: readonly unknown[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  body: { elements },
});

export const plain = (content: string) => ({ tag: 'plain_text', content });

export const button = (label: string, more: Readonly<Record<string, unknown>> = {}) => ({
  tag: 'button',
  text: plain(label),
  behaviors: [{ type: 'callback', value: { a: label } }],
  ...more,
});

/** A form with these inputs and a button that hands it in. */
export const formOf = (...inputs: readonly unknown[]) => ({
  tag: 'form',
  name: 'form',
  elements: [...inputs, button('保存', { name: 'save', form_action_type: 'submit' })],
});
