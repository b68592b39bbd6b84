import { z } from 'zod';
import { LANGUAGES, type Language } from './domain/vocabulary.ts';
import { isZone } from './domain/zones.ts';

/** Everything that can be set, checked once at start. An adapter's group is all or nothing; absent means off. */
export interface Config {
  readonly databaseUrl: string;
  readonly timeZone: string;
  readonly language: Language;
  /** Lower case. */
  readonly adminEmails: readonly string[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** `null`: off. */
  readonly console: ConsoleConfig | null;
  /** `null`: off. */
  readonly slack: SlackConfig | null;
  /** `null`: off. */
  readonly feishu: FeishuConfig | null;
  /** The public listener, for platforms that deliver over HTTP. `port` 0: any free port. */
  readonly http: { readonly host: string; readonly port: number };
  /** `null`: none are made by the clock. `time`: `HH:MM` in the organisation's zone; `keep`: how many are kept. */
  readonly backups: { readonly folder: string; readonly time: string; readonly keep: number } | null;
}

export interface ConsoleConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The public address behind a proxy, whose Host and Origin are then allowed. */
  readonly url: string | null;
}

/** One workspace. At least one of `appToken` and `signingSecret` is there. */
export interface SlackConfig {
  readonly botToken: string;
  /** Present: Socket Mode. */
  readonly appToken: string | null;
  /** Present: signed HTTP at `/slack/events`. */
  readonly signingSecret: string | null;
  /** Another place than Slack's own: a proxy, or a double in tests. Ends in `/`. */
  readonly apiUrl: string | null;
}

/** One app of Feishu or Lark, in one organisation. */
export interface FeishuConfig {
  readonly appId: string;
  readonly appSecret: string;
  /** `websocket`: the long connection; `webhook`: posts at `/feishu/events`. */
  readonly mode: 'websocket' | 'webhook';
  /** Of the webhook: what is delivered is encrypted and signed with it. */
  readonly encryptKey: string | null;
  /** Of the webhook: stands in what is delivered. In the mode `webhook` at least one of the two is there. */
  readonly verificationToken: string | null;
  /** Feishu, Lark, or what stands for them: a proxy, or a double in tests. Without a slash at its end. */
  readonly baseUrl: string;
}

/** Where Feishu itself answers. */
const FEISHU_URL = 'https://open.feishu.cn';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const port = (name: string, initial: number) =>
  z
    .string()
    .default(String(initial))
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, `${name} is a port, 0 to 65535`)
    .transform(Number);

