import { addDays, dayOf, daysBetween, weekdayOf } from '../../domain/days.ts';
import { lunarDayOf } from '../../domain/lunar-days.ts';
import type { Day, Instant } from '../../domain/records.ts';
import { DEFAULT_THRESHOLDS } from '../../domain/thresholds.ts';
import type { Language } from '../../domain/vocabulary.ts';
import type { BookContact } from '../book/schema.ts';

/** Days as an account of the demo sees them, all told from today. */
export interface Times {
  readonly today: Day;
  readonly ago: (days: number) => Day;
  readonly ahead: (days: number) => Day;
  /** How many days ago a talk was whose link went cold last week. */
  readonly wentCold: number;
  /** A birthday by the lunar calendar that comes in about so many days. */
  readonly lunarBirthday: (days: number) => NonNullable<BookContact['birthday']>;
  /** The latest day gone by that was this one of the lunar calendar. */
  readonly lastLunar: (month: number, day: number) => Day;
  /** The latest day gone by of that month and day (`12-20`). */
  readonly lastDate: (monthAndDay: string) => Day;
}

export function timesAt(now: Instant, zone: string): Times {
  const today = dayOf(now, zone);
  const ago = (days: number) => addDays(today, -days);
  const ahead = (days: number) => addDays(today, days);
  return {
    today,
    ago,
    ahead,
    wentCold: wentColdAgo(today),
    lunarBirthday: (days) => birthdayNear(ahead(days)),
    lastLunar: (month, day) => lastLunar(today, month, day),
    lastDate: (monthAndDay) => lastDate(today, monthAndDay),
  };
}

/** A talk stops counting the day after its last day; last week are the six days before today, and a working day is likelier. */
function wentColdAgo(today: Day): number {
  const first = DEFAULT_THRESHOLDS.activeDays + 3;
  const candidates = [0, 1, 2, 3].map((more) => first + more);
  return candidates.find((days) => isWorkday(addDays(today, -days), 'zh')) ?? first;
}

/** Not the thirtieth, which short months do not have. */
function birthdayNear(day: Day): NonNullable<BookContact['birthday']> {
  const lunar = lunarDayOf(day);
  if (lunar.day === 30) return birthdayNear(addDays(day, -1));
  return { calendar: 'lunar', month: lunar.month, day: lunar.day, ...(lunar.isLeap ? { leap: true } : {}) };
}

function lastLunar(today: Day, month: number, day: number): Day {
  for (let days = 1; ; days += 1) {
    const candidate = addDays(today, -days);
    const lunar = lunarDayOf(candidate);
    if (lunar.month === month && lunar.day === day && !lunar.isLeap) return candidate;
  }
}

function lastDate(today: Day, monthAndDay: string): Day {
  const year = Number(today.slice(0, 4));
  const thisYear = `${year}-${monthAndDay}`;
  return thisYear < today ? thisYear : `${year - 1}-${monthAndDay}`;
}

/** Roughly a day on which business is done: no weekend, no Spring Festival or National Day week, no days round Christmas. */
export function isWorkday(day: Day, language: Language): boolean {
  if (weekdayOf(day) > 5) return false;
  const [year = '', monthAndDay = ''] = [day.slice(0, 4), day.slice(5)];
  if (monthAndDay === '01-01') return false;
  if (language === 'en') return daysBetween(`${year}-12-24`, day) < 0;
  const { month, day: date } = lunarDayOf(day);
  const isSpring = (month === 12 && date >= 28) || (month === 1 && date <= 7);
  return !isSpring && !(monthAndDay >= '10-01' && monthAndDay <= '10-07');
}

/** That day, or the working day before it. */
export function workdayUpTo(day: Day, language: Language): Day {
  return isWorkday(day, language) ? day : workdayUpTo(addDays(day, -1), language);
}
