import type { FeishuConfig } from '../../src/config.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { formatList } from '../../src/i18n/format.ts';
import type { Log } from '../../src/ports/log.ts';
import { createFeishuClient, type FeishuClient } from './client.ts';
import { type FeishuFault, whyIn } from './errors.ts';
import { FEISHU_CALLBACKS, FEISHU_EVENTS, FEISHU_SCOPES } from './requirements.ts';
import { grantLink } from './scope-advice.ts';
import { SETUP_WORDS, type SetupWords } from './setup-words.ts';
import { type SyncReport, syncSlashCommands } from './slash-commands.ts';

export interface Setup {
  readonly language: Language;
  /** Where Feishu reaches us from outside, for the webhook: `https://kam.example.com`; `null`: not told. */
  readonly publicUrl: string | null;
  /** Says what would be done, and does nothing. */
  readonly isDry: boolean;
  readonly log: Log;
}

export interface SetUp {
  readonly ok: boolean;
  /** What was done and what is left, for a terminal. */
  readonly lines: readonly string[];
}

export const WEBHOOK_PATH = '/feishu/events';

/**
 * Brings the app of these settings to what the assistant needs, as far as an app may do that to itself, and says what remains to be
 * done by hand. Only when called: two installations may share an app. Never rejects.
 */
export async function setUpFeishu(config: FeishuConfig, { language, publicUrl, isDry, log }: Setup): Promise<SetUp> {
  const words = SETUP_WORDS[language];
  const client = createFeishuClient(config, log);
  const links = linksOf(config);
  const head = [words.scopesHead, scopesJson(), '', words.grantHead, links.grant, ''];
  const known = await client.call<{ readonly bot?: { readonly open_id?: string } }>(BOT_INFO);
  if (!known.ok && isFatal(known.fault))
    return { ok: false, lines: [...head, words.unreachable(whyIn(language, known.fault))] };
  const url = publicUrl === null ? null : `${publicUrl.replace(/\/+$/, '')}${WEBHOOK_PATH}`;
  const applied = isDry ? [words.wouldApply] : await apply(client, config, url, language);
  const synced = syncLines(await syncSlashCommands(client, isDry), language);
  const hasBot = known.ok && Boolean(known.data.bot?.open_id);
  const byHand = handLines(config, url, { links, hasBot }, words);
  return { ok: true, lines: [...head, ...applied, ...synced, '', words.byHandHead, ...byHand] };
}

const BOT_INFO = { method: 'GET', path: '/open-apis/bot/v3/info' } as const;

/** Nothing can be done with this app, or nobody answers. */
const isFatal = (fault: FeishuFault): boolean => fault.kind !== 'refused' || /FEISHU_APP_SECRET/.test(fault.text);

/** What 批量导入 of the console takes. */
export function scopesJson(): string {
  return JSON.stringify({ scopes: { tenant: Object.keys(FEISHU_SCOPES), user: [] } }, null, 2);
}

/** The pages of the console of this app. */
export function linksOf({ appId, baseUrl }: Pick<FeishuConfig, 'appId' | 'baseUrl'>) {
  const app = `${baseUrl}/app/${appId}`;
  return {
    app,
    grant: grantLink(baseUrl, appId, Object.keys(FEISHU_SCOPES)),
    events: `${app}/event`,
    bot: `${app}/bot`,
    versions: `${app}/version`,
  };
}

/** The parts of its own settings an app may write (application-v7: application-ability, application-config). */
async function apply(
  client: FeishuClient,
  config: FeishuConfig,
  url: string | null,
  language: Language,
): Promise<readonly string[]> {
  const words = SETUP_WORDS[language];
  const own = `/open-apis/application/v7/applications/${config.appId}`;
  const isWebhook = config.mode === 'webhook';
  const way = isWebhook ? { request_url: url ?? '' } : {};
  const steps: readonly (readonly [name: string, path: string, data: unknown])[] = [
    [words.bot, `${own}/ability`, { bot: { enable: true, i18ns: startedIn(words) } }],
    [words.scopes, `${own}/config`, { scope: { add_scopes: tenantScopes() } }],
    ...(isWebhook ? encryption(own, config, words) : []),
    // Without an address Feishu can reach nothing is to be subscribed to.
    ...(isWebhook && url === null
      ? []
      : ([
          [
            words.events,
            `${own}/config`,
            { event: { subscription_type: config.mode, ...way, add_events: FEISHU_EVENTS } },
          ],
          [
            words.callbacks,
            `${own}/config`,
            { callback: { callback_type: config.mode, ...way, add_callbacks: FEISHU_CALLBACKS } },
          ],
        ] as const)),
  ];
  const lines: string[] = [];
  /** Parts by why they could not be written: what stands in the way of all is said once. */
  const left = new Map<string, string[]>();
  for (const [name, path, data] of steps) {
    const called = await client.call({ method: 'PATCH', path, data });
    if (called.ok) lines.push(words.applied(name));
    else {
      const why = whyIn(language, called.fault);
      left.set(why, [...(left.get(why) ?? []), name]);
    }
  }
  return [...lines, ...[...left].map(([why, names]) => words.notApplied(formatList(names, language), why))];
}

const tenantScopes = () => Object.keys(FEISHU_SCOPES).map((name) => ({ scope_name: name, token_type: 'tenant' }));

const startedIn = ({ started }: SetupWords) =>
  (['zh_cn', 'en_us'] as const).map((key) => ({ i18n_key: key, get_started_desc: started[key] }));

function encryption(own: string, { encryptKey, verificationToken }: FeishuConfig, words: SetupWords) {
  const strategy = {
    ...(encryptKey === null ? {} : { encryption_key: encryptKey }),
    ...(verificationToken === null ? {} : { verification_token: verificationToken }),
  };
  return [[words.encryption, `${own}/config`, { event_and_callback_encrypt_strategy: strategy }]] as const;
}

function syncLines(
  { made, changed, removed, foreign, unchanged, fault }: SyncReport,
  language: Language,
): readonly string[] {
  const words = SETUP_WORDS[language];
  const done = [made.length, changed.length, removed.length, unchanged] as const;
  const isNothing = fault !== null && done.every((count) => count === 0);
  return [
    ...(isNothing ? [] : [words.slashCommands(...done)]),
    ...(foreign.length === 0 ? [] : [words.foreign(foreign)]),
    ...(fault === null ? [] : [words.notApplied(words.slash, whyIn(language, fault))]),
  ];
}

function handLines(
  { mode }: FeishuConfig,
  url: string | null,
  { links, hasBot }: { readonly links: ReturnType<typeof linksOf>; readonly hasBot: boolean },
  words: SetupWords,
): readonly string[] {
  const steps = [
    ...(hasBot ? [] : [words.addBot(links.app)]),
    words.importScopes(links.grant),
    mode === 'webhook' ? words.webhookTabs(links.events, url) : words.socketTabs(links.events),
    words.eventList(FEISHU_EVENTS, FEISHU_CALLBACKS),
    words.menu(links.bot),
    words.publish(links.versions),
    words.thenDoctor,
  ];
  return steps.map((step, at) => `${at + 1}. ${step}`);
}
