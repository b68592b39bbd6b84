import type { Instant, Member, Preference } from '../domain/records.ts';
import { type Language, PLATFORMS, type Platform } from '../domain/vocabulary.ts';
import type { Messages } from '../i18n/messages.ts';
import { calendarOfZone, preferenceOf } from '../services/preferences.ts';
import { choiceField } from './plain-fields.ts';
import type { NudgeTime } from './preference-fields.ts';

/** What a member may say of how they want to be spoken to. */
export interface PreferenceArgs {
  readonly nudges?: NudgeTime;
  readonly workdays?: readonly number[];
  readonly holidays?: string;
  readonly platform?: Platform | 'any';
}

/** Where to be written to; `any`: wherever one is known. */
export const platformField = () =>
  choiceField(
    [...PLATFORMS, 'any'] as const,
    ({ context }) => {
      const { platforms, anywhere } = context.messages.preferences;
      return { ...platforms, any: anywhere };
    },
    [
      { value: 'console', words: ['console', '控制台', '网页'] },
      { value: 'slack', words: ['slack'] },
      { value: 'feishu', words: ['feishu', 'lark', '飞书'] },
      { value: 'any', words: ['any', 'none', '任意', '不限'] },
    ],
  );

/**
 * The preference as wanted. Somebody who moves to another zone keeps the days off of their new home, unless they had said
 * that they keep others.
 */
export function wantedPreference(
  { nudges, workdays, holidays, platform }: PreferenceArgs,
  before: Member,
  after: Member,
  recorded: Preference | undefined,
  now: Instant,
): { readonly wanted: Preference; readonly isChanged: boolean } {
  const known = preferenceOf(after, recorded, now);
  const moved = recorded !== undefined && recorded.calendar === calendarOfZone(before.timeZone);
  const calendar = holidays ?? (moved ? calendarOfZone(after.timeZone) : known.calendar);
  const wanted: Preference = {
    ...known,
    isOn: nudges?.isOn ?? known.isOn,
    time: nudges?.time ?? known.time,
    workdays: workdays ?? known.workdays,
    calendar,
    platform: platform === undefined ? known.platform : platform === 'any' ? null : platform,
  };
  const isSaid = [nudges, workdays, holidays, platform].some((given) => given !== undefined);
  // The first word on any of it is kept whole, defaults and all; later only what differs is a change.
  const isChanged = recorded === undefined ? isSaid : JSON.stringify(wanted) !== JSON.stringify(recorded);
  return { wanted: isChanged ? { ...wanted, recordedAt: now } : wanted, isChanged };
}

/** A preference in lines of an answer. */
export function preferenceLines(
  { isOn, time, workdays, calendar, platform }: Preference,
  { preferences }: Messages,
  language: Language,
): readonly (readonly [label: string, value: string])[] {
  const named = calendar === 'china' || calendar === 'none' ? preferences[calendar] : countryName(calendar, language);
  return [
    [preferences.nudges, isOn ? preferences.daily(time) : preferences.off],
    [preferences.workdays, preferences.weekdays(workdays)],
    [preferences.holidays, named],
    [preferences.platform, platform === null ? preferences.anywhere : preferences.platforms[platform]],
  ];
}

/** `US` as people say it. */
const countryName = (code: string, language: Language): string =>
  !/^[A-Z]{2}$/.test(code)
    ? code
    : (new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(code) ?? code);
