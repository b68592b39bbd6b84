import type { Half, Meaning, Rule } from './day-pieces.ts';
import { wholeNumber } from './han-numbers.ts';

/** Chinese parts of the day and hours: 下午3点, 上午10点半, 晚上八点一刻, 15时30分. */

const PART =
  /(凌晨|清晨|早晨|早上|上午|一早|大早)|(中午)|(下午|傍晚)|(晚上|晚间|夜里|深夜|夜间|晚(?=\s*[\d七八九十]))/gu;
const HALVES: readonly Half[] = ['morning', 'noon', 'afternoon', 'night'];

function partOfDay(match: readonly (string | undefined)[]): Meaning | null {
  const index = match.slice(1).findIndex((part) => part !== undefined);
  const half = HALVES[index];
  return half === undefined ? null : { half };
}

const HOUR =
  /(?<![\d.:第差涨跌零一二三四五六七八九十百])(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(点|时(?=\s*\d{1,2}分|整|$|\s))(?:(半)|(钟|整)|([一三])刻|(\d{1,2}|[零一二三四五六七八九十]{1,3})(分)?)?(?![\d建意要想原理共事内问])/gu;

function hour([, text, mark, half, exact, quarters, minutes, unit]: readonly (string | undefined)[]): Meaning | null {
  const said = wholeNumber(text ?? '');
  if (said === null || said > 24) return null;
  const needsNeighbour = (half ?? exact ?? quarters ?? unit) === undefined || mark === undefined;
  const minute = minuteOf(half, quarters, minutes);
  if (minute === null || minute > 59) return null;
  return { hour: said === 24 ? 0 : said, minute, needsNeighbour };
}

function minuteOf(half: string | undefined, quarters: string | undefined, minutes: string | undefined): number | null {
  if (half !== undefined) return 30;
  if (quarters !== undefined) return quarters === '三' ? 45 : 15;
  return minutes === undefined ? 0 : wholeNumber(minutes);
}

export const CHINESE_TIME_RULES: readonly Rule[] = [
  { pattern: PART, means: partOfDay },
  { pattern: /正午/g, means: () => ({ hour: 12, minute: 0, half: 'noon' }) },
  { pattern: HOUR, means: hour },
];
