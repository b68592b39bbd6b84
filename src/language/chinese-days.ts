import { addDays } from '../domain/days.ts';
import { CHINESE_SPAN_RULES, AWAY as WEEKS } from './chinese-spans.ts';
import { CHINESE_TIME_RULES } from './chinese-times.ts';
import type { Context, Meaning, Rule } from './day-pieces.ts';
import {
  bareWeekday,
  dayFrom,
  dayOfMonth,
  dayOfYear,
  mondayOf,
  monthOf,
  monthStart,
  type When,
  yearOf,
} from './day-sums.ts';
import { wholeNumber } from './han-numbers.ts';

/** Days as Chinese says them, on folded text in which the characters of dates are simplified (`simplifyDayWords`). */

type Match = readonly (string | undefined)[];

const TRADITIONAL = '週禮後號個點兩時鐘這剛內';
const SIMPLIFIED = '周礼后号个点两时钟这刚内';
const TRADITIONAL_ANY = new RegExp(`[${TRADITIONAL}]`, 'g');

/** The characters dates are written with, in simplified form; as long as the text given. */
export function simplifyDayWords(text: string): string {
  return text.replace(TRADITIONAL_ANY, (character) => SIMPLIFIED.charAt(TRADITIONAL.indexOf(character)));
}

const DAYS_AWAY: ReadonlyMap<string, number> = new Map([
  ['大前', -3],
  ['前', -2],
  ['昨', -1],
  ['今', 0],
  ['明', 1],
  ['后', 2],
  ['大后', 3],
]);
const NEAR_DAY =
  /(大前|大后|前|后)(?:[天日](?![鹅使])|个儿|儿个?(?![子女媳童科]))|(?<!每)(昨|今|明)([天日]|个儿|儿个?(?![子女媳童科])|早|晨|晚|夜)(?!头条|方舟|年)|刚才|刚刚/gu;

function nearDay([, far, near, part]: Match, { today }: When): Meaning {
  const away = DAYS_AWAY.get(far ?? near ?? '今') ?? 0;
  const day = addDays(today, away);
  if (part === '早' || part === '晨') return { day, half: 'morning' };
  return part === '晚' || part === '夜' ? { day, half: 'night' } : { day };
}

/**
 * 上周一直, 下周一定, 本周二期预算, 上周三次, 本周日程: the numeral belongs to what follows. 下周一起 is "together" unless it says
 * 从下周一起; 周一下午 is a Monday.
 */
const WEEKDAY = new RegExp(
  '(?<![每个几\\d一二两三四五六七八九十])(?:(上上|上|下下|下|本|这)一?个?)?(周|星期|礼拜)' +
    '(?:(一)(?![直定致般期切边方共些样些]|下(?!午)|点(?![钟半整])|(?<!(?:从|自).{0,6})起)|([二三四五六])(?![期方十百千大]|点(?![钟半整]))|' +
    '(日)(?![程常期元语]|本(?!周|月|地))|(天)|([1-7])(?![\\d.:]))(?![次个回趟场轮遍家款条份项万亿])',
  'gu',
);

function weekday([, which, unit, one, number, sunday, heaven, figure]: Match, when: When): Meaning | null {
  if (heaven !== undefined && unit === '周') return null;
  const index = sunday !== undefined || heaven !== undefined ? 7 : (wholeNumber(one ?? number ?? figure ?? '') ?? 0);
  if (index < 1) return null;
  if (which === undefined) return { day: bareWeekday(index, when), isWeekday: true };
  return { day: addDays(mondayOf(when.today, WEEKS.get(which) ?? 0), index - 1), isWeekday: true };
}

const SMALL = '(?:\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})';
const YEAR = '(?:(\\d{4}|\\d{2}|[零〇一二三四五六七八九]{4})\\s*年|(大前年|前年|去年|今年|本年|明年|后年)的?)\\s*';
const MONTH_DAY = new RegExp(
  `(?<![\\d.个零一二三四五六七八九十])(?:${YEAR})?(${SMALL})\\s*月\\s*(?:(${SMALL})(?:\\s*[-~到至]\\s*${SMALL})?\\s*[日号]|(\\d{1,2})(?=$|[\\s,;:!?()])(?!\\s*[:%]))`,
  'gu',
);
const YEARS: ReadonlyMap<string, number> = new Map([
  ['大前年', -3],
  ['前年', -2],
  ['去年', -1],
  ['今年', 0],
  ['本年', 0],
  ['明年', 1],
  ['后年', 2],
]);

function monthDay([, figures, words, monthText, named, bare]: Match, when: When): Meaning | null {
  const month = wholeNumber(monthText ?? '');
  const day = wholeNumber(named ?? bare ?? '');
  if (month === null || day === null) return null;
  const year = yearSaid(figures, words, when);
  return { day: year === null ? dayOfYear(month, day, when) : dayFrom(year, month, day) };
}

function yearSaid(figures: string | undefined, words: string | undefined, when: When): number | null {
  if (words !== undefined) return yearOf(when.today) + (YEARS.get(words) ?? 0);
  const year = figures === undefined ? null : wholeNumber(figures);
  return year !== null && year < 100 ? year + 2000 : year;
}

const DAY_OF_SOME_MONTH = new RegExp(`(?:(上上|上|下下|下|本|这)一?个?|(当))月的?\\s*(${SMALL})\\s*[日号]`, 'gu');

function dayOfSomeMonth([, which, , text]: Match, { today }: When): Meaning | null {
  const day = wholeNumber(text ?? '');
  if (day === null) return null;
  const start = monthStart(yearOf(today), monthOf(today) + (WEEKS.get(which ?? '本') ?? 0));
  return { day: dayFrom(yearOf(start), monthOf(start), day) };
}

/** 3号楼, 一号工程, 二号人物 are no days, nor is A3号 or 第3号. */
const NUMBERED_THING =
  /^(?:[楼线店馆车机门院厂仓位桌库房井铺厅码令文员样炉站坑种选技地柜船仪产铁泵阀标\d-]|工(?!作)|会议室|公[馆路]|项目|客户|方案|合同|人物|电池|首长|包装|设备)/u;
const DAY_ALONE = new RegExp(
  `(?<![\\d.#第月年a-z零一二三四五六七八九十廿卅-])(${SMALL})\\s*号|(?<![\\d.#第月年a-z-])(\\d{1,2}|(?<![零一二三四五六七八九十])[二三]?十[一二三四五六七八九]?)日(?![元均子常本游志内])`,
  'gu',
);

function dayAlone([, numbered, plain]: Match, when: When, { text, end }: Context): Meaning | null {
  const day = wholeNumber(numbered ?? plain ?? '');
  if (day === null || day < 1 || day > 31 || NUMBERED_THING.test(text.slice(end))) return null;
  return { day: dayOfMonth(day, when) };
}

export const CHINESE_RULES: readonly Rule[] = [
  { pattern: NEAR_DAY, means: nearDay },
  { pattern: WEEKDAY, means: weekday },
  { pattern: MONTH_DAY, means: monthDay },
  { pattern: DAY_OF_SOME_MONTH, means: dayOfSomeMonth },
  { pattern: DAY_ALONE, means: dayAlone },
  { pattern: /^现在$/g, means: (_match, { today }) => ({ day: today }) },
  ...CHINESE_SPAN_RULES,
  ...CHINESE_TIME_RULES,
];
