/** Rates of exchange as an administrator types them: `USD 7.2, EUR 7.8`. */
export type Rates = Readonly<Record<string, number>>;

const CODE = /^[A-Za-z]{3}$/;
const RATE = /([A-Za-z]{3})\s*[:=：]?\s*(\d+(?:\.\d+)?)/g;
const MOST = 1_000_000;

export const isCurrency = (text: string): boolean => CODE.test(text);

/** What one unit of each currency is worth; `undefined` when something in the text is no rate. */
export function parseRates(text: string): Rates | undefined {
  const rates: Record<string, number> = {};
  for (const [, code = '', figure = ''] of text.matchAll(RATE)) {
    const rate = Number(figure);
    if (!(rate > 0) || rate > MOST) return undefined;
    rates[code.toUpperCase()] = rate;
  }
  const rest = text.replaceAll(RATE, '').replace(/[\s,，、;；]+/g, '');
  return rest === '' && Object.keys(rates).length > 0 ? rates : undefined;
}

/** The same in one form, by currency. */
export function writeRates(rates: Rates): string {
  return Object.entries(rates)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, rate]) => `${code} ${rate}`)
    .join(', ');
}
