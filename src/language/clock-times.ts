import { addDays } from '../domain/days.ts';
import type { Half, Meaning } from './day-pieces.ts';
import type { When } from './day-sums.ts';

const MINUTES_A_DAY = 1440;
/** A bare hour from 1 to 6 is the afternoon: that is when accounts are visited. */
const LAST_AFTERNOON_HOUR = 6;
const FIRST_NIGHT_HOUR = 5;

/** So many minutes from now; without a clock only the day, which is then today. */
export function clockShift(when: When, minutes: number): Meaning {
  if (when.now === undefined) return { day: when.today, time: null };
  const at = Number(when.now.slice(0, 2)) * 60 + Number(when.now.slice(3, 5)) + minutes;
  const days = Math.floor(at / MINUTES_A_DAY);
  const rest = at - days * MINUTES_A_DAY;
  return { day: addDays(when.today, days), time: clockText(Math.floor(rest / 60), rest % 60) };
}

/** `HH:MM` of an hour as said, with the part of the day it was said with; `null` when there is no such time. */
export function timeOf(hour: number, minute: number, half: Half | undefined): string | null {
  const at = hourOf(hour, half);
  return at === null || at > 23 || minute > 59 ? null : clockText(at, minute);
}

const HOURS: { readonly [H in Half]: (hour: number) => number | null } = {
  morning: (hour) => (hour === 12 ? 0 : hour),
  noon: (hour) => (hour < 4 ? hour + 12 : hour),
  afternoon: (hour) => (hour === 12 ? 12 : hour + 12),
  // Twelve at night belongs to either day: not told.
  night: (hour) => (hour === 12 ? null : hour + (hour >= FIRST_NIGHT_HOUR ? 12 : 0)),
};

function hourOf(hour: number, half: Half | undefined): number | null {
  if (hour > 12) return hour;
  if (half !== undefined) return HOURS[half](hour);
  return hour >= 1 && hour <= LAST_AFTERNOON_HOUR ? hour + 12 : hour;
}

function clockText(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
