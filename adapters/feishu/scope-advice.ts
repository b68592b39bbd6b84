import type { Language } from '../../src/domain/vocabulary.ts';
import type { CallingApp } from './errors.ts';

/** What an administrator does about missing scopes: their names and the link that grants them, from what Feishu says of them. */
export function scopeAdvice(
  message: string,
  details: unknown,
  { appId, baseUrl }: CallingApp,
): Readonly<Record<Language, string>> {
  const scopes = scopesIn(message, details);
  if (scopes.length === 0)
    return {
      en: 'the app lacks a scope. Compare its scopes (权限管理) with the list, and publish it again',
      zh: '应用缺少权限。请对照清单核对“权限管理”，再发布一个版本',
    };
  const link = grantLink(consoleOf(message, baseUrl), appId, scopes);
  return {
    en: `the app lacks the scope ${scopes.join(' or ')}. Grant it at ${link} and publish a version of the app`,
    zh: `应用缺少权限 ${scopes.join(' 或 ')}。请在 ${link} 开通，再发布一个版本`,
  };
}

/** The page of the console that grants an app these scopes. */
export const grantLink = (console: string, appId: string, scopes: readonly string[]): string =>
  `${console}/app/${appId}/auth?q=${scopes.join(',')}&op_from=openapi&token_type=tenant`;

/** One of these is enough; named as objects, else between brackets in the message. */
function scopesIn(message: string, details: unknown): readonly string[] {
  const { permission_violations: violations } = (details ?? {}) as { readonly permission_violations?: unknown };
  const named = Array.isArray(violations)
    ? violations.map((one: { readonly subject?: unknown } | null) => String(one?.subject ?? ''))
    : [];
  const written = (/\[([^\]]+)\]/.exec(message)?.[1] ?? '').split(',').map((one) => one.trim());
  return [...new Set([...named, ...written])].filter((scope) => SCOPE.test(scope));
}

const SCOPE = /^[a-z][\w.]*(:[\w.]+){1,4}$/;

/** The console of the platform the app belongs to. */
function consoleOf(message: string, baseUrl: string): string {
  if (/larksuite\.com/.test(message)) return 'https://open.larksuite.com';
  return /feishu\.cn/.test(message) ? 'https://open.feishu.cn' : baseUrl;
}
