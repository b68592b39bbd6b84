import type { Instant } from '../domain/records.ts';
import type { Language } from '../domain/vocabulary.ts';

function formatter(language: Language, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: language === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
    weekday: language === 'zh' ? 'long' : 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function openFormatter(language: Language, timeZone: string): Intl.DateTimeFormat {
  try {
    return formatter(language, timeZone);
  } catch {
    // A zone that this ICU does not know must not cost the person the whole answer.
    return formatter(language, 'UTC');
  }
}

/** How instants read in one language and zone: `Sat, 21 Nov 2026, 14:30`, `2026年11月21日星期六 14:30`; days alone read the same. */
export function momentFormat(language: Language, timeZone: string): (at: Instant) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (at) => {
    if (Number.isNaN(new Date(at).getTime())) return '?';
    format ??= openFormatter(language, timeZone);
    const parts = new Map<string, string>(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
    const clock = `${part('hour')}:${part('minute')}`;
    return language === 'zh'
      ? `${part('year')}年${part('month')}月${part('day')}日${part('weekday')} ${clock}`
      : `${part('weekday')}, ${part('day')} ${part('month')} ${part('year')}, ${clock}`;
  };
}
