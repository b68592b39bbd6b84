import { parse } from 'chrono-node/en';
import type { Day } from '../domain/records.ts';
import type { Piece, Source } from './day-pieces.ts';
import { dayFrom, dayOfYear, type When } from './day-sums.ts';
import { MONTH_NAME } from './english-months.ts';

/** Beyond it nobody tells a date in words this rare. */
const MOST_TEXT = 1000;
/** Chrono is asked only about what these promise: it is slow, and sees days in "may", "sat" or "second". */
const PROMISING = new RegExp(`\\b(?:ago|hence|from now|from today)\\b|\\b(?:${MONTH_NAME.replace('may|', '')})\\b`);
const DURATION = /^(?:for|now|within|during)\b/i;

/** What chrono-node still finds in English where our own rules found nothing: "the twelfth of November", "a few weeks ago". */
export function chronoPieces(source: Source, when: When): readonly Piece[] {
  const text = source.text.slice(0, MOST_TEXT);
  if (!PROMISING.test(text)) return [];
  const reference = { instant: new Date(`${when.today}T12:00:00Z`), timezone: 0 };
  return parse(text, reference).flatMap((result): Piece[] => {
    const { start, index } = result;
    if (!start.isCertain('day') || !start.isCertain('month') || DURATION.test(result.text)) return [];
    const day = dayMeant(start.get('year'), start.get('month'), start.get('day'), start.isCertain('year'), when);
    return day === null ? [] : [{ start: index, end: index + result.text.length, day }];
  });
}

function dayMeant(
  year: number | null,
  month: number | null,
  day: number | null,
  isYearSaid: boolean,
  when: When,
): Day | null {
  if (year === null || month === null || day === null) return null;
  return isYearSaid ? dayFrom(year, month, day) : dayOfYear(month, day, when);
}
