import { clockStatus } from '../../src/chat/clock-status.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/records.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { formatList } from '../../src/i18n/format.ts';
import type { Finding } from '../../src/ops/doctor.ts';
import { DOCTOR_WORDS, type DoctorWords } from './doctor-words.ts';
import { toSlackFault } from './errors.ts';
import { HTTP_PATH } from './http.ts';
import { SLACK_SCOPES } from './scopes.ts';
import { SLACK_EVENTS } from './subscriptions.ts';

interface Checking {
  readonly language: Language;
  readonly now: () => Instant;
}

/** Asks Slack whether it takes what is set, and says of each fault which setting it is and how to mend it. Never rejects. */
export async function checkSlack(config: SlackConfig, { language, now }: Checking): Promise<readonly Finding[]> {
  const words = DOCTOR_WORDS[language];
  const { botToken, appToken, signingSecret } = config;
  const [bot, socket] = await Promise.all([
    ask('auth.test', botToken, config, now),
    appToken === null ? null : ask('apps.connections.open', appToken, config, now),
  ]);
  return [
    ...tokenFindings(bot, language),
    finding('ok', words.events(formatList(eventsTold(language), language))),
    ...(socket === null ? [] : [socketFinding(socket, words)]),
    ...(signingSecret === null ? [] : [httpFinding(signingSecret, words)]),
    ...(bot.skewMs === null ? [] : [clockFinding(bot.skewMs, words)]),
  ];
}

const eventsTold = (language: Language): readonly string[] =>
  Object.entries(SLACK_EVENTS).map(([event, purpose]) => `${event} (${purpose[language]})`);

/** An answer of Slack's. */
interface Asked {
  /** Slack's word for a refusal; `null`: it did as asked. */
  readonly error: string | null;
  /** Why there is no answer; `null`: there is one. */
  readonly trouble: string | null;
  readonly answer: Readonly<Record<string, unknown>>;
  /** Of the token; `null`: not told. */
  readonly scopes: readonly string[] | null;
  /** How far Slack's clock is ahead of ours, in milliseconds; `null`: not told. */
  readonly skewMs: number | null;
}

const PATIENCE_MS = 10_000;
const SLACK_API = 'https://slack.com/api/';

async function ask(method: string, token: string, { apiUrl }: SlackConfig, now: () => Instant): Promise<Asked> {
  const nothing = { error: null, trouble: null, answer: {}, scopes: null, skewMs: null };
  try {
    const response = await fetch(new URL(method, apiUrl ?? SLACK_API), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const at = now();
    const answer: unknown = await response.json().catch(() => null);
    if (typeof answer !== 'object' || answer === null || !('ok' in answer)) {
      return { ...nothing, trouble: `HTTP ${response.status}` };
    }
    const { ok, error } = answer as { readonly ok: unknown; readonly error?: unknown };
    const date = Date.parse(response.headers.get('date') ?? '');
    const scopes = response.headers.get('x-oauth-scopes');
    return {
      ...nothing,
      error: ok === true ? null : String(error),
      answer: answer as Asked['answer'],
      scopes: scopes === null ? null : scopes.split(',').map((one) => one.trim()),
      skewMs: Number.isNaN(date) ? null : date - at,
    };
  } catch (error) {
    return { ...nothing, trouble: toSlackFault(error).text };
  }
}

const TOKEN_REFUSED: readonly (string | null)[] = [
  'account_inactive',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'token_expired',
  'token_revoked',
];

function tokenFindings(asked: Asked, language: Language): readonly Finding[] {
  const words = DOCTOR_WORDS[language];
  const fault = faultOf(asked, words, words.tokenRefused);
  if (fault !== null) return [fault];
  const { user, team, bot_id: bot } = asked.answer;
  if (typeof bot !== 'string') return [finding('fatal', words.notBot)];
  const known = finding('ok', words.token(String(user), String(team)));
  return asked.scopes === null ? [known] : [known, scopesFinding(asked.scopes, language)];
}

function scopesFinding(granted: readonly string[], language: Language): Finding {
  const words = DOCTOR_WORDS[language];
  const all = Object.entries(SLACK_SCOPES);
  const lacking = all.filter(([scope]) => !granted.includes(scope));
  if (lacking.length === 0) return finding('ok', words.scopes(all.length));
  const told = lacking.map(([scope, purpose]) => `${scope} (${purpose[language]})`);
  return finding('fatal', words.scopesLacking(formatList(told, language)));
}

function socketFinding(asked: Asked, words: DoctorWords): Finding {
  if (asked.error === 'missing_scope') return finding('fatal', words.socketScope);
  if (asked.error === 'forbidden_team' || asked.error === 'socket_mode_not_enabled') {
    return finding('fatal', words.socketOff);
  }
  return faultOf(asked, words, words.socketRefused) ?? finding('ok', words.socket);
}

/** Slack gives every app 32 hexadecimal digits. */
function httpFinding(signingSecret: string, words: DoctorWords): Finding {
  const isLikely = /^[0-9a-f]{32}$/.test(signingSecret);
  return isLikely ? finding('ok', words.http(HTTP_PATH)) : finding('warning', words.secretShape);
}

function clockFinding(skewMs: number, words: DoctorWords): Finding {
  const { status, seconds } = clockStatus(skewMs);
  const said = { ok: words.clock, warning: words.clockOff, fatal: words.clockFatal };
  return finding(status, said[status](seconds));
}

function faultOf({ error, trouble }: Asked, words: DoctorWords, refused: (why: string) => string): Finding | null {
  if (trouble !== null) return finding('fatal', words.unreachable(trouble));
  if (error === null) return null;
  return finding('fatal', TOKEN_REFUSED.includes(error) ? refused(error) : words.otherwise(error));
}

const finding = (status: Finding['status'], message: string): Finding => ({ check: 'slack', status, message });
