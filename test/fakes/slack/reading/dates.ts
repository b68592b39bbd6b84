/** Who reads: dates are shown in their zone and language. */
export interface Reader {
  readonly timeZone: string;
  readonly locale: string;
  /** Milliseconds: what "today" is measured from. */
  readonly now: number;
}

/**
 * A date as the reader's client writes it: the tokens of [T RichTextDate.format] (docs formatting-message-text) filled in.
 * Null where the moment or a token is none, and the fallback is shown.
 */
export function readDate(epochSeconds: number, format: string, reader: Reader): string | null {
  if (!Number.isSafeInteger(epochSeconds)) return null;
  const at = new Date(epochSeconds * 1000);
  let isKnown = true;
  const text = format.replace(/\{(\w+)\}/g, (_, token: string) => {
    const written = write(token, at, reader);
    if (written === null) isKnown = false;
    return written ?? '';
  });
  return isKnown ? text : null;
}

const DATES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { month: 'long', day: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  date_long_full: { month: 'long', day: 'numeric', year: 'numeric' },
  date_slash: { day: '2-digit', month: '2-digit', year: 'numeric' },
  day_divider: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

function write(token: string, at: Date, reader: Reader): string | null {
  if (token === 'date_num') return dayOf(at, reader.timeZone);
  if (token === 'ago') return ago(at, reader);
  const plain = token.replace(/_pretty$/, '');
  if (plain !== token) {
    const near = nearDay(at, reader);
    if (near !== null) return near;
  }
  const options = DATES[plain];
  if (options === undefined) return null;
  return new Intl.DateTimeFormat(reader.locale, { ...options, timeZone: reader.timeZone }).format(at);
}

/** `YYYY-MM-DD` there. */
function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

function nearDay(at: Date, { timeZone, locale, now }: Reader): string | null {
  const apart = Math.round((Date.parse(dayOf(at, timeZone)) - Date.parse(dayOf(new Date(now), timeZone))) / 86_400_000);
  if (Math.abs(apart) > 1) return null;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(apart, 'day');
}

function ago(at: Date, { locale, now }: Reader): string {
  const minutes = Math.round((at.getTime() - now) / 60_000);
  const relative = new Intl.RelativeTimeFormat(locale);
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}
