import type { Day, Money } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';

const LOCALE = { zh: 'zh-CN', en: 'en-GB' } as const;
/** Formats are made once a language: making one costs a hundred times what using it does. */
const made = <T>(make: (locale: string) => T): ((language: Language) => T) => {
  const known = new Map<Language, T>();
  return (language) => {
    const format = known.get(language) ?? make(LOCALE[language]);
    known.set(language, format);
    return format;
  };
};
const dayFormat = made(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      year: 'numeric',
      month: locale === LOCALE.zh ? 'long' : 'short',
      day: 'numeric',
      weekday: locale === LOCALE.zh ? 'long' : 'short',
    }),
);
const listFormat = made((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));
const numberFormat = made((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));

/** A day in full with its weekday, "Friday 20 November 2026" or "2026年11月20日星期五"; never in need of "which year?". */
export function formatDay(day: Day, language: Language): string {
  return dayFormat(language).format(new Date(`${day}T00:00:00Z`));
}

/** Names in a row, "A, B and C" or "A、B和C". */
export function formatList(items: readonly string[], language: Language): string {
  return listFormat(language).format(items);
}

export function formatNumber(value: number, language: Language): string {
  return numberFormat(language).format(value);
}

export function formatMoney({ amount, currency }: Money, language: Language): string {
  return `${formatNumber(amount, language)} ${currency}`;
}
