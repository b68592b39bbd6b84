/** Reads an amount in words this folder does not know; the rest of the program does. */
export type ParseAmount = (text: string) => { readonly amount: number; readonly currency: string | null } | null;

const FIGURE = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
const CONTINENTAL = /^[-+]?\d{1,3}(?:\.\d{3})*,\d{1,2}$/;
const MAGNITUDES: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, k: 1e3 };
const CURRENCY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:rmb|人民币|元|cn¥|¥|圆|cny.*)$/i, 'CNY'],
  [/^(?:us\$|\$|美元|美金|usd.*)$/i, 'USD'],
  [/^(?:€|欧元|eur.*)$/i, 'EUR'],
  [/^(?:£|英镑|gbp.*)$/i, 'GBP'],
  [/^(?:hk\$|港币|港元|hkd.*)$/i, 'HKD'],
  [/^(?:日元|日圆|jpy.*)$/i, 'JPY'],
];
const AROUND =
  /^([a-z]{2,3}|[a-z]{0,2}[$¥€£])?\s*([\d.,+-]+)\s*(百万|千万|[千万亿k])?\s*(元|圆|人民币|美元|美金|欧元|英镑|港币|港元|日元|[a-z]{3}|[$¥€£])?$/i;

/** A plain number: 1,200.50, 1.200,50, 35, 35%. */
export function readNumber(cell: string): number | null {
  const text = cell.normalize('NFKC').replace(/\s/g, '').replace(/%$/, '');
  if (FIGURE.test(text)) return Number(text.replaceAll(',', '')) + 0;
  if (CONTINENTAL.test(text)) return Number(text.replaceAll('.', '').replace(',', '.')) + 0;
  return null;
}

export interface CellMoney {
  readonly amount: number;
  readonly currency: string | null;
}

/** 1,200.50 · ¥1,200 · 120万元 · USD 300. */
export function readMoney(cell: string, parseAmount?: ParseAmount): CellMoney | null {
  const text = cell.normalize('NFKC').trim();
  const [, before, figures = '', magnitude, after] = AROUND.exec(text) ?? [];
  const figure = readNumber(figures);
  if (figure === null) return parseAmount?.(text) ?? null;
  const power = magnitude === undefined ? 1 : (MAGNITUDES[magnitude.toLowerCase()] ?? 1);
  const word = before ?? after;
  const currency = word === undefined ? null : readCurrency(word);
  if (word !== undefined && currency === null) return parseAmount?.(text) ?? null;
  return { amount: Number((figure * power).toPrecision(15)), currency };
}

/** The three letters of a currency. */
export function readCurrency(cell: string): string | null {
  const text = cell.normalize('NFKC').trim();
  const known = CURRENCY_WORDS.find(([words]) => words.test(text))?.[1];
  if (known !== undefined) return known;
  // "EUR - Euro" is how exports of several systems put it.
  return /^([A-Za-z]{3})(?:\s*[-(].*)?$/.exec(text)?.[1]?.toUpperCase() ?? null;
}
