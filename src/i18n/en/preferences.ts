const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How a member wants to be spoken to. */
export const preferences = {
  nudges: 'Daily message',
  workdays: 'Working days',
  holidays: 'Days off of',
  platform: 'Written to on',
  daily: (time: string) => `at ${time}`,
  off: 'switched off',
  china: 'China',
  none: 'no public holidays',
  anywhere: 'wherever I know you',
  platforms: { console: 'console', slack: 'Slack', feishu: 'Feishu' },
  weekdays: (days: readonly number[]) => days.map((day) => DAYS[day - 1] ?? '?').join(', '),
  notTime: (label: string, typed: string) => `"${typed}" is no hour for "${label}". Try 09:00, 8:30 or off.`,
  notWorkdays: (label: string, typed: string) => `"${typed}" are no days for "${label}". Try 1-5, Mon-Fri or Sun-Thu.`,
  notCalendar: (label: string, typed: string) =>
    `I know no days off of "${typed}" for "${label}". Say china, none, or the code of a country such as US or DE.`,
};
