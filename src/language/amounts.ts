import { foldText } from './characters.ts';
import { wholeNumber } from './han-numbers.ts';
import type { AmountMention, Stretch } from './types.ts';

/** A plain number in a text, the percent sign apart. */
export interface NumberMention extends Stretch {
  readonly value: number;
  readonly percent: boolean;
  readonly text: string;
}

const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['HKD', /^(?:hkd|hk\$|港币|港元|港幣)$/],
  ['TWD', /^(?:twd|nt\$|新台币|台币|新臺幣)$/],
  ['SGD', /^(?:sgd|s\$|新加坡元|新币)$/],
  ['AUD', /^(?:aud|a\$|澳元)$/],
  ['CAD', /^(?:cad|c\$|加元)$/],
  ['CNY', /^(?:cny|rmb|人民币|人民幣|yuan|kuai|元|块钱?|塊錢?|¥|¥|圆)$/],
  ['USD', /^(?:usd|us\$|\$|美元|美金|美刀|dollars?|bucks)$/],
  ['EUR', /^(?:eur|€|欧元|歐元|euros?)$/],
  ['GBP', /^(?:gbp|£|英镑|英鎊|pounds?|quid)$/],
  ['JPY', /^(?:jpy|日元|日圆|日圓|円|yen)$/],
  ['KRW', /^(?:krw|₩|韩元|韓元|won)$/],
  ['INR', /^(?:inr|₹|卢比|rupees?)$/],
  ['CHF', /^(?:chf|瑞士法郎|francs?)$/],
];
const CODES = 'cny|rmb|usd|eur|gbp|hkd|twd|sgd|aud|cad|jpy|krw|inr|chf';
const BEFORE = `(?:\\b(?:${CODES})|us\\$|hk\\$|nt\\$|s\\$|a\\$|c\\$|人民币|人民幣|美元|美金|港币|[$€£¥¥₩₹])`;
const AFTER_HAN =
  '人民币|人民幣|新加坡元|瑞士法郎|新台币|美元|美金|美刀|港币|港元|港幣|台币|新币|澳元|加元|欧元|歐元|英镑|英鎊|日元|日圆|日圓|韩元|韓元|卢比|块钱|塊錢|块|塊|元|圆|円';
