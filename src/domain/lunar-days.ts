import { SolarDay } from 'tyme4ts';
import type { Day } from './records.ts';

/** A day of the Chinese calendar. */
export interface LunarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** In the month that is put in after the one of the same number. */
  readonly isLeap: boolean;
}

/** The day of the Chinese calendar that a calendar day is. */
export function lunarDayOf(day: Day): LunarDay {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lunar = SolarDay.fromYmd(year, month, date).getLunarDay();
  // The library counts a leap month below zero.
  return {
    year: lunar.getYear(),
    month: Math.abs(lunar.getMonth()),
    day: lunar.getDay(),
    isLeap: lunar.getMonth() < 0,
  };
}
