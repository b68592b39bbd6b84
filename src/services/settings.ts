import type { Setting } from '../domain/records.ts';
import type { Thresholds } from '../domain/thresholds.ts';
import type { Views } from '../ports/store.ts';
import { isCurrency, parseRates, writeRates } from './rates.ts';

/**
 * What an administrator may set in chat. Numbers are the method's own choices (marked ° in docs/method.md), each with a default
 * and bounds. What has no default is not set until somebody sets it: limits on gifts are invented by nobody (§16).
 */
export const SETTINGS = {
  /** Who of a chat platform may use the assistant: people in the book only, or anybody who fully belongs there, as viewers. */
  join: { kind: 'choice', values: ['listed', 'workspace'], initial: 'listed' },
  visibility: { kind: 'choice', values: ['all', 'team'], initial: 'all' },
  'active-days': { kind: 'number', least: 1, most: 3650, initial: 180 },
  'key-weight': { kind: 'number', least: 0, most: 100, initial: 20 },
  'step-departments': { kind: 'number', least: 1, most: 12, initial: 3 },
  'step-pairs': { kind: 'number', least: 1, most: 12, initial: 3 },
  'growth-days': { kind: 'number', least: 1, most: 3650, initial: 365 },
  'stale-level-days': { kind: 'number', least: 1, most: 3650, initial: 365 },
  'stale-view-days': { kind: 'number', least: 1, most: 3650, initial: 90 },
  /** Contacts gone longer than this are offered for erasure; 0: never. */
  'retention-days': { kind: 'number', least: 0, most: 36_500, initial: 0 },
  'vacancy-days': { kind: 'number', least: 0, most: 3650, initial: 14 },
  /** The currency in which gifts are compared with their limits. */
  'gift-currency': { kind: 'currency', initial: null },
  /** What one unit of another currency is worth in that one. */
  'gift-rates': { kind: 'rates', initial: null },
  'gift-limit-private': { kind: 'amount', initial: null },
  'gift-year-private': { kind: 'amount', initial: null },
  'gift-limit-foreign': { kind: 'amount', initial: null },
  'gift-year-foreign': { kind: 'amount', initial: null },
  'gift-limit-state-owned': { kind: 'amount', initial: null },
  'gift-year-state-owned': { kind: 'amount', initial: null },
} as const satisfies Record<string, SettingRule>;

type SettingRule =
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly initial: string }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly initial: number }
  | { readonly kind: 'amount' | 'currency' | 'rates'; readonly initial: null };

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
interface ValueOf {
  readonly number: number;
  readonly choice: string;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly rates: string | null;
}
export type Settings = { readonly [K in SettingKey]: ValueOf[(typeof SETTINGS)[K]['kind']] };
export type SettingValue = Settings[SettingKey];

/** The largest amount a limit takes. */
const MOST_AMOUNT = 100_000_000;
/** Any of these takes a setting away that has no default. */
const NONE = new Set(['none', 'off', '-', '无', '不设', '取消']);

/** All settings in force: what is recorded, else the default. */
export async function readSettings(views: Views): Promise<Settings> {
  return settingsFrom(await views.all('setting'));
}

export function settingsFrom(recorded: readonly Setting[]): Settings {
  const settings: Record<string, SettingValue> = {};
  for (const key of SETTING_KEYS) settings[key] = SETTINGS[key].initial;
  for (const { id, value } of recorded) if (id in SETTINGS && typeof value !== 'boolean') settings[id] = value;
  return settings as Settings;
}

/** The value as it would be kept, `null` to take it away, or `undefined` when this setting does not take it. */
export function parseSetting(key: SettingKey, typed: string): SettingValue | undefined {
  const rule: SettingRule = SETTINGS[key];
  const text = typed.trim();
  switch (rule.kind) {
    case 'choice':
      return rule.values.find((value) => value === text.toLowerCase());
    case 'number': {
      const value = numberIn(text);
      return value !== undefined && Number.isInteger(value) && value >= rule.least && value <= rule.most
        ? value
        : undefined;
    }
    default:
      return NONE.has(text.toLowerCase()) ? null : parseOptional(rule.kind, text);
  }
}

/** What a setting takes, as "a|b" or "1–100". */
export function settingRange(key: SettingKey): string {
  const rule: SettingRule = SETTINGS[key];
  switch (rule.kind) {
    case 'choice':
      return rule.values.join(' | ');
    case 'number':
      return `${rule.least}–${rule.most}`;
    case 'amount':
      return `0–${MOST_AMOUNT} | none`;
    case 'currency':
      return 'CNY, USD, EUR… | none';
    case 'rates':
      return 'USD 7.2 EUR 7.8… | none';
  }
}

function parseOptional(kind: 'amount' | 'currency' | 'rates', text: string): string | number | undefined {
  if (kind === 'currency') return isCurrency(text) ? text.toUpperCase() : undefined;
  if (kind === 'rates') {
    const rates = parseRates(text);
    return rates && writeRates(rates);
  }
  const value = numberIn(text.replaceAll(',', ''));
  const isAmount = value !== undefined && value >= 0 && value <= MOST_AMOUNT;
  return isAmount && Number.isInteger(Math.round(value * 1e6) / 1e4) ? value : undefined;
}

function numberIn(text: string): number | undefined {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : undefined;
}

/** The method's numbers as set. */
export function thresholdsOf(settings: Settings): Thresholds {
  return {
    activeDays: settings['active-days'],
    stepDepartments: settings['step-departments'],
    stepPairs: settings['step-pairs'],
    keyWeight: settings['key-weight'],
    growthDays: settings['growth-days'],
    staleLevelDays: settings['stale-level-days'],
    staleViewDays: settings['stale-view-days'],
    vacancyDays: settings['vacancy-days'],
  };
}