const AFTER = `(?:(?:${AFTER_HAN})|(?:${CODES}|yuan|kuai|dollars?|bucks|euros?|pounds?|quid|yen|rupees?)\\b|[€£])`;
/** 1,200.50; a comma counts only where it parts thousands, so that "300, 400" stays two numbers. */
const FIGURES = '(?:\\d{1,3}(?:\\.\\d{3})+,\\d{2}(?!\\d)|(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)';
const HAN_FIGURES = '(?<![一二两三四五六七八九十百千])[一二两三四五六七八九十百千]{1,8}';
const MAGNITUDE = '(?:[十百千]?[万萬亿億]|[百千](?=[元块])|(?:k|w|m|mn|bn|b|million|billion|thousand)\\b)';
const AMOUNT = new RegExp(
  `(?:(${BEFORE})\\s?|(?<![\\d.\\p{Script=Latin}]))(${FIGURES}|(?<!第)${HAN_FIGURES}(?=\\s*(?:[万萬亿億]|${AFTER_HAN})))\\s?(?:[多余来來](?=[万萬亿億千百元块塊美欧港]))?(${MAGNITUDE})?[多余来來]?\\s?(${AFTER})?`,
  'gu',
);
const POWERS: ReadonlyMap<string, number> = new Map([
  ['十', 1e1],
  ['百', 1e2],
  ['千', 1e3],
  ['万', 1e4],
  ['萬', 1e4],
  ['亿', 1e8],
  ['億', 1e8],
  ['k', 1e3],
  ['w', 1e4],
  ['thousand', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['million', 1e6],
  ['b', 1e9],
  ['bn', 1e9],
  ['billion', 1e9],
]);
/** After 300万 it is no money: people, pieces. After k or m hardly ever. */
const COUNTED =
  /^\s*(?:[人个家台套件次名户张份条辆吨米座度年天位颗片只]|电视|屏|视频|电源|灯|功率|充电|平米|平方|people\b|users?\b|units?\b|pcs\b|items?\b|km\b|employees\b|percent\b|%)/;
/** 一元化, 二元, 三块内容, 元旦, 元宵: no currency after all. */
const NO_CURRENCY = /^(?:[元]?(?:化|旦|宵|素|器件|方程|年)|(?:地|内容|业务|区域|屏|板|砖|蛋糕))/;

/** Amounts of money in a text, in order. A magnitude (万, 亿, k) makes an amount of a number without a currency. */
export function findAmounts(text: string): readonly AmountMention[] {
  const folded = foldText(text);
  const mentions: AmountMention[] = [];
  for (const match of folded.matchAll(AMOUNT)) {
    const mention = toAmount(text, folded, match);
    if (mention !== null) mentions.push(mention);
  }
  return mentions;
}

function toAmount(text: string, folded: string, match: RegExpExecArray): AmountMention | null {
  const [whole, before, figures = '', magnitude, after] = match;
  const start = match.index + (whole.length - whole.trimStart().length);
  const end = match.index + whole.trimEnd().length;
  const rest = folded.slice(end);
  const currency = currencyOf(before ?? after);
  if (currency === null && (magnitude === undefined || COUNTED.test(rest))) return null;
  if (before === undefined && after !== undefined && NO_CURRENCY.test(rest)) return null;
  if (before === undefined && isIdiom(figures, magnitude, after)) return null;
  // A lone letter after a number (5 m cable) has nothing to do with money.
  // 300w is 300万 among Chinese, watts elsewhere.
  if (magnitude === 'w' && currency !== 'CNY' && !/\p{Script=Han}/u.test(folded)) return null;
  if (currency === null && magnitude === 'm' && /\s/.test(whole.trim())) return null;
  const amount = figuresOf(figures) * powerOf(magnitude);
  if (!Number.isFinite(amount)) return null;
  return { start, end, amount: rounded(amount), currency, text: text.slice(start, end) };
}

/** 千万别忘, 一块去, 三元 (the brand): numerals that are said without counting anything. */
function isIdiom(figures: string, magnitude: string | undefined, after: string | undefined): boolean {
  if (after === undefined) return /^[十百千]$/.test(figures);
  return magnitude === undefined && /^[一二两三四五六七八九]$/.test(figures) && /^[元块塊]$/.test(after);
}

function currencyOf(words: string | undefined): string | null {
  if (words === undefined) return null;
  return CURRENCIES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

function figuresOf(figures: string): number {
  if (/^\d{1,3}(?:\.\d{3})+,\d{2}$/.test(figures)) return Number(figures.replaceAll('.', '').replace(',', '.'));
  // 三五万 is between thirty and fifty thousand.
  if (/^[一二两三四五六七八九]{2,}$/.test(figures)) return Number.NaN;
  if (/^\d/.test(figures)) return Number(figures.replaceAll(',', ''));
  return wholeNumber(figures) ?? Number.NaN;
}

function powerOf(magnitude: string | undefined): number {
  if (magnitude === undefined) return 1;
  const known = POWERS.get(magnitude);
  if (known !== undefined) return known;
  return [...magnitude].reduce((power, character) => power * (POWERS.get(character) ?? 1), 1);
}

/** 1.2亿 times its power is 120000000.00000001 otherwise. */
function rounded(amount: number): number {
  return Number(amount.toPrecision(15));
}

const NUMBER = new RegExp(
  `(?<![\\d.\\p{Script=Latin}_])(?:(?<![\\d\\p{L})])([-−+]))?(${FIGURES})(?![\\d]|\\.\\d|[a-z_](?!ercent\\b|ct\\b)|,\\d{3}(?!\\d))\\s?(%|percent\\b|pct\\b|个点)?`,
  'gu',
);
const OF_HUNDRED = /百分之\s*(负)?(?:(\d+(?:\.\d+)?)|([零一二两三四五六七八九十百]+)(?:点([零一二三四五六七八九]+))?)/g;
const TENTHS =
  /(?<![\d.零一二三四五六七八九十])(\d(?:\.\d)?|[一二两三四五六七八九十])成(?:(半)|([一二三四五六七八九\d])(?![\d个人家]))?(?![立功交为果员本长都品熟效绩])/g;

/** Plain numbers in a text, in order: 68, -1, 12.345, 1,200, 68%, 百分之六十八 and 六成 (60%), 八成五 (85%). */
export function findNumbers(text: string): readonly NumberMention[] {
  const folded = foldText(text);
  const found: NumberMention[] = [];
  const add = (match: RegExpExecArray, value: number, percent: boolean) => {
    const start = match.index;
    const end = start + match[0].trimEnd().length;
    const isFree = found.every((other) => end <= other.start || other.end <= start);
    if (isFree && Number.isFinite(value)) found.push({ start, end, value, percent, text: text.slice(start, end) });
  };
  for (const match of folded.matchAll(OF_HUNDRED)) add(match, ofHundred(match), true);
  for (const match of folded.matchAll(TENTHS)) add(match, tenths(match), true);
  for (const match of folded.matchAll(NUMBER)) {
    const [, sign, figures = '', percent] = match;
    const value = figuresOf(figures);
    add(match, sign === undefined || sign === '+' ? value : -value, percent !== undefined);
  }
  return found.sort((a, b) => a.start - b.start);
}

function ofHundred([, minus, figures, numerals, decimals = '']: readonly (string | undefined)[]): number {
  const fraction = [...decimals].map((digit) => wholeNumber(digit) ?? 0).join('');
  const value =
    figures === undefined ? Number(`${wholeNumber(numerals ?? '') ?? Number.NaN}.${fraction}`) : Number(figures);
  return minus === undefined ? value : -value;
}

function tenths([, whole = '', half, more]: readonly (string | undefined)[]): number {
  const tens = /^\d/.test(whole) ? Number(whole) : (wholeNumber(whole) ?? Number.NaN);
  const ones = half === undefined ? (wholeNumber(more ?? '零') ?? 0) : 5;
  return rounded(tens * 10 + ones);
}
