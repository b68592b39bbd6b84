import { clockStatus } from '../../src/chat/clock-status.ts';
import type { FeishuConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { formatList } from '../../src/i18n/format.ts';
import type { Finding } from '../../src/ops/doctor.ts';
import type { Log } from '../../src/ports/log.ts';
import { type Called, createFeishuClient, type FeishuClient } from './client.ts';
import { MISSING_SCOPE } from './codes.ts';
import { postDiscovery } from './discovery.ts';
import { DOCTOR_WORDS, type DoctorWords } from './doctor-words.ts';
import { whyIn } from './errors.ts';
import { FEISHU_CALLBACKS, FEISHU_EVENTS, FEISHU_SCOPES } from './requirements.ts';
import { linksOf, WEBHOOK_PATH } from './setup.ts';

interface Checking {
  readonly language: Language;
  readonly now: () => Instant;
  readonly log: Log;
}

/** Asks Feishu whether it takes what is set, and says of each fault which setting it is and how to mend it. Never rejects. */
export async function checkFeishu(config: FeishuConfig, { language, now, log }: Checking): Promise<readonly Finding[]> {
  const words = DOCTOR_WORDS[language];
  const client = createFeishuClient(config, log);
  const clock = clockOf(config, now, words);
  const bot = await client.call<Bot>({ method: 'GET', path: '/open-apis/bot/v3/info' });
  if (!bot.ok) return [finding('fatal', words.refused(whyIn(language, bot.fault))), ...(await clock)];
  return [
    botFinding(bot.data, words),
    await scopesFinding(client, config, language),
    ...(await subscriptionFindings(client, config, language)),
    config.mode === 'websocket' ? await connectionFinding(config, words) : webhookFinding(config, words),
    ...(await clock),
  ];
}

interface Bot {
  readonly bot?: { readonly app_name?: string; readonly activate_status?: number };
}

/** bot/v3/info: 2 is in use; everything else says why it is not. */
const IN_USE = 2;

function botFinding({ bot }: Bot, words: DoctorWords): Finding {
  if (bot === undefined) return finding('fatal', words.noBot);
  const { app_name: name = '?', activate_status: status = IN_USE } = bot;
  return status === IN_USE ? finding('ok', words.bot(name)) : finding('warning', words.botNotInUse(name));
}

/** application-v6, scope/list: 1 is granted. */
const GRANTED = 1;

async function scopesFinding(client: FeishuClient, config: FeishuConfig, language: Language): Promise<Finding> {
  const words = DOCTOR_WORDS[language];
  const asked = await client.call<{ readonly scopes?: readonly Scope[] }>({
    method: 'GET',
    path: '/open-apis/application/v6/scopes',
  });
  if (!asked.ok) return finding('warning', words.scopesUntold(whyIn(language, asked.fault)));
  const granted = (asked.data.scopes ?? [])
    .filter(({ grant_status: status, scope_type: type }) => status === GRANTED && (type ?? 'tenant') === 'tenant')
    .map(({ scope_name: name }) => name);
  const all = Object.entries(FEISHU_SCOPES);
  const lacking = all.filter(([scope]) => !granted.includes(scope));
  if (lacking.length === 0) return finding('ok', words.scopes(all.length));
  const named = lacking.map(([scope, purpose]) => `${scope} (${purpose[language]})`);
  const isMute = lacking.some(([scope]) => NEEDED.includes(scope));
  return finding(isMute ? 'fatal' : 'warning', words.scopesLacking(formatList(named, language), linksOf(config).grant));
}

interface Scope {
  readonly scope_name: string;
  readonly grant_status: number;
  readonly scope_type?: string;
}

/** Without these it hears or says nothing at all. */
const NEEDED: readonly string[] = ['im:message:send_as_bot', 'im:message.p2p_msg:readonly'];

interface App {
  readonly app?: {
    readonly event?: { readonly subscribed_events?: readonly string[] };
    readonly callback?: { readonly subscribed_callbacks?: readonly string[] };
    readonly callback_info?: { readonly subscribed_callbacks?: readonly string[] };
  };
}

/** What was published last, as far as Feishu tells of it. */
async function subscriptionFindings(
  client: FeishuClient,
  config: FeishuConfig,
  language: Language,
): Promise<readonly Finding[]> {
  const words = DOCTOR_WORDS[language];
  const path = `/open-apis/application/v6/applications/${config.appId}`;
  const asked: Called<App> = await client.call<App>({ method: 'GET', path, params: { lang: 'zh_cn' } });
  const link = linksOf(config).events;
  if (!asked.ok) {
    const isUntold = asked.fault.kind === 'refused' && asked.fault.code === MISSING_SCOPE;
    return [finding('warning', words.subscriptionsUntold(isUntold ? null : whyIn(language, asked.fault), link))];
  }
  const { event, callback, callback_info: info } = asked.data.app ?? {};
  const lacking = (wanted: readonly string[], told: readonly string[] | undefined): readonly string[] =>
    told === undefined ? [] : wanted.filter((one) => !told.includes(one));
  const callbacks = callback?.subscribed_callbacks ?? info?.subscribed_callbacks;
  const missing = [...lacking(FEISHU_EVENTS, event?.subscribed_events), ...lacking(FEISHU_CALLBACKS, callbacks)];
  if (missing.length > 0) return [finding('fatal', words.subscriptionsLacking(formatList(missing, language), link))];
  const isTold = event?.subscribed_events !== undefined && callbacks !== undefined;
  return [isTold ? finding('ok', words.subscriptions) : finding('warning', words.subscriptionsUntold(null, link))];
}

const PATIENCE_MS = 10_000;

/** Asks for a long connection, and opens none. */
async function connectionFinding(config: FeishuConfig, words: DoctorWords): Promise<Finding> {
  try {
    const response = await postDiscovery(config);
    const { code } = (await response.json()) as { readonly code?: number };
    return code === 0
      ? finding('ok', words.connection)
      : finding('fatal', words.connectionRefused(code ?? response.status));
  } catch (error) {
    return finding('fatal', words.connectionUntold(textOf(error)));
  }
}

const webhookFinding = ({ encryptKey }: FeishuConfig, words: DoctorWords): Finding =>
  encryptKey === null ? finding('warning', words.notEncrypted) : finding('ok', words.webhook(WEBHOOK_PATH));

/** By the date of any answer; nothing where none can be had, as the other findings tell of that. */
async function clockOf({ baseUrl }: FeishuConfig, now: () => Instant, words: DoctorWords): Promise<readonly Finding[]> {
  try {
    const response = await fetch(`${baseUrl}/open-apis/`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const date = Date.parse(response.headers.get('date') ?? '');
    await response.body?.cancel();
    if (Number.isNaN(date)) return [];
    const { status, seconds } = clockStatus(date - now());
    return [finding(status, status === 'ok' ? words.clock(Math.max(1, seconds)) : words.clockOff(seconds))];
  } catch {
    return [];
  }
}

const textOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : 'an unknown failure';
};

const finding = (status: Finding['status'], message: string): Finding => ({ check: 'feishu', status, message });
