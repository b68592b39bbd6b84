import { foldText } from '../language/characters.ts';
import { type Field, parsed, problem } from './fields.ts';

/** When the daily message comes; `time` is null where only on or off was said. */
export interface NudgeTime {
  readonly isOn: boolean;
  /** `HH:MM`. */
  readonly time: string | null;
}

const ON = new Set(['on', 'yes', '开', '打开', '要']);
const OFF = new Set(['off', 'no', 'none', '关', '关闭', '不要']);

/** A clock time, or off and on: 09:00, 9点半, 8:30am, off. */
export function nudgeTimeField(): Field<NudgeTime, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const typed = foldText(String(raw)).trim();
      if (OFF.has(typed)) return parsed({ isOn: false, time: null });
      if (ON.has(typed)) return parsed({ isOn: true, time: null });
      const time = clockTime(typed);
      if (time === undefined)
        return problem('invalid-argument', context.messages.preferences.notTime(label, String(raw)));
      return parsed({ isOn: true, time });
    },
    describe: ({ isOn, time }) => (isOn ? (time ?? 'on') : 'off'),
    input: async () => ({ type: 'line' }),
  };
}

/** Days of a working week, Monday 1 to Sunday 7, ascending: 1-5, Mon-Fri, Sun-Thu, 周一至周五, 1,2,4. */
export function workdaysField(): Field<readonly number[], false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const typed = Array.isArray(raw) ? raw.join(',') : String(raw);
      const days = weekdays(foldText(typed));
      if (days === undefined)
        return problem('invalid-argument', context.messages.preferences.notWorkdays(label, typed));
      return parsed(days);
    },
    describe: (days) => days,
    input: async () => ({ type: 'line' }),
  };
}

/**
 * Whose days off are kept: `china`, `none`, a country by its code or name, or a calendar that was imported. `isNewToo`: or any other
 * name, for one that is to be imported.
 */
export function calendarField(isNewToo = false): Field<string, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context, label }) {
      const typed = foldText(String(raw)).trim();
      const known = isNewToo ? calendarNamed(typed) : countryNamed(typed);
      if (known !== undefined) return parsed(known);
      const imported = new Set((await context.views.all('holiday')).map(({ calendar }) => calendar));
      const found = [...imported].find((calendar) => foldText(calendar) === typed);
      return found === undefined
        ? problem('invalid-argument', context.messages.preferences.notCalendar(label, String(raw)), [...imported])
        : parsed(found);
    },
    describe: (value) => value,
    input: async () => ({ type: 'line' }),
  };
}

/** The calendar a name means: a country's, else one of that name; `undefined` for what can be no name. */
export function calendarNamed(name: string): string | undefined {
  const typed = foldText(name).trim();
  return countryNamed(typed) ?? (/^[\p{L}\p{N}][\p{L}\p{N} _-]{1,39}$/u.test(typed) ? typed : undefined);
}

const countryNamed = (typed: string): string | undefined => NAMED.get(typed) ?? countryOf(typed);

const NAMED: ReadonlyMap<string, string> = new Map([
  ['china', 'china'],
  ['cn', 'china'],
  ['中国', 'china'],
  ['中國', 'china'],
  ['none', 'none'],
  ['off', 'none'],
  ['无', 'none'],
  ['没有', 'none'],
]);

/** A country by its two letters, or by its name in either language. */
function countryOf(typed: string): string | undefined {
  const code = typed.toUpperCase();
  const names = ['en', 'zh'].map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }));
  if (/^[A-Z]{2}$/.test(code)) return names[0]?.of(code) === undefined ? undefined : code;
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const each = String.fromCharCode(first, second);
      if (names.some((of) => foldText(of.of(each) ?? '') === typed)) {
        // Countries that are no more answer to the name of the one they became.
        const region = new Intl.Locale(`und-${each}`).region ?? each;
        return region === 'CN' ? 'china' : region;
      }
    }
  }
  return undefined;
}

function clockTime(typed: string): string | undefined {
  const [, hour, minutes, half, noon] =
    /^(?:早上|上午)?(\d{1,2})(?:[:点时](\d{2})?分?)?(半)?\s*(am|pm)?$/.exec(typed) ?? [];
  if (hour === undefined) return undefined;
  const hours = (Number(hour) % (noon ? 12 : 100)) + (noon === 'pm' ? 12 : 0);
  const minute = half ? 30 : Number(minutes ?? 0);
  if (hours > 23 || minute > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const HAN_DAYS = '一二三四五六日';
const LATIN_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function weekdays(typed: string): readonly number[] | undefined {
  const days = new Set<number>();
  for (const part of typed.split(/[,、;\s]+|and|和/).filter((one) => one !== '')) {
    const [from, to, ...more] = part.split(/-|–|~|至|到|through|to/).map((one) => weekday(one.trim()));
    if (from === undefined || more.length > 0 || (to === undefined && /[-–~至到]|through|to/.test(part)))
      return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (to ?? from)) break;
    }
  }
  return days.size === 0 ? undefined : [...days].sort((a, b) => a - b);
}

function weekday(word: string): number | undefined {
  if (/^[1-7]$/.test(word)) return Number(word);
  const [, han] = /^(?:周|星期|礼拜)?([一二三四五六日天])$/.exec(word) ?? [];
  if (han !== undefined) return HAN_DAYS.indexOf(han === '天' ? '日' : han) + 1;
  const at = LATIN_DAYS.findIndex((day) => word.startsWith(day));
  return at === -1 ? undefined : at + 1;
}
