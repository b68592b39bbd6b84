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
/** Makes what writes days: an answer names dozens of them, and to put the words together takes a tenth of asking ICU each time. */
const dayWriter = made((locale) => {
  const length = locale === LOCALE.zh ? 'long' : 'short';
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: length,
    day: 'numeric',
    weekday: length,
  });
  const partOf = (type: string, date: Date) => format.formatToParts(date).find((part) => part.type === type)?.value;
  const months = Array.from({ length: 12 }, (_, month) => partOf('month', new Date(Date.UTC(2026, month, 1))));
  // The first of February 2026 is a Sunday.
  const weekdays = Array.from({ length: 7 }, (_, index) => partOf('weekday', new Date(Date.UTC(2026, 1, 1 + index))));
  const pattern = format.formatToParts(new Date(0));
  return (date: Date): string => {
    const words: Readonly<Record<string, string | number | undefined>> = {
      year: date.getUTCFullYear(),
      month: months[date.getUTCMonth()],
      day: date.getUTCDate(),
      weekday: weekdays[date.getUTCDay()],
    };
    return pattern.map(({ type, value }) => words[type] ?? value).join('');
  };
});
const listFormat = made((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));
const numberFormat = made((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));

/** A day in full with its weekday, "Friday 20 November 2026" or "2026年11月20日星期五"; never in need of "which year?". */
export function formatDay(day: Day, language: Language): string {
  return dayWriter(language)(new Date(`${day}T00:00:00Z`));
}

/** What begins a sentence or stands as a label: with a capital where the script has any. */
export const capitalised = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Names in a row, "A, B and C", "甲、乙和丙" or "A、B 和 C". */
export function formatList(items: readonly string[], language: Language): string {
  const format = listFormat(language);
  if (language !== 'zh') return format.format(items);
  const parts = format.formatToParts(items);
  const isLatin = (at: number, edge: RegExp) => edge.test(parts[at]?.value ?? '');
  return parts
    .map(({ type, value }, at) => {
      if (type !== 'literal' || !/^\p{Script=Han}$/u.test(value)) return value;
      return `${isLatin(at - 1, /[\p{Script=Latin}\d]$/u) ? ' ' : ''}${value}${isLatin(at + 1, /^[\p{Script=Latin}\d]/u) ? ' ' : ''}`;
    })
    .join('');
}

export function formatNumber(value: number, language: Language): string {
  // As both languages write it; most numbers said are such.
  if (Number.isInteger(value) && value > 0 && value < 1000) return String(value);
  return numberFormat(language).format(value);
}

export function formatMoney({ amount, currency }: Money, language: Language): string {
  return `${formatNumber(amount, language)} ${currency}`;
}
