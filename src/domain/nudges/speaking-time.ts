import { nextWorkday, type Workdays } from '../calendar/workdays.ts';
import { addDays, dayOf, endOfDay, instantOf, localTime } from '../days.ts';
import type { Day, Instant } from '../records.ts';

/** When one person is spoken to: their clock time, their zone, their working days, and the local day of the last message. */
export interface Speaking {
  /** `HH:MM`. */
  readonly time: string;
  readonly zone: string;
  readonly workdays: Workdays;
  /** As the day was then, in whatever zone; `null`: none yet. */
  readonly lastOn: Day | null;
}

/** One message: its local day, from when it may go out, and until when. */
export interface SpeakingSlot {
  readonly day: Day;
  readonly at: Instant;
  /** The last instant of that day: after it, another message tells what is still true. */
  readonly until: Instant;
}

/** What is urgent is told between these clock times (°). */
const WORKING_HOURS = { from: '09:00', to: '18:00' } as const;

/**
 * The message that may go out now; `null` when it is too early, a day off, or that local day had its message. A time the clocks
 * skip moves on, one they show twice counts the first time. Whoever moves to another zone gets no second message for a date they
 * had one for, and the next on the first later date, though the hour has passed there already.
 */
export function slotNow({ time, zone, workdays, lastOn }: Speaking, now: Instant): SpeakingSlot | null {
  const day = dayOf(now, zone);
  if ((lastOn !== null && day <= lastOn) || workdays.isDayOff(day)) return null;
  const slot = slotOn(day, time, zone);
  return now >= slot.at ? slot : null;
}

/** The next message after now, or the one that may go out now; `null` when no working day comes within a year. */
export function nextSlot(speaking: Speaking, now: Instant): SpeakingSlot | null {
  const { time, zone, workdays, lastOn } = speaking;
  const today = dayOf(now, zone);
  const from = lastOn !== null && lastOn >= today ? addDays(lastOn, 1) : today;
  const day = workdays.isDayOff(from) ? nextWorkday(workdays, from) : from;
  return day === null ? null : slotOn(day, time, zone);
}

/** Whether something urgent may be told now. */
export function isWorkingHour({ zone, workdays }: Pick<Speaking, 'zone' | 'workdays'>, now: Instant): boolean {
  const time = localTime(now, zone);
  return time >= WORKING_HOURS.from && time < WORKING_HOURS.to && !workdays.isDayOff(dayOf(now, zone));
}

function slotOn(day: Day, time: string, zone: string): SpeakingSlot {
  return { day, at: instantOf(day, time, zone), until: endOfDay(day, zone) };
}
