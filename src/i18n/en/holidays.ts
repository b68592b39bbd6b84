const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The schedule of days off. */
export const holidays = {
  title: (calendar: string, year: number, isPublished: boolean) =>
    `Days off of ${calendar}, ${year}${isPublished ? '' : ': not published yet'}`,
  source: {
    imported: 'As imported by an administrator.',
    seeded: 'As it comes with the program.',
    missing:
      'The schedule of this year is not in the book. Until it is, Monday to Friday are working days, less those statutory days whose date the calendar or the moon fixes; no weekend is worked.',
    country: 'Nobody imported a schedule, so the statutory days off of that country hold.',
    none: 'This calendar has no days off.',
  },
  years: (years: string) => `Years on record: ${years}.`,
  off: (from: string, to: string | null, days: number, name: string) =>
    `${from}${to === null ? '' : ` – ${to}`}${days > 1 ? ` (${days} days)` : ''}${name === '' ? '' : `: ${name}`}`,
  worked: 'Worked, though a weekend',
  none: 'No day off on record.',
  import: 'Import a schedule',
  calendar: 'Whose days off (china, or the code of a country)',
  file: 'File (JSON, CSV or ICS)',
  paste: 'Or paste it here',
  imported: (calendar: string, days: number, years: string) =>
    `Imported for ${calendar}: ${times(days, 'day', 'days')}, ${years}`,
  replaced: (year: number, before: number, after: number) =>
    `${year}: ${times(after, 'day', 'days')}${before === 0 ? '' : `, in place of ${before}`}`,
  unchanged: 'It is in the book like this already.',
  bad: 'Nothing was imported. Mend these lines and send the file again:',
  badLine: (line: number, what: string) => (line === 0 ? what : `Line ${line}: ${what}`),
  more: (count: number) => `… and ${count} more`,
  fault: {
    'no-day': (text: string) => `"${text}" is no day. Write 2027-02-06.`,
    order: (text: string) => `${text} ends before it begins.`,
    long: (text: string) => `${text} is longer than a month. Is the year right?`,
    year: (text: string) => `${text} is not between 1990 and 2100.`,
    twice: (text: string) => `${text} is both a day off and a working day.`,
    mark: (text: string) => `"${text}" says neither off nor worked.`,
    timed: (text: string) => `${text} has a time of day. Only all-day events are taken.`,
    repeated: (text: string) => `"${text}" repeats by a rule. Give each day of its own.`,
    shape: (text: string) => `"${text}" is not what a schedule holds.`,
    empty: (_text: string) => 'There is no day in it.',
  },
  notCalendar: (typed: string) =>
    `"${typed}" is no name for a calendar. Use china, or the code of a country such as US.`,
  tooLarge: 'A schedule has a few dozen lines; this file is far larger.',
};
