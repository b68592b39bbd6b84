import type { Birthday } from '../domain/records.ts';
import type { Messages } from '../i18n/messages.ts';
import { foldText } from '../language/characters.ts';
import { type Field, parsed, problem } from './fields.ts';

const MONTHS = '正二三四五六七八九十冬腊';
const DIGITS = '一二三四五六七八九';

/** A birthday by the solar or the lunar calendar, with or without its year: 1980-05-12, 05-12, lunar 08-15, 农历闰四月十五. */
export function birthdayField(): Field<Birthday, false> {
  return {
    type: 'text',
    required: false,
    options: {},
    async parse(raw, { context }) {
      const typed = String(raw).trim();
      const birthday = parseBirthday(typed);
      return birthday ? parsed(birthday) : problem('invalid-argument', context.messages.errors.notBirthday(typed));
    },
    describe: (value) => value,
    input: async () => ({ type: 'line' }),
  };
}

export function birthdayText({ calendar, month, day, year, leap }: Birthday, { answers }: Messages): string {
  return answers.birthday(calendar === 'lunar', month, day, year, leap);
}

function parseBirthday(typed: string): Birthday | undefined {
  const text = foldText(typed);
  const isLunar = /lunar|农历|阴历|旧历/.test(text) || /[正冬腊]月|初[一二三四五六七八九十]/.test(text);
  const leap = /leap|闰/.test(text);
  const bare = text.replace(/lunar|solar|leap|农历|阴历|旧历|公历|阳历|闰/g, ' ').trim();
  const parts = numeric(bare) ?? chinese(bare);
  if (!parts) return undefined;
  const { year, month, day } = parts;
  const most = isLunar ? 30 : new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > most) return undefined;
  if (year !== null && (year < 1900 || year > 2100)) return undefined;
  if (leap && !isLunar) return undefined;
  return { calendar: isLunar ? 'lunar' : 'solar', month, day, year, leap };
}

interface Parts {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

function numeric(text: string): Parts | undefined {
  const [, year, month, day] = /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(text) ?? [];
  if (month === undefined || day === undefined) return undefined;
  return { year: year === undefined ? null : Number(year), month: Number(month), day: Number(day) };
}

function chinese(text: string): Parts | undefined {
  const [, year, month, day] =
    /^(?:(\d{4})年)?([正一二三四五六七八九十冬腊]{1,2})月([初一二三四五六七八九十廿卅]{1,3})[日号]?$/.exec(text) ?? [];
  if (month === undefined || day === undefined) return undefined;
  return {
    year: year === undefined ? null : Number(year),
    month: chineseMonth(month),
    day: chineseNumber(day.replace('初', '')),
  };
}

function chineseMonth(text: string): number {
  const named = text.length === 1 ? MONTHS.indexOf(text) : -1;
  if (text === '一') return 1;
  return named >= 0 ? named + 1 : chineseNumber(text);
}

function chineseNumber(text: string): number {
  const spelled = text.replace('廿', '二十').replace('卅', '三十');
  const ten = spelled.indexOf('十');
  if (ten === -1) return DIGITS.indexOf(spelled) + 1;
  const tens = ten === 0 ? 1 : DIGITS.indexOf(spelled.slice(0, ten)) + 1;
  const ones = ten === spelled.length - 1 ? 0 : DIGITS.indexOf(spelled.slice(ten + 1)) + 1;
  return tens * 10 + ones;
}
