import { isBeforeSending } from '../../src/chat/before-sending.ts';
import { type CommonTrouble, type Fault, LATER_MS } from '../../src/chat/faults.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import { CARD_REFUSED, knownCode, MISSING_SCOPE } from './codes.ts';
import { scopeAdvice } from './scope-advice.ts';

/** What went wrong with a call; a refusal has Feishu's own code for it. `zh`: the text for those who set the app up in Chinese. */
export type FeishuFault = Fault<Trouble, number> & { readonly zh?: string };

/** Why a call failed, as a terminal says it. */
export const whyIn = (language: Language, { text, zh = text }: FeishuFault): string => (language === 'zh' ? zh : text);

/** `private`: the organisation lets no phone numbers or e-mail addresses through. */
export type Trouble = CommonTrouble | 'private';

/** Whose calls these are: for what an administrator is told. */
export interface CallingApp {
  readonly appId: string;
  readonly baseUrl: string;
}

/** An answer as it came over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Why an answer is no success; `null`: it is one. Total: what is not known is in doubt. */
export function faultIn({ status, body, headers }: HttpAnswer, app: CallingApp): FeishuFault | null {
  const said = saidIn(body);
  if (said?.code === 0 && status < 300) return null;
  if (said === null || said.code === 0) return fromStatus(status, headers);
  // It had trouble of its own, whatever it calls it.
  if (status >= 500) return { kind: 'unclear', text: `Feishu had trouble of its own (${said.code})` };
  if (status === 429 || knownCode(said.code).kind === 'limited') return limited(resetIn(headers));
  return refusedWith(said, app);
}

/** What a call ended with that threw, from whatever the SDK threw. Total. */
export function thrownFault(error: unknown, app: CallingApp): FeishuFault {
  const answer = answerIn(error);
  if (answer !== null) return faultIn(answer, app) ?? { kind: 'unclear', text: 'Feishu answered in an unknown way' };
  const why = textOf(error);
  const said = {
    text: `Feishu could not be reached: ${why}`,
    zh: `连接不上飞书：${why === LATE ? '没有及时回答' : why}`,
  };
  return isBeforeSending(error) ? { kind: 'unsent', afterMs: 0, ...said } : { kind: 'unclear', ...said };
}

/** Whom or what a refusal is about; `null`: it is none. */
export const troubleOf = (fault: FeishuFault): Trouble | null => (fault.kind === 'refused' ? fault.trouble : null);

/** When Feishu asks us to wait without saying how long. */
const UNSAID_MS = 1000;
const LONGEST_WAIT_MS = 10 * 60_000;

interface Said {
  readonly code: number;
  readonly message: string;
  readonly details: unknown;
}

/** `null`: no answer of Feishu's: a page of a proxy, or nothing. */
function saidIn(body: unknown): Said | null {
  if (typeof body !== 'object' || body === null) return null;
  const { code, msg, error } = body as { readonly code?: unknown; readonly msg?: unknown; readonly error?: unknown };
  return typeof code === 'number' ? { code, message: typeof msg === 'string' ? msg : '', details: error } : null;
}

function refusedWith(said: Said, app: CallingApp): FeishuFault {
  const { code, message } = said;
  const { kind, advice, zh } = knownCode(code);
  // Somebody presses in it at this moment.
  if (code === CARD_REFUSED && /card action is lock/i.test(message))
    return { kind: 'unsent', afterMs: UNSAID_MS, text: 'the card is locked while somebody presses in it' };
  if (kind === 'doubt') return { kind: 'unclear', text: `Feishu had trouble of its own (${code})` };
  if (kind === 'limited') return limited(UNSAID_MS);
  const hints = code === MISSING_SCOPE ? scopeAdvice(message, said.details, app) : { en: advice, zh };
  // What Feishu says may quote what was sent, so only what we say of it is told.
  const text = hints.en === undefined ? `code ${code}` : `code ${code}: ${hints.en}`;
  const told = hints.zh === undefined ? {} : { zh: `代码 ${code}：${hints.zh}` };
  return { kind: 'refused', trouble: kind === 'token' ? 'app' : kind, code, text, ...told };
}

const limited = (afterMs: number): FeishuFault => ({
  kind: 'limited',
  afterMs,
  text: `Feishu takes no more for ${Math.ceil(afterMs / 1000)} s`,
  zh: `飞书限流，${Math.ceil(afterMs / 1000)} 秒后再试`,
});

/** Something answered that is not Feishu, or Feishu without words. */
function fromStatus(status: number, headers: HttpAnswer['headers']): FeishuFault {
  if (status === 429) return limited(resetIn(headers));
  const said = {
    text: `something on the way to Feishu answered ${status} with no answer of Feishu's: look at FEISHU_BASE_URL and at proxies`,
    zh: `收到 HTTP ${status}，但不是飞书的回答：请检查 FEISHU_BASE_URL 和代理`,
  };
  // What arrived there is not known; what was turned away before was not carried out.
  return status < 300 || status >= 500 || status === 408
    ? { kind: 'unclear', ...said }
    : { kind: 'unsent', afterMs: LATER_MS, ...said };
}

/** How long Feishu asks us to wait: seconds until it counts anew. */
function resetIn(headers: HttpAnswer['headers']): number {
  const told = Number(headers['x-ogw-ratelimit-reset'] ?? headers['retry-after']);
  return Number.isFinite(told) && told > 0 ? Math.min(told * 1000, LONGEST_WAIT_MS) : UNSAID_MS;
}

/** The answer in an error of the SDK's HTTP client, which throws whatever is not a 2xx. */
function answerIn(error: unknown): HttpAnswer | null {
  const { response } = (typeof error === 'object' && error !== null ? error : {}) as { readonly response?: unknown };
  if (typeof response !== 'object' || response === null) return null;
  const { status, data, headers } = response as Record<string, unknown>;
  if (typeof status !== 'number') return null;
  const named = typeof headers === 'object' && headers !== null ? (headers as HttpAnswer['headers']) : {};
  return { status, body: data, headers: named };
}

const LATE = 'no answer in time';

/** Which way it failed, without what was sent: an error of the HTTP client holds all of that. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown failure';
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_CANCELED') return LATE;
  return code ?? error.name;
}