/** Names as they stand in the environment; .env.example tells of each. */
export const ENVIRONMENT = z.object({
  DATABASE_URL: z
    .string()
    .default('file:./data/kam.db')
    .refine(
      (url) => /^(file:.+|postgres(ql)?:\/\/.+)$/.test(url),
      'DATABASE_URL is file:./data/kam.db or postgres://user:password@host/database',
    ),
  KAM_TIME_ZONE: z
    .string()
    .default('Asia/Shanghai')
    .refine(isZone, 'KAM_TIME_ZONE is a zone such as Asia/Shanghai or America/New_York'),
  KAM_LANGUAGE: z.enum(LANGUAGES, 'KAM_LANGUAGE is zh or en').default('zh'),
  ADMIN_EMAILS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(/[,;\s]+/)
        .filter((part) => part !== '')
        .map((part) => part.toLowerCase()),
    )
    .refine(
      (emails) => emails.every((email) => email.includes('@')),
      'ADMIN_EMAILS is a list of e-mail addresses, divided by commas',
    ),
  LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL is one of ${LOG_LEVELS.join(', ')}`).default('info'),
  BACKUP_FOLDER: z.string().optional(),
  BACKUP_TIME: z
    .string()
    .default('03:00')
    .refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'BACKUP_TIME is a time of day, 00:00 to 23:59'),
  BACKUP_KEEP: z
    .string()
    .default('14')
    .refine((text) => /^[1-9]\d{0,3}$/.test(text), 'BACKUP_KEEP is how many backups are kept, 1 to 9999')
    .transform(Number),
  HOST: z.string().default('0.0.0.0'),
  PORT: port('PORT', 3000),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'SLACK_BOT_TOKEN begins with xoxb-: it stands under OAuth & Permissions')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'SLACK_APP_TOKEN begins with xapp-: it stands under Basic Information, App-Level Tokens')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'SLACK_API_URL is an address such as https://slack.com/api/' })
    .optional(),
  FEISHU_APP_ID: z
    .string()
    .regex(
      /^cli_[0-9a-fA-F]{16}$/,
      'FEISHU_APP_ID is cli_ and 16 digits or letters a to f: it stands under Credentials & Basic Info (凭证与基础信息)',
    )
    .optional(),
  FEISHU_APP_SECRET: z.string().optional(),
  FEISHU_ENCRYPT_KEY: z.string().optional(),
  FEISHU_VERIFICATION_TOKEN: z.string().optional(),
  FEISHU_MODE: z.enum(['websocket', 'webhook'], 'FEISHU_MODE is websocket or webhook').default('websocket'),
  FEISHU_BASE_URL: z
    .url({
      protocol: /^https?$/,
      error: 'FEISHU_BASE_URL is an address such as https://open.feishu.cn or https://open.larksuite.com',
    })
    .default(FEISHU_URL),
  CONSOLE: z.enum(['on', 'off'], 'CONSOLE is on or off').default('on'),
  CONSOLE_HOST: z.string().default('127.0.0.1'),
  CONSOLE_PORT: port('CONSOLE_PORT', 8787),
  CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: 'CONSOLE_URL is an address such as https://kam.example.com' })
    .optional(),
});

/** Settings that do not fit, each in a line that names the setting and the fix. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings from an environment; an empty value counts as absent. Throws `ConfigError`. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = ENVIRONMENT.safeParse(given);
  if (!read.success) throw new ConfigError(read.error.issues.map(({ message }) => message).join('\n'));
  const { data } = read;
  return {
    databaseUrl: data.DATABASE_URL,
    timeZone: data.KAM_TIME_ZONE,
    language: data.KAM_LANGUAGE,
    adminEmails: data.ADMIN_EMAILS,
    logLevel: data.LOG_LEVEL,
    backups:
      data.BACKUP_FOLDER === undefined
        ? null
        : { folder: data.BACKUP_FOLDER, time: data.BACKUP_TIME, keep: data.BACKUP_KEEP },
    http: { host: data.HOST, port: data.PORT },
    slack: slackIn(data),
    feishu: feishuIn(data),
    console:
      data.CONSOLE === 'off'
        ? null
        : { host: data.CONSOLE_HOST, port: data.CONSOLE_PORT, url: data.CONSOLE_URL ?? null },
  };
}

/** All or nothing: half a group of settings is a mistake, not a wish. */
function slackIn(data: z.infer<typeof ENVIRONMENT>): SlackConfig | null {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN = null, SLACK_SIGNING_SECRET = null, SLACK_API_URL } = data;
  const hasWayIn = SLACK_APP_TOKEN !== null || SLACK_SIGNING_SECRET !== null;
  if (SLACK_BOT_TOKEN === undefined) {
    if (!hasWayIn) return null;
    throw new ConfigError('SLACK_BOT_TOKEN is missing: Slack needs it beside SLACK_APP_TOKEN or SLACK_SIGNING_SECRET');
  }
  if (!hasWayIn)
    throw new ConfigError(
      'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing: SLACK_BOT_TOKEN alone hears nothing',
    );
  const apiUrl = SLACK_API_URL === undefined ? null : SLACK_API_URL.replace(/\/*$/, '/');
  return { botToken: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN, signingSecret: SLACK_SIGNING_SECRET, apiUrl };
}

/** All or nothing, as above. */
function feishuIn(data: z.infer<typeof ENVIRONMENT>): FeishuConfig | null {
  const { FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret, FEISHU_MODE: mode, FEISHU_BASE_URL } = data;
  const { FEISHU_ENCRYPT_KEY: encryptKey = null, FEISHU_VERIFICATION_TOKEN: verificationToken = null } = data;
  const isMeant = appId !== undefined || appSecret !== undefined || encryptKey !== null || verificationToken !== null;
  if (!isMeant) return null;
  if (appId === undefined || appSecret === undefined) {
    const missing = appId === undefined ? 'FEISHU_APP_ID' : 'FEISHU_APP_SECRET';
    throw new ConfigError(`${missing} is missing: Feishu needs FEISHU_APP_ID and FEISHU_APP_SECRET together`);
  }
  if (mode === 'webhook' && encryptKey === null && verificationToken === null) {
    throw new ConfigError(
      'FEISHU_ENCRYPT_KEY is missing: with FEISHU_MODE=webhook anybody could write in the name of Feishu. Set it, or FEISHU_VERIFICATION_TOKEN, as they stand under Events & Callbacks (事件与回调)',
    );
  }
  return { appId, appSecret, mode, encryptKey, verificationToken, baseUrl: FEISHU_BASE_URL.replace(/\/+$/, '') };
}
