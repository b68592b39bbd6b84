import { addDays, isDay } from '../domain/days.ts';
import type { HolidayProblem, ReadDays, ToldDays } from './holiday-file.ts';
import { bareName, tellsOfWork, toDayText } from './holiday-words.ts';

interface Line {
  /** Of its beginning, from 1. */
  readonly at: number;
  readonly text: string;
}

interface Event {
  readonly at: number;
  from?: Line;
  to?: Line;
  lasts?: Line;
  summary: string;
  repeats?: Line;
}

/** All-day events of an iCalendar file (RFC 5545); `DTEND` is the day after the last. */
export function readIcsDays(text: string): ReadDays {
  const told: ToldDays[] = [];
  const problems: HolidayProblem[] = [];
  for (const event of eventsIn(text)) {
    const read = toTold(event);
    if ('fault' in read) problems.push(read);
    else told.push(read);
  }
  return { calendar: null, told, problems };
}

function eventsIn(text: string): readonly Event[] {
  const events: Event[] = [];
  let open: Event | undefined;
  for (const line of unfolded(text)) {
    const [, name = '', value = ''] = /^([A-Za-z-]+)(?:;[^:]*)?:(.*)$/.exec(line.text) ?? [];
    const key = name.toUpperCase();
    const isEvent = value.toUpperCase() === 'VEVENT';
    if (key === 'BEGIN' && isEvent) {
      open = { at: line.at, summary: '' };
      events.push(open);
    } else if (key === 'END' && isEvent) open = undefined;
    else if (open) note(open, key, { at: line.at, text: value });
  }
  return events;
}

function note(event: Event, key: string, line: Line): void {
  if (key === 'DTSTART') event.from = line;
  else if (key === 'DTEND') event.to = line;
  else if (key === 'DURATION') event.lasts = line;
  else if (key === 'RRULE' || key === 'RDATE') event.repeats = line;
  else if (key === 'SUMMARY') event.summary = line.text.replace(/\\([,;\\])/g, '$1').replace(/\\n/gi, ' ');
}

function toTold({ at, from, to, lasts, summary, repeats }: Event): ToldDays | HolidayProblem {
  if (from === undefined) return { line: at, fault: 'no-day', text: summary };
  if (repeats !== undefined) return { line: repeats.at, fault: 'repeated', text: summary };
  if (/T\d/.test(from.text)) return { line: from.at, fault: 'timed', text: from.text };
  const first = toDayText(from.text);
  const end = to === undefined ? undefined : toDayText(to.text);
  const [, days, weeks] = /^P(?:(\d+)D|(\d+)W)$/.exec(lasts?.text ?? '') ?? [];
  const length = Number(days ?? 0) + 7 * Number(weeks ?? 0);
  const last = end !== undefined && isDay(end) ? addDays(end, -1) : (end ?? lastOf(first, length));
  const line = from.at;
  // Some write the same day as end: one day.
  return { line, from: first, to: end === first ? first : last, isOff: !tellsOfWork(summary), name: bareName(summary) };
}

const lastOf = (first: string, length: number): string =>
  length > 1 && isDay(first) ? addDays(first, length - 1) : first;

/** Lines that begin with a space go on with the one before. */
function unfolded(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const before = lines.at(-1);
    if (/^[ \t]/.test(line) && before) lines[lines.length - 1] = { ...before, text: before.text + line.slice(1) };
    else lines.push({ at: index + 1, text: line });
  }
  return lines;
}
