import type { Setting } from '../domain/records.ts';
import type { Thresholds } from '../domain/thresholds.ts';
import type { Views } from '../ports/store.ts';

/**
 * What an administrator may set in chat. The numbers are the method's own choices (marked ° in docs/method.md); names are
 * kebab-case like all keys. Each has a default and bounds.
 */
export const SETTINGS = {
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
} as const satisfies Record<string, SettingRule>;

type SettingRule =
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly initial: string }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly initial: number };

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];
export type Settings = {
  readonly [K in SettingKey]: (typeof SETTINGS)[K] extends { kind: 'number' } ? number : string;
};

/** All settings in force: what is recorded, else the default. */
export async function readSettings(views: Views): Promise<Settings> {
  return settingsFrom(await views.all('setting'));
}

export function settingsFrom(recorded: readonly Setting[]): Settings {
  const settings: Record<string, string | number> = {};
  for (const key of SETTING_KEYS) settings[key] = SETTINGS[key].initial;
  for (const { id, value } of recorded) if (id in SETTINGS && typeof value !== 'boolean') settings[id] = value;
  return settings as Settings;
}

/** The value as it would be kept, or `undefined` when this setting does not take it. */
export function parseSetting(key: SettingKey, typed: string): string | number | undefined {
  const rule: SettingRule = SETTINGS[key];
  if (rule.kind === 'choice') return rule.values.find((value) => value === typed.trim().toLowerCase());
  const value = Number(typed);
  return typed.trim() !== '' && Number.isInteger(value) && value >= rule.least && value <= rule.most
    ? value
    : undefined;
}

/** What a setting takes, as "a|b" or "1–100". */
export function settingRange(key: SettingKey): string {
  const rule: SettingRule = SETTINGS[key];
  return rule.kind === 'choice' ? rule.values.join(' | ') : `${rule.least}–${rule.most}`;
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
