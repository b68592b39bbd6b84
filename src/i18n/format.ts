import type { Day, Money } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';

const LOCALE = { zh: 'zh-CN', en: 'en-GB' } as const;
const dayFormats = new Map<Language, Intl.DateTimeFormat>();

/** A day in full with its weekday, "Friday 20 November 2026" or "2026年11月20日星期五"; never in need of "which year?". */
export function formatDay(day: Day, language: Language): string {
  let format = dayFormats.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE[language], {
      timeZone: 'UTC',
      year: 'numeric',
      month: language === 'zh' ? 'long' : 'short',
      day: 'numeric',
      weekday: language === 'zh' ? 'long' : 'short',
    });
    dayFormats.set(language, format);
  }
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** Names in a row, "A, B and C" or "A、B和C". */
export function formatList(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(LOCALE[language], { type: 'conjunction' }).format(items);
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 2 }).format(value);
}

export function formatMoney({ amount, currency }: Money, language: Language): string {
  return `${formatNumber(amount, language)} ${currency}`;
}
